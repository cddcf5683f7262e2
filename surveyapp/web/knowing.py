"""What the script on a page of questions sends: answers as they stand in the controls, and what it knows to be stored.

Words are lists of strings, as the controls of one name send them. Null among what is known stands for what was stored
when the page was made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from questionnaires.answers import Answer
from surveyapp.models.errors import UnknownAnswerError
from surveyapp.services.answering.merging import AsMadeFrom, Known
from surveyapp.web.fields import AnswerField

MOST = 12
"""States of one field that a browser may know of: the last few that it sent without hearing more."""


class Fields(Protocol):
    """A form, as far as it is needed here."""

    def __contains__(self, name: str) -> bool: ...

    def field(self, name: str) -> AnswerField:
        """The field with this name."""


def read_json(written: bytes | str) -> dict[str, Any]:
    """A JSON object; raises `UnknownAnswerError` for anything else."""
    try:
        said = json.loads(written)
    except (ValueError, RecursionError) as problem:
        raise UnknownAnswerError("What was sent is not JSON. Open the page again.") from problem
    if not isinstance(said, dict):
        raise UnknownAnswerError("What was sent is not a JSON object. Open the page again.")
    return said


def words(said: object) -> list[str]:
    """What the controls of one name send."""
    if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
        raise UnknownAnswerError("An answer is not a list of words. Open the page again.")
    return said


def known_to(form: Fields, written: str) -> Known:
    """What a form that was sent as a whole says in `_known`; nothing without a script."""
    return known_of(form, read_json(written)) if written else {}


def known_of(form: Fields, said: Mapping[str, Any]) -> Known:
    """Field -> the answers that may be stored of it, as the browser knows."""
    known: dict[str, list[Answer | AsMadeFrom | None]] = {}
    for name, states in said.items():
        if name not in form or not isinstance(states, list) or len(states) > MOST:
            raise UnknownAnswerError("What the browser knows is not about this page. Open the page again.")
        field = form.field(name)
        known[name] = [AsMadeFrom() if state is None else field.says(words(state)) for state in states]
    return known
