"""The statsforvaltere (to 2020: fylkesmenn), and the fylker that each of them serves on a date."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from questionnaires.classifications.collation import norwegian_order
from questionnaires.classifications.kommuner import fylke, kommune
from questionnaires.classifications.tables import holds, rows, version


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


@cache
def _statsforvaltere(on: date) -> tuple[Statsforvalter, ...]:
    served: dict[tuple[str, str], list[str]] = {}
    for row in rows("statsforvaltere"):
        if holds(row, on):
            served.setdefault((row["name"], row["title"]), []).append(row["fylke_nr"])
    listed = (Statsforvalter(name, title, tuple(sorted(numbers))) for (name, title), numbers in served.items())
    return tuple(sorted(listed, key=lambda each: norwegian_order(each.name)))
