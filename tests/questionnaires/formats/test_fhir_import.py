"""Forms from other systems: every type of item, list of answers and extension that FHIR's specification names."""

from typing import Any

import pytest

from tests.questionnaires.formats.fhir_forms import (
    HL7,
    SDC,
    asked,
    coded,
    control,
    extension,
    form,
    item,
    read,
    told,
    translated,
)

YES_NO = [{"code": "yes", "label": {"en": "Yes"}}, {"code": "no", "label": {"en": "No"}}]
A_OR_B = [{"code": "a", "label": {"en": "A"}}, {"code": "b", "label": {"en": "B"}}]


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("boolean", {"type": "choice", "choices": YES_NO}),
        ("decimal", {"type": "number", "decimals": 2}),
        ("integer", {"type": "number", "decimals": 0}),
        ("quantity", {"type": "number", "decimals": 2}),
        ("date", {"type": "date"}),
        ("dateTime", {"type": "date"}),
        ("time", {"type": "time"}),
        ("string", {"type": "short_text", "at_most": 1000}),
        ("text", {"type": "long_text", "at_most": 10_000}),
        ("url", {"type": "short_text", "at_most": 1000}),
        ("display", {"type": "information"}),
    ],
)
def test_every_type_of_item_becomes_a_question(kind: str, becomes: dict[str, Any]) -> None:
    assert asked(item("q", kind)) == {"q": becomes}


@pytest.mark.parametrize("kind", ["attachment", "reference", "question", "unheard-of"])
def test_what_cannot_be_asked_is_told_and_the_rest_is_read(kind: str) -> None:
    questionnaire, report = read(form(item("file", kind), item("q", "boolean")))
    assert [question.id for question in questionnaire.questions()] == ["q"]
    assert f"item of type {kind}" in told(report, "not carried")


@pytest.mark.parametrize(
    ("more", "becomes"),
    [
        ({}, {"type": "choice", "choices": A_OR_B}),
        ({"repeats": True}, {"type": "choices", "choices": A_OR_B}),
        (
            {"repeats": True, "extension": [extension(f"{HL7}questionnaire-maxOccurs", valueInteger=1)]},
            {"type": "choices", "choices": A_OR_B, "at_most": 1},
        ),
    ],
)
def test_choices_are_one_or_several(more: dict[str, Any], becomes: dict[str, Any]) -> None:
    assert asked(item("q", "choice", answerOption=coded("a", "b"), **more)) == {"q": becomes}


def test_an_open_choice_gets_a_choice_with_own_words() -> None:
    other = {"code": "other", "label": {"en": "Other"}, "own_text": True}
    assert asked(item("q", "open-choice", answerOption=coded("a", "b"))) == {
        "q": {"type": "choice", "choices": [*A_OR_B, other]}
    }


def test_answers_that_are_words_numbers_or_days_get_codes() -> None:
    options = [{"valueString": "Blåbær og øl"}, {"valueInteger": 7}, {"valueDate": "2026-01-31"}]
    found = asked(item("q", "choice", answerOption=options))["q"]["choices"]
    assert [(each["code"], each["label"]["en"]) for each in found] == [
        ("Blabaer_og_ol", "Blåbær og øl"),
        ("7", "7"),
        ("2026_01_31", "2026-01-31"),
    ]


def test_an_exclusive_answer_stands_alone_among_several() -> None:
    options = coded("a", "b")
    options[1]["extension"] = [extension(f"{HL7}questionnaire-optionExclusive", valueBoolean=True)]
    found = asked(item("q", "choice", repeats=True, answerOption=options))["q"]["choices"]
    assert found == [A_OR_B[0], {**A_OR_B[1], "exclusive": True}]


def test_answers_with_scores_are_points_on_a_scale() -> None:
    options = coded("none", "some", "all")
    for score, option in enumerate(options):
        option["extension"] = [extension(f"{HL7}ordinalValue", valueDecimal=score)]
    questionnaire, report = read(form(item("q", "choice", answerOption=options)))
    scale = questionnaire.scales["scale"]
    assert questionnaire.question("q").type == "grade"
    assert [(point.code, point.label.plain["en"]) for point in scale.choices] == [
        ("0", "None"),
        ("1", "Some"),
        ("2", "All"),
    ]
    assert "scores of the answers are now their codes" in told(report, "changed")


VALUE_SET = {
    "resourceType": "ValueSet",
    "id": "vs",
    "url": "urn:made-up:vs",
    "status": "draft",
    "compose": {
        "include": [
            {
                "system": "urn:made-up",
                "concept": [
                    {"code": "a", "display": "A", "designation": [{"language": "nb-NO", "value": "Aa"}]},
                    {"code": "b", "display": "B"},
                    {"code": "c", "display": "C"},
                ],
            }
        ],
        "exclude": [{"system": "urn:made-up", "concept": [{"code": "c"}]}],
    },
}


@pytest.mark.parametrize("address", ["#vs", "urn:made-up:vs", "urn:made-up:vs|1.0"])
def test_a_value_set_in_the_form_gives_its_answers(address: str) -> None:
    assert asked(item("q", "choice", answerValueSet=address), contained=[VALUE_SET])["q"]["choices"] == A_OR_B


def test_a_value_set_that_is_expanded_gives_the_answers_of_its_expansion() -> None:
    inner = {"code": "b", "display": "B"}
    expanded = {**VALUE_SET, "expansion": {"contains": [{"abstract": True, "contains": [inner]}]}}
    found = asked(item("q", "choice", answerValueSet="#vs"), contained=[expanded])
    assert found["q"]["choices"] == [A_OR_B[1]]


def test_a_code_system_in_the_form_gives_the_answers_of_a_value_set_without_any() -> None:
    codes = {"resourceType": "CodeSystem", "url": "urn:cs", "concept": [{"code": "a", "display": "A"}]}
    value_set = {"resourceType": "ValueSet", "id": "vs", "compose": {"include": [{"system": "urn:cs"}]}}
    found = asked(item("q", "choice", answerValueSet="#vs"), contained=[codes, value_set])
    assert found["q"]["choices"] == [A_OR_B[0]]


def test_fhirs_own_list_of_genders_is_known() -> None:
    gender = "http://hl7.org/fhir/ValueSet/administrative-gender"
    codes = [each["code"] for each in asked(item("q", "choice", answerValueSet=gender))["q"]["choices"]]
    assert codes == ["male", "female", "other", "unknown"]


def test_a_list_that_stands_elsewhere_is_answered_in_words_and_told() -> None:
    questionnaire, report = read(form(item("q", "choice", answerValueSet="http://nowhere.invalid/vs")))
    assert questionnaire.question("q").type == "short_text"
    assert "item[0].answerValueSet" in told(report, "not carried")


def test_bounds_decimals_and_unit_are_kept() -> None:
    extensions = [
        extension(f"{HL7}minValue", valueInteger=0),
        extension(f"{HL7}maxValue", valueDecimal=37.5),
        extension(f"{HL7}maxDecimalPlaces", valueInteger=1),
        extension(f"{HL7}questionnaire-unit", valueCoding={"code": "h", "display": "hours"}),
    ]
    assert asked(item("q", "decimal", extension=extensions)) == {
        "q": {"type": "number", "from": 0, "to": 37.5, "unit": {"en": "hours"}}
    }


def test_a_slider_is_a_rating_with_words_at_its_ends() -> None:
    bounds = [extension(f"{HL7}minValue", valueInteger=0), extension(f"{HL7}maxValue", valueInteger=5)]
    ends = [
        item("q.low", "display", "Bad", extension=[control("lower")]),
        item("q.high", "display", "Good", extension=[control("upper")]),
    ]
    assert asked(item("q", "integer", extension=[control("slider"), *bounds], item=ends)) == {
        "q": {
            "type": "rating",
            "to": 5,
            "ends": [{"code": "0", "label": {"en": "Bad"}}, {"code": "5", "label": {"en": "Good"}}],
        }
    }


def test_a_box_to_tick_is_a_consent() -> None:
    assert asked(item("q", "boolean", extension=[control("check-box")])) == {"q": {"type": "consent"}}


def test_a_line_that_repeats_is_a_list_of_ones_own() -> None:
    times = [
        extension(f"{HL7}questionnaire-minOccurs", valueInteger=2),
        extension(f"{HL7}questionnaire-maxOccurs", valueInteger=4),
    ]
    assert asked(item("q", "string", repeats=True, extension=times)) == {
        "q": {"type": "own_list", "items": {"from": 2, "to": 4}}
    }


def test_days_and_times_keep_their_bounds() -> None:
    day = [extension(f"{HL7}minValue", valueDate="2026-01-01"), extension(f"{HL7}maxValue", valueDate="2026-12-31")]
    clock = [extension(f"{HL7}maxValue", valueTime="16:00:00")]
    assert asked(item("d", "date", extension=day), item("t", "time", extension=clock)) == {
        "d": {"type": "date", "from": "2026-01-01", "to": "2026-12-31"},
        "t": {"type": "time", "to": "16:00"},
    }


def test_help_sublabel_and_format_stand_under_the_question() -> None:
    under = [
        extension("http://helsenorge.no/fhir/StructureDefinition/sdf-sublabel", valueMarkdown="Sub"),
        extension(f"{HL7}entryFormat", valueString="nnn"),
    ]
    helped = item("q.help", "text", "Helps", extension=[control("help")])
    found = asked(item("q", "string", maxLength=3, extension=under, item=[helped]))
    assert found == {"q": {"type": "short_text", "at_most": 3, "help": {"en": "Sub\n\nnnn\n\nHelps"}}}


def test_a_required_question_says_what_to_do_in_the_forms_own_words_if_it_has_any() -> None:
    words = extension("http://ehelse.no/fhir/StructureDefinition/validationtext", valueString="Write a day.")
    found = asked(item("a", "date", required=True, extension=[words]), item("b", "date", "When?", required=True))
    assert found["a"]["when_empty"] == {"en": "Write a day."}
    assert found["b"]["when_empty"] == {"en": "Answer this: When?"}


def test_plain_arithmetic_is_worked_out_and_other_rules_are_told() -> None:
    path = "%resource.descendants().where(linkId='{}').answer.value"
    rule = f"{path.format('a')} / {path.format('b')} * 100"
    worked = extension(f"{SDC}calculatedExpression", valueExpression={"language": "text/fhirpath", "expression": rule})
    clever = extension(f"{SDC}calculatedExpression", valueExpression={"expression": "%patient.age()"})
    questionnaire, report = read(
        form(
            item("a", "integer"),
            item("b", "integer"),
            item("share", "decimal", readOnly=True, extension=[worked]),
            item("age", "integer", readOnly=True, extension=[clever]),
        )
    )
    share = questionnaire.question("share")
    assert share.type == "calculated"
    assert share.value == "a / b * 100"
    assert not questionnaire.has("age")
    assert "rule that cannot be read" in told(report, "not carried")


def test_what_nobody_is_to_see_or_fill_in_is_left_out_and_told() -> None:
    hidden = [extension(f"{HL7}questionnaire-hidden", valueBoolean=True)]
    questionnaire, report = read(
        form(item("h", "string", extension=hidden), item("r", "string", readOnly=True), item("q", "boolean"))
    )
    assert [question.id for question in questionnaire.questions()] == ["q"]
    assert "nobody answers it" in told(report, "not carried")
    assert "filled in by another system" in told(report, "not carried")


def test_a_form_speaks_the_languages_that_most_of_its_texts_have() -> None:
    questionnaire, report = read(
        form(
            item("q", "boolean", "Do you?", _text=translated(**{"nb-NO": "Gjør du?", "fr": "Quoi?"})),
            _title=translated(nb="Laget for prøven"),
        )
    )
    assert questionnaire.languages == ("en", "nb")
    assert questionnaire.title.plain == {"en": "Made for the test", "nb": "Laget for prøven"}
    assert questionnaire.about.plain == {"en": "Made for the test.", "nb": "Made for the test."}
    assert "Too few texts are in 'fr'" in told(report, "not carried")
    assert "1 texts are not translated into 'nb'" in told(report, "changed")


def test_markdown_is_preferred_and_html_is_taken_out() -> None:
    marked = {"extension": [extension(f"{HL7}rendering-markdown", valueMarkdown="**Do** you?")]}
    questionnaire, _report = read(form(item("q", "boolean", _text=marked), item("r", "boolean", "<b>Do</b> {you}?")))
    assert questionnaire.question("q").text.plain["en"] == "**Do** you?"
    assert questionnaire.question("r").text.plain["en"].split() == ["Do", "(you)?"]


def test_a_number_before_a_question_is_the_same_in_every_language() -> None:
    numbered = [
        item(f"q{number}", "string", "Who?", prefix=f"{number}.", _text=translated(nb="Hvem?")) for number in (1, 2, 3)
    ]
    questionnaire, _report = read(form(*numbered))
    assert questionnaire.languages == ("en", "nb")
    assert questionnaire.question("q2").text.plain == {"en": "2. Who?", "nb": "2. Hvem?"}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Do you smoke, and how often?", "en"),
        ("Røyker du, og hvor ofte?", "nb"),
        ("Korleis har du det, og kva gjer du?", "nn"),
        ("1", "nb"),
    ],
)
def test_the_language_that_a_form_does_not_name_is_that_of_its_words(words: str, language: str) -> None:
    unnamed = form(item("q", "boolean", words), title="1", description="1")
    del unnamed["language"]
    questionnaire, report = read(unnamed)
    assert questionnaire.languages == (language,)
    assert f"taken to be '{language}'" in told(report, "changed")


def test_codes_that_become_points_are_told_as_that_alone() -> None:
    options = coded("not-at-all", "very-much")
    for points, option in enumerate(options):
        option["extension"] = [extension(f"{HL7}ordinalValue", valueDecimal=points)]
    questionnaire, report = read(form(item("q", "choice", answerOption=options)))
    assert [choice.code for choice in questionnaire.scales["scale"].choices] == ["0", "1"]
    assert "scores of the answers are now their codes" in told(report, "changed")
    assert "not_at_all" not in str(report)


def test_a_page_without_a_title_is_told() -> None:
    _questionnaire, report = read(form(item("g", "group", None, item=[item("q", "string")])))
    assert "The page 'g' has no title in the form" in told(report, "changed")
