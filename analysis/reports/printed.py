"""A report on paper: what a reader of the page may open stands in the last section, and is pointed to where it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.reports.model import Block, Details, Heading, Reference, Report, Section
from analysis.wording.phrases import say

MORE = "mer"


def printed(report: Report) -> Report:
    """The same report with nothing folded away; a report that folds nothing comes back as it was."""
    more: list[Block] = []
    sections = tuple(replace(each, blocks=tuple(_laid_out(each.blocks, more))) for each in report.sections)
    if not more:
        return report
    return replace(report, sections=(*sections, Section(MORE, say("heading_more"), tuple(more))))


def _laid_out(blocks: tuple[Block, ...], more: list[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Details):
            place = f"{MORE}-{len([each for each in more if isinstance(each, Heading)]) + 1}"
            more += [Heading(block.summary, id=place), *_laid_out(block.blocks, more)]
            yield Reference(block.summary, place)
        else:
            yield block
