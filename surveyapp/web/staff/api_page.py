"""The page that tells programmers what the API gives, made of the same operations as its OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Blueprint, url_for
from flask_babel import gettext as _

from surveyapp.web.api.document import document
from surveyapp.web.api.limits import LIMIT
from surveyapp.web.api.operations import JSON, OPERATIONS, Operation
from surveyapp.web.api.problems import KINDS, Kind
from surveyapp.web.context import public_url
from surveyapp.web.pages import Page, render
from surveyapp.web.staff.key_pages import SCOPE_WORDS

api_page = Blueprint("api_page", __name__)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One parameter of the address, or one field of an answer."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class OperationPart:
    """One operation, with an example."""

    id: str
    summary: str
    address: str
    description: str
    scope: str
    parameters: tuple[FieldLine, ...]
    fields: tuple[FieldLine, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPage(Page):
    """What programs may ask for."""

    template: ClassVar[str] = "staff/api.html"
    operations: tuple[OperationPart, ...]
    problems: tuple[tuple[int, Kind], ...]
    limit: int
    document: str


@api_page.get("/api")
def show() -> tuple[str, int]:
    """Operations, parameters, examples and errors; for everybody to read."""
    page = ApiPage(
        title=_("Medvirk for programmer"),
        operations=tuple(_part(each) for each in OPERATIONS),
        problems=tuple(KINDS.items()),
        limit=LIMIT.most,
        document=url_for("api.openapi"),
    )
    return render(page)


def _part(told: Operation) -> OperationPart:
    described = document()["paths"][told.template]["get"]
    save = "" if told.media == JSON else " -o round.csv"
    address = public_url() + told.template.replace("{", "$").replace("}", "")
    return OperationPart(
        id=described["operationId"],
        summary=told.summary,
        address=told.template,
        description=told.description.replace("`", ""),
        scope=str(SCOPE_WORDS[told.scope]),
        parameters=tuple(_line(each["name"], each["schema"], each["description"]) for each in described["parameters"]),
        fields=_fields(described["responses"]["200"]["content"][told.media]["schema"]),
        example=f'curl -H "Authorization: Bearer $MEDVIRK_KEY"{save} \\\n  "{address}"',
    )


def _fields(schema: Mapping[str, Any]) -> tuple[FieldLine, ...]:
    """The fields of an answer; of a list, those of its items."""
    known = document()["components"]["schemas"]
    if "$ref" not in schema:
        return ()
    properties = known[_named(schema)]["properties"]
    if "items" in properties:
        properties = known[_named(properties["items"]["items"])]["properties"]
    return tuple(_line(name, each, each.get("description", "")) for name, each in properties.items())


def _line(name: str, schema: Mapping[str, Any], words: str) -> FieldLine:
    # The document marks names as Markdown does; on the page they are plain.
    return FieldLine(name, _kind(schema), words.replace("`", ""))


def _kind(schema: Mapping[str, Any]) -> str:
    """The kind of a value in few words: `string (date) or null`."""
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "$ref" in schema:
        return _named(schema)
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}" if "items" in schema else "list"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    form = f" ({schema['format']})" if "format" in schema else ""
    return f"{schema.get('type', 'any')}{form}"


def _named(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
