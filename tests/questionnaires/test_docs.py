"""The page about the language tells the truth: its examples load, and it names every key."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from questionnaires import yaml_tree
from questionnaires.checker import findings
from questionnaires.definition import Check, Page, Questionnaire, Score, Threshold
from questionnaires.loading import check, check_file
from questionnaires.question_types import QUESTION_TYPES, Indicator, Limit, ListItems, Option, Row, Scale

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/questionnaire-language.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yaml"))

FRAME = {
    "id": "id: example",
    "title": "title: {nb: Eksempel}",
    "languages": "languages: [nb]",
    "unit": "unit: person",
    "about": "about: {nb: Et eksempel.}",
}
SCALE = "scales:\n  grad:\n    choices: {1: {nb: Lite}, 2: {nb: Mye}}"


def whole(block: str) -> str:
    """An example as a file: questions get a page around them, and what is left out of the top is put in."""
    if block.startswith("- "):
        questions = "".join(f"      {line}\n" if line else "\n" for line in block.splitlines())
        block = f"pages:\n  - id: side\n    title: {{nb: Side}}\n    questions:\n{questions}"
    if "scale: grad" in block and not re.search("^scales:", block, re.MULTILINE):
        block = f"{SCALE}\n{block}"
    lacking = [line for key, line in FRAME.items() if not re.search(f"^{key}:", block, re.MULTILINE)]
    return "\n".join([*lacking, block])


def test_the_page_has_examples() -> None:
    assert len(BLOCKS) > 12


@pytest.mark.parametrize(
    "block", BLOCKS, ids=[f"{number} {block.splitlines()[0]}" for number, block in enumerate(BLOCKS)]
)
def test_an_example_on_the_page_loads(block: str) -> None:
    questionnaire = check(whole(block), "docs/questionnaire-language.md").questionnaire
    assert [found.text for found in findings(questionnaire) if found.level == "error"] == []


def test_the_page_shows_every_type_of_question_and_every_key() -> None:
    shown: set[str] = set()
    types: set[str] = set()
    for block in BLOCKS:
        _keys(yaml_tree.read(block).value, shown, types)
    models: tuple[type[BaseModel], ...] = (
        Questionnaire,
        Page,
        Score,
        Check,
        Threshold,
        Scale,
        Option,
        Row,
        Indicator,
        Limit,
        ListItems,
    )
    known = {field.alias or name for model in (*models, *QUESTION_TYPES) for name, field in model.model_fields.items()}
    # Choices and rows are written as `code: words`; the list of versions' retired questions has its own table row.
    assert known - shown - {"code", "label", "retired"} == set()
    assert {model.model_fields["type"].annotation.__args__[0] for model in QUESTION_TYPES} - types == set()  # type: ignore[union-attr]


def _keys(value: object, shown: set[str], types: set[str]) -> None:
    if isinstance(value, dict):
        shown.update(value)
        if isinstance(value.get("type"), str):
            types.add(value["type"])
        for inner in value.values():
            _keys(inner, shown, types)
    elif isinstance(value, list):
        for inner in value:
            _keys(inner, shown, types)


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_an_example_file_loads_and_is_about_what_its_name_says(path: Path) -> None:
    assert check_file(path).questionnaire.id == path.stem
    assert path.read_text("utf-8").startswith("# ")


def test_there_is_an_example_file_for_every_type_of_question() -> None:
    asked = {question.type for path in EXAMPLES for question in check_file(path).questionnaire.questions()}
    assert asked == {model.model_fields["type"].annotation.__args__[0] for model in QUESTION_TYPES}  # type: ignore[union-attr]
