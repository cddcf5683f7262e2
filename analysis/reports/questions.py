"""One section per sub-goal or page: what changed, the figures, the tables, and one sentence per result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from analysis.comparing.results import Comparison, ItemResult
from analysis.figures import Figure, diverging_bars, mean_dumbbells, share_dumbbells, transition_map
from analysis.figures.dumbbells import has_mean, has_share
from analysis.reports.grouping import Group, Theme, groups, scale_key, themes, written
from analysis.reports.groupstable import groups_table
from analysis.reports.model import Block, Bullets, Details, Drawing, Heading, Paragraph, Section, Statement, Statements
from analysis.reports.opening import statement
from analysis.reports.tables import answers_table, results_table
from analysis.reports.units import units_table
from analysis.wording import shown
from analysis.wording.captions import summed_up
from analysis.wording.cells import NOTHING, valid
from analysis.wording.details import bounds_sentence, other_rule_sentence, pairs_sentence, weighted_sentence
from analysis.wording.numbers import count
from analysis.wording.phrases import say, words
from analysis.wording.sentences import reading, short_subject

MOST_BARS = 8
MOST_DUMBBELLS = 12
"""Rows that a figure holds and still fits a printed page."""
FOLDED = 3
"""From this many on, results that say nothing sure are folded away."""

Draw = Callable[[Sequence[ItemResult], Comparison], Figure | None]


def question_sections(comparison: Comparison) -> tuple[Section, ...]:
    """All sections about questions, in the questionnaire's order."""
    return tuple(Section(theme.id, theme.title, tuple(_theme(theme, comparison))) for theme in themes(comparison))


def _theme(theme: Theme, comparison: Comparison) -> Iterator[Block]:
    judged = [each for each in theme.questions if each.judged is not None]
    if judged:
        yield Paragraph(summed_up("theme_summary", judged))
    if theme.also:
        yield also(theme)
    single = [each for each in judged if each.part is None and each.level != "number"]
    if len(single) > 1:
        yield from _changes(single, comparison)
    for group in groups(theme, comparison):
        yield from _group(group, comparison)
    texts = written(theme)
    if texts:
        yield Heading(say("heading_texts"))
        yield Bullets(tuple(_text(each) for each in texts))


def also(theme: Theme) -> Paragraph:
    """Questions that touch the theme and stand elsewhere."""
    listed = dict.fromkeys(words(each.text) for each in theme.also)
    return Paragraph(say("theme_also", questions=" · ".join(listed)))


def _changes(judged: Sequence[ItemResult], comparison: Comparison) -> Iterator[Block]:
    """Changes at a glance: shares together, means by scale."""
    yield from drawings([each for each in judged if has_share(each)], MOST_DUMBBELLS, share_dumbbells, comparison)
    means = sorted((each for each in judged if has_mean(each)), key=_unit_key)
    for _, members in groupby(means, key=_unit_key):
        yield from drawings(list(members), MOST_DUMBBELLS, mean_dumbbells, comparison)


def _unit_key(result: ItemResult) -> tuple[str, ...]:
    """Numbers of one question share an axis; scales of one kind do."""
    if result.level == "number":
        return ("number", result.question)
    return scale_key(result)


def _group(group: Group, comparison: Comparison) -> Iterator[Block]:
    yield Heading(group.heading)
    several = len(group.questions) > 1
    if not several:
        yield from _statements(group, comparison)
    drawn = [each for each in group.questions if each.level != "binary"]
    yield from drawings(drawn, MOST_BARS, diverging_bars, comparison)
    if (group.parts and several) or group.questions[0].level == "number":
        yield from _changes(group.questions, comparison)
    if several:
        yield from _statements(group, comparison)
    yield from _tables(group, comparison)


def _statements(group: Group, comparison: Comparison) -> Iterator[Block]:
    """A sentence per result; among many, those that say nothing sure stand where a reader may open them."""
    told = [(each, _statement(each, group, comparison)) for each in group.questions]
    unsure = [made for each, made in told if each.verdict == "cannot_say"]
    if len(unsure) < FOLDED:
        yield Statements(tuple(made for _, made in told))
        return
    sure = tuple(made for each, made in told if each.verdict != "cannot_say")
    if sure:
        yield Statements(sure)
    yield Details(say("open_results", n=count(len(unsure))), (Statements(tuple(unsure)),))


def _tables(group: Group, comparison: Comparison) -> Iterator[Block]:
    judged = any(each.judged is not None for each in group.questions)
    answers = answers_table(group, comparison)
    if judged or answers is None:
        yield results_table(group, comparison)
    if answers is not None:
        # Where nothing can rise or fall, how all answered is the result.
        yield Details(answers.caption, (answers,)) if judged else answers
    moved = [each for each in group.questions if each.trend_core and each.verdict in {"increased", "decreased"}]
    maps = tuple(Drawing(0, figure, tabled=False) for each in moved if (figure := transition_map(each, comparison)))
    if maps:
        yield Details(say("caption_transitions", heading=group.heading), maps)
    by_group = groups_table(group, comparison)
    if by_group is not None:
        yield Details(by_group.caption, (by_group,))
    units = units_table(group)
    if units is not None:
        yield Details(units.caption, (units,))


def _statement(result: ItemResult, group: Group, comparison: Comparison) -> Statement:
    read = reading(result, comparison.unit)
    made = statement(read, result)
    subject = short_subject(result) if len(group.questions) > 1 or words(result.part_label) else ""
    verdict = made.verdict if result.judged is not None else ""
    limits = bounds_sentence(result, comparison) if result.trend_core else ""
    beside = (
        pairs_sentence(result, comparison.unit),
        weighted_sentence(result),
        *made.caveats,
        other_rule_sentence(result),
        limits,
    )
    return replace(made, subject=subject, verdict=verdict, caveats=tuple(filter(None, beside)))


def drawings(results: Sequence[ItemResult], most: int, draw: Draw, comparison: Comparison) -> Iterator[Drawing]:
    """Figures of at most so many rows, as even as can be."""
    if not results:
        return
    parts = -(-len(results) // most)
    size, longer = divmod(len(results), parts)
    start = 0
    for part in range(parts):
        end = start + size + (part < longer)
        figure = draw(results[start:end], comparison)
        if figure is not None:
            yield Drawing(0, figure, tabled=False)
        start = end


def _text(result: ItemResult) -> str:
    first, second = (valid(result, place) for place in shown.ROUNDS)
    if {first, second} == {NOTHING}:
        return say("text_uncounted", question=words(result.text))
    return say("text_answers", question=words(result.text), first=first, second=second)
