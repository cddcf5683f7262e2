"""What SPSS and Stata take for a name, how long their labels may be, and what is lost by that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from surveyapp.services.exporting.formats.columns import Column
from surveyapp.services.exporting.formats.notes import Note


@dataclass(frozen=True, slots=True)
class Naming:
    """What a program takes for a name: so many letters, without these signs, and none of its own words."""

    most: int
    refused: re.Pattern[str]
    reserved: frozenset[str]


SPSS = Naming(
    64,
    re.compile(r"[^A-Za-z0-9_.]"),
    frozenset(["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"]),
)
"""IBM SPSS Statistics, Command Syntax Reference: Variable Names."""
SPSS_LABEL, SPSS_CODE = 256, 120
"""The bytes that SPSS has for a variable's label and for a code's."""
_STATAS = (
    "_all _b _coef _cons _n _pi _pred _rc _skip byte double float if in int long str strl using with "
    "alias aggregate array boolean break case catch class colvector complex const continue"
)
STATA = Naming(28, re.compile(r"[^A-Za-z0-9_]"), frozenset(_STATAS.split()))
"""Stata User's Guide, [U] 11.3 Naming conventions: 32 letters, of which the library wants four to name its labels."""
STATA_LABEL = 80
"""The letters that Stata has for a variable's label."""
NORWEGIAN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "đ": "d", "ŧ": "t", "ŋ": "n"})


def named(names: Iterable[str], naming: Naming) -> dict[str, str]:
    """Our name -> one that the program takes, no two alike to a program that does not tell A from a."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name.translate(NORWEGIAN)).encode("ascii", "ignore").decode()
        plain = naming.refused.sub("_", plain).rstrip(".") or "v"
        if not plain[0].isalpha() or plain.lower() in naming.reserved:
            plain = f"v_{plain}"
        shown, number = plain[: naming.most].rstrip("."), 1
        while shown.lower() in taken:
            number += 1
            shown = f"{plain[: naming.most - len(str(number)) - 1]}_{number}"
        taken.add(shown.lower())
        found[name] = shown
    return found


def cut(words: str, most: int) -> str:
    """The words in so many bytes of UTF-8 at most, never half a letter; what is cut ends in `…`."""
    if len(words.encode()) <= most:
        return words
    return words.encode()[: most - len("…".encode())].decode(errors="ignore").rstrip() + "…"


def cut_for_stata(label: str) -> str:
    """A variable's label as Stata holds it."""
    return label if len(label) <= STATA_LABEL else label[: STATA_LABEL - 1].rstrip() + "…"


def warn_sav(columns: Sequence[Column]) -> list[Note]:
    """What SPSS will not hold as it is."""
    notes = _renamed(columns, SPSS, "sav")
    for column in columns:
        label = cut(column.label, SPSS_LABEL)
        notes += [Note("label", "sav", column.name, label)] if label != column.label else []
        cuts = ((words, cut(words, SPSS_CODE)) for words in column.said.values())
        notes += [Note("code", "sav", column.name, shown) for words, shown in cuts if shown != words]
    return notes


def warn_dta(columns: Sequence[Column]) -> list[Note]:
    """What Stata will not hold as it is."""
    cuts = ((column, cut_for_stata(column.label)) for column in columns)
    labels = [Note("label", "dta", column.name, shown) for column, shown in cuts if shown != column.label]
    return _renamed(columns, STATA, "dta") + labels


def _renamed(columns: Sequence[Column], naming: Naming, format_name: str) -> list[Note]:
    names = named((column.name for column in columns), naming)
    return [Note("name", format_name, old, new) for old, new in names.items() if old != new]
