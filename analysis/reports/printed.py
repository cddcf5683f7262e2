"""A report on paper: one page to read first, and what a reader of the page may open in the last section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile

from analysis.reports.columns import readable
from analysis.reports.model import (
    Block,
    Bullets,
    Details,
    Drawing,
    Heading,
    Paragraph,
    Reference,
    Remark,
    Report,
    Section,
    Statements,
    Table,
)
from analysis.wording.phrases import say

MORE, ABOUT = "mer", "om"
FOOT = 90
"""Letters that the foot of a page has room for."""
READ_FIRST = (Paragraph, Bullets, Statements)
"""What the first page has room for, beside what authors wrote; tables and figures follow it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The sections of the first page, and those after the list of contents."""

    front: tuple[Section, ...]
    rest: tuple[Section, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """All of them."""
        return (*self.front, *self.rest)

    @property
    def drawings(self) -> list[Drawing]:
        """Every figure, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Drawing)]


def running_title(report: Report) -> str:
    """The title at the foot of each page, where there is one line for it, behind the mark that every page must have."""
    title = f"{report.mark}: {report.title}" if report.mark else report.title
    return title if len(title) <= FOOT else f"{title[: FOOT - 1].rstrip()}…"


def printed(report: Report) -> Printed:
    """The same report with nothing folded away, and every table as a page can hold it."""
    more: list[Block] = []
    places = count(1)
    about: list[Block] = []
    front, rest = [], []
    read_first = max((place for place, each in enumerate(report.sections) if each.opening), default=-1)
    for place, section in enumerate(report.sections):
        folded: list[Block] = []
        laid_out = replace(section, blocks=tuple(_laid_out(section.blocks, folded, places)))
        more += [Heading(section.title), *folded] if folded else []
        if place <= read_first:
            first = _read_first(laid_out.blocks)
            front.append(replace(laid_out, blocks=tuple(first)))
            about += [block for block in laid_out.blocks if block not in first]
        else:
            rest.append(laid_out)
    if about:
        rest.insert(0, Section(ABOUT, say("heading_about"), tuple(about)))
    if more:
        rest.append(Section(MORE, say("heading_more"), tuple(more)))
    return Printed(tuple(front), tuple(rest))


def _read_first(blocks: Sequence[Block]) -> list[Block]:
    """What a section has to say, without what explains it: what comes before a heading, up to its findings."""
    before = [*takewhile(lambda block: not isinstance(block, Heading), blocks)]
    last = next((place for place, block in enumerate(before) if isinstance(block, Statements)), len(before))
    first = [block for block in before[: last + 1] if isinstance(block, READ_FIRST)]
    return [*first, *(block for block in blocks if isinstance(block, Remark))]


def _laid_out(blocks: Sequence[Block], more: list[Block], places: Iterator[int]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Details):
            place, inner = f"{MORE}-{next(places)}", list[Block]()
            opened = [*_laid_out(block.blocks, inner, places)]
            more += [Heading(block.summary, 4, place), *opened, *inner]
            yield Reference(block.summary, place)
        else:
            yield readable(block) if isinstance(block, Table) else block
