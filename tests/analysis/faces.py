"""What a report says, and what each of its faces says, as lists of texts without spaces, to hold side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain

import html5lib
from docx import Document
from docx.oxml.ns import qn

from analysis.reports.columns import readable
from analysis.reports.model import (
    Block,
    Bullets,
    Details,
    Drawing,
    Heading,
    Paragraph,
    Remark,
    Report,
    Statements,
    Table,
)
from tests.analysis.tagged import TaggedPdf

UNSEEN = re.compile("[-\\s\u00ad\u200b\ufffe\x02]")


def plain(text: str) -> str:
    """The text without what depends on where lines end."""
    return UNSEEN.sub("", text)


@dataclass(frozen=True)
class Said:
    """Headings in order; running texts; each table's rows; the texts read in place of pictures."""

    headings: list[str]
    texts: list[str]
    rows: list[tuple[str, ...]]
    alts: list[str]

    @classmethod
    def of(
        cls,
        headings: Iterable[str],
        texts: Iterable[str],
        rows: Iterable[Iterable[str]],
        alts: Iterable[str],
    ) -> Said:
        kept = ([plain(each) for each in texts_] for texts_ in (headings, texts, alts))
        heads, told, read = kept
        return cls(heads, told, [tuple(plain(cell) for cell in row) for row in rows], read)


def blocks(report: Report) -> Iterator[Block]:
    """Every block, those folded away included."""
    yield from chain.from_iterable(_opened(each.blocks) for each in report.sections)


def _opened(held: Iterable[Block]) -> Iterator[Block]:
    for block in held:
        yield block
        if isinstance(block, Details):
            yield from _opened(block.blocks)


def expected(report: Report, *, on_paper: bool) -> Said:
    """What the report's data say; a very wide table is turned on paper."""
    held = [*blocks(report)]
    tables = [readable(each) if on_paper else each for each in held if isinstance(each, Table)]
    headings = [report.title, *(each.title for each in report.sections)]
    headings += [each.text for each in held if isinstance(each, Heading)]
    texts = [report.subtitle, report.banner, report.checksum, *chain.from_iterable(map(running, held))]
    rows = [row for each in tables for row in (tuple(column.heading for column in each.columns), *each.rows)]
    return Said.of(headings, filter(None, texts), rows, (each.figure.alt for each in held if isinstance(each, Drawing)))


def running(block: Block) -> Iterator[str]:
    """The running texts of a block by itself."""
    match block:
        case Paragraph():
            yield block.text
        case Bullets():
            yield from block.items
        case Remark():
            yield from block.paragraphs
        case Statements():
            for item in block.items:
                yield from (item.verdict, item.subject, item.text, " ".join(item.caveats))
        case Table():
            yield from (block.caption, block.note)
        case Drawing():
            yield from (block.figure.title, block.figure.under, block.figure.reading)
        case Details():
            yield block.summary


def of_page(html: str) -> Said:
    """What the page says."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)

    def words(*names: str) -> list[str]:
        return ["".join(each.itertext()) for each in tree.iter() if each.tag in names]

    rows = [["".join(cell.itertext()) for cell in row if cell.tag in {"td", "th"}] for row in tree.iter("tr")]
    alts = [each.get("aria-label", "") for each in tree.iter() if each.tag.endswith("svg")]
    body = next(tree.iter("body"))
    return Said.of(words("h1", "h2", "h3", "h4"), ["".join(body.itertext())], rows, alts)


def of_pdf(content: bytes) -> Said:
    """What the PDF says to a program that reads its tags."""
    read = TaggedPdf(content).document
    headings = (each.text for each in read.all("Title", "H1", "H2", "H3"))
    rows = ([cell.text for cell in row.all("TH", "TD")] for row in read.all("TR"))
    return Said.of(headings, [read.text], rows, (each.alt for each in read.all("Figure")))


def of_word(content: bytes) -> Said:
    """What the Word file says."""
    read = Document(BytesIO(content))
    styled = [(str(each.style.name), each) for each in read.paragraphs if each.style is not None]
    headings = [each.text for name, each in styled if name.startswith(("Title", "Heading"))]
    texts = ["".join(text.text or "" for text in each._p.iter(qn("w:t"))) for _, each in styled]
    rows = [[cell.text for cell in row.cells] for table in read.tables for row in table.rows]
    alts = [each.get("descr", "") for each in read.element.body.iter(qn("wp:docPr"))]
    return Said.of(headings, ["\n".join(texts)], rows, alts)
