"""A form while it is read: its languages, its names and ours, its choice lists, and the texts in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires import yaml_tree
from questionnaires.checker.parts import RESERVED_IDS
from questionnaires.checker.questions import RESERVED_CODES
from questionnaires.formats.xlsform.columns import OURS
from questionnaires.formats.xlsform.ledger import Ledger, Row
from questionnaires.formats.xlsform.meanings import PIPED, Known, Meaning
from questionnaires.formats.xlsform.workbook import Cell
from questionnaires.piping import PLACEHOLDER
from questionnaires.words import FALLBACK

LONGEST_ID = 60

_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>|<script|<!--|javascript:|\{\{|\}\}|\{%|%\}|\{#|#\}", re.IGNORECASE)
"""HTML, and the code of templates."""

Words = dict[str, str]
Content = dict[str, Any]


def as_name(word: str, taken: Iterable[str], *, longest: int = LONGEST_ID, letter_first: bool = True) -> str:
    """A word of the form as a name that the language takes, and that nothing else has."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", word)[:longest] or "q"
    if letter_first and not re.match(r"[A-Za-z]", name):
        name = f"q{name}"[:longest]
    avoided = set(taken)
    first, number = name, 1
    while name in avoided:
        number += 1
        name = f"{first[: longest - len(str(number)) - 1]}_{number}"
    return name


@dataclass(frozen=True, slots=True)
class ListChoice:
    """One row of the choices sheet, under the code that it has here."""

    row: Row
    written: str
    code: str
    columns: Mapping[str, str]


@dataclass(slots=True)
class Form:
    """What has been read so far; `known` grows question by question, so that nothing looks forward."""

    ledger: Ledger
    languages: Mapping[str, str]
    lists: dict[str, list[ListChoice]] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    ids: set[str] = field(default_factory=lambda: set(RESERVED_IDS))
    page_ids: set[str] = field(default_factory=lambda: {"role"})
    scales: Content = field(default_factory=dict)
    scale_of_list: dict[str, str] = field(default_factory=dict)
    checks: Content = field(default_factory=dict)
    item: str = ""
    """What the block that is read now is asked for each of, if it is asked for each of something."""
    piped: set[str] = field(default_factory=set)
    cells: dict[tuple[str, str], list[Cell]] = field(default_factory=dict)
    made_of: dict[str, list[Cell]] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=dict)
    offered: set[tuple[str, str]] = field(default_factory=set)
    """The lists and codes that some question offers."""
    derived_lists: set[str] = field(default_factory=set)
    wider: set[str] = field(default_factory=set)
    """What is shown to more people than the form asked, since its `relevant` could not be said in full."""
    following: list[Row] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """The languages of the questionnaire, the form's default first."""
        return list(dict.fromkeys(self.languages.values()))

    def meaning(self, itself: str = "") -> Meaning:
        return Meaning(self.known, itself)

    def every(self, said: Mapping[str, str], *, with_all: str = "") -> Words:
        """Words of our own in every language of the form, English where we have no better."""
        return {code: said.get(code.partition("-")[0], said["en"]) + with_all for code in self.codes}

    def named(self, word: str) -> Words:
        """A word of the form in every language, without braces that would be taken for a placeholder."""
        plain = PLACEHOLDER.sub(r"(\1)", _MARKUP.sub("", word)).strip()
        return dict.fromkeys(self.codes, plain or "…")

    def text(self, row: Row, column: str) -> Words | None:
        """The words of a column in every language; what is missing is filled in and told."""
        said: Words = {}
        for language, cell in sorted(row.in_languages(column).items(), key=lambda pair: pair[0] == ""):
            code = self.languages[language]
            if code in said:
                self.ledger.lost(cell, f"there are other words in {code} for this already")
                continue
            said[code] = self._piped(cell)
            self.ledger.carried(cell)
        return self._filled(said, f"{row.place}", column) if said else None

    def _filled(self, said: Words, place: str, column: str) -> Words:
        lacking = [code for code in self.codes if code not in said and FALLBACK.get(code) not in said]
        first = next(code for code in (*self.codes, *said) if code in said)
        if lacking:
            text = f"there are no words in {', '.join(lacking)}; those in {first} stand there"
            self.ledger.beside(place, column, text)
        whole = said | dict.fromkeys(lacking, said[first])
        return {code: whole[code] for code in self.codes if code in whole}

    def _piped(self, cell: Cell) -> str:
        """`${name}` as our placeholder; braces that would be taken for one become brackets."""

        def plain(found: re.Match[str]) -> str:
            self.ledger.changed(cell, f"'{found[0]}' would ask for an answer here; it is written in brackets")
            return f"({found[0][1:-1]})"

        def ours(found: re.Match[str]) -> str:
            known = self.known.get(found[1].removeprefix("last-saved#"))
            if known is None or known.variable not in self.piped:
                self.ledger.changed(cell, f"'{found[1]}' is no earlier answer to put in here; … stands for it")
                return "…"
            return f"{{{known.variable}|…}}"

        text = _MARKUP.sub("", cell.text)
        if text != cell.text:
            self.ledger.changed(cell, "its HTML is left out; bold is **two stars** around the words")
        if "{" not in text:
            return text.strip() or "…"
        parts = PIPED.split(text)
        whole = PIPED.findall(text)
        plains = [PLACEHOLDER.sub(plain, part) for part in parts[::2]]
        refs = [PIPED.sub(ours, f"${{{name}}}") for name in whole]
        return "".join(word for pair in zip(plains, [*refs, ""], strict=True) for word in pair).strip() or "…"

    def new_id(self, row: Row, *, longest: int = LONGEST_ID) -> str:
        """The id of a question for the name in its row; a changed one is told."""
        written = row.text("name")
        name = as_name(written, self.ids, longest=longest)
        self.ids.add(name)
        self.made_of[name] = list(row.cells)
        self._named(row, written, name)
        return name

    def new_page_id(self, row: Row | None, written: str) -> str:
        """The id of a page."""
        name = as_name(written, self.page_ids)
        self.page_ids.add(name)
        if row is not None:
            self._named(row, written, name)
        return name

    def _named(self, row: Row, written: str, name: str) -> None:
        cell = row.cell("name")
        if cell is None:
            self.ledger.beside(row.place, "name", f"there is no name; it is called '{name}'")
        elif cell.text == name or written != cell.text:
            self.ledger.carried(cell)
        else:
            self.ledger.changed(cell, f"it is called '{name}' here")

    def own(self, row: Row) -> Content:
        """Key -> value of the columns that only we write."""
        found: Content = {}
        for column, _language in row.by_column:
            cell = row.cell(column)
            if column.startswith(OURS) and cell is not None:
                read = yaml_tree.read(cell.text)
                if read.problems:
                    self.ledger.lost(cell, f"this cannot be read: {read.problems[0].text}")
                    continue
                found[column.removeprefix(OURS)] = read.value
        return found

    def took(self, row: Row, column: str, question_id: str, key: str, text: str = "") -> None:
        """A cell went into a key of a question; it is told if that key must be taken out again."""
        cells = [cell for (name, _language), cell in row.by_column.items() if name == column]
        for cell in cells:
            self.ledger.carried(cell, text)
        self.cells.setdefault((question_id, key), []).extend(cells)

    def uses(self, question_id: str, name: str) -> None:
        """A question asks for a list, whose words are carried as long as the question is."""
        self.users.setdefault(name, set()).add(question_id)

    def tell_of_lists(self, kept: set[str]) -> None:
        """Choices that no question that was kept offers, and lists that none of them or their scales asks for."""
        for name, choices in self.lists.items():
            if name in self.derived_lists:
                continue
            used = self.users.get(name, set()) & kept or self.scale_of_list.get(name) in kept
            why = "the filter never shows it" if used else f"no question that was carried asks for the list '{name}'"
            unused = (choice for choice in choices if not used or (name, choice.code) not in self.offered)
            for cell in (cell for choice in unused for cell in choice.row.cells):
                self.ledger.lost(cell, why)

    def read_choices(self, rows: list[Row]) -> None:
        """The choices sheet: list name -> its choices, each under a code that the language takes."""
        for row in rows:
            name, written = row.text("list_name"), row.text("name")
            if not name or not written:
                self.ledger.row_lost(row.cells, "a choice needs a list_name and a name")
                continue
            held = self.lists.setdefault(name, [])
            if any(choice.written == written for choice in held):
                self.ledger.row_lost(row.cells, f"'{written}' stands twice in the list '{name}'")
                continue
            taken = {choice.code for choice in held} | RESERVED_CODES
            code = as_name(written, taken, longest=40, letter_first=False)
            code = written if re.fullmatch(r"[A-Za-z0-9_]{1,60}", written) and written not in taken else code
            columns = {column: cell.text for (column, language), cell in row.by_column.items() if not language}
            held.append(ListChoice(row, written, code, columns))
