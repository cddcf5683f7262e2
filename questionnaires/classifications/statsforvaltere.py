"""The statsforvaltere (to 2020: fylkesmenn), and the fylker that each of them serves on a date."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from questionnaires.classifications.collation import norwegian_order
from questionnaires.classifications.correspondences import correspondence
from questionnaires.classifications.kommuner import fylke, kommune, kommuner
from questionnaires.classifications.tables import holds, rows, until, version


@dataclass(frozen=True, slots=True)
class Statsforvalter:
    """An embete on a date: `title` is Fylkesmannen or Statsforvalteren, `name` the area it serves."""

    name: str
    title: str
    fylke_nrs: tuple[str, ...]

    @property
    def label(self) -> str:
        """The name in full, such as «Statsforvalteren i Agder»."""
        return f"{self.title} i {self.name}"


def statsforvaltere(on: date) -> tuple[Statsforvalter, ...]:
    """The embeter on a date, in alphabetical order."""
    return _statsforvaltere(version("statsforvaltere", on))


def statsforvalter_of_fylke(nr: str, on: date) -> Statsforvalter:
    """The embete that a fylke belongs to on a date; raises UnknownFylkeError."""
    wanted = fylke(nr, on).nr
    return next(each for each in statsforvaltere(on) if wanted in each.fylke_nrs)


def statsforvalter_of_kommune(nr: str, on: date) -> Statsforvalter:
    """The embete that a kommune belongs to on a date; raises UnknownKommuneError."""
    return statsforvalter_of_fylke(kommune(nr, on).fylke.nr, on)


def kommuner_in_area(name: str, on: date) -> frozenset[str]:
    """The numbers of the kommuner in the area of a name, such as Agder, on a date; none where the name is unknown.

    Before there was an area of that name, they are those that became its kommuner, and nobody else's, by the day it
    came to be: Agder took over from Aust- og Vest-Agder. From the day that the name is no longer used, there are none.
    """
    served = [row for row in rows("statsforvaltere") if row["name"] == name]
    ends = [until(row) for row in served]
    if not served or (None not in ends and on >= max(end for end in ends if end)):
        return frozenset()
    first = max(on, min(date.fromisoformat(row["valid_from"]) for row in served))
    counties = {nr for each in statsforvaltere(first) if each.name == name for nr in each.fylke_nrs}
    there = {each.nr for each in kommuner(first) if each.fylke.nr in counties}
    leading = correspondence(on, first)
    return frozenset(link.old_nr for link in leading) - {link.old_nr for link in leading if link.new_nr not in there}


@cache
def _statsforvaltere(on: date) -> tuple[Statsforvalter, ...]:
    served: dict[tuple[str, str], list[str]] = {}
    for row in rows("statsforvaltere"):
        if holds(row, on):
            served.setdefault((row["name"], row["title"]), []).append(row["fylke_nr"])
    listed = (Statsforvalter(name, title, tuple(sorted(numbers))) for (name, title), numbers in served.items())
    return tuple(sorted(listed, key=lambda each: norwegian_order(each.name)))
