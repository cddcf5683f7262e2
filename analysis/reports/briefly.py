"""A section per sub-goal for those who read a whole country or county: what moved, one figure, the rest to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.comparing.results import Comparison, ItemResult
from analysis.figures import diverging_bars, share_dumbbells
from analysis.figures.dumbbells import has_share
from analysis.reports.grouping import TEXT, Group, Theme, Themes, groups, themes
from analysis.reports.model import Block, Column, Details, Paragraph, Section, Statements, Table
from analysis.reports.opening import main_findings, statement
from analysis.reports.questions import MOST_BARS, MOST_DUMBBELLS, also, drawings
from analysis.reports.tables import answers_table
from analysis.reports.units import units_table
from analysis.wording import cells, shown
from analysis.wording.captions import round_name, row_label, summed_up
from analysis.wording.language import spoken
from analysis.wording.phrases import say, words
from analysis.wording.sentences import reading

MOST_TOLD = 5
"""So many results of a theme are told in words; the table has them all."""


def brief_sections(comparison: Comparison, by: Themes = themes) -> tuple[Section, ...]:
    """A section per theme, in the questionnaire's order."""
    return tuple(Section(theme.id, theme.title, tuple(_theme(theme, comparison))) for theme in by(comparison))


def _theme(theme: Theme, comparison: Comparison) -> Iterator[Block]:
    judged = [each for each in theme.questions if each.judged is not None]
    if judged:
        yield Paragraph(summed_up("theme_summary", judged))
    if theme.also:
        yield also(theme)
    moved = main_findings(judged)[:MOST_TOLD]
    if moved:
        yield Statements(tuple(statement(reading(each, comparison.unit), each) for each in moved))
    single = [each for each in judged if each.part is None and has_share(each)]
    yield from drawings(single, MOST_DUMBBELLS, share_dumbbells, comparison)
    if judged:
        table = changes_table(theme.title, judged, comparison)
        yield table if len(judged) <= MOST_TOLD else Details(table.caption, (table,))
    counted = tuple(_counted(theme, comparison))
    if counted:
        yield Details(say("all_answers", theme=theme.title), counted)


def _counted(theme: Theme, comparison: Comparison) -> Iterator[Block]:
    """Every answer drawn and in numbers, and what merged and divided municipalities said to single core questions."""
    for group in groups(theme, comparison):
        yield from drawings(
            [each for each in group.questions if each.level != "binary"], MOST_BARS, diverging_bars, comparison
        )
        core = tuple(each for each in group.questions if each.trend_core and each.part is None)
        units = units_table(Group(group.heading, core)) if core else None
        # Of a choice that was made or not, the table of results has both counts already.
        answers = answers_table(group, comparison) if group.questions[0].level != "binary" else None
        yield from filter(None, (answers, units))


def changes_table(heading: str, results: Sequence[ItemResult], comparison: Comparison) -> Table:
    """A row per result, whatever it is a share or a mean of: where it stood, the change, the tests and the verdict."""
    first, second = (round_name(comparison, place) for place in shown.ROUNDS)
    texts = {0, 8}
    headings = (
        *(say("col_result"), first, second, say("col_pairs"), say("col_change"), say("col_interval")),
        *(say("col_p"), say("col_p_adjusted"), say("col_verdict")),
    )
    columns = tuple(Column(each, numeric=place not in texts) for place, each in enumerate(headings))
    rows = tuple(_row(each, results) for each in results if each.level not in TEXT)
    return Table(say("caption_results", heading=heading), columns, rows, say("note_changes"))


def _row(result: ItemResult, among: Iterable[ItemResult]) -> tuple[str, ...]:
    return (
        named(result, among),
        *(cells.standing(result, place) for place in shown.ROUNDS),
        cells.pairs(result),
        cells.change(result),
        cells.interval(result),
        cells.p(result),
        cells.p_adjusted(result),
        spoken().verdicts[result.verdict],
    )


def named(result: ItemResult, among: Iterable[ItemResult]) -> str:
    """What a row of many questions is about: its question where the choice alone would not say, else its share."""
    part = words(result.part_label)
    if part:
        return say("subject_part", question=words(result.text).rstrip("?"), part=part)
    return row_label(result, [*among])
