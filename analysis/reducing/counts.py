"""Rounds become small whole numbers, and those become tables of counts: all that later steps see of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.files.cells import kinds_of, places_of
from analysis.reducing.differences import Integers
from questionnaires.codebook import NOT_ASKED, Variable

NOT_ANSWERED_STATE = -1
NOT_ASKED_STATE = -2
PIECE = 65_536
"""So many respondents are counted at a time, which fits in a processor's own memory."""
WRITTEN = "#"
"""Stands for every number or text given, before the missing codes; no code of a questionnaire can be this sign."""

States = NDArray[np.int8] | NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Answers:
    """One variable's answers in one round, one place per respondent.

    `states[i]` is the answer's place among `codes` (the first `on_scale` of them are on the scale, the rest are missing
    codes), -1 not answered, -2 not asked. Every number given is in state 0, and `written` holds it times `scale`; for
    other variables `values` holds what each state is worth.
    """

    codes: tuple[str, ...]
    on_scale: int
    states: States
    values: Integers
    written: Integers | None = None
    scale: int = 1

    @property
    def numbers(self) -> Integers:
        """Each respondent's number times `scale`, or the value of the code; 0 where there is none."""
        return self.values[self.states] if self.written is None else self.written

    @property
    def valid(self) -> NDArray[np.bool_]:
        """Which respondents gave an answer on the scale."""
        return (self.states >= 0) & (self.states < self.on_scale)

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Which respondents gave any answer, a missing code too."""
        return self.states >= 0

    def code(self, place: int) -> str | None:
        """What one respondent answered, as the data file had it; None when nothing."""
        state = int(self.states[place])
        if state < 0:
            return None
        if self.codes[state] == WRITTEN:
            return f"{int(self.numbers[place]) / self.scale:.10g}"
        return self.codes[state]


def encode(column: pl.Series, variable: Variable) -> Answers:
    """A column of codes (strings or `pl.Enum`, null = not answered) as whole numbers; raises UnknownCodeError."""
    column = column.cast(pl.String)
    kinds = kinds_of(variable)
    if kinds:
        cells = column.cast(pl.Enum(kinds), strict=False)
        if cells.null_count() == column.null_count():
            return looked_up(places_of(cells.to_frame("cell"))["cell"], kinds, variable)
    wrong = strange(column, variable)
    if wrong.any():
        listed = ", ".join(repr(code) for code in column.filter(wrong).unique().sort().to_list()[:5])
        raise UnknownCodeError(f"{variable.name}: {listed} is no answer that the codebook allows.")
    missing = tuple(entry.code for entry in variable.missing)
    if variable.level == "number":
        return _encode_numbers(column, variable, missing)
    if variable.level in ("text", "key"):
        # Words are never read, only that there are some.
        kinds = (WRITTEN, *missing)
        return Answers(
            kinds, 1, _states(_given_as(WRITTEN, column, missing), kinds), np.zeros(len(kinds) + 2, np.int64)
        )
    codes = tuple(entry.code for entry in variable.codes) + missing
    return _closed(variable, codes, _states(column, codes))


def may_hold(variable: Variable, kinds: Sequence[str]) -> bool:
    """Whether every one of these codes is an answer to a closed variable."""
    return bool(variable.codes) and set(kinds) <= {
        NOT_ASKED,
        *(entry.code for entry in (*variable.codes, *variable.missing)),
    }


def looked_up(places: NDArray[np.uint8], kinds: Sequence[str], variable: Variable) -> Answers:
    """Answers from the place of each among these codes, and 255 for nothing."""
    codes = tuple(entry.code for entry in (*variable.codes, *variable.missing))
    states = {code: place for place, code in enumerate(codes)} | {NOT_ASKED: NOT_ASKED_STATE}
    lookup: States = np.full(256, NOT_ANSWERED_STATE, dtype=np.int8)
    if len(codes) > 126:
        lookup = lookup.astype(np.int16)
    lookup[: len(kinds)] = [states[code] for code in kinds]
    if lookup.dtype == np.int8:
        # One byte for another is what bytes are quickest at.
        return _closed(variable, codes, np.frombuffer(places.tobytes().translate(lookup.tobytes()), dtype=np.int8))
    return _closed(variable, codes, lookup[places])


def _closed(variable: Variable, codes: tuple[str, ...], states: States) -> Answers:
    beside = len(codes) - len(variable.codes) + 2
    values = np.array([entry.value or 0 for entry in variable.codes] + [0] * beside, dtype=np.int64)
    return Answers(codes, len(variable.codes), states, values)


def strange(column: pl.Series, variable: Variable) -> pl.Series:
    """Which cells hold what the codebook does not allow: an unknown code, no number, or one out of bounds."""
    allowed = [entry.code for entry in (*variable.codes, *variable.missing)]
    given = column.is_not_null() & ~column.is_in([*allowed, NOT_ASKED])
    if variable.level in ("text", "key"):
        return column.is_null() & column.is_not_null()
    if variable.level != "number":
        return given
    number = column.cast(pl.Float64, strict=False)
    scaled = number * 10**variable.decimals
    fits = number.is_finite() & ((scaled - scaled.round()).abs() < 1e-6)
    if variable.low is not None:
        fits &= number >= variable.low
    if variable.high is not None:
        fits &= number <= variable.high
    strange_number: pl.Series = given & ~fits.fill_null(value=False)
    return strange_number


def not_allowed(row: int, variable: Variable, cell: str | None) -> str:
    """The line that says what is wrong with a cell, and what may stand there."""
    return f"{row}:{variable.name}: {cell!r} is not allowed here. Allowed: {_allowed(variable)}."


def _allowed(variable: Variable) -> str:
    codes = [entry.code for entry in (*variable.codes, *variable.missing)]
    if variable.level != "number":
        return ", ".join(codes)
    low = "" if variable.low is None else f" from {variable.low:g}"
    high = "" if variable.high is None else f" to {variable.high:g}"
    return ", ".join([f"numbers{low}{high} with at most {variable.decimals} decimals", *codes])


def _encode_numbers(column: pl.Series, variable: Variable, missing: tuple[str, ...]) -> Answers:
    scale = 10**variable.decimals
    codes, kinds = (WRITTEN, *missing), _given_as(WRITTEN, column, missing)
    numbers, given = _nothing(column), kinds == WRITTEN
    numbers[given.fill_null(value=False).to_numpy()] = np.rint(column.filter(given).cast(pl.Float64).to_numpy() * scale)
    return Answers(codes, 1, _states(kinds, codes), np.zeros(len(codes) + 2, np.int64), numbers, scale)


def _given_as(sign: str, column: pl.Series, missing: tuple[str, ...]) -> pl.Series:
    """The column with one sign for everything but missing codes, not answered and not asked."""
    given = column.is_not_null() & ~column.is_in([*missing, NOT_ASKED])
    return pl.select(pl.when(given).then(pl.lit(sign)).otherwise(column)).to_series()


def _nothing(column: pl.Series) -> Integers:
    return np.zeros(len(column), dtype=np.int64)


def _states(column: pl.Series, codes: tuple[str, ...]) -> States:
    places = {code: place for place, code in enumerate(codes)} | {NOT_ASKED: NOT_ASKED_STATE}
    small = pl.Int8 if len(codes) < 127 else pl.Int16
    states = column.replace_strict(places, default=None, return_dtype=small).fill_null(NOT_ANSWERED_STATE)
    return states.to_numpy()


def marginal(answers: Answers) -> Integers:
    """How many gave each of `codes`, in their order, then how many were not asked and did not answer."""
    counts = np.bincount(answers.states + 2, minlength=len(answers.codes) + 2)
    return np.roll(counts, -2)


def crossed(before: States, after: States, size: int) -> Integers:
    """Linked states at baseline (rows) by follow-up (columns): `size` codes, then not asked, then not answered.

    So a state is its own place, counted from the end when it is negative.
    """
    wide = size + 2
    cells = np.zeros(wide * wide, dtype=np.int64)
    # The smallest type that holds every cell, and a piece at a time: the pass is bound by memory.
    small = np.dtype(np.int16 if wide * wide < 2**15 else np.int64)
    for start in range(0, len(before), PIECE):
        piece = before[start : start + PIECE].astype(small)
        piece += 2
        piece *= wide
        piece += after[start : start + PIECE]
        piece += 2
        cells += np.bincount(piece, minlength=len(cells))
    return np.roll(cells.reshape(wide, wide), (-2, -2), (0, 1))


def transition(before: States, after: States, size: int) -> Integers:
    """Linked answers at baseline (rows) by follow-up (columns); pairs without an answer in both rounds are left out."""
    return crossed(before, after, size)[:size, :size]


def distinct(numbers: Integers) -> tuple[Integers, Integers]:
    """The distinct numbers, rising, and how often each stands."""
    values, counts = np.unique(numbers, return_counts=True)
    return values.astype(np.int64), counts.astype(np.int64)


def aligned(first: Integers, second: Integers) -> tuple[Integers, Integers, Integers]:
    """The distinct numbers of two groups together, and how often each stands in the one and in the other."""
    values = np.union1d(first, second)
    tallies: Sequence[Integers] = [
        np.bincount(np.searchsorted(values, group), minlength=len(values)).astype(np.int64) for group in (first, second)
    ]
    return values, tallies[0], tallies[1]


class UnknownCodeError(ValueError):
    """A data column holds a code that the codebook does not have."""
