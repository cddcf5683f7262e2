"""Every cell of a form, and what became of it: a cell that nobody answers for is reported as not carried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from questionnaires.formats.report import OUTCOMES, Entry, ImportReport, Outcome
from questionnaires.formats.xlsform.workbook import Cell, Sheet

UNKNOWN = "nothing in the language stands for this column"


@dataclass(slots=True)
class Ledger:
    """The cells in the order of the file; each is answered for once or more, and the worst outcome counts."""

    cells: list[Cell] = field(default_factory=list)
    _outcomes: dict[Cell, tuple[Outcome, list[str]]] = field(default_factory=dict)
    _reasons: dict[tuple[str, int], str] = field(default_factory=dict)
    _usual: dict[Cell, str] = field(default_factory=dict)
    _beside: list[Entry] = field(default_factory=list)

    def add(self, sheet: Sheet) -> None:
        """Hold the cells of a sheet, its names included, to account."""
        self.cells += [*sheet.header.values(), *(cell for row in sheet.rows for cell in row)]

    def carried(self, cell: Cell | None, text: str = "") -> None:
        self._say(cell, "carried", text)

    def changed(self, cell: Cell | None, text: str) -> None:
        self._say(cell, "changed", text)

    def lost(self, cell: Cell | None, text: str) -> None:
        self._say(cell, "not carried", text)

    def row_lost(self, row: Iterable[Cell], text: str) -> None:
        """Why all that is left of a row is not carried."""
        for cell in row:
            self._reasons.setdefault((cell.sheet, cell.row), text)

    def usually(self, cell: Cell, text: str) -> None:
        """Why the column of a cell has no room in the language, unless something else is said of it."""
        self._usual[cell] = text

    def beside(self, place: str, construct: str, text: str) -> None:
        """A change that no cell asked for, such as words that had to be filled in."""
        self._beside.append(Entry(place, construct, "changed", text))

    def is_open(self, cell: Cell) -> bool:
        """Whether nobody has answered for the cell yet."""
        return cell not in self._outcomes

    def outcome(self, cell: Cell) -> Outcome:
        return self._outcomes.get(cell, ("not carried", []))[0]

    def report(self) -> ImportReport:
        """One entry for each cell, then the changes beside them."""
        return ImportReport((*self._entries(), *dict.fromkeys(self._beside)))

    def _entries(self) -> Iterator[Entry]:
        for cell in self.cells:
            outcome, texts = self._outcomes.get(cell, ("not carried", []))
            if not texts and outcome == "not carried":
                texts = [self._reasons.get((cell.sheet, cell.row)) or self._usual.get(cell, UNKNOWN)]
            yield Entry(cell.place, _construct(cell), outcome, "; ".join(dict.fromkeys(texts)))

    def _say(self, cell: Cell | None, outcome: Outcome, text: str) -> None:
        if cell is None:
            return
        before, texts = self._outcomes.get(cell, ("carried", []))
        worst = min(before, outcome, key=OUTCOMES.index)
        self._outcomes[cell] = (worst, [*texts, text] if text else texts)


def _construct(cell: Cell) -> str:
    """«relevant: ${age} > 17», the column and what stands in it, cut to what a line can hold."""
    text = " ".join(cell.text.split())
    shown = text if len(text) <= 200 else f"{text[:199]}…"
    return f"{cell.column}: {shown}" if cell.column else shown


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: (column, language) -> cell, where the language is as the form calls it, or none."""

    cells: tuple[Cell, ...]
    by_column: Mapping[tuple[str, str], Cell]

    @property
    def number(self) -> int:
        return self.cells[0].row

    @property
    def place(self) -> str:
        return f"{self.cells[0].sheet} {self.number}"

    def cell(self, column: str) -> Cell | None:
        """The cell of a column that has no language."""
        return self.by_column.get((column, ""))

    def text(self, column: str) -> str:
        """What stands in a column, or nothing; a formula is nothing, since it is not worked out."""
        cell = self.cell(column)
        return cell.text if cell and not cell.formula else ""

    def in_languages(self, column: str) -> dict[str, Cell]:
        """The form's name of each language (none: '') -> the cell of this column."""
        return {language: cell for (name, language), cell in self.by_column.items() if name == column}
