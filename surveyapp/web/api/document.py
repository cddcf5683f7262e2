"""The API's description as OpenAPI 3.1, made of the operations and of the models that they answer with."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Response, make_response, request
from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaValue

from surveyapp.services import comparing
from surveyapp.services.keys import SCOPES
from surveyapp.web.api import schemas
from surveyapp.web.api.operations import JSON, OPERATIONS, Operation, api
from surveyapp.web.api.problems import KINDS, MEDIA
from surveyapp.web.context import public_url

PLACE = "#/components/schemas/{model}"
RESULTS = "ComparisonResults"
ALWAYS = (401, 403, 404, 406, 422, 429, 500)
"""Problems that any operation may answer with."""

HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"description": "Bearer (RFC 6750).", "schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}},
}
ID_WORDS = {
    "survey_id": "The id of a survey.",
    "round_id": "The id of a round of the survey.",
    "comparison_id": "The id of a comparison of the survey.",
}


@api.get("/openapi.json")
def openapi() -> Response:
    """This description; it needs no key."""
    sent = make_response({**document(), "servers": [{"url": public_url()}]})
    sent.add_etag()
    sent.make_conditional(request)
    return sent


@cache
def document() -> dict[str, Any]:
    """The whole description, without the address of this server."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Medvirk",
            "version": version("medvirk"),
            "summary": "Surveys and evaluation of user participation: what was asked, who has answered, what changed.",
            "description": "Read-only. Every address below /api/v1 but this document needs an access key. "
            "Lists come page by page, errors as problem documents (RFC 9457).",
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"accessKey": []}],
        "paths": {each.template: {"get": _operation(each)} for each in OPERATIONS}
        | {f"{api.url_prefix}/openapi.json": {"get": _itself()}},
        "components": {
            "schemas": _schemas(),
            "responses": {str(status): _problem(status) for status in KINDS},
            "securitySchemes": {
                "accessKey": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "mvk_...",
                    "description": f"An access key, made for one or more of the scopes {', '.join(SCOPES)}.",
                }
            },
        },
    }


def _operation(told: Operation) -> dict[str, Any]:
    problems = (*ALWAYS, *([409, 410] if told.waits else []))
    return {
        "operationId": told.name.rstrip("_"),
        "summary": told.summary,
        "description": f"{told.description} Needs the scope `{told.scope}`.".strip(),
        "parameters": [*map(_id, told.ids), *(_paging() if told.pages else [])],
        "responses": {"200": _found(told), "304": {"description": "Not changed since the ETag in If-None-Match."}}
        | {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(problems)},
    }


def _id(name: str) -> dict[str, Any]:
    schema = {"type": "string", "format": "uuid"}
    return {"name": name, "in": "path", "required": True, "description": ID_WORDS[name], "schema": schema}


def _paging() -> list[dict[str, Any]]:
    fields = schemas.Paging.model_json_schema()["properties"]
    return [
        {"name": name, "in": "query", "description": field.pop("description"), "schema": _given(field)}
        for name, field in fields.items()
    ]


def _given(field: dict[str, Any]) -> dict[str, Any]:
    """A parameter is there or not: it is never null."""
    of = [each for each in field.get("anyOf", [field]) if each.get("type") != "null"]
    return {name: value for name, value in of[0].items() if name not in ("title", "description")}


def _found(told: Operation) -> dict[str, Any]:
    tag = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
    link = {"Link": {"description": 'The next page: <...>; rel="next".', "schema": {"type": "string"}}}
    if told.media != JSON:
        return {"description": told.summary, "content": {told.media: {"schema": {"type": "string"}}}}
    name = RESULTS if told.returns is None else told.returns.__name__
    return {
        "description": told.summary,
        "headers": tag | (link if told.pages else {}),
        "content": {JSON: {"schema": {"$ref": PLACE.format(model=name)}}},
    }


def _itself() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This description",
        "description": "OpenAPI 3.1. Needs no key.",
        "security": [],
        "responses": {
            "200": {"description": "This description", "content": {JSON: {"schema": {"type": "object"}}}},
            "304": {"description": "Not changed since the ETag in If-None-Match."},
        },
    }


def _problem(status: int) -> dict[str, Any]:
    kind = KINDS[status]
    return {
        "description": f"{kind.title}. {kind.todo}",
        "headers": HEADERS.get(status, {}),
        "content": {MEDIA: {"schema": {"$ref": PLACE.format(model="Problem")}}},
    }


def _schemas() -> dict[str, JsonSchemaValue]:
    adapters = {each.returns.__name__: TypeAdapter(each.returns) for each in OPERATIONS if each.returns is not None}
    adapters["Problem"] = TypeAdapter(schemas.Problem)
    found: dict[str, JsonSchemaValue] = {RESULTS: comparing.results_schema(PLACE)}
    for name, adapter in adapters.items():
        found[name] = adapter.json_schema(ref_template=PLACE, mode="serialization")
    for schema in list(found.values()):
        found |= schema.pop("$defs", {})
    return dict(sorted(found.items()))
