"""A section per score, such as PSFS: who got better, the waterfall, and a table per threshold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.comparing.results import Comparison, ScoreResult
from analysis.comparing.values import Summary
from analysis.figures import cumulative_change, score_flows, waterfall
from analysis.reports.groupstable import score_groups_table
from analysis.reports.model import (
    Block,
    Bullets,
    Column,
    Details,
    Drawing,
    Paragraph,
    Section,
    Statements,
    Table,
)
from analysis.reports.opening import statement
from analysis.wording import cells
from analysis.wording.captions import round_name
from analysis.wording.language import spoken
from analysis.wording.numbers import number, percent, signed
from analysis.wording.phrases import say, words
from analysis.wording.scores import (
    PLACES,
    followed_sentence,
    responders_sentence,
    score_reading,
    threshold_name,
    weighted_score_sentence,
)


def score_sections(comparison: Comparison) -> tuple[Section, ...]:
    """All sections about scores."""
    return tuple(
        Section(f"skar-{score.name}", say("heading_score", label=words(score.label)), tuple(_score(score, comparison)))
        for score in comparison.scores
    )


def _score(score: ScoreResult, comparison: Comparison) -> list[Block]:
    read = score_reading(score, comparison.unit)
    made = replace(statement(read, score), subject="")
    blocks: list[Block] = [Statements((made,))]
    beside = (followed_sentence(score, comparison.unit), weighted_score_sentence(score))
    blocks += [Paragraph(each) for each in beside if each]
    figures = (waterfall(score, comparison), score_flows(score, comparison))
    blocks += [Drawing(0, each) for each in figures if each is not None]
    if score.responders:
        others = tuple(filter(None, (responders_sentence(each, comparison.unit) for each in score.responders[1:])))
        if others:
            blocks.append(Bullets(others))
        blocks.append(_thresholds(score))
    blocks.append(Details(say("caption_score", label=words(score.label)), tuple(_details(score, comparison))))
    return blocks


def _details(score: ScoreResult, comparison: Comparison) -> Iterator[Block]:
    yield _summaries(score, comparison)
    yield _measures(score)
    if score.ends:
        yield _ends(score, comparison)
    figure = cumulative_change(score, comparison)
    if figure is not None:
        yield Drawing(0, figure, tabled=False)
    if score.cumulative:
        yield _cumulative(score)
    by_group = score_groups_table(score, comparison)
    if by_group is not None:
        yield by_group


def _ends(score: ScoreResult, comparison: Comparison) -> Table:
    rounds = {"baseline": round_name(comparison, 1), "followup": round_name(comparison, 2)}
    rows = []
    for each in score.ends:
        end, when = each.name.split("_", 1)
        rows.append((say(f"{end}_in_round", round=rounds[when]), cells.share_with_interval(each)))
    columns = (Column(say("col_who"), numeric=False), Column(say("col_so_many")))
    return Table(say("caption_ends"), columns, tuple(rows), say("note_ends"))


def _cumulative(score: ScoreResult) -> Table:
    rows = tuple(
        (signed(step.change, PLACES), cells.whole(step.persons), percent(step.share, score.pairs))
        for step in score.cumulative
    )
    columns = (
        Column(say("col_at_most"), numeric=False),
        Column(say("col_so_many")),
        Column(say("col_share_of_pairs")),
    )
    return Table(say("caption_cumulative"), columns, rows, say("note_cumulative"))


def _thresholds(score: ScoreResult) -> Table:
    headings = ("col_threshold", "col_points", "col_source", "col_better", "col_same", "col_worse")
    texts = {"col_threshold", "col_source"}
    rows = tuple(
        (
            threshold_name(each),
            number(each.threshold, PLACES),
            each.source,
            *(cells.share_with_interval(share) for share in (each.improved, each.unchanged, each.worse)),
        )
        for each in score.responders
    )
    columns = tuple(Column(say(each), numeric=each not in texts) for each in headings)
    return Table(say("caption_thresholds"), columns, rows, say("note_thresholds"))


def _summaries(score: ScoreResult, comparison: Comparison) -> Table:
    first, second = round_name(comparison, 1), round_name(comparison, 2)
    rows: list[tuple[str, Summary | None]] = [
        (say("all_in_round", round=first), score.baseline),
        (say("all_in_round", round=second), score.followup),
    ]
    if score.paired:
        rows.append((say("pairs_in_round", round=first), score.pairs_baseline))
        rows.append((say("pairs_in_round", round=second), score.pairs_followup))
    headings = ("n", "mean", "sd", "median", "lower_quartile", "upper_quartile")
    columns = (Column(say("col_who"), numeric=False), *(Column(say(f"col_{each}")) for each in headings))
    return Table(say("caption_summaries"), columns, tuple((who, *cells.spread(value, _points)) for who, value in rows))


def _points(value: float) -> str:
    return number(value, PLACES)


def _measures(score: ScoreResult) -> Table:
    rows = [(spoken().estimates[each.name], *cells.estimate(each, 2), cells.NOTHING) for each in score.estimates]
    rows += [(spoken().tests[each.name], cells.NOTHING, cells.NOTHING, cells.bare(each)) for each in score.tests[:1]]
    columns = (
        Column(say("col_measure"), numeric=False),
        Column(say("col_value")),
        Column(say("col_interval")),
        Column(say("col_p")),
    )
    return Table(say("caption_measures"), columns, tuple(rows))
