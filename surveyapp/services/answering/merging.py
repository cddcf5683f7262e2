"""Two writers, one answer: field by field, whoever changed it counts; if both did, a person must choose.

A field is a variable of the form: `B1`, `E1.frisklivssentral`, `aktivitet.1`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from questionnaires.answers import Answers


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed, differently; `theirs` stays until the person chooses. None: no answer."""

    field: str
    yours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """What a save comes to: field -> [before, after], and what it could not decide."""

    changes: dict[str, list[Any]]
    conflicts: tuple[Conflict, ...]


def as_fields(answers: Answers) -> dict[str, Any]:
    """An answers document, taken apart: field -> code, number, words or list of codes."""
    fields: dict[str, Any] = {}
    for question_id, answer in answers.items():
        if isinstance(answer, Mapping):
            fields.update({f"{question_id}.{part}": given for part, given in answer.items()})
        else:
            fields[question_id] = answer
    return {field: given for field, given in fields.items() if given not in ("", [], None)}


def as_answers(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The document again: the inverse of `as_fields`."""
    answers: dict[str, Any] = {}
    for field, given in fields.items():
        question_id, _, part = field.partition(".")
        held = answers.get(question_id)
        if part:
            # One wrote places, the other at the same time that there is no order: the places stand.
            answers[question_id] = {**(held if isinstance(held, Mapping) else {}), part: given}
        else:
            answers.setdefault(question_id, given)
    return answers


def at_base(current: Mapping[str, Any], later: Iterable[Mapping[str, list[Any]]]) -> dict[str, Any]:
    """The fields as they were before the changes of `later` revisions, given in order."""
    before: dict[str, Any] = {}
    for changes in later:
        for field, (old, _) in changes.items():
            before.setdefault(field, old)
    fields = {**current, **before}
    return {field: given for field, given in fields.items() if given is not None}


@dataclass(frozen=True, slots=True)
class AsMadeFrom:
    """Stands among what a browser knows of a field for: as it was when the form was made."""


Known = Mapping[str, Collection[Any]]
"""Field -> what the browser knows may be stored of it: what it was told is saved, or sent without hearing more."""

NOTHING_KNOWN: Known = MappingProxyType({})


def merge(
    fields: Iterable[str],
    *,
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    known: Known = NOTHING_KNOWN,
) -> Merge:
    """Decide each of the fields: what I left as it was yields, what only I changed is saved.

    As it was: as in `base`, unless more is `known`.
    """
    changes: dict[str, list[Any]] = {}
    conflicts = []
    for field in fields:
        was, wanted, now = base.get(field), mine.get(field), theirs.get(field)
        before = [was if isinstance(one, AsMadeFrom) else one for one in known.get(field, (was,))]
        if wanted == now:
            continue
        if now in before:
            changes[field] = [now, wanted]
        elif wanted not in before:
            conflicts.append(Conflict(field, yours=wanted, theirs=now))
    return Merge(changes, tuple(conflicts))
