"""The columns of a form under all the names that they go by, and the languages in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from babel import Locale
from pyxform import aliases  # type: ignore[import-untyped]

from questionnaires.formats.xlsform.ledger import Ledger, Row
from questionnaires.formats.xlsform.workbook import Cell, Sheet
from questionnaires.words import LANGUAGE, LANGUAGES

OURS = "medvirk::"
"""What the columns begin with that only this language has."""
OURS_IN_CHOICES = "medvirk_"
"""The same in the choices sheet, where each column becomes an XML element and needs a name that can be one."""

TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")

_BIND = {
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
    "calculate": "calculation",
    "readonly": "read_only",
    "jr:count": "repeat_count",
    "relevance": "relevant",
}
_SHEETS = {"survey": aliases.survey_header, "choices": aliases.list_header, "settings": aliases.settings_header}
_OWN = {"list_name": "list_name", "list name": "list_name", "id_string": "form_id", "title": "form_title"}
_MEDIA = "the language has no pictures, sound or film beside a text"
_FILLED = "an answer is never filled in beforehand"
_SENDING = "how answers are sent and stored follows from the survey"
WHY = {
    "default": _FILLED,
    "calculation": _FILLED,
    "trigger": _FILLED,
    "read_only": "whatever is asked can be answered",
    "appearance": "how a question looks follows from its type",
    "style": "how a page looks follows from its questions",
    "parameters": "the language has no such setting of a question",
    "choice_filter": "only choices are filtered",
    **dict.fromkeys(("image", "big-image", "audio", "video", "autoplay"), _MEDIA),
    **dict.fromkeys(("submission_url", "public_key", "auto_send", "auto_delete", "instance_name"), _SENDING),
    "version": "a version is numbered when it is published",
}
"""Columns of the specification that the language has no room for, and why."""
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")


def column_of(header: str, sheet: str) -> tuple[str, str]:
    """A name at the top of a column -> the column as we call it, and the form's name of a language if it has one."""
    if header.lower().startswith(OURS):
        return header.lower(), ""
    if sheet == "choices" and header.lower().startswith(OURS_IN_CHOICES):
        return OURS + header.lower().removeprefix(OURS_IN_CHOICES), ""
    parts = [part.strip() for part in header.split("::")]
    if len(parts) == 1 and ":" in header and not header.lower().startswith("jr:"):
        parts = [part.strip() for part in header.split(":", 1)]
    first = parts[0].lower()
    if first in ("bind", "control", "media", "body") and len(parts) > 1:
        parts = parts[1:]
        first = parts[0].lower()
    snake = re.sub(r"[\s_]+", "_", first)
    known = _SHEETS.get(sheet, {}).get(first) or _SHEETS.get(sheet, {}).get(snake) or snake
    name = (known[-1] if isinstance(known, tuple) else str(known)).lower()
    name = _OWN.get(name, _BIND.get(name, name))
    if len(parts) == 1:
        return name, ""
    return (name, "::".join(parts[1:])) if name in TRANSLATED else ("::".join([name, *parts[1:]]), "")


def rows_of(sheet: Sheet, kind: str, ledger: Ledger) -> list[Row]:
    """The rows of a sheet; a second column of the same name is told of and left."""
    columns: dict[str, tuple[str, str]] = {}
    taken: set[tuple[str, str]] = set()
    for letter, cell in sheet.header.items():
        column = column_of(cell.text, kind)
        if column in taken or cell.formula:
            ledger.lost(cell, "another column has this name" if column in taken else "a formula is no name")
            continue
        taken.add(column)
        columns[letter] = column
        ledger.carried(cell, "the name of the column")
    return [_row(row, columns, ledger) for row in sheet.rows]


def _row(cells: tuple[Cell, ...], columns: dict[str, tuple[str, str]], ledger: Ledger) -> Row:
    for cell in cells:
        if cell.formula:
            ledger.lost(cell, "a formula of Excel, which is not worked out; write its value instead")
        elif cell.letter in columns:
            column = columns[cell.letter][0]
            if (why := WHY.get(column.partition("::")[0])) is not None:
                ledger.usually(cell, why)
    return Row(cells, {columns[cell.letter]: cell for cell in cells if cell.letter in columns and not cell.formula})


def languages_in(sheets: Iterable[list[Row]], default: str) -> tuple[dict[str, str], list[str]]:
    """The form's name of each language -> its BCP 47 code, and the changes to tell.

    '' is the language of columns that name none: that of the settings, else the first that is named, else English.
    """
    named = dict.fromkeys(
        language for rows in sheets for row in rows for _column, language in row.by_column if language
    )
    codes, told = _codes(named)
    first = default if default and default.lower() != "default" else next(iter(codes), "")
    if not first:
        told.append("the form does not say which language it is in; its words are taken to be English (en)")
        return {"": "en"}, told
    if first not in codes:
        more, also = _codes([first])
        codes, told = {**more, **codes}, told + also
    ordered = {first: codes[first]} | codes
    return {"": codes[first], **ordered}, told


def _codes(names: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    codes: dict[str, str] = {}
    told: list[str] = []
    unknown = _private_codes()
    for name in names:
        code = language_code(name)
        if code is None:
            code = next(unknown)
            told.append(f"nothing is known of a language '{name}'; it is called '{code}', a code for private use")
        codes[name] = code
    return codes, told


def _private_codes() -> Iterator[str]:
    """From qaa to qtz, which ISO 639-2 leaves for local use."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return (f"q{second}{third}" for second in letters[:20] for third in letters)


def language_code(name: str) -> str | None:
    """`Norsk bokmål (nb)`, `English`, `nn` -> the BCP 47 code; None for what nobody knows."""
    if found := _CODE.search(name):
        return _tidy(found[1])
    plain = name.strip().casefold()
    if plain in _known_names():
        return _known_names()[plain]
    code = _tidy(name.strip())
    return code if re.fullmatch(LANGUAGE, code) and code.partition("-")[0] in _known_codes() else None


def language_name(code: str) -> str:
    """A code -> what a form calls it, as `Bokmål (nb)`."""
    own = LANGUAGES.get(code) or Locale("en").languages.get(code.partition("-")[0]) or code
    return f"{own} ({code})"


def _tidy(code: str) -> str:
    first, *rest = code.replace("_", "-").split("-")
    return "-".join([first.lower(), *rest])


@lru_cache(maxsize=1)
def _known_codes() -> frozenset[str]:
    return frozenset(Locale("en").languages)


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    """A language's name in English, Norwegian and itself, in small letters -> its code."""
    names: dict[str, str] = {}
    for speaker in ("en", "nb", "nn", "sv", "da", "de", "fr", "es"):
        locale = Locale(speaker)
        names |= {said.casefold(): code.replace("_", "-") for code, said in locale.languages.items() if said}
    own = {said.casefold(): code for code, said in LANGUAGES.items()}
    return names | own | {"norsk": "nb", "norwegian": "nb", "norsk bokmål": "nb", "norsk nynorsk": "nn"}
