"""Comparison -> report: the sections in their order, and figures numbered from first to last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from analysis.comparing.results import Comparison
from analysis.disclosure.leaving import require_protected
from analysis.reports.closing import closing
from analysis.reports.model import Block, Details, Drawing, Report, Section
from analysis.reports.opening import opening
from analysis.reports.questions import question_sections
from analysis.reports.scores import score_sections
from analysis.reports.sourced import require_numbers_of
from analysis.wording.language import spoken
from analysis.wording.phrases import say, words


def build(comparison: Comparison) -> Report:
    """The whole report of a protected comparison; raises `UnprotectedError` for another."""
    require_protected(comparison)
    first, second = comparison.baseline.label, comparison.followup.label
    sections = (
        *opening(comparison),
        *score_sections(comparison),
        *question_sections(comparison),
        *closing(comparison),
    )
    numbers = count(1)
    report = Report(
        language=spoken().code,
        title=say("report_title", title=words(comparison.title), first=first, second=second),
        subtitle=say("report_subtitle", first=first, second=second),
        banner=say("synthetic") if comparison.synthetic else "",
        sections=tuple(replace(each, blocks=tuple(_numbered(each, numbers))) for each in sections),
    )
    require_numbers_of(comparison, report)
    return report


def _numbered(holder: Section | Details, numbers: Iterator[int]) -> Iterator[Block]:
    for block in holder.blocks:
        if isinstance(block, Drawing):
            drawing = replace(block, number=next(numbers))
            yield drawing
            yield from drawing.details
        elif isinstance(block, Details):
            yield replace(block, blocks=tuple(_numbered(block, numbers)))
        else:
            yield block
