"""Norwegian national identity numbers: found wherever they are written, so that none is ever stored."""

from __future__ import annotations

import re
from calendar import monthrange

_RUN = re.compile(r"\d+(?:[\W_]{1,3}\d+)*")
_GROUP = re.compile(r"\d+")
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
"""Weighed by these, the digits up to each check digit come to a multiple of 11 (Skatteetaten)."""
_MONTHS_MORE = (0, 40, 80)
"""Added to the month: nothing; H-numbers and Nav's test numbers; Skatteetaten's test numbers."""


def has_national_id(text: str) -> bool:
    """Whether a fødselsnummer, D-number, H-number or a test number of these stands in the text, in whatever groups."""
    return any(_is_national_id(written) for run in _RUN.finditer(text) for written in _elevens(run.group()))


def _elevens(run: str) -> list[str]:
    """Groups of digits side by side that are eleven digits together."""
    groups = ["".join(str(int(digit)) for digit in group) for group in _GROUP.findall(run)]
    wholes = ("".join(groups[first:last]) for first in range(len(groups)) for last in _ends(groups, first))
    return [whole for whole in wholes if len(whole) == 11]


def _ends(groups: list[str], first: int) -> range:
    return range(first + 1, min(first + 11, len(groups)) + 1)


def _is_national_id(written: str) -> bool:
    digits = [int(digit) for digit in written]
    day, month = int(written[:2]), int(written[2:4])
    months = [month - more for more in _MONTHS_MORE if 1 <= month - more <= 12]
    # 2000 was a leap year: the 29th of February is let through in any year, since two digits don't tell which.
    if not months or not 1 <= (day - 40 if day > 40 else day) <= monthrange(2000, months[0])[1]:
        return False
    return all(sum(map(int.__mul__, digits, weights)) % 11 == 0 for weights in _WEIGHTS)
