"""The data files, and the periods that their rows are valid in."""

import csv
from bisect import bisect_right
from datetime import date
from functools import cache
from importlib.resources import files

from questionnaires.classifications.errors import BeforeRegisterError


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv`."""
    text = files(__package__).joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def versions(name: str) -> tuple[date, ...]:
    """The dates from which a new version of the list holds, the first one first."""
    return tuple(sorted({date.fromisoformat(row["valid_from"]) for row in rows(name)}))


def version(name: str, on: date) -> date:
    """The first day of the version that holds on a date; the newest one holds from then on."""
    known = versions(name)
    if on < known[0]:
        raise BeforeRegisterError(
            f"{on} is before {known[0]}, where the register begins. Use a date from {known[0]} on."
        )
    return known[bisect_right(known, on) - 1]


def until(row: dict[str, str]) -> date | None:
    """The first day a row no longer holds (as in KLASS), or None while it does."""
    return date.fromisoformat(row["valid_to"]) if row["valid_to"] else None


def holds(row: dict[str, str], on: date) -> bool:
    """Whether a row is valid on a date."""
    end = until(row)
    return date.fromisoformat(row["valid_from"]) <= on and (end is None or on < end)
