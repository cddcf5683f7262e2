"""Errors as programs read them (RFC 9457): what went wrong, in plain words, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, make_response, request
from werkzeug.exceptions import HTTPException

from surveyapp.models.errors import NobodyActsError, SurveyAppError
from surveyapp.services.keys import UnknownKeyError
from surveyapp.web.api.operations import api
from surveyapp.web.api.refusals import NoKeyError, TooFastError, WrongParametersError
from surveyapp.web.api.schemas import ParameterError, Problem
from surveyapp.web.context import public_url

MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its anchor on the page, its words, and what to do when nothing more is known."""

    slug: str
    title: str
    todo: str


KINDS: Mapping[int, Kind] = {
    400: Kind("bad-request", "The request cannot be read", "Write it as the documentation shows."),
    401: Kind("no-key", "No valid access key", "Send a key that works: Authorization: Bearer mvk_..."),
    403: Kind("not-allowed", "The key may not do this", "Use a key with the scope that the documentation names."),
    404: Kind("not-found", "There is no such thing", "Look up the address; what a key may not know of is not there."),
    405: Kind("wrong-method", "The method is not used here", "Use GET: this API only reads."),
    406: Kind("not-acceptable", "No such kind of answer", "Leave Accept out, or ask for what the documentation names."),
    409: Kind("too-early", "The round is not over", "Wait until the round's last day has passed."),
    410: Kind("erased", "The answers are deleted", "Nothing: they went on the day that was promised."),
    413: Kind("too-large", "The request is too large", "Send no body: this API only reads."),
    422: Kind("wrong-parameters", "Wrong parameters", "Mend the parameters, or leave them out."),
    429: Kind("too-often", "The key asks too often", "Wait as many seconds as Retry-After says."),
    500: Kind("our-fault", "Something went wrong here", "Try again in a while, and tell us if it goes on."),
}
"""All that the API may answer with beside what was asked for."""


def for_a_program() -> bool:
    """Whether the request is to the API, which answers no page."""
    return request.path.startswith(f"{api.url_prefix}/")


def problem(error: Exception, status: int) -> Response:
    """The error as a problem document, with the headers that belong to it."""
    kind = KINDS.get(status, KINDS[400 if status < 500 else 500])
    told = Problem(
        type=f"{public_url()}/api#{kind.slug}",
        title=kind.title,
        status=status,
        detail=str(error) if isinstance(error, SurveyAppError) else kind.todo,
        errors=[ParameterError(parameter=name, detail=words) for name, words in error.wrong]
        if isinstance(error, WrongParametersError)
        else None,
    )
    answer = make_response(told.model_dump_json(exclude_none=True), status)
    answer.headers["Content-Type"] = MEDIA
    if isinstance(error, NoKeyError | UnknownKeyError | NobodyActsError):
        wrong = ', error="invalid_token"' if isinstance(error, UnknownKeyError) else ""
        answer.headers["WWW-Authenticate"] = f'Bearer realm="Medvirk"{wrong}'
    if isinstance(error, TooFastError):
        answer.headers["Retry-After"] = str(error.wait)
    if isinstance(error, HTTPException) and error.code == 405:
        answer.headers["Allow"] = dict(error.get_headers()).get("Allow", "GET, HEAD, OPTIONS")
    return answer
