"""An operation is a view with what is known of it: the same words make the answer, the document and the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any, TypeVar

from flask import Blueprint, Response, make_response, request
from pydantic import TypeAdapter, ValidationError

from surveyapp.models import db
from surveyapp.services import keys
from surveyapp.services.access import Action
from surveyapp.web.api.limits import LIMIT
from surveyapp.web.api.refusals import NoKeyError, NotAcceptableError, WrongParametersError
from surveyapp.web.api.schemas import Media, Paging
from surveyapp.web.context import now, token_key

JSON: Media = "application/json"
ID = re.compile(r"<uuid:(\w+)>")

api = Blueprint("api", __name__, url_prefix="/api/v1")
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a program may ask for.

    `returns`: the kind of the answer, None where its schema comes from elsewhere or it is no JSON.
    """

    name: str
    path: str
    scope: Action
    returns: Any
    media: Media
    pages: bool
    waits: bool
    summary: str
    description: str

    @property
    def template(self) -> str:
        """The address as OpenAPI writes it: `/api/v1/surveys/{survey_id}`."""
        return str(api.url_prefix) + ID.sub(r"{\1}", self.path)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in the address."""
        return tuple(ID.findall(self.path))


OPERATIONS: list[Operation] = []
"""All of them, in the order that they are told."""


def operation(
    path: str, *, scope: Action, returns: Any = None, media: Media = JSON, pages: bool = False, waits: bool = False
) -> Callable[[View], View]:
    """Answer GET on this address with what the view finds, for a key that may do `scope`.

    `pages`: it is a list that is given page by page. `waits`: it may be refused until a round is over, and once its
    answers are deleted.
    """

    def register(view: View) -> View:
        summary, _, description = cleandoc(view.__doc__ or "").partition("\n\n")
        told = Operation(
            view.__name__, path, scope, returns, media, pages, waits, summary.rstrip("."), " ".join(description.split())
        )
        OPERATIONS.append(told)
        api.add_url_rule(path, told.name, _answering(view, told))
        return view

    return register


def _answering(view: Callable[..., Any], told: Operation) -> Callable[..., Response]:
    adapter = TypeAdapter(told.returns) if told.returns is not None else None

    def answer(**ids: Any) -> Response:
        _open()
        if request.accept_mimetypes and not request.accept_mimetypes.best_match([told.media]):
            raise NotAcceptableError(f"This answers with {told.media}. Ask for it in Accept, or leave Accept out.")
        found = view(**ids, **_asked(Paging if told.pages else None))
        if isinstance(found, Response):
            return found
        body = found if isinstance(found, bytes) else adapter.dump_json(found) if adapter else b""
        sent = make_response(body)
        sent.mimetype = JSON
        if told.pages and found.next:
            sent.headers["Link"] = f'<{found.next}>; rel="next"'
        sent.add_etag()
        sent.make_conditional(request)
        return sent

    return answer


def _open() -> None:
    """Act for the key of the request, which no cookie can stand in for."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise NoKeyError("Send an access key: Authorization: Bearer mvk_...")
    LIMIT.take(keys.open_with(db.session(), secret.strip(), token_key(), now()).id, now())


def _asked(kind: type[Paging] | None) -> dict[str, Paging]:
    """The parameters of the address as a view takes them; none may be strange or given twice."""
    given: Mapping[str, list[str]] = request.args.to_dict(flat=False)
    known = kind.model_fields if kind is not None else {}
    wrong = [(name, "There is no such parameter.") for name in given if name not in known]
    wrong += [(name, "Give it once.") for name, values in given.items() if name in known and len(values) > 1]
    found = {}
    if kind is not None:
        try:
            found["paging"] = kind.model_validate({name: given[name][0] for name in given if name in known})
        except ValidationError as problem:
            wrong += [(str(each["loc"][0]), f"{each['msg']}.") for each in problem.errors()]
    if wrong:
        raise WrongParametersError("Mend the parameters, or leave them out.", tuple(wrong))
    return found
