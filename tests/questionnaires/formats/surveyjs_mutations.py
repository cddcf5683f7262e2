"""Surveys that are wrong in ways that files are: cut, doubled, swapped, and with values of every other kind."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from tests.questionnaires.formats.surveyjs_sample import EVERY_TYPE

ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1e300,
    10**400,
    0.5,
    "",
    " ",
    "{",
    "{age}",
    "{{age}}",
    "{age|x}",
    "x" * 3000,
    "\u0000",
    "\u202e",
    [],
    {},
    [[]],
    [None],
    {"default": None},
    {"default": ["x"]},
    {"nb": "Ja", "en": "Yes"},
    {"zz-ZZ": "?"},
    "<script>x</script>",
    "{age} = 1 and (",
    "not not not {age}",
    "((((({age} > 1)))))",
    "{x} anyof []",
    "{last} = 1",
    "iif({age} > 1, 2, 3) = 2",
    "javascript:alert(1)",
    "&lt;b&gt;",
    "{% x %}",
    "=1+1",
    "2020-02-30",
    "round",
    "role",
    "any",
    "9" * 80,
    "æøå",
    "日本",
]
EXPRESSIONS = [
    "{age} = 1",
    "{grid.food} = 1",
    "{helpers} allof ['family','staff']",
    "{helpers} = ['staff']",
    "{again}",
    "!{again}",
    "{place} empty",
    "{age} + 2 > {score}",
    "{born} > '2020-01-01'",
    "sum({age},{score}) > 3",
    "{children[0].child} = 'x'",
]
KEYS = [
    "type",
    "name",
    "title",
    "visibleIf",
    "choices",
    "rows",
    "columns",
    "elements",
    "isRequired",
    "validators",
    "min",
    "max",
    "step",
    "rateMin",
    "rateMax",
    "rateStep",
    "html",
    "inputType",
    "cellType",
    "maxLength",
    "description",
    "items",
    "locale",
    "showOtherItem",
    "hasNone",
    "choicesFromQuestion",
    "choicesFromQuestionMode",
    "expression",
    "panelCount",
    "visible",
]
TYPES = [
    "text",
    "comment",
    "radiogroup",
    "checkbox",
    "dropdown",
    "tagbox",
    "boolean",
    "rating",
    "ranking",
    "imagepicker",
    "matrix",
    "matrixdropdown",
    "matrixdynamic",
    "multipletext",
    "panel",
    "paneldynamic",
    "html",
    "image",
    "expression",
    "file",
    "slider",
]


def mutated_surveyjs(seed: int) -> bytes:
    """The same survey for the same seed: mostly still JSON, sometimes not."""
    chance = random.Random(seed)
    survey = copy.deepcopy(EVERY_TYPE)
    for _time in range(chance.choice([1, 2, 4, 8, 30])):
        _mutate(survey, chance)
    data = json.dumps(survey, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return _torn(data, chance) if chance.random() < 0.15 else data


def _mutate(survey: dict[str, Any], chance: random.Random) -> None:
    holders = list(_holders(survey))
    holder = chance.choice(holders)
    if isinstance(holder, dict) and chance.random() < 0.4:
        key, values = chance.choice([(chance.choice(KEYS), ODD), ("type", TYPES), ("visibleIf", EXPRESSIONS)])
        holder[key] = copy.deepcopy(chance.choice(values))
    elif holder:
        step = chance.choice(list(holder) if isinstance(holder, dict) else list(range(len(holder))))
        chance.choice([_cut, _swap, _double, _move, _tear])(holder, step, chance, holders)


def _cut(holder: Any, step: Any, _chance: random.Random, _holders: list[Any]) -> None:
    del holder[step]


def _swap(holder: Any, step: Any, chance: random.Random, _holders: list[Any]) -> None:
    holder[step] = copy.deepcopy(chance.choice(ODD))


def _double(holder: Any, step: Any, _chance: random.Random, _holders: list[Any]) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[step]))


def _move(holder: Any, step: Any, chance: random.Random, holders: list[Any]) -> None:
    holder[step] = copy.deepcopy(chance.choice(holders))


def _tear(holder: Any, step: Any, chance: random.Random, _holders: list[Any]) -> None:
    if isinstance(words := holder[step], str):
        at = chance.randrange(len(words) + 1)
        holder[step] = words[:at] + chance.choice(["", "'", "{", "\ud800", "<b", words]) + words[at:]


def _holders(value: Any, depth: int = 0) -> Any:
    if isinstance(value, dict | list) and depth < 12:
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner, depth + 1)


def _torn(data: bytes, chance: random.Random) -> bytes:
    """Cut short, with a byte changed, or with a key twice."""
    at = chance.randrange(len(data))
    torn = [
        data[:at],
        data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        data.replace(b'"name"', b'"type"', 3),
        b"[" * 100_000,
        data.replace(b"120", b"NaN"),
    ]
    return chance.choice(torn)
