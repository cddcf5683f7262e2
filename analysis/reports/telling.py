"""A comparison in words by sub-goal or page, for a page that shows it beside other things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.comparing.results import Comparison, ItemResult
from analysis.disclosure.leaving import require_protected
from analysis.reports.grouping import themes
from analysis.wording import cells
from analysis.wording.captions import summed_up
from analysis.wording.sentences import reading


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One result, as reports say it; `core`: it is among the questions that the trend is followed by."""

    subject: str
    before: str
    after: str
    change: str
    interval: str
    verdict: str
    core: bool


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """A sub-goal, or a section of the questionnaire, with how its results fell out."""

    title: str
    summary: str
    changes: tuple[ToldChange, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The rounds' names, how many answered each of them and both, and the themes."""

    rounds: tuple[str, str]
    answered: tuple[int, int]
    both: int
    themes: tuple[ToldTheme, ...]


def tell(comparison: Comparison) -> Told:
    """What may be said of each question that can rise or fall; raises `UnprotectedError` for small numbers."""
    require_protected(comparison)
    return Told(
        (comparison.baseline.label, comparison.followup.label),
        (comparison.baseline.respondents, comparison.followup.respondents),
        comparison.pairing.both,
        tuple(_themes(comparison)),
    )


def _themes(comparison: Comparison) -> Iterator[ToldTheme]:
    for theme in themes(comparison):
        judged = [each for each in theme.questions if each.judged is not None]
        if judged:
            summary = summed_up("theme_summary", judged)
            yield ToldTheme(theme.title, summary, tuple(_change(each, comparison.unit) for each in judged))


def _change(result: ItemResult, unit: str) -> ToldChange:
    read = reading(result, unit)
    return ToldChange(
        read.subject,
        cells.standing(result, 1),
        cells.standing(result, 2),
        cells.change(result),
        cells.interval(result),
        read.judged,
        result.trend_core,
    )
