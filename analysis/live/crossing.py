"""Counting one round by what respondents say of themselves: one GROUP BY a question; only counts leave the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.reducing.counts import UnknownCodeError
from analysis.reducing.differences import Integers
from analysis.reducing.sql import NOTHING, PARAMETER, Execute, StoredRounds, cell
from questionnaires.codebook import Codebook, Variable

MOST_GROUPS = 12
"""A question with more answers than this divides a round into groups that are too small to be told of."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many gave each answer in each group: variable -> states (rows) by `groups`, and how many there are in each.

    The last group is of those who did not say which they belong to.
    """

    groups: tuple[str, ...]
    sizes: Integers
    counts: Mapping[str, Integers]

    @property
    def respondents(self) -> int:
        """Everybody."""
        return int(self.sizes.sum())

    @property
    def of_the_same(self) -> bool:
        """Whether all was counted of the same answers: none came in between."""
        return all(np.array_equal(each.sum(axis=0), self.sizes) for each in self.counts.values())


def background(codebook: Codebook) -> Variable | None:
    """The question that results are told by: the first with one answer that is neither better nor worse than others.

    There is one and no more, for pages by several questions could be put together to find whoever is alone in a corner.
    """
    for variable in codebook.variables:
        plain = variable.part is None and variable.level == "nominal" and variable.better == "none"
        if plain and variable.indicator is None and not variable.sensitive and len(variable.codes) <= MOST_GROUPS:
            return variable
    return None


def told_of(codebook: Codebook) -> tuple[Variable, ...]:
    """The variables that are told of while answers come: closed ones that are nobody's own."""
    lists = ("own_list", "supplied_list")
    return tuple(
        each
        for each in codebook.variables
        if each.codes and not each.sensitive and each.kind not in lists and cell(each, "doc") is not None
    )


def states_of(variable: Variable) -> tuple[str, ...]:
    """All that a respondent may have answered: codes on the scale, those beside it, and nothing."""
    return (*(each.code for each in variable.codes), *(each.code for each in variable.missing), NOTHING)


def crossed_from_sql(
    execute: Execute, stored: StoredRounds, round_: object, codebook: Codebook, by: Variable | None
) -> Crossing:
    """Count a round where its answers are stored; raises `UnknownCodeError` for a code that the codebook lacks."""
    groups = states_of(by) if by is not None else (NOTHING,)
    values = [round_, *stored.where.values()]
    group = "''" if by is None else f"COALESCE({cell(by, 'doc')}, '{NOTHING}')"
    sizes = _counted(execute(_statement(stored, "''", group), values), ((NOTHING,), groups))[0]
    counts = {}
    for variable in told_of(codebook):
        state = f"COALESCE({cell(variable, 'doc')}, '{NOTHING}')"
        rows = execute(_statement(stored, state, group), values)
        counts[variable.name] = _counted(rows, (states_of(variable), groups))
    return Crossing(groups, sizes, counts)


def _statement(stored: StoredRounds, state: str, group: str) -> str:
    # Names of columns are checked, and words are quoted.
    sign = PARAMETER[stored.dialect]
    chosen = " AND ".join(f"{name} = {sign}" for name in (stored.round, *stored.where))
    documents = f"(SELECT {stored.document} AS doc FROM {stored.table} WHERE {chosen}) AS met"  # noqa: S608 -- as above
    named = f"SELECT {state} AS state, {group} AS here"
    counted = "SELECT state, here, COUNT(*)"
    return f"{counted} FROM ({named} FROM {documents}) AS told GROUP BY state, here"


def _counted(rows: Iterable[Sequence[object]], axes: tuple[Sequence[str], Sequence[str]]) -> Integers:
    places = [{code: at for at, code in enumerate(axis)} for axis in axes]
    counts = np.zeros([len(axis) for axis in axes], dtype=np.int64)
    for *codes, number in rows:
        strange = [str(code) for code, place in zip(codes, places, strict=True) if str(code) not in place]
        if strange:
            raise UnknownCodeError(f"{strange[0]!r} is no answer that the codebook knows.")
        spot = tuple(place[str(code)] for code, place in zip(codes, places, strict=True))
        counts[spot] += int(str(number))
    return counts
