"""Numbers as people write them into a box, and as they read them: «1,5», «1 500», «0.5»."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from questionnaires.figures import figure
from surveyapp.web.languages import locale

WRITTEN = re.compile(
    r"(?P<sign>[-−]?)"
    r"(?P<whole>[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+|[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})+"
    r"|[0-9]{1,15})"
    r"(?:(?!(?P=mark))[.,](?P<part>[0-9]{1,15}))?"
)
"""Digits, with spaces between thousands or none, and at most one comma or point for the decimals.

Points or commas between thousands can be told from decimals when there are two or more: «1.250.000».
"""

THOUSANDS = 3

WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.\u202f")
"""The digits and marks that an Arabic or Persian keyboard writes, as ours."""


def read_number(written: str, decimals: int) -> int | float | None:
    """The number that was written, or None when it cannot be told for sure.

    «1.500» is one and a half to some and one thousand five hundred to others: three digits after a comma or point are
    a number only where that many decimals are asked for, and no decimal at all is read as whole.
    """
    found = WRITTEN.fullmatch(written.strip().translate(WESTERN))
    if found is None:
        return None
    whole, part = re.sub(r"[^0-9]", "", found["whole"]), found["part"]
    sign = "-" if found["sign"] else ""
    if part is None:
        return int(sign + whole) if decimals == 0 else float(sign + whole)
    if len(part) == THOUSANDS > decimals or (decimals == 0 and not part.strip("0")):
        return None
    return float(Decimal(f"{sign}{whole}.{part}"))


def one_decimal(value: Fraction) -> str:
    """The number with one decimal, halves away from zero: «3,7», «5,0»."""
    tenths = int(abs(value) * 10 + Fraction(1, 2))
    written = figure(tenths // 10, locale()) + figure(0.1, locale())[1] + str(tenths % 10)
    return f"−{written}" if value < 0 and tenths else written
