"""How many texts speak of each theme, as it may leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from analysis.comparing.values import Share
from analysis.disclosure.dimensions import Dimension, Group
from analysis.disclosure.hiding import hide_share
from analysis.disclosure.protecting import protect_table
from analysis.disclosure.sensitive import Threshold
from analysis.disclosure.suppression import SMALLEST_SHOWN
from analysis.statistics.proportions import share
from analysis.texts.coding import Coding, CodingError, ThemeBook, by_text

Counted = Literal["any", "all"]


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many of the coded texts have a theme; the share's count is None when it, or what it leaves out, is small."""

    code: str
    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """The themes of `texts` coded texts in the codebook's order, as they may leave.

    A text has a theme when `counted` of its coders found it: "any" or "all". `hidden` counts are smaller than
    `smallest`, or hidden so that those cannot be worked out.
    """

    texts: int
    counted: Counted
    smallest: int
    themes: tuple[ThemeCount, ...]
    hidden: int
    protected: bool = True


def theme_counts(
    codings: Sequence[Coding], book: ThemeBook, *, counted: Counted = "all", smallest: int = SMALLEST_SHOWN
) -> ThemeCounts:
    """Count the texts of each theme, without counts that could point to single persons.

    Parameters
    ----------
    codings
        Which themes each coder found.
    book
        The themes. Where a text has one each, their counts sum to all texts, and what could be worked out from that
        is hidden as well.
    counted
        Whether all of a text's coders must have found the theme, or any of them.
    smallest
        Smaller counts of texts than this are hidden, and so are counts of all but so few.

    Returns
    -------
    ThemeCounts
        A share with a Wilson interval for each theme.

    Raises
    ------
    CodingError
        When there are no codings.
    """
    texts = by_text(codings)
    if not texts:
        raise CodingError("There are no codings to count.")
    meet = frozenset.union if counted == "any" else frozenset.intersection
    found = [meet(*each.values()) for each in texts.values()]
    counts = {code: sum(code in themes for themes in found) for code in book.codes}
    gone = {code for code, count in counts.items() if _is_few(count, len(found), smallest)}
    if book.one_each:
        gone |= _worked_out(counts, len(found), smallest)
    made = tuple(_count(theme.code, theme.label, counts[theme.code], len(found), gone) for theme in book.themes)
    return ThemeCounts(len(found), counted, smallest, made, len(gone))


def themes_to_json(counts: ThemeCounts) -> str:
    """The counts as JSON with the same names as the fields."""
    return TypeAdapter(ThemeCounts).dump_json(counts, indent=2).decode() + "\n"


def _is_few(count: int, of: int, smallest: int) -> bool:
    return 0 < count < smallest or 0 < of - count < smallest


def _worked_out(counts: dict[str, int], texts: int, smallest: int) -> set[str]:
    """Themes that must be hidden because all of them, and those without one, sum to the texts."""
    none = texts - sum(counts.values())
    codes = tuple(counts)
    rest = "" if "" not in codes else "(none)"
    dimension = Dimension("theme", (*codes, rest), (Group("(all)", (*codes, rest)),), (rest,))
    table = protect_table([*counts.values(), none], [dimension], [Threshold(smallest)], known="theme")
    return {cell.codes[0] for cell in table.cells if cell.suppressed}


def _count(code: str, label: str, count: int, of: int, gone: set[str]) -> ThemeCount:
    made = share(code, count, of)
    hidden = hide_share(made, count=code in gone, of=False)
    if hidden is None:
        raise CodingError("There are no codings to count.")
    return ThemeCount(code, label, hidden)
