"""Numbers as the report's language writes them: its decimal mark, «−» for minus, no more decimals than they carry."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from analysis.wording.language import spoken

THIN = "\N{NARROW NO-BREAK SPACE}"
JOINED = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
FINE = 1000
"""From this many answers a percentage has one decimal."""


class Count(str):
    """How many there are, as it is written; chooses among words too: «{n:kommune|kommuner}» is one or several."""

    one: bool

    def __new__(cls, written: str, *, one: bool = False) -> Self:
        """`one`: there is one, not none or several, or nobody knows how many."""
        made = super().__new__(cls, written)
        made.one = one
        return made

    def __format__(self, spec: str) -> str:
        """What is written, or by `one|several` the words that go with it."""
        if "|" not in spec:
            return super().__format__(spec)
        one, several = spec.split("|")
        return one if self.one else several


def count(value: int) -> Count:
    """A whole number: «1 234»."""
    return Count(number(value, 0), one=value == 1)


def number(value: float, decimals: int) -> str:
    """A number rounded half up: «−1,5»."""
    rounded = _rounded(Decimal(repr(value)), decimals)
    sign = MINUS if rounded < 0 else ""
    marks = str.maketrans({",": spoken().thousands, ".": spoken().decimal})
    return sign + f"{abs(rounded):,}".translate(marks)


def signed(value: float, decimals: int) -> str:
    """A change: «+0,4», «−0,4», «0,0»."""
    written = number(value, decimals)
    rises = _rounded(Decimal(repr(value)), decimals) > 0
    return f"+{written}" if rises else written


def percent(share: float, of: int | None) -> str:
    """A share as a percentage: «58 %»; with one decimal from a thousand answers."""
    return spoken().percent.format(number=percent_number(share, of))


def percent_number(share: float, of: int | None) -> str:
    """The percentage without its sign."""
    return _scaled(share, share_decimals(of))


def points(change: float, of: int | None) -> str:
    """A change in a share, in percentage points, with its sign: «+20»."""
    return signed(float(Decimal(repr(change)) * 100), share_decimals(of))


def points_size(change: float, of: int | None) -> str:
    """How large a change in a share is, in percentage points, without its sign."""
    return _scaled(abs(change), share_decimals(of))


def share_decimals(of: int | None) -> int:
    """How many decimals a percentage of this many deserves."""
    return 1 if of is not None and of >= FINE else 0


def bare_p(p: float) -> str:
    """A p for a table cell: «0,03», «0,004», «< 0,001», «> 0,99»."""
    if p < 0.001:
        return f"<{JOINED}{number(0.001, 3)}"
    if p > 0.99:
        return f">{JOINED}{number(0.99, 2)}"
    return number(p, 3 if p < 0.01 else 2)


def date(value: dt.date) -> str:
    """«16. oktober 2017»."""
    return spoken().date.format(day=value.day, month=spoken().months[value.month - 1], year=value.year)


def listed(words: list[str]) -> str:
    """«a, b og c»."""
    if len(words) < 2:
        return "".join(words)
    return spoken().last.format(first=", ".join(words[:-1]), last=words[-1])


def capitalized(words: str) -> str:
    """The words with a capital first letter, the rest as it was."""
    return words[:1].upper() + words[1:]


def _scaled(share: float, decimals: int) -> str:
    return number(float(Decimal(repr(share)) * 100), decimals)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # «−0,0» would look like a fall.
    return abs(rounded) if rounded == 0 else rounded
