"""Forms as Helsenorge has them: Bundles of languages, boxes to tick, random names, words kept in odd places."""

import json
from typing import Any

import pytest

from questionnaires.conditions import Condition
from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import read_fhir
from questionnaires.formats.report import FormatError, ImportReport
from questionnaires.loading import load
from questionnaires.question_types import Choice
from tests.questionnaires.formats.fhir_forms import HL7, Json, asked, coded, control, extension, form, item, read, told

SDF = {"profile": ["http://ehelse.no/fhir/StructureDefinition/sdf-Questionnaire"]}
VALIDATION = "http://ehelse.no/fhir/StructureDefinition/validationtext"
PLACES = "http://ehelse.no/fhir/StructureDefinition/sdf-optionReference"


def uuid(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


def marked_up(words: str) -> Json:
    return {"extension": [extension(f"{HL7}rendering-markdown", valueMarkdown=words)]}


def in_language(tag: str, words: str, **more: Any) -> Json:
    """One of the languages of a small form: every text in it says `words` and what it is."""
    options = [{"valueCoding": {"id": tag, "code": code, "display": f"{words} {code}"}} for code in "ab"]
    lacking = extension(VALIDATION, valueString=f"{words} lacking")
    choice = item("c", "choice", f"{words} choice", required=True, answerOption=options, extension=[lacking])
    only_marked = item("m", "display", None, _text=marked_up(f"{words} **marked**"))
    group = item("g", "group", f"{words} group", item=[choice, only_marked])
    return form(group, language=tag, name="same", title=f"{words} title", description=f"{words} about", **more)


def codes_of(question: object) -> list[str]:
    assert isinstance(question, Choice)
    return [choice.code for choice in question.choices]


def read_bundle(*forms: Json) -> tuple[Questionnaire, ImportReport]:
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": each} for each in forms]}
    imported = read_fhir(json.dumps(bundle).encode(), name="bundle.json")
    return load(imported.questionnaire_yaml), imported.report


def test_the_languages_of_a_bundle_are_one_form() -> None:
    questionnaire, report = read_bundle(
        in_language("nb-NO", "Ord"), in_language("nn-NO", "Mål"), in_language("en", "Word")
    )
    said = {"nb": "Ord", "nn": "Mål", "en": "Word"}
    choice = questionnaire.question("c")
    assert isinstance(choice, Choice)
    assert choice.when_empty is not None
    texts = {
        "title": questionnaire.title,
        "about": questionnaire.about,
        "group": questionnaire.pages[0].title,
        "choice": choice.text,
        "lacking": choice.when_empty,
        "a": choice.choices[0].label,
        "b": choice.choices[1].label,
        "**marked**": questionnaire.question("m").text,
    }
    for end, text in texts.items():
        assert text.plain == {language: f"{word} {end}" for language, word in said.items()}
    assert questionnaire.languages == ("nb", "nn", "en")
    assert "entry[1].resource.item[0].item[0].answerOption[0].valueCoding.id" in told(report, "not carried")
    assert "not as FHIR has it" not in str(report)


def test_what_only_another_language_of_a_bundle_asks_is_told() -> None:
    other = in_language("nn", "Mål")
    other["item"].append(item("more", "string", "Meir?"))
    other["item"][0]["enableWhen"] = [{"question": "x", "operator": "exists", "answerBoolean": True}]
    questionnaire, report = read_bundle(in_language("nb", "Ord"), other)
    assert not questionnaire.has("more")
    lost = told(report, "not carried")
    assert "entry[1].resource.item[1].text" in lost
    assert "entry[1].resource.item[0].enableWhen[0].question" in lost


@pytest.mark.parametrize(
    "other",
    [
        in_language("nb", "Ord"),
        {**in_language("en", "Word"), "name": "another"},
        {**in_language("en", "Word"), "name": None},
    ],
)
def test_forms_that_are_not_one_in_several_languages_are_refused(other: Json) -> None:
    with pytest.raises(FormatError, match="2 questionnaires"):
        read_bundle(in_language("nb-NO", "Ord"), other)


def test_a_rule_that_turns_another_language_of_a_bundle_upside_down_is_refused() -> None:
    turned = in_language("en", "Word", modifierExtension=[extension("urn:turned")])
    with pytest.raises(FormatError, match=r"entry\[1\].resource.modifierExtension"):
        read_bundle(in_language("nb", "Ord"), turned)


def test_a_truth_value_is_a_box_to_tick() -> None:
    assert asked(item("q", "boolean"), meta=SDF) == {"q": {"type": "consent"}}
    assert asked(item("q", "boolean"))["q"]["type"] == "choice"


def test_boxes_to_tick_are_ticked_each_by_itself_whatever_else_the_form_says() -> None:
    for more in ({}, {"repeats": False}):
        boxes = item(
            "q", "choice", answerOption=coded("a", "b"), extension=[control("check-box")], **dict[str, Any](more)
        )
        questionnaire, report = read(form(boxes))
        assert questionnaire.question("q").type == "choices"
        assert "Several boxes can be ticked" in told(report, "changed")


def test_random_names_become_numbers() -> None:
    options = [{"valueCoding": {"code": uuid(number), "display": word}} for number, word in ((7, "One"), (8, "Two"))]
    first = item(uuid(1), "choice", answerOption=options)
    hangs = {"question": uuid(1), "operator": "=", "answerCoding": {"code": uuid(8)}}
    questionnaire, report = read(form(item(uuid(2), "group", item=[first, item("q3", "string", enableWhen=[hangs])])))
    assert [page.id for page in questionnaire.pages] == ["q1"]
    assert [question.id for question in questionnaire.questions()] == ["q2", "q3"]
    assert codes_of(questionnaire.question("q2")) == ["c1", "c2"]
    assert questionnaire.question("q3").show_when == Condition({"q2": "c2"})
    assert f"'{uuid(1)}' is now 'q2'" in told(report, "changed")


def test_what_is_read_is_read_even_when_nobody_may_change_it() -> None:
    intro = item("i", "text", "Read me.", readOnly=True, extension=[control("highlight")])
    assert asked(intro) == {"i": {"type": "information"}}


def test_the_places_a_form_may_be_sent_to_are_its_choices() -> None:
    places = [
        extension(PLACES, valueReference={"reference": f"Endpoint/{number}", "display": word})
        for number, word in ((1, "North"), (2, "South"))
    ]
    questionnaire, _report = read(form(item("q", "choice", extension=places)))
    question = questionnaire.question("q")
    assert isinstance(question, Choice)
    assert [choice.label.plain for choice in question.choices] == [{"en": "North"}, {"en": "South"}]


def test_the_number_of_a_group_and_of_a_text_stands_before_it() -> None:
    inner = item(
        "g2", "group", "Inner", prefix="1.1", item=[item("d", "display", "Read", prefix="a)"), item("q", "string")]
    )
    questionnaire, _report = read(form(item("g", "group", "Outer", prefix="1.", item=[inner])))
    assert questionnaire.pages[0].title.plain == {"en": "1. Outer"}
    assert [question.text.plain["en"] for question in questionnaire.questions()] == ["1.1 Inner", "a) Read", "Made up?"]


def test_what_stands_inside_a_text_follows_it() -> None:
    inside = [item("d", "display", "More."), item("g", "group", "Inner", item=[item("q", "string")])]
    questionnaire, _report = read(form(item("t", "text", "Read.", extension=[control("inline")], item=inside)))
    said = [question.text.plain["en"] for question in questionnaire.questions()]
    assert said == ["Read.\n\nMore.", "Inner", "Made up?"]


def test_a_heading_over_nothing_that_is_asked_is_left_out_and_told() -> None:
    filled = item("name", "string", "Name", readOnly=True)
    empty = item("who", "group", "About whoever fills this in", item=[filled])
    questionnaire, report = read(form(item("g", "group", item=[empty, item("q", "string")])))
    assert [question.id for question in questionnaire.questions()] == ["q"]
    assert "item[0].item[0]: item of type group -> Nothing in the group is asked or read" in told(report, "not carried")
    assert "item[0].item[0]" not in told(report, "changed")
