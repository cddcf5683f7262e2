"""Several rounds of a survey as one file: what may be compared stands in one column, what may not stays apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from questionnaires.codebook import (
    NOT_ASKED,
    Codebook,
    CodeEntry,
    Comparability,
    Variable,
    comparability,
    drawn,
    kept,
    led,
    sources,
)
from questionnaires.flattening import Cell
from questionnaires.variables import codebook_of
from surveyapp.services.exporting.extracts import Extract

ROUND_TEXT = {"nb": "Runde", "nn": "Runde", "en": "Round"}
Get = Callable[[Sequence[Cell]], Cell]
"""A cell of the file out of a row of one round."""


def joined(parts: Sequence[Extract]) -> Extract:
    """The rounds as one, each row with its `round`; the newest round's words speak for all that may be compared."""
    newest = parts[-1]
    chain = Chain([(label, codebook_of(each)) for label, each in newest.rounds])
    lines = [line for line in chain.lines(_place(parts[0]), _place(newest)) if _is_taken(line, chain, parts)]
    column = _round(parts, {line.variable.name for line in lines})
    variables = (column, *(line.variable for line in lines))

    def read() -> Iterator[list[Cell]]:
        for part in parts:
            names = {variable.name: number for number, variable in enumerate(part.variables, start=int(part.keyed))}
            get = [chain.reader(line, _place(part), names) for line in lines]
            for row in part.whole(part.read()):
                yield [*row[: int(part.keyed)], str(part.about.number), *(one(row) for one in get)]

    label = ", ".join(part.about.info.label for part in parts)
    return replace(
        newest,
        about=replace(
            newest.about,
            info=replace(newest.about.info, label=label),
            is_open=any(part.about.is_open for part in parts),
        ),
        codebook=newest.codebook.model_copy(update={"variables": variables}),
        variables=variables,
        count=sum(part.count for part in parts),
        read=read,
        parts=tuple(parts),
    )


def _place(part: Extract) -> int:
    """Where the round stands among all that the newest one knows."""
    return len(part.rounds) - 1


def _is_taken(line: Line, chain: Chain, parts: Sequence[Extract]) -> bool:
    """Whether the rounds hold it: free text may be left out."""
    there = {variable.name for part in parts for variable in part.variables}
    return any(each.name in there for each in chain.all_of(line.place, line.own))


def _round(parts: Sequence[Extract], taken: set[str]) -> Variable:
    name = "round"
    while name in taken:
        name += "_"
    labels = [(str(part.about.number), part.about.info.label) for part in parts]
    return (
        parts[-1]
        .variables[0]
        .model_copy(
            update={
                "name": name,
                "question": name,
                "part": None,
                "kind": "choice",
                "level": "ordinal",
                "text": ROUND_TEXT,
                "part_label": {},
                "codes": tuple(CodeEntry(code=code, value=int(code), label={"nb": label}) for code, label in labels),
                "missing": (),
                "indicator": None,
                "sensitive": False,
            }
        )
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A column of the file: the variable that speaks for it, and which of which round it is the same as."""

    variable: Variable
    own: Variable
    place: int


class Chain:
    """The codebooks of rounds that follow each other, each compared with the one before as the ledger does."""

    def __init__(self, books: Sequence[tuple[str, Codebook]]) -> None:
        self.labels, self.books = [label for label, _ in books], [book for _, book in books]
        self._status: list[dict[str, Comparability]] = [{}]
        self._status += [comparability(old, new) for old, new in pairwise(self.books)]

    def earlier(self, place: int, variable: Variable) -> tuple[Variable, ...]:
        """The variables of the round before that a trend goes on from."""
        if place == 0:
            return ()
        found = sources(self.books[place - 1], variable)
        status = self._status[place][variable.name]
        keeps = kept(found[0], variable) if found and status == "reworded" else None
        return found if drawn(status, keeps) else ()

    def all_of(self, place: int, variable: Variable) -> Iterator[Variable]:
        """The variable and all that it goes on from."""
        yield variable
        for each in self.earlier(place, variable):
            yield from self.all_of(place - 1, each)

    def lines(self, first: int, last: int) -> list[Line]:
        """The columns of all rounds from `first` to `last`, the newest's first."""
        found: list[Line] = []
        names: set[str] = set()
        used: set[str] = set()
        for place in range(last, first - 1, -1):
            own = [variable for variable in self.books[place].variables if variable.name not in used]
            found += [self._line(place, variable, names) for variable in own]
            used = {each.name for variable in self.books[place].variables for each in self.earlier(place, variable)}
        return found

    def _line(self, place: int, own: Variable, names: set[str]) -> Line:
        """Named as it was; what is the same in name alone is told apart by the round that it was last in."""
        name, text = own.name, own.text
        if name in names:
            text = {language: f"{words} ({self.labels[place]})" for language, words in text.items()}
            name = f"{own.name}_r{place + 1}"
            while name in names:
                name += "_"
        names.add(name)
        bounds = [(each.low, each.high) for each in self.all_of(place, own)]
        lows, highs = zip(*bounds, strict=True)
        changed = {
            "name": name,
            "text": text,
            "low": None if None in lows else min(lows),
            "high": None if None in highs else max(highs),
            "missing": (*own.missing, *self._gone(place, own).values()),
        }
        return Line(own.model_copy(update=changed), own, place)

    def _gone(self, place: int, variable: Variable) -> dict[str, CodeEntry]:
        """The earlier ways of not answering that are no more, and became no other."""
        there = {entry.code for entry in (*variable.codes, *variable.missing)}
        found: dict[str, CodeEntry] = {}
        for each in self.earlier(place, variable):
            leads = led(each, variable)
            for entry in (*each.missing, *self._gone(place - 1, each).values()):
                if leads.get(entry.code, entry.code) not in there:
                    found.setdefault(entry.code, entry)
        return found

    def reader(self, line: Line, place: int, names: dict[str, int]) -> Get:
        """How the round at `place` fills the column; who was never asked there has `not_asked`."""
        found = self._get(line.place, line.own, place, names) if place <= line.place else None
        return found or (lambda _row: NOT_ASKED)

    def _get(self, at: int, variable: Variable, place: int, names: dict[str, int]) -> Get | None:
        if at == place:
            number = names.get(variable.name)
            return None if number is None else lambda row: row[number]
        found = [
            _mapped(get, led(each, variable))
            for each in self.earlier(at, variable)
            if (get := self._get(at - 1, each, place, names)) is not None
        ]
        return _any(found) if len(found) > 1 else next(iter(found), None)


def _mapped(get: Get, leads: dict[str, str]) -> Get:
    leads = {code: other for code, other in leads.items() if code != other}
    return (lambda row: leads.get(cell, cell) if isinstance(cell := get(row), str) else cell) if leads else get


def _any(gets: Sequence[Get]) -> Get:
    """Of several choices that became one: chosen if any was, else what the first of them says."""

    def chosen(row: Sequence[Cell]) -> Cell:
        cells = [get(row) for get in gets]
        return "1" if "1" in cells else next((cell for cell in cells if cell is not None), None)

    return chosen
