"""A questionnaire file is read exactly, or refused with every problem and its place."""

from collections.abc import Callable

import pytest

from questionnaires.definition import Questionnaire
from questionnaires.loading import QuestionnaireError, load
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.yaml_tree import read
from tests.questionnaires.conftest import EVERYTHING

TEXT = EVERYTHING.read_text(encoding="utf-8")


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(QuestionnaireError) as caught:
        load(text, "q.yaml")
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1, f"{old!r} must stand once in the file"
    return TEXT.replace(old, new)


def place_of(words: str, text: str) -> str:
    """`q.yaml:line:column` of the only place where `words` stand, counted here by hand."""
    before = text[: text.index(words)]
    return f"q.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_the_file_with_everything_has_every_type_of_question(everything: Questionnaire) -> None:
    assert {type(question) for question in everything.questions()} == set(QUESTION_TYPES)


def test_the_canonical_json_stands_for_the_same_questionnaire(everything: Questionnaire) -> None:
    again = Questionnaire.model_validate_json(everything.canonical_json())
    assert again == everything
    assert again.canonical_json() == everything.canonical_json()


def test_comments_and_layout_do_not_change_the_content(everything: Questionnaire) -> None:
    spaced = TEXT.replace("\npages:", "\n\n# the pages\npages:").replace("unit: municipality", "unit:   municipality")
    assert load(spaced).canonical_json() == everything.canonical_json()


def test_yes_and_no_are_words_and_a_municipality_number_keeps_its_nought() -> None:
    tree = read("{a: yes, b: no, c: 0301, d: 12, e: 1.5, f: true, g: null, h: 'true', i: 0x1F, j: on, k: 1_000}")
    assert tree.problems == []
    assert tree.value == {
        "a": "yes",
        "b": "no",
        "c": "0301",
        "d": 12,
        "e": 1.5,
        "f": True,
        "g": None,
        "h": "true",
        "i": "0x1F",
        "j": "on",
        "k": "1_000",
    }


def test_a_condition_on_a_code_that_is_not_there_names_the_codes_that_are() -> None:
    text = changed("show_when: {plan: yes}", "show_when: {plan: ja}")
    words = "show_when of 'tools' asks for 'ja', which 'plan' does not have. Its codes: yes, no, dont_know."
    assert refused(text) == [f"{place_of('ja}', text)}: {words}"]


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = changed("at_most: 2\n", "at_most: 9\n").replace("scale: supply\n        text", "scale: suply\n        text")
    text = text.replace("title: {nb: Ord, en: Words}", "title: {nb: Ord}")
    found = refused(text)
    assert found == [
        f"{place_of('9' + chr(10), text)}: 'at_most' is 9, but there are 4 choices.",
        f"{place_of('suply', text)}: There is no scale 'suply'. Did you mean 'supply'?",
        f"{place_of('{nb: Ord}', text)}: This text is missing in en.",
    ]


BAD: dict[str, tuple[Callable[[], str | bytes], str, str]] = {
    "a duplicate key": (
        lambda: changed("unit: municipality", "unit: municipality\nunit: person"),
        "unit: person",
        "'unit' stands here a second time; the first is on line 5.",
    ),
    "an alias": (
        lambda: changed("unit: municipality", "unit: *u"),
        "*u",
        "This is not YAML: '*u' is an alias; write the text out instead.",
    ),
    "an anchor": (
        lambda: changed("unit: municipality", "unit: &u municipality"),
        "&u",
        "This is not YAML: '&u' is an anchor; questionnaires have none.",
    ),
    "a tag": (
        lambda: changed("unit: municipality", "unit: !!python/name:os.system municipality"),
        "!!python",
        "This is not YAML: 'tag:yaml.org,2002:python/name:os.system' is a tag; questionnaires have none.",
    ),
    "an unknown key": (
        lambda: changed("        at_most: 20\n", "        at_mots: 20\n"),
        "at_mots",
        "'at_mots' is not a key here (in 'short'). Did you mean 'at_most'?",
    ),
    "an unknown type": (
        lambda: changed("type: rating", "type: ratng"),
        "ratng",
        "'ratng' is not a type of question. Did you mean 'rating'?",
    ),
    "a missing key": (
        lambda: changed("        scale: degree\n", ""),
        "id: known",
        "'scale' is missing (in 'known').",
    ),
    "a language that is not among the questionnaire's": (
        lambda: changed("{nb: Langt, en: Long}", "{nb: Langt, en: Long, nn: Langt}"),
        "nn: Langt",
        "'nn' is not among this questionnaire's languages: nb, en.",
    ),
    "an id used twice": (
        lambda: changed("- id: long", "- id: short"),
        "short\n        type: long",
        "There is another question 'short' above. Ids are used once.",
    ),
    "a code used for an answer and for a missing one": (
        lambda: changed("{no_figures: {nb: Vi har ikke tall", "{not_asked: {nb: Vi har ikke tall"),
        "not_asked",
        "'not_asked' is a code that Medvirk sets itself; choose another.",
    ),
    "a condition that looks forward": (
        lambda: changed("show_when: {not: {places: {at_most: 2}}}", "show_when: {not: {since: {at_most: 2}}}"),
        "since: {at_most",
        "show_when of 'posts' asks for 'since', which comes later.",
    ),
    "a row that is not there": (
        lambda: changed("offers.day:", "offers.noon:"),
        "offers.noon",
        "show_when of 'places' asks for 'offers.noon'. The rows: day, night.",
    ),
    "a required question without words for the respondent": (
        lambda: changed(
            "        when_empty: {nb: Velg om dere har en plan., en: Choose whether you have a plan.}\n", ""
        ),
        "required: true\n        merge",
        "'plan' is required: say in 'when_empty' what the respondent must do, as in «Velg …».",
    ),
    "a placeholder that nothing fills": (
        lambda: changed("{nb: Kort, en: Short}", '{nb: "Kort {navn}", en: Short}'),
        '"Kort',
        "'{navn}' stands in the text, but nothing fills it in here.",
    ),
    "bounds the wrong way": (
        lambda: changed("from: 1990", "from: 1990\n        to: 1980"),
        "1990\n",
        "'from' (1990) must be smaller than 'to' (1980).",
    ),
    "a sum of choices": (
        lambda: changed("merge: share", "merge: sum"),
        "sum\n        indicator",
        "Only counts and numbers can be summed when municipalities merge.",
    ),
    "an indicator on a code that is not there": (
        lambda: changed("{codes: [yes], label", "{codes: [ja], label"),
        "ja], label",
        "The indicator counts 'ja', which 'plan' does not have. Its codes: yes, no, dont_know.".replace(
            ", dont_know", ""
        ),
    ),
    "a page for each of something that is no list": (
        lambda: changed("for_each: activity", "for_each: short"),
        "short\n    questions:\n      - id: manages",
        "'short' is not an own_list on an earlier page.",
    ),
    "broken YAML": (
        lambda: changed("unit: municipality", "unit: [municipality"),
        ": {nb: En prøve",
        "This is not YAML: did not find expected ',' or ']'.",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_each_mistake_is_told_at_its_place_with_what_to_do(what: str) -> None:
    make, at, words = BAD[what]
    text = make()
    assert isinstance(text, str)
    assert f"{place_of(at, text)}: {words}" in refused(text)


def test_what_is_no_text_is_refused() -> None:
    assert refused(b"id: \xff\xfe") == ["q.yaml:1:1: The file is not UTF-8 (byte 4). Save it as UTF-8."]
    assert refused("- a list") == ["q.yaml:1:1: A questionnaire begins with keys such as 'id:' and 'title:'."]
    assert refused("") == ["q.yaml:1:1: A questionnaire begins with keys such as 'id:' and 'title:'."]
    assert refused("a: 1\n---\nb: 2")[0].startswith("q.yaml:2:1: This is not YAML: a second document begins here")
    assert refused("\x00")[0].startswith("q.yaml:1:1: This is not YAML")


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert refused("# " + "x" * 1_000_000) == [
        "q.yaml:1:1: The file is 1,000,002 bytes; a questionnaire may have 1,000,000."
    ]


def test_a_deeply_nested_file_is_refused_without_exhausting_the_stack() -> None:
    assert "nested more than 40 levels" in refused("a: " + "[" * 50_000)[0]


def test_a_bomb_of_aliases_is_refused_at_the_first_one() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{i}: &k{i} [*a, *a]\n" for i in range(50))
    assert "is an anchor" in refused(bomb)[0]


def test_an_emoji_is_a_letter_like_any_other() -> None:
    assert (
        load(changed("{nb: Langt, en: Long}", "{nb: Langt 🙂, en: Long}")).question("long").text.in_language("nb")[-1]
        == "🙂"
    )
