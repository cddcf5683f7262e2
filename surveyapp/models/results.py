"""One round's results, on their way to a program: what may be told when small numbers are hidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CodeResult:
    """How many gave one code; a hidden number is None, with `suppressed`."""

    code: str
    label: dict[str, str]
    value: int | None
    count: int | None
    share: float | None
    suppressed: bool


@dataclass(frozen=True, slots=True)
class VariableResult:
    """How one variable was answered: `respondents` = `valid` + missing codes + `not_answered`.

    `share` of a code is of the `valid`. `not_answered` counts those as well who were not asked. `mean`, `sd` and
    `median` are of a number, a rating or an ordered scale's values. A hidden number is None, with `suppressed`.
    """

    name: str
    question: str
    part: str | None
    text: dict[str, str]
    part_label: dict[str, str]
    level: str
    respondents: int
    valid: int | None
    not_answered: int | None
    codes: tuple[CodeResult, ...]
    missing: tuple[CodeResult, ...]
    mean: float | None
    sd: float | None
    median: float | None
    suppressed: bool


@dataclass(frozen=True, slots=True)
class RoundResults:
    """A round that is over: who answered, and how each variable was answered, with small numbers hidden."""

    round_id: UUID
    label: str
    date: dt.date
    respondents: int
    denominator: int | None
    denominator_date: dt.date | None
    response_rate: float | None
    caveat: str
    synthetic: bool
    codebook_sha256: str
    variables: tuple[VariableResult, ...]
