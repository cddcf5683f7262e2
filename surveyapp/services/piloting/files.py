"""A pilot's set-up as a file has it, and what is wrong with one that cannot be taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from questionnaires import yaml_tree
from questionnaires.identity import has_national_id
from surveyapp.models.ids import norwegian_date
from surveyapp.services.piloting.told import PilotRefusedError, span

TOLD = {
    "size": "The file is larger than a set-up may be.",
    "encoding": "The file is not UTF-8. Save it as UTF-8.",
    "unreadable": "{what}",
    "twice": "{what}",
    "missing": "{what} is missing.",
    "unknown": "{what!r} is no part of it.",
    "empty": "{what} is empty.",
    "too_long": "The text has more than {what} letters.",
    "text": "Write a text here.",
    "date": "Write a date as 2026-10-16.",
    "year": "Write a date within the years {what}.",
    "yes_no": "Write true or false.",
    "list": "Write a list, each on a line of its own after a dash.",
    "parts": "Write each part as a word, a colon and what it is.",
    "national_id": "Take the national identity number out.",
}
"""What can be wrong with a file, by its kind; `what`: where, or how much may stand there."""
KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_short": "empty",
    "string_too_long": "too_long",
    "string_type": "text",
    "bool_type": "yes_no",
    "bool_parsing": "yes_no",
    "tuple_type": "list",
    "year": "year",
    "national_id": "national_id",
}
"""What pydantic calls them; any other is about a date, or about how the parts are written."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing to mend, and where: line and column count from 1."""

    line: int
    column: int
    kind: str
    what: str = ""


class PilotFileError(PilotRefusedError):
    """The file is no set-up of a pilot; `problems`: all that is to be mended in it."""

    def __init__(self, name: str, problems: Sequence[FileProblem]) -> None:
        lines = (f"{name}:{each.line}:{each.column}: {TOLD[each.kind].format(what=each.what)}" for each in problems)
        super().__init__("file", "\n".join(lines))
        self.problems = tuple(problems)


def _without_national_id(text: str) -> str:
    if has_national_id(text):
        raise PydanticCustomError("national_id", "national identity number")
    return text


def _sensible(day: date, info: ValidationInfo) -> date:
    """A date that a pilot can have, counted from the day in the context."""
    if info.context is not None:
        first, last = span(info.context["today"])
        if not first <= day <= last:
            raise PydanticCustomError("year", "not in the span", {"what": f"{first.year}-{last.year}"})
    return day


NoNumber = AfterValidator(_without_national_id)
Words = Annotated[str, Field(min_length=1, max_length=200), NoNumber]
Day = Annotated[date, AfterValidator(_sensible)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MilestoneLine(_Part):
    """A milestone of the file; `coverage`: it is about how many units follow courses."""

    party: Words
    words: Annotated[str, Field(min_length=1, max_length=500), NoNumber]
    due: Day
    coverage: bool = False


class HearingLine(_Part):
    """A round of feedback of the file."""

    asked: Words
    day: Day


class MeetingLine(_Part):
    """A dialogue meeting of the file; `month`: its first day."""

    place: Words
    month: Day


class PilotFile(_Part):
    """A set-up as a file has it; `source`: where it was taken from."""

    title: Words
    source: Annotated[str, Field(max_length=300), NoNumber]
    units: tuple[Words, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    hearings: tuple[HearingLine, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()


def read_pilot(name: str, text: bytes, now: datetime) -> PilotFile:
    """The set-up in a YAML file; raises `PilotFileError` with all that is wrong, by line."""
    tree = yaml_tree.read(text)
    if tree.problems:
        kind = _kind_of_yaml(text, whole=tree.whole)
        raise PilotFileError(name, [FileProblem(each.line, each.column, kind, each.text) for each in tree.problems])
    try:
        return PilotFile.model_validate(tree.value, context={"today": norwegian_date(now)})
    except ValidationError as found:
        raise PilotFileError(name, [_problem(tree, each) for each in found.errors()]) from found


def _kind_of_yaml(text: bytes, *, whole: bool) -> str:
    if len(text) > yaml_tree.MOST_BYTES:
        return "size"
    try:
        text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "encoding"
    return "twice" if whole else "unreadable"


def _problem(tree: yaml_tree.Tree, error: Mapping[str, Any]) -> FileProblem:
    kind = KINDS.get(error["type"], "date" if error["type"].startswith("date") else "parts")
    line, column = tree.place_of(error["loc"], key=kind == "unknown")
    known = error.get("ctx", {})
    words = [step for step in error["loc"] if isinstance(step, str)]
    what = known.get("what") or known.get("max_length") or (words[-1] if words else "")
    return FileProblem(line, column, kind, str(what))
