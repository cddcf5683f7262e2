"""A report as data: sections of blocks, which a template turns into a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from analysis.figures.figure import Figure
from analysis.wording.phrases import say

Tone = Literal["better", "worse", "neutral", "open"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more plain sentences."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of plain sentences."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A result in words: what it is about, the verdict, the sentence, and the caveats that follow its numbers.

    `about` is the name of the result, in which every number of the words is found.
    """

    kind: ClassVar[str] = "statement"
    subject: str
    verdict: str
    tone: Tone
    text: str
    caveats: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Statements:
    """Results in words, one after another."""

    kind: ClassVar[str] = "statements"
    items: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand to the right."""

    heading: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first cell in each row is the row's heading."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure and its number in the report.

    Its table follows, folded away, unless the tables around it show the same (`tabled` is False).
    """

    kind: ClassVar[str] = "drawing"
    number: int
    figure: Figure
    tabled: bool = True

    @property
    def details(self) -> tuple[Details, ...]:
        """The figure's table, for a reader to open."""
        told = self.figure.table
        if not self.tabled or not told.rows:
            return ()
        columns = tuple(
            Column(each, numeric=place > 0 and place not in told.words) for place, each in enumerate(told.columns)
        )
        return (Details(say("figure_table", number=str(self.number)), (Table(self.figure.title, columns, told.rows),)),)


@dataclass(frozen=True, slots=True)
class Details:
    """What a reader may open: more than most need."""

    kind: ClassVar[str] = "details"
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; `level` 3 or 4, `id` where something points to it."""

    kind: ClassVar[str] = "heading"
    text: str
    level: Literal[3, 4] = 3
    id: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """On paper: where to read what a reader of the page may open."""

    kind: ClassVar[str] = "reference"
    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What an author wrote, paragraph by paragraph; `changed`: the numbers it stands under are others now."""

    kind: ClassVar[str] = "remark"
    paragraphs: tuple[str, ...]
    changed: bool = False


Block = Remark | Paragraph | Bullets | Statements | Table | Drawing | Details | Heading | Reference


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with a heading of its own and a place in the list of contents.

    `opening`: it ends the one page that a busy reader reads, which stands first and alone on paper.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `banner` is what must be seen first, such as that the answers are synthetic.

    `mark` says the same in a word or two, on every page. `checksum`: the SHA-256 of the results it tells of, in
    hexadecimal, printed last; empty when nobody gave one.
    """

    language: str
    title: str
    subtitle: str
    banner: str
    sections: tuple[Section, ...]
    checksum: str = ""
    mark: str = ""
