"""Codings: which themes each coder found in each text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analysis.texts.files import TextFileError, rows

COLUMNS = ("id", "coder", "theme")
THEME_COLUMNS = ("code", "label")
BETWEEN = ";"
"""Separates several themes in one cell."""


class CodingError(ValueError):
    """Codings that cannot be meant, or that a question about them does not fit."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of a codebook of texts: what it is called, and when it is used."""

    code: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class ThemeBook:
    """The themes that texts are coded by; with `one_each` a text has one theme, else as many as it speaks of."""

    themes: tuple[Theme, ...]
    one_each: bool = False

    def __post_init__(self) -> None:
        codes = self.codes
        if not codes or len(set(codes)) < len(codes):
            raise CodingError("Give at least one theme, and each theme a code of its own.")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the themes."""
        return tuple(theme.code for theme in self.themes)


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder found in one text; no theme at all is a finding too."""

    text: str
    coder: str
    themes: frozenset[str]


def read_themes(path: Path, *, one_each: bool = False) -> ThemeBook:
    """A codebook of themes from .csv or .xlsx with the columns code, label and, if wanted, description.

    Raises `TextFileError` with every problem of the file.
    """
    problems, themes = [], {}
    for number, row in rows(path, THEME_COLUMNS):
        code, label = row["code"], row["label"]
        if not code or not label:
            problems.append(f"{number}: a theme needs a code and a label.")
        elif code in themes:
            problems.append(f"{number}: the code {code!r} stands twice. Give each theme a code of its own.")
        elif BETWEEN in code:
            problems.append(f"{number}: {BETWEEN!r} separates themes, so {code!r} cannot be a code.")
        else:
            themes[code] = Theme(code, label, row.get("description", ""))
    if problems or not themes:
        raise TextFileError(path, problems or ["1: there are no themes."])
    return ThemeBook(tuple(themes.values()), one_each)


def read_codings(path: Path, book: ThemeBook) -> tuple[Coding, ...]:
    """Codings from .csv or .xlsx with the columns id, coder and theme.

    Parameters
    ----------
    path
        A row says that a coder found a theme in a text; several rows, or themes separated by ";", say that there are
        several. A row without a theme says that the coder read the text and found none.
    book
        The themes that may be used.

    Returns
    -------
    tuple of Coding
        One for each text and coder, in the file's order.

    Raises
    ------
    TextFileError
        With every problem of the file: themes that the book does not have, rows without a text or coder, a text with
        two themes where each has one.
    """
    found: dict[tuple[str, str], set[str]] = {}
    problems: list[str] = []
    for number, row in rows(path, COLUMNS):
        if not row["id"] or not row["coder"]:
            problems.append(f"{number}: a coding needs an id and a coder.")
            continue
        themes = {part.strip() for part in row["theme"].split(BETWEEN)} - {""}
        problems += [
            f"{number}: no theme has the code {theme!r}. Its codes: {', '.join(book.codes)}."
            for theme in sorted(themes - set(book.codes))
        ]
        own = found.setdefault((row["id"], row["coder"]), set())
        own |= themes
        if book.one_each and len(own) > 1:
            problems.append(f"{number}: {row['coder']} gave {row['id']} {len(own)} themes, where each text has one.")
    if problems or not found:
        raise TextFileError(path, problems or ["1: there are no codings."])
    return tuple(Coding(text, coder, frozenset(themes)) for (text, coder), themes in found.items())


def coders(codings: Iterable[Coding]) -> tuple[str, ...]:
    """The coders, in alphabetical order."""
    return tuple(sorted({each.coder for each in codings}))


def by_text(codings: Iterable[Coding]) -> dict[str, dict[str, frozenset[str]]]:
    """For each text what each coder found; raises `CodingError` when a coder coded a text twice."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for each in codings:
        own = found.setdefault(each.text, {})
        if each.coder in own:
            raise CodingError(f"{each.coder} coded {each.text} twice. Put the themes together in one coding.")
        own[each.coder] = each.themes
    return found
