from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires import yaml_tree
from questionnaires.definition import Questionnaire
from questionnaires.formats.writing import as_yaml, on_one_line, to_yaml
from questionnaires.library import paths
from questionnaires.loading import load, load_file

EVERYTHING = Path(__file__).parents[2] / "data" / "everything.yaml"
SHIPPED = [EVERYTHING, *paths().values()]

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
# The reader takes numbers of at most 18 characters; longer ones stay words.
numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: float(f"{number:.9g}"))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), numbers, words),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=20,
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_questionnaire_that_is_written_and_read_again_is_the_same(path: Path) -> None:
    questionnaire = load_file(path)
    assert load(to_yaml(questionnaire)).canonical_json() == questionnaire.canonical_json()


@given(st.dictionaries(words, values, max_size=5))
@settings(deadline=None)
def test_whatever_is_written_on_one_line_is_read_back_as_it_was(content: dict[str, Any]) -> None:
    read = yaml_tree.read(on_one_line(content))
    assert (read.problems, read.value) == ([], content)


@given(words.filter(lambda text: text.strip() != ""), st.integers(0, 3))
@settings(deadline=None, max_examples=150)
def test_any_text_of_an_author_comes_back(text: str, place: int) -> None:
    content = load_file(EVERYTHING).model_dump(by_alias=True, exclude_defaults=True)
    content["pages"][place]["questions"][0]["text"] = {"nb": text, "en": "An answer"}
    content["about"] = {"nb": text, "en": f"First line\n{text}\n\n  and more."}
    written = yaml_tree.read(to_yaml(Questionnaire.model_validate(content)))
    assert written.problems == []
    again = Questionnaire.model_validate(written.value)
    assert again.canonical_json() == Questionnaire.model_validate(content).canonical_json()


def test_what_could_be_taken_for_something_else_is_in_quotes() -> None:
    assert as_yaml({"a": "true", "b": "12", "c": "x: y", "d": "no", "e": ""}) == (
        'a: "true"\nb: "12"\nc: "x: y"\nd: no\ne: ""\n'
    )


def test_choices_are_written_as_codes_with_their_words() -> None:
    text = to_yaml(load_file(EVERYTHING))
    assert "\n          yes: {nb: Ja, en: Yes}\n          no: {nb: Nei, en: No}\n" in text
    assert "none: {nb: Ingen av disse, en: None of these, exclusive: true}" in text
    assert "ends: {0: {nb: Klarer det ikke, en: Cannot}" in text
