"""Forms gone wrong: FHIR questionnaires with chance damage, the same for the same seed."""

from __future__ import annotations

import functools
import json
import random
from pathlib import Path
from typing import Any

from questionnaires.formats.fhir import write_fhir
from questionnaires.loading import load_file

DATA = Path(__file__).parents[2] / "data" / "everything.yaml"

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1e300,
    10**400,
    0.1,
    "",
    " ",
    "\x00",
    "\ud800",
    "æøå" * 50,
    "{B1}",
    "role",
    "__class__",
    "#everything",
    "# : - ' \"",
    [],
    {},
    [[]],
    [None],
    {"url": "x"},
    ["a", 1, None],
    {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": True}]},
)
TYPES = [
    "group",
    "display",
    "boolean",
    "decimal",
    "integer",
    "date",
    "dateTime",
    "time",
    "string",
    "text",
    "url",
    "choice",
    "open-choice",
    "attachment",
    "reference",
    "quantity",
    "coding",
    "question",
]


@functools.cache
def _forms() -> tuple[str, ...]:
    written, _report = write_fhir(load_file(DATA))
    return written.decode(), json.dumps(PLAIN)


def mutated_fhir(seed: int) -> bytes:
    """A form with one to eight kinds of damage, or with damaged bytes; valid now and then."""
    chance = random.Random(seed)
    form = json.loads(chance.choice(_forms()))
    for _ in range(chance.randint(1, 8)):
        _damage(chance, form)
    data = json.dumps(form, ensure_ascii=chance.random() < 0.9).encode("utf-8", "surrogatepass")
    if chance.random() < 0.15:
        at = chance.randrange(len(data))
        data = data[:at] + chance.randbytes(chance.randint(0, 3)) + data[at + chance.randint(0, 40) :]
    return data


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container with each key or place in it."""
    found = []
    waiting = [value]
    while waiting:
        here = waiting.pop()
        steps = here.items() if isinstance(here, dict) else enumerate(here)
        for step, inner in list(steps):
            found.append((here, step))
            if isinstance(inner, dict | list):
                waiting.append(inner)
    return found


def _damage(chance: random.Random, form: Any) -> None:
    places = _places(form)
    if not places:
        return
    holder, step = chance.choice(places)
    match chance.randint(0, 6):
        case 0:
            holder[step] = chance.choice(ODD)
        case 1:
            del holder[step]
        case 2:
            other, there = chance.choice(places)
            holder[step] = json.loads(json.dumps(other[there])) if there in _steps(other) else None
        case 3 if isinstance(holder, list):
            holder.append(holder[step])
        case 4 if isinstance(holder, dict):
            holder[chance.choice(("extension", "item", "type", "linkId", "text", "x", "repeats"))] = chance.choice(ODD)
        case _:
            _retype(chance, places)


def _steps(holder: Any) -> Any:
    return holder if isinstance(holder, dict) else range(len(holder))


def _retype(chance: random.Random, places: list[tuple[Any, Any]]) -> None:
    items = [holder for holder, step in places if step == "linkId"]
    if items:
        chance.choice(items)["type"] = chance.choice(TYPES)


PLAIN: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "status": "draft",
    "language": "en",
    "title": "Made for the test",
    "contained": [
        {
            "resourceType": "ValueSet",
            "id": "often",
            "status": "draft",
            "compose": {
                "include": [
                    {
                        "system": "urn:test",
                        "concept": [{"code": "n", "display": "Never"}, {"code": "o", "display": "Often"}],
                    }
                ]
            },
        }
    ],
    "item": [
        {
            "linkId": "1",
            "type": "group",
            "text": "First",
            "item": [
                {"linkId": "1.1", "type": "boolean", "text": "Do you?", "required": True},
                {
                    "linkId": "1.2",
                    "type": "choice",
                    "text": "How often?",
                    "answerValueSet": "#often",
                    "enableWhen": [{"question": "1.1", "operator": "=", "answerBoolean": True}],
                },
                {
                    "linkId": "1.3",
                    "type": "open-choice",
                    "repeats": True,
                    "text": "Where?",
                    "answerOption": [{"valueString": "Home"}, {"valueInteger": 3}, {"valueCoding": {"code": "a-b"}}],
                },
            ],
        },
        {
            "linkId": "2",
            "type": "integer",
            "text": "How many?",
            "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
                {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 9},
            ],
            "enableWhen": [
                {"question": "1.2", "operator": "!=", "answerCoding": {"system": "urn:test", "code": "n"}},
                {"question": "1.3", "operator": "exists", "answerBoolean": True},
            ],
            "enableBehavior": "any",
            "item": [{"linkId": "2.1", "type": "date", "text": "Since when?"}],
        },
        {"linkId": "3", "type": "quantity", "text": "How heavy?"},
    ],
}
"""A small form of another system's making."""
