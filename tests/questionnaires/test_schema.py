"""The JSON Schema for editors says of a file's form what the loader says of it."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import questionnaires
from questionnaires import yaml_tree
from questionnaires.library import paths
from questionnaires.loading import QuestionnaireError, load
from questionnaires.schema import json_schema, schema_text
from tests.questionnaires.conftest import EVERYTHING

COMMITTED = Path(questionnaires.__file__).parent / "questionnaire.schema.json"
FILES = [*paths().values(), *sorted(EVERYTHING.parents[1].rglob("*.yaml"))]
EXACTLY = jsonschema.Draft202012Validator(json_schema())


def test_the_committed_schema_is_the_one_of_the_models() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), (
        "surveyapp schema -o questionnaires/questionnaire.schema.json"
    )


def test_the_schema_is_one_of_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_that_can_be_used_is_as_the_schema_says(file: Path) -> None:
    value = yaml_tree.read(file.read_bytes()).value
    assert [f"{list(found.absolute_path)}: {found.message:.200}" for found in EXACTLY.iter_errors(value)] == []


def test_every_key_says_what_it_means() -> None:
    schema = json_schema()
    parts = [schema, *schema["$defs"].values()]
    silent = [
        key for part in parts for key, value in part.get("properties", {}).items() if not value.get("description")
    ]
    assert silent == []


def plain(text: str) -> dict[str, Any]:
    value: dict[str, Any] = yaml_tree.read(text).value
    return value


def changed(value: Any, path: tuple[str | int, ...], new: Any) -> dict[str, Any]:
    """A copy with something else at the path; `...` takes it out."""
    whole: dict[str, Any] = copy.deepcopy(value)
    node: Any = whole
    for step in path[:-1]:
        node = node[step]
    if new is ...:
        del node[path[-1]]
    else:
        node[path[-1]] = new
    return whole


SMALL = """
id: prove
title: {nb: Prøve}
languages: [nb]
unit: person
about: {nb: En prøve.}
scales:
  grad: {choices: {1: {nb: Lite}, 2: {nb: Mye}}, missing: {dk: {nb: Vet ikke}}, better: higher}
pages:
  - id: side
    title: {nb: Side}
    show_when: {round: 1}
    questions:
      - id: a
        type: choice
        text: {nb: Hva?}
        required: true
        when_empty: {nb: Velg.}
        choices: {1: {nb: Ja}, no: {nb: Nei, own_text: true}}
        indicator: {codes: [1], label: {nb: har}}
        maps: {0: no}
      - id: b
        type: choices
        text: {nb: Hva?}
        at_most: 2
        choices: {x: {nb: X}, y: {nb: Y, show_when: {a: 1}}}
        show_when: {any: [{a: [1, no]}, {not: {a: {answered: true}}}]}
      - id: c
        type: count
        from: 0
        to: 10
        text: {nb: Hvor mange?}
        warn_if: {more_than: 5, say: {nb: Så mange?}}
        show_when: {b: {at_least: 1, at_most: 2}}
      - id: d
        type: year
        to: round
        text: {nb: Når?}
      - id: e
        type: grid
        scale: grad
        text: {nb: Hvor?}
        rows: {f: {nb: F, subgoal: [a]}, g: {nb: G}}
        indicator: {codes: [2], label: {nb: mye}}
      - id: h
        type: own_list
        items: {from: 1, to: 2, each: short_text}
        text: {nb: Hva?}
scores:
  s: {label: {nb: S}, mean_of: e, as: 0-100, thresholds: {t: {value: 2.5, source: Hansen 2020}}}
checks:
  k: {when: {c: {less_than: 1}}, at: c, level: refuse, say: {nb: Nei}}
"""
Q = ("pages", 0, "questions")
WRONG: dict[str, tuple[tuple[str | int, ...], Any]] = {
    **{f"no {key}": ((key,), ...) for key in ("id", "title", "languages", "unit", "about", "pages")},
    "an id that begins with a digit": (("id",), "1a"),
    "an id that is a number": (("id",), 1),
    "no languages in the list": (("languages",), []),
    "one language without a list": (("languages",), "nb"),
    "a unit that is none": (("unit",), "hospital"),
    "a text without a language": (("title",), "Prøve"),
    "a text without words": (("title",), {"nb": " "}),
    "a text that is empty": (("title",), {}),
    "a text that is a number": (("title",), {"nb": 1}),
    "a role of a text that is none": (("title", "nb.doctor"), "Prøve"),
    "an unknown key at the top": (("titel",), {"nb": "x"}),
    "roles that are none": (("roles",), ["doctor"]),
    "a page without questions": (("pages", 0, "questions"), []),
    "a page without a title": (("pages", 0, "title"), ...),
    "a question without a type": ((*Q, 0, "type"), ...),
    "a question of an unknown type": ((*Q, 0, "type"), "radio"),
    "a question without an id": ((*Q, 0, "id"), ...),
    "a question without text": ((*Q, 0, "text"), ...),
    "a key of another type of question": ((*Q, 0, "decimals"), 1),
    "required as a word": ((*Q, 0, "required"), "yes"),
    "choices as a list of words": ((*Q, 0, "choices"), ["a", "b"]),
    "a choice without words": ((*Q, 0, "choices", 1), None),
    "a choice that is a word": ((*Q, 0, "choices", 1), "Ja"),
    "a code with a blank": ((*Q, 0, "choices", "a b"), {"nb": "x"}),
    "a flag as a word": ((*Q, 0, "choices", "no", "own_text"), "yes"),
    "a code that is a fraction": ((*Q, 0, "indicator", "codes"), [1.5]),
    "an indicator of no codes": ((*Q, 0, "indicator", "codes"), []),
    "an indicator without a label": ((*Q, 0, "indicator", "label"), ...),
    "an old code that leads to a list": ((*Q, 0, "maps"), {"0": ["no"]}),
    "a sub-goal that is none": ((*Q, 0, "subgoal"), ["g"]),
    "a sub-goal without a list": ((*Q, 0, "subgoal"), "a"),
    "a merge that is none": ((*Q, 0, "merge"), "mean"),
    "a show_when that is a word": ((*Q, 1, "show_when"), "a"),
    "a show_when that is empty": ((*Q, 1, "show_when"), {}),
    "any without a list": ((*Q, 1, "show_when"), {"any": {"a": 1}}),
    "any with an empty list": ((*Q, 1, "show_when"), {"any": []}),
    "any of a word": ((*Q, 1, "show_when"), {"any": ["a"]}),
    "not of a list": ((*Q, 1, "show_when"), {"not": [{"a": 1}]}),
    "an empty list of codes": ((*Q, 1, "show_when"), {"a": []}),
    "no code": ((*Q, 1, "show_when"), {"a": None}),
    "a comparison that is none": ((*Q, 2, "show_when"), {"b": {"more": 1}}),
    "a comparison with nothing": ((*Q, 2, "show_when"), {"b": {}}),
    "a comparison with a list": ((*Q, 2, "show_when"), {"b": {"at_least": [1]}}),
    "answered as a word": ((*Q, 2, "show_when"), {"b": {"answered": "yes"}}),
    "at most none": ((*Q, 1, "at_most"), 0),
    "a number in quotes": ((*Q, 2, "to"), "10"),
    "a count that is no whole number": ((*Q, 2, "to"), 10.5),
    "the program's own name for a bound": ((*Q, 2, "low"), 0),
    "a limit that is none": ((*Q, 2, "warn_if"), {"above": 5}),
    "a bound that is a list": ((*Q, 2, "warn_if"), {"more_than": [5]}),
    "a year that ends in a word": ((*Q, 3, "to"), "now"),
    "a grid without a scale": ((*Q, 4, "scale"), ...),
    "a grid without rows": ((*Q, 4, "rows"), {}),
    "a row with a flag of a choice": ((*Q, 4, "rows", "f", "exclusive"), True),
    "a list of too many items": ((*Q, 5, "items", "to"), 21),
    "a scale of one choice": (("scales", "grad", "choices"), {1: {"nb": "x"}}),
    "a scale that is better upwards": (("scales", "grad", "better"), "up"),
    "a name of a scale with a blank": (("scales", "a b"), {"choices": {1: {"nb": "x"}, 2: {"nb": "y"}}}),
    "a score without a label": (("scores", "s", "label"), ...),
    "a score as something else": (("scores", "s", "as"), "0-10"),
    "a threshold without a source": (("scores", "s", "thresholds", "t", "source"), ...),
    "a threshold of nothing": (("scores", "s", "thresholds", "t", "value"), 0),
    "a check that neither warns nor refuses": (("checks", "k", "level"), "error"),
    "a check that says nothing": (("checks", "k", "say"), ...),
}


def written(value: object) -> str:
    """The value as JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)


def keyed_by_words(value: Any) -> Any:
    """With all keys as words, as YAML has them here."""
    if isinstance(value, dict):
        return {str(key): keyed_by_words(each) for key, each in value.items()}
    return [keyed_by_words(each) for each in value] if isinstance(value, list) else value


def test_the_questionnaire_that_is_spoilt_here_is_right_before() -> None:
    assert load(SMALL).id == "prove"
    assert list(EXACTLY.iter_errors(plain(SMALL))) == []


@pytest.mark.parametrize("what", WRONG)
def test_the_schema_and_the_loader_agree_that_it_is_wrong(what: str) -> None:
    path, new = WRONG[what]
    spoilt = keyed_by_words(
        changed(plain(SMALL), tuple(str(step) if step == 1 and "choices" in path else step for step in path), new)
    )
    assert list(EXACTLY.iter_errors(spoilt)), "the schema lets it pass"
    with pytest.raises(QuestionnaireError):
        load(written(spoilt))


def refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (each for key, each in node.items() if key == "$ref")
        yield from (found for each in node.values() for found in refs(each))
    elif isinstance(node, list):
        yield from (found for each in node for found in refs(each))


def test_every_part_of_the_schema_is_there_and_used() -> None:
    schema = json_schema()
    assert {name.removeprefix("#/$defs/") for name in refs(schema)} == set(schema["$defs"])
