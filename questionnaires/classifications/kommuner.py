"""The classifications of kommuner (KLASS 131) and fylker (KLASS 104), valid on a date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from questionnaires.classifications.collation import norwegian_order
from questionnaires.classifications.errors import UnknownFylkeError, UnknownKommuneError
from questionnaires.classifications.tables import holds, rows, until, version


@dataclass(frozen=True, slots=True)
class Fylke:
    """A county; `nr` has two digits, `valid_to` is the first day it no longer exists."""

    nr: str
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Kommune:
    """A municipality; `nr` has four digits, `valid_to` is the first day the number is no longer in use.

    `label` is the name, with the fylke where two kommuner share a name: one label is one kommune on a date.
    `official_name` has the Sami and Kven names too.
    """

    nr: str
    name: str
    label: str
    official_name: str
    fylke: Fylke
    valid_from: date
    valid_to: date | None


def fylker(on: date) -> tuple[Fylke, ...]:
    """The fylker on a date, in alphabetical order."""
    return tuple(_fylker(version("fylker", on)).values())


def fylke(nr: str, on: date) -> Fylke:
    """The fylke with a number on a date; raises UnknownFylkeError."""
    found = _fylker(version("fylker", on)).get(nr)
    if found is None:
        numbers = ", ".join(sorted(each.nr for each in fylker(on)))
        raise UnknownFylkeError(f"{nr!r} is no fylkesnummer on {on}. Use one of {numbers}.")
    return found


def kommuner(on: date) -> tuple[Kommune, ...]:
    """The kommuner on a date, in alphabetical order of their labels."""
    return tuple(_kommuner(version("kommuner", on)).values())


def kommune(nr: str, on: date) -> Kommune:
    """The kommune with a number on a date; raises UnknownKommuneError."""
    found = _kommuner(version("kommuner", on)).get(nr)
    if found is None:
        raise UnknownKommuneError(f"{nr!r} is no kommunenummer on {on}. {_advice(nr, on)}")
    return found


@cache
def _fylker(on: date) -> Mapping[str, Fylke]:
    valid = (
        Fylke(row["nr"], row["name"], date.fromisoformat(row["valid_from"]), until(row))
        for row in rows("fylker")
        if holds(row, on)
    )
    return MappingProxyType({each.nr: each for each in sorted(valid, key=lambda each: norwegian_order(each.name))})


@cache
def _kommuner(on: date) -> Mapping[str, Kommune]:
    valid = [row for row in rows("kommuner") if holds(row, on)]
    bearers = Counter(row["name"] for row in valid)
    listed = (_kommune(row, fylke(row["fylke_nr"], on), bearers[row["name"]] > 1) for row in valid)
    return MappingProxyType({each.nr: each for each in sorted(listed, key=lambda each: norwegian_order(each.label))})


def _kommune(row: dict[str, str], county: Fylke, shares_its_name: bool) -> Kommune:
    label = f"{row['name']} ({county.name})" if shares_its_name else row["name"]
    valid_from = date.fromisoformat(row["valid_from"])
    return Kommune(row["nr"], row["name"], label, row["official_name"], county, valid_from, until(row))


def _advice(nr: str, on: date) -> str:
    """What to do about a number that is not on the list: the most likely mistake first."""
    # Spreadsheets read 0301 as the number 301.
    if nr.zfill(4) in _kommuner(version("kommuner", on)):
        return f"Write it with four digits: {nr.zfill(4)}."
    for row in rows("kommuner"):
        if row["nr"] == nr:
            end = until(row)
            last = f"to {end - timedelta(days=1)}" if end else "on"
            return (
                f"It was that of {row['name']} from {row['valid_from']} {last}: "
                "use that date, or follow it with successors() or predecessors()."
            )
    return "Look it up among kommuner() on that date."
