"""A questionnaire file is read exactly, or refused with every problem, its place and what to do."""

from pathlib import Path

import pytest

from questionnaires.definition import Questionnaire
from questionnaires.loading import QuestionnaireError, check, check_file, load
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.yaml_tree import read
from tests.questionnaires.checker.tiny import B1, COUNT, GRADE, HEAD, LIST, doc, note
from tests.questionnaires.conftest import EVERYTHING

TEXT = EVERYTHING.read_text(encoding="utf-8")


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(QuestionnaireError) as caught:
        load(text, "q.yaml")
    return str(caught.value).splitlines()


def place_of(words: str, text: str) -> str:
    """`q.yaml:line:column` of the first place where `words` stand, counted here by hand."""
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


def test_a_number_too_large_to_count_with_is_a_word() -> None:
    assert read("[1e999, -1e999, 999999999999999999999, .inf, .nan]").value == [
        *("1e999", "-1e999", "999999999999999999999", ".inf", ".nan")
    ]


FORM: dict[str, tuple[str, str]] = {
    "a duplicate key": (
        doc(B1).replace("unit: person", "unit: person\n▸unit: course"),
        "'unit' stands here a second time; the first is on line 4.",
    ),
    "an alias": (
        doc(B1).replace("unit: person", "unit: ▸*u"),
        "This is not YAML: '*u' is an alias; write the text out instead.",
    ),
    "an anchor": (
        doc(B1).replace("unit: person", "unit: ▸&u person"),
        "This is not YAML: '&u' is an anchor; questionnaires have none.",
    ),
    "a tag": (
        doc(B1).replace("unit: person", "unit: ▸!!python/name:os.system person"),
        "This is not YAML: 'tag:yaml.org,2002:python/name:os.system' is a tag; questionnaires have none.",
    ),
    "broken YAML": (
        doc(B1).replace("unit: person", "unit: [person").replace("about:", "about▸:"),
        "This is not YAML: did not find expected ',' or ']'.",
    ),
    "a misspelt key": (
        doc(note("▸at_mots: 20")),
        "'at_mots' is not a key here (in 'hvorfor'). Did you mean 'at_most'?",
    ),
    "a key of the program's": (doc(COUNT.replace("to: 10", "▸low: 1")), "'low' is not a key here (in 'antall')."),
    "a misspelt type": (
        doc(COUNT.replace("type: count", "type: ▸cuont")),
        "'cuont' is not a type of question. Did you mean 'count'?",
    ),
    "no type": (doc("▸{id: x, text: {nb: Hva?}}"), "'type' is missing (in 'x'). The types: choice, choices,"),
    "a missing key": (
        doc("▸{id: x, type: grade, text: {nb: Hva?}}"),
        "'scale' is missing (in 'x'). Write 'scale: …'.",
    ),
    "a word for a truth value": (
        doc(note("required: ▸yes")),
        "required: 'yes' will not do here (in 'hvorfor'). Write true or false.",
    ),
    "a word for a number": (
        doc(COUNT.replace("to: 10", "to: ▸'10'")),
        "to: '10' will not do here (in 'antall'). Write a whole number.",
    ),
    "a number that is none": (
        doc(COUNT.replace("type: count, to: 10", "type: number, to: ▸nan")),
        "to: 'nan' will not do here (in 'antall'). Write a number.",
    ),
    "an id with a blank": (
        doc(note("").replace("id: hvorfor", "id: ▸hvor for")),
        "id: 'hvor for' will not do here (in 'hvor for'). Write a letter first, then letters a-z, digits and _, at mo",
    ),
    "a language that is none": (
        doc(note("", "{nb: Hva?, ▸EN: What?}")),
        "text: 'EN' will not do here (in 'hvorfor'). Write a language, as in 'nb', 'nb.proxy' or 'nb.easy'.",
    ),
    "a text without words": (
        doc(note("", "{nb: ▸' '}")),
        "text: this has no words (in 'hvorfor'). Write some words.",
    ),
    "a text without a language": (
        doc(note("", "▸Hva?")),
        "text: 'Hva?' will not do here (in 'hvorfor'). Write it as in '{nb: …}'.",
    ),
    "a day that is none": (
        doc("{id: d, type: date, from: ▸2024-02-30, text: {nb: Når?}}"),
        "from: Value error, day is out of range for month (in 'd').",
    ),
    "too few": (
        doc(LIST.replace("from: 1", "from: ▸-1")),
        "from: this must be greater than or equal to 0 (in 'ting').",
    ),
}


@pytest.mark.parametrize("what", FORM)
def test_each_mistake_of_form_is_told_once_at_its_place_with_what_to_do(what: str) -> None:
    text, words = FORM[what]
    at = place_of("▸", text)
    (told,) = refused(text.replace("▸", ""))
    assert told.startswith(f"{at}: {words}".replace("Value error, ", ""))


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = doc(
        (B1, COUNT.replace("to: 10", "too: 10"), note("show_when: {B1: ja}")),
        GRADE.replace("scale: grad", "scale: grd"),
        top="unit: course\n",
    )
    again = "'unit' stands here a second time; the first is on line 4. Keep one of them."
    assert refused(text) == [
        f"{place_of('too:', text)}: 'too' is not a key here (in 'antall'). Did you mean 'to'?",
        f"{place_of('ja}', text)}: show_when of 'hvorfor' asks for 'ja', which 'B1' does not have. Its codes: yes, no.",
        f"{place_of('grd', text)}: There is no scale 'grd'. Did you mean 'grad'?",
        f"{place_of('unit: course', text)}: {again}",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        B1.replace("type: choice", "type: choise"),
        B1.replace("yes: {nb: Ja}", "yes: Ja"),
        B1.replace("text:", "txt:"),
    ],
)
def test_what_hangs_on_a_broken_part_is_not_blamed_for_it(broken: str) -> None:
    text = doc((broken, note("show_when: {B1: yes}", "{nb: 'Hva med {B1|det}?'}")), B1.replace("id: B1", "id: B2"))
    assert {line.split(":")[1] for line in refused(text)} == {place_of(broken[:8], text).split(":")[1]}


def test_what_hangs_on_a_broken_scale_is_not_blamed_for_it() -> None:
    graded = GRADE.replace("scale:", "indicator: {codes: [3], label: {nb: er}}, scale:")
    text = doc((graded, note("show_when: {G: 3}")), scale="{better: up, choices: {3: {nb: A}, 4: {nb: B}}}")
    assert refused(text) == [f"{place_of('up', text)}: better: this must be 'higher', 'lower' or 'none'."]


@pytest.mark.parametrize("key", ["id", "title", "unit", "about"])
def test_without_a_key_of_the_whole_the_rest_is_checked_all_the_same(key: str) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(key))
    assert refused(doc((B1, note("show_when: {B1: ja}")), head=head))[0].endswith(
        f"'{key}' is missing. Write '{key}: …'."
    )
    assert "asks for 'ja'" in refused(doc((B1, note("show_when: {B1: ja}")), head=head))[1]


def test_a_warning_comes_with_a_questionnaire_that_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(doc("{id: x, type: choice, text: {nb: Hva?}, choices: {yes: {nb: Ja}}}"), "utf-8")
    checked = check_file(file)
    assert checked.questionnaire.id == "prove"
    assert [(found.rule, found.level) for found in checked.warnings] == [("one-choice", "warning")]


def test_what_is_no_text_is_refused() -> None:
    assert refused(b"id: \xff\xfe") == ["q.yaml:1:1: The file is not UTF-8 (byte 4). Save it as UTF-8."]
    assert refused("- a list") == ["q.yaml:1:1: A questionnaire begins with keys such as 'id:' and 'title:'."]
    assert refused("") == ["q.yaml:1:1: A questionnaire begins with keys such as 'id:' and 'title:'."]
    assert refused("a: 1\n---\nb: 2")[0].startswith("q.yaml:2:1: This is not YAML: a second document begins here")
    assert refused("\x00")[0].startswith("q.yaml:1:1: This is not YAML")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    file.write_bytes(b"# " + b"x" * 50_000_000)
    with pytest.raises(QuestionnaireError, match="a questionnaire may have 1,000,000"):
        check_file(file)


def test_a_deeply_nested_file_is_refused_without_exhausting_the_stack() -> None:
    assert "nested more than 40 levels" in refused("a: " + "[" * 50_000)[0]
    assert "nested more than 40 levels" in refused("a: " + "{b: " * 50_000)[0]


def test_a_bomb_of_aliases_is_refused_at_the_first_one() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{i}: &k{i} [*a, *a]\n" for i in range(50))
    assert "is an anchor" in refused(bomb)[0]


def test_an_emoji_is_a_letter_like_any_other() -> None:
    told = check(doc(note("", "{nb: Langt 🙂}"))).questionnaire.question("hvorfor").text.in_language("nb")
    assert told == "Langt 🙂"
