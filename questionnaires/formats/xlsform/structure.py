"""The rows of the survey sheet -> groups and repeats with what is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from questionnaires.formats.report import FormatError
from questionnaires.formats.xlsform.ledger import Ledger, Row

DEEPEST = 20

_BEGIN = re.compile(r"begin[ _](group|lgroup|repeat|loop|looped group)\b.*", re.IGNORECASE)
_END = re.compile(r"end[ _](group|lgroup|repeat|loop|looped group)\b.*", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A group or a repeat, from its begin row to its end row."""

    kind: Literal["group", "repeat"]
    row: Row
    inside: list[Row | Block] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """All rows inside, however deep."""
        return [row for part in self.inside for row in ([part.row, *part.rows] if isinstance(part, Block) else [part])]


def type_of(row: Row) -> str:
    """The words of the type column, with single spaces."""
    return " ".join(row.text("type").split())


def blocks(rows: list[Row], ledger: Ledger, name: str) -> list[Row | Block]:
    """What stands in the form, nested; raises FormatError for a begin without its end, or the other way round."""
    top: list[Row | Block] = []
    opened: list[Block] = []
    for row in rows:
        inside = opened[-1].inside if opened else top
        kind = type_of(row)
        if begin := _BEGIN.fullmatch(kind):
            block = Block("group" if begin[1].lower() == "group" else "repeat", row)
            inside.append(block)
            opened.append(block)
            if len(opened) > DEEPEST:
                raise FormatError(name, row.place, f"Groups stand more than {DEEPEST} levels deep. Take some away.")
        elif end := _END.fullmatch(kind):
            wanted = "group" if end[1].lower() == "group" else "repeat"
            if not opened or opened[-1].kind != wanted:
                raise FormatError(name, row.place, f"'{kind}' ends what was not begun. Match each begin with its end.")
            _closed(row, ledger)
            opened.pop()
        else:
            inside.append(row)
    if opened:
        text = f"'{type_of(opened[-1].row)}' has no end. Add a row 'end_{opened[-1].kind}'."
        raise FormatError(name, opened[-1].row.place, text)
    return top


def _closed(row: Row, ledger: Ledger) -> None:
    for column in ("type", "name"):
        ledger.carried(row.cell(column), "the end of what began above")
    ledger.row_lost(row.cells, "the row only ends what began above")
