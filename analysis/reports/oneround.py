"""A report on one round alone: who answered, how things stand and how all answered; nothing is said of change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.comparing.results import Comparison, ItemResult
from analysis.figures import diverging_bars
from analysis.reports.grouping import ROLE, Group, Theme, Themes, groups, themes, written
from analysis.reports.groupstable import groups_table
from analysis.reports.model import (
    Block,
    Bullets,
    Column,
    Details,
    Drawing,
    Heading,
    Paragraph,
    Section,
    Statement,
    Statements,
    Table,
)
from analysis.reports.opening import MOST_FINDINGS, roles_table, rounds_table
from analysis.reports.questions import MOST_BARS, also, drawings
from analysis.reports.tables import answers_note, answers_table
from analysis.wording import cells, shown
from analysis.wording.alone import described, standing
from analysis.wording.cells import valid
from analysis.wording.details import bounds_sentence
from analysis.wording.numbers import number
from analysis.wording.phrases import say, words
from analysis.wording.rounds import responded
from analysis.wording.scores import PLACES
from analysis.wording.sentences import caveats, short_subject, subject

FEWEST_CORE = 3
"""With fewer core questions, the first page also tells where most and fewest are."""
EXTREMES = 2


def one_opening(comparison: Comparison) -> tuple[Section, ...]:
    """The sections that a councillor reads, of one round."""
    return (
        Section("svar", say("heading_who"), tuple(_who(comparison))),
        Section("funn", say("heading_standing"), tuple(_standing(comparison))),
        Section("forbehold", say("heading_limits"), _limits(comparison)),
    )


def one_round_sections(comparison: Comparison, by: Themes = themes) -> tuple[Section, ...]:
    """All sections about scores and questions, in the questionnaire's order."""
    scores = tuple(
        Section(
            f"skar-{each.name}", say("heading_score", label=words(each.label)), tuple(_score(each.name, comparison))
        )
        for each in comparison.scores
    )
    told = (Section(theme.id, theme.title, tuple(_theme(theme, comparison))) for theme in by(comparison))
    return (*scores, *told)


def _who(comparison: Comparison) -> Iterator[Block]:
    info = comparison.baseline
    yield Paragraph(described(comparison))
    yield Bullets(tuple(filter(None, (responded(info, comparison.unit), info.caveat))))
    yield Paragraph(say("alone"))
    if info.date or info.denominator is not None:
        yield rounds_table(comparison, (info,))
    yield from (roles_table(result, comparison) for result in comparison.questions if result.name == ROLE)


def _standing(comparison: Comparison) -> Iterator[Block]:
    chosen = standing_findings(comparison.questions)
    if not chosen:
        yield Paragraph(say("nothing_standing"))
        return
    yield Statements(tuple(_statement(each, subject(each), comparison) for each in chosen))
    core = all(each.trend_core for each in chosen)
    yield Paragraph(say("core_chosen" if core else "extremes_chosen"))


def standing_findings(questions: Sequence[ItemResult]) -> list[ItemResult]:
    """The core questions as they were asked; with few of them, also those with the largest and smallest shares."""
    known = [each for each in questions if each.indicator is not None and shown.share(each.indicator.baseline)]
    core = [each for each in known if each.trend_core]
    if len(core) >= FEWEST_CORE:
        return core[:MOST_FINDINGS]
    rest = sorted((each for each in known if not each.trend_core and each.level != "binary"), key=_share)
    ends = rest if len(rest) <= 2 * EXTREMES else [*rest[:EXTREMES], *rest[-EXTREMES:]]
    return [*core, *reversed(ends)]


def _share(result: ItemResult) -> float:
    known = shown.share(result.indicator.baseline) if result.indicator is not None else None
    return known.value if known else 0.0


def _limits(comparison: Comparison) -> tuple[Block, ...]:
    said = (*caveats(comparison.cautions), say("limit_alone"), say("limit_nonresponse"), say("define_interval"))
    return (Paragraph(say("limits_intro")), Bullets(said))


def _score(name: str, comparison: Comparison) -> Iterator[Block]:
    score = next(each for each in comparison.scores if each.name == name)
    columns = (Column(say("col_who"), numeric=False), *(Column(say(f"col_{each}")) for each in _SPREAD))
    spread = cells.spread(score.baseline, _points)
    row = (say("all_in_round", round=comparison.baseline.label), *spread)
    yield Table(say("caption_summaries"), columns, (row,))
    said = caveats(score.cautions)
    if said:
        yield Bullets(said)


_SPREAD = ("n", "mean", "sd", "median", "lower_quartile", "upper_quartile")


def _points(value: float) -> str:
    return number(value, PLACES)


def _theme(theme: Theme, comparison: Comparison) -> Iterator[Block]:
    if theme.also:
        yield also(theme)
    for group in groups(theme, comparison):
        yield from _group(group, comparison)
    texts = written(theme)
    if texts:
        yield Heading(say("heading_texts"))
        yield Bullets(tuple(map(_text, texts)))


def _text(result: ItemResult) -> str:
    n = valid(result, 1)
    if n == cells.NOTHING:
        return say("text_uncounted", question=words(result.text))
    return say("texts_alone", question=words(result.text), n=n)


def _group(group: Group, comparison: Comparison) -> Iterator[Block]:
    yield Heading(group.heading)
    drawn = [each for each in group.questions if each.level != "binary"]
    figures: tuple[Drawing, ...] = tuple(drawings(drawn, MOST_BARS, diverging_bars, comparison))
    if len(group.questions) == 1:
        only = group.questions[0]
        yield Statements((_statement(only, short_subject(only) if only.part else "", comparison),))
        yield from figures
    else:
        yield from figures
        yield _table(group, comparison)
    answers = answers_table(group, comparison)
    if answers is not None:
        yield Details(answers.caption, (answers,))
    by_group = groups_table(group, comparison)
    if by_group is not None:
        yield Details(by_group.caption, (by_group,))


def _statement(result: ItemResult, about: str, comparison: Comparison) -> Statement:
    limits = bounds_sentence(result, comparison) if result.trend_core else ""
    beside = tuple(filter(None, (*caveats(result.cautions), limits)))
    return Statement(about, "", "neutral", standing(result, comparison.unit), beside, result.name)


def _table(group: Group, comparison: Comparison) -> Table:
    """A row per question: how many answered, and the share or mean."""
    rows = tuple(
        (
            short_subject(each),
            cells.size(each, 1),
            cells.share_with_interval(each.indicator.baseline)
            if each.indicator is not None
            else cells.standing(each, 1),
        )
        for each in group.questions
    )
    columns = (
        Column(say("col_question"), numeric=False),
        Column(say("col_n_in", round=comparison.baseline.label)),
        Column(comparison.baseline.label),
    )
    note = answers_note(replace(group.questions[0], judged=None), comparison.unit)
    return Table(say("caption_results", heading=group.heading), columns, rows, note)
