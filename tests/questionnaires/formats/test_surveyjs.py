import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.checker.texts import texts
from questionnaires.definition import Questionnaire
from questionnaires.formats.report import FormatError, Imported
from questionnaires.formats.surveyjs import read_surveyjs
from questionnaires.loading import check, load
from tests.questionnaires.formats.surveyjs_mutations import mutated_surveyjs
from tests.questionnaires.formats.surveyjs_sample import EVERY_TYPE


def imported(survey: Any) -> Imported:
    return read_surveyjs(json.dumps(survey).encode(), name="survey.json")


def questionnaire(*elements: dict[str, Any], **more: Any) -> Questionnaire:
    return load(imported({"elements": list(elements)} | more).questionnaire_yaml)


def leaves(value: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Every leaf and its JSONPath, written apart from the importer's own."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(
                inner, f"{path}.{key}" if key.isidentifier() else f"{path}[{json.dumps(key, ensure_ascii=False)}]"
            )
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{number}]")
    else:
        yield path, value


def outcomes(survey: Any) -> dict[str, str]:
    """The outcome of each leaf; what the report tells besides is about no leaf."""
    places = {place for place, _value in leaves(survey)}
    return {entry.place: entry.outcome for entry in imported(survey).report.entries if entry.place in places}


def test_every_value_of_the_file_is_accounted_for_once() -> None:
    places = [place for place, _value in leaves(EVERY_TYPE)]
    told = [entry.place for entry in imported(EVERY_TYPE).report.entries if entry.place in set(places)]
    assert sorted(told) == sorted(places)


def test_a_value_that_is_told_as_carried_makes_a_difference() -> None:
    whole = imported(EVERY_TYPE)
    for entry in whole.report.with_outcome("carried"):
        survey = copy.deepcopy(EVERY_TYPE)
        _alter(survey, entry.place)
        try:
            other = imported(survey)
        except FormatError:
            continue
        still = any(each.place == entry.place and each.outcome == "carried" for each in other.report.entries)
        assert other.questionnaire_yaml != whole.questionnaire_yaml or not still, entry


def _alter(survey: Any, place: str) -> None:
    """Another value at this place; the places of the sample are `$.a.b[0].c`."""
    steps = place.replace("[", ".").replace("]", "").split(".")[1:]
    holder = survey
    for step in steps[:-1]:
        holder = holder[int(step) if isinstance(holder, list) else step]
    last: Any = int(steps[-1]) if isinstance(holder, list) else steps[-1]
    value = holder[last]
    holder[last] = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}zq"


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=8).map(
    lambda key: f"x{key}"
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 200), KEYS, VALUES), min_size=1, max_size=5))
def test_a_property_that_nobody_knows_is_told_as_not_carried(extras: list[tuple[int, str, Any]]) -> None:
    survey = copy.deepcopy(EVERY_TYPE)
    holders = list(_objects(survey))
    for number, key, value in extras:
        holders[number % len(holders)][f"extra_{key}"] = value
    found = imported(survey).report.entries
    added = sorted(place for place, _value in leaves(survey) if "extra_" in place)
    assert sorted(entry.place for entry in found if "extra_" in entry.place) == added
    assert all(entry.outcome == "not carried" for entry in found if "extra_" in entry.place)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects that hold no texts in several languages, whose keys are languages."""
    if isinstance(value, dict) and "default" not in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner)


def test_every_text_that_is_told_as_carried_is_in_the_questionnaire() -> None:
    whole = imported(EVERY_TYPE)
    said = {words for _path, text in texts(load(whole.questionnaire_yaml)) for words in text.root.values()}
    values = dict(leaves(EVERY_TYPE))
    keys = ("title", "text", "description", "otherText", "requiredErrorText", "default", "nb")
    carried = [values[entry.place] for entry in whole.report.with_outcome("carried") if entry.construct in keys]
    assert len(carried) > 20
    assert set(carried) <= said


@pytest.mark.parametrize("seeds", range(4))
def test_a_file_that_is_wrong_in_any_way_is_read_or_refused_with_a_reason(seeds: int) -> None:
    read = 0
    for seed in range(seeds * 75, seeds * 75 + 75):
        try:
            found = read_surveyjs(mutated_surveyjs(seed), name="survey.json")
        except FormatError:
            continue
        check(found.questionnaire_yaml)
        read += 1
    assert read > 20  # most are odd, not broken


def test_the_same_seed_makes_the_same_file() -> None:
    assert mutated_surveyjs(7) == mutated_surveyjs(7)
    assert len({mutated_surveyjs(seed) for seed in range(20)}) > 15  # some end as the same torn file


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not JSON"),
        (b"[1]", "begins with '{'"),
        (b'{"title": NaN}', "NaN is no number"),
        (b'{"title": 1, "title": 2}', "stands twice"),
        (b'{"a": ' * 5000 + b"1" + b"}" * 5000, "nested"),
        (b'{"a": ' * 100 + b"1" + b"}" * 100, "nested"),
        (b'{"title": "\\ud800"}', "half a character"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"title": 1e999}', "too large"),
        (b" " * 20_000_001, "20,000,001 bytes"),
        (b"{}", "no question"),
        (b'{"pages": [{"elements": [{"type": "file", "name": "a"}]}]}', "no question"),
    ],
)
def test_a_file_that_is_no_survey_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_surveyjs(data, name="survey.json")


def test_an_old_survey_with_questions_and_no_pages_has_one_page() -> None:
    found = load(imported({"questions": [{"type": "comment", "name": "a"}]}).questionnaire_yaml)
    assert [question.id for page in found.pages for question in page.questions] == ["a"]


def test_texts_in_several_languages_are_carried_in_each() -> None:
    title = {"default": "Name", "no": "Navn", "se": "Namma"}
    found = questionnaire({"type": "text", "name": "a", "title": title})
    assert found.question("a").text.root == {"en": "Name", "nb": "Navn", "se": "Namma"}
    assert set(found.languages) == {"en", "nb", "se"}


def test_the_language_of_the_survey_is_that_of_its_plain_texts() -> None:
    found = questionnaire({"type": "text", "name": "a", "title": "Navn"}, locale="no")
    assert found.languages == ("nb",)


def test_names_that_are_no_ids_are_renamed_and_followed() -> None:
    found = questionnaire(
        {"type": "boolean", "name": "1. Bor du hjemme?"},
        {"type": "text", "name": "role", "visibleIf": "{1. Bor du hjemme?} = false"},
        {"type": "text", "name": "role"},
    )
    assert [question.id for question in found.questions()] == ["q_1_Bor_du_hjemme", "role_2", "role_3"]
    assert found.question("role_2").show_when is not None
    assert found.question("role_2").show_when.root == {"q_1_Bor_du_hjemme": "no"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\nlines"),
        ("<b>Bold</b> and <i>slanted</i>", "**Bold** and *slanted*"),
        ("Fish &amp; chips &lt; meat", "Fish & chips < meat"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("x<script>alert(1)</script>y<style>p{}</style>", "xy"),
        ("<a href='https://x.example'>here</a>", "(https://x.example) here"),
        ("<a href='javascript:alert(1)'>here</a>", "here"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "‹script>alert(1)‹/script>"),
        ("{{7*7}} {% x %}", "({7*7}} (% x %}"),
    ],
)
def test_html_becomes_plain_text_and_never_a_program(html: str, plain: str) -> None:
    found = questionnaire({"type": "html", "name": "a", "html": html})
    assert found.question("a").text.in_language("en") == plain


def test_answers_in_later_texts_are_piped_in_our_way() -> None:
    survey = {
        "elements": [{"type": "text", "name": "who"}, {"type": "text", "name": "b", "title": "{who} {later} {x y}"}]
    }
    found = load(imported(survey).questionnaire_yaml)
    assert found.question("b").text.in_language("en") == "{who|…} (later) {x y}"


def test_what_is_required_says_what_to_do() -> None:
    own = questionnaire({"type": "text", "name": "a", "isRequired": True, "requiredErrorText": "Write it"})
    assert own.question("a").when_empty is not None
    assert own.question("a").when_empty.in_language("en") == "Write it"  # type: ignore[union-attr]
    ours = imported({"elements": [{"type": "text", "name": "a", "isRequired": True}]})
    assert any(entry.construct == "when_empty" and entry.outcome == "changed" for entry in ours.report.entries)
    assert load(ours.questionnaire_yaml).question("a").required


def test_an_authors_regular_expression_is_refused() -> None:
    rule = {"type": "regex", "regex": "(a+)+$"}
    survey = {"elements": [{"type": "text", "name": "a", "validators": [rule]}]}
    assert outcomes(survey)["$.elements[0].validators[0].regex"] == "not carried"


def test_a_condition_that_never_holds_is_told_and_the_rest_is_used() -> None:
    survey = {
        "elements": [
            {"type": "boolean", "name": "a"},
            {"type": "text", "name": "b", "visibleIf": "{a} = true and {a} = false"},
        ]
    }
    assert outcomes(survey)["$.elements[1].visibleIf"] == "not carried"
    assert load(imported(survey).questionnaire_yaml).question("b").show_when is None
