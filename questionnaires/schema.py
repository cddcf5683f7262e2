"""The JSON Schema of a questionnaire file as it is written, for editors: they complete keys and say what they mean.

Made from the models, with what YAML writes more simply put right: choices and rows are mappings of code -> words, a
code may be a number, and a condition has its grammar. It knows the form only; `surveyapp check` knows the rest.
"""

from __future__ import annotations

import json
from typing import Any

from questionnaires.conditions import COMPARISONS
from questionnaires.definition import Questionnaire
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.schema_words import KEYS, LANGUAGE_KEYS, WORDS_OF

Schema = dict[str, Any]

_CODE_PATTERN = r"^[A-Za-z0-9_]{1,60}$"
_CODE: Schema = {"anyOf": [{"type": "string", "pattern": _CODE_PATTERN}, {"type": "integer", "minimum": 0}]}
_BOUND: Schema = {"type": ["number", "string"]}


def schema_text() -> str:
    """The schema as the file that is shipped."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def json_schema() -> Schema:
    """The schema, in the dialect of 2020-12."""
    generated = Questionnaire.model_json_schema(by_alias=True)
    parts: dict[str, Schema] = generated.pop("$defs")
    for part in (generated, *parts.values()):
        _as_written(part)
    for name in ("Option", "Row"):
        parts[name] = _words_and_flags(parts[name])
    parts["Text"] = _text(parts["Text"])
    parts["Condition"] = _condition(parts["Condition"]["description"])
    parts["Question"] = _question()
    parts["Page"]["properties"]["questions"]["items"] = {"$ref": "#/$defs/Question"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **generated,
        "$defs": dict(sorted(parts.items())),
    }


def _as_written(part: Schema) -> None:
    """Put one model's keys as a file writes them, each with what it means."""
    name = part.pop("title")
    for key, value in part.get("properties", {}).items():
        value.pop("title", None)
        if "default" in value and value["default"] in (None, []):
            del value["default"]
        if (listed := value.get("items", {}).get("$ref", "")) in ("#/$defs/Option", "#/$defs/Row"):
            part["properties"][key] = _by_code(value, listed)
        elif key in ("mean_of", "sum_of", "reverse"):
            part["properties"][key] = {"anyOf": [value["items"], value]}
        elif key == "codes":
            value["items"] = _CODE
        elif key == "maps":
            value |= {"propertyNames": {"pattern": _CODE_PATTERN}, "additionalProperties": _CODE}
        elif "patternProperties" in value:
            value["additionalProperties"] = False
        if words := WORDS_OF.get(f"{name}.{key}") or KEYS.get(key):
            part["properties"][key]["description"] = words


def _by_code(value: Schema, words: str) -> Schema:
    """A list of options as the file has it: code -> words."""
    written: Schema = {
        "type": "object",
        "propertyNames": {"pattern": _CODE_PATTERN},
        "additionalProperties": {"$ref": words},
    }
    # The models count options before they are parted by code, where pydantic knows no array yet.
    for count, wanted in (("min", "minProperties"), ("max", "maxProperties")):
        for length in (f"{count}Items", f"{count}Length"):
            if length in value:
                written[wanted] = value[length]
    return written


def _words_and_flags(part: Schema) -> Schema:
    """The words of a choice or row in each language, with its flags beside them."""
    flags = {key: value for key, value in part["properties"].items() if key not in ("code", "label")}
    return {**_words(part["description"], flags), "minProperties": 1}


def _text(part: Schema) -> Schema:
    return {**_words(part["description"], {}), "minProperties": 1}


def _words(description: str, flags: Schema) -> Schema:
    pattern = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(\.(self|with_help|proxy|relative))?(\.easy)?$"
    said: Schema = {"type": "string", "pattern": r"\S"}
    languages = {key: {**said, "description": words} for key, words in LANGUAGE_KEYS.items()}
    return {
        "type": "object",
        "description": description,
        "properties": {**languages, **flags},
        "patternProperties": {pattern: said},
        "additionalProperties": False,
    }


def _condition(description: str) -> Schema:
    """The grammar of `show_when` and `when`."""
    itself: Schema = {"$ref": "#/$defs/Condition"}
    several: Schema = {"type": "array", "minItems": 1, "items": itself}
    comparisons: Schema = {
        **{name: {**_BOUND, "description": KEYS[name]} for name in COMPARISONS},
        "answered": {"type": "boolean", "description": KEYS["answered"]},
        "change_over": {"type": "number", "description": KEYS["change_over"]},
    }
    compared: Schema = {
        "type": "object",
        "minProperties": 1,
        "properties": comparisons,
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "description": description,
        "minProperties": 1,
        "properties": {
            "any": {**several, "description": KEYS["any"]},
            "all": {**several, "description": KEYS["all"]},
            "not": {**itself, "description": KEYS["not"]},
        },
        "propertyNames": {"pattern": r"^[A-Za-z]\w*(\.\w+){0,2}$"},
        "additionalProperties": {"anyOf": [_CODE, {"type": "array", "minItems": 1, "items": _CODE}, compared]},
    }


def _question() -> Schema:
    """The form of a question by its type, so that an editor offers the keys of that type only."""
    types = {_type_of(each): each.__name__ for each in QUESTION_TYPES}
    return {
        "type": "object",
        "required": ["id", "type", "text"],
        "properties": {"type": {"description": KEYS["type"], "enum": list(types)}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{model}"},
            }
            for name, model in types.items()
        ],
    }


def _type_of(question_type: type[Any]) -> str:
    return str(question_type.model_json_schema()["properties"]["type"]["const"])
