"""Every text in a report's blocks, for whoever checks or compares what it says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from analysis.figures.figure import Figure
from analysis.reports.model import (
    Block,
    Bullets,
    Details,
    Drawing,
    Heading,
    Paragraph,
    Statements,
    Table,
)


def figures_of(block: Block) -> Iterator[Figure]:
    """Every figure in a block."""
    if isinstance(block, Drawing):
        yield block.figure
    elif isinstance(block, Details):
        yield from chain.from_iterable(figures_of(each) for each in block.blocks)


def texts_of(block: Block) -> Iterator[tuple[str, str]]:
    """Every text of a block, with the name of the result that it tells of, if that is one."""
    match block:
        case Paragraph() | Heading():
            yield "", block.text
        case Bullets():
            yield from (("", each) for each in block.items)
        case Statements():
            for item in block.items:
                yield from ((item.about, each) for each in (item.subject, item.text, *item.caveats))
        case Table():
            yield from (("", each) for each in (block.caption, block.note, *chain.from_iterable(block.rows)))
        case Drawing():
            drawn = block.figure
            yield from (("", each) for each in (drawn.title, drawn.alt, drawn.under, drawn.reading))
            yield from (("", each) for each in chain(drawn.table.columns, *drawn.table.rows))
        case Details():
            yield from chain.from_iterable(texts_of(each) for each in block.blocks)
