"""What each group of respondents answered, where a comparison was asked for by group."""

from __future__ import annotations

from analysis.comparing.groups import GroupResult
from analysis.comparing.results import Comparison, ItemResult, ScoreResult
from analysis.comparing.values import Estimate
from analysis.reports.grouping import LEVEL, Group
from analysis.reports.model import Column, Table
from analysis.wording import cells, shown
from analysis.wording.captions import round_name
from analysis.wording.language import spoken
from analysis.wording.numbers import number, percent, signed
from analysis.wording.phrases import say, words
from analysis.wording.scores import PLACES
from analysis.wording.sentences import bare_interval, measured, short_subject, written_change


def groups_table(group: Group, comparison: Comparison) -> Table | None:
    """A row per question and group of respondents; None when the comparison is not by group."""
    labels = group_labels(comparison)
    rows = tuple(
        (short_subject(result), labels.get(each.group or "", each.group or say("no_group")), *_cells(result, each))
        for result in group.questions
        for each in result.groups
    )
    return _table(rows, comparison, group.heading)


def score_groups_table(score: ScoreResult, comparison: Comparison) -> Table | None:
    """A row per group of respondents; None when the comparison is not by group."""
    labels, label = group_labels(comparison), words(score.label)
    rows = tuple(
        (label, labels.get(each.group or "", each.group or say("no_group")), *_score_cells(each))
        for each in score.groups
    )
    return _table(rows, comparison, label)


def _table(rows: tuple[tuple[str, ...], ...], comparison: Comparison, heading: str) -> Table | None:
    if not rows:
        return None
    first, second = (round_name(comparison, place) for place in shown.ROUNDS)
    if comparison.alone:
        # The question, the group, how many, and the share or mean.
        rows = tuple((*row[:3], row[4]) for row in rows)
        heads = (say("col_question"), say("col_group"), say("col_n_in", round=first), first)
        columns = tuple(Column(each, numeric=place > 1) for place, each in enumerate(heads))
        return Table(say("caption_groups", heading=heading), columns, rows)
    texts = [say("col_question"), say("col_group")]
    numbers = [
        *(say("col_n_in", round=each) for each in (first, second)),
        *(first, second, say("col_pairs"), say("col_change"), say("col_interval")),
    ]
    columns = (
        *(Column(each, numeric=False) for each in texts),
        *(Column(each) for each in numbers),
        Column(say("col_verdict"), numeric=False),
    )
    return Table(say("caption_groups", heading=heading), columns, rows, say("note_groups"))


def _cells(result: ItemResult, group: GroupResult) -> tuple[str, ...]:
    if group.suppressed:
        return (*[say("hidden_cell")] * 7, spoken().verdicts[group.verdict])
    change, pairs = group.change, cells.NOTHING if group.pairs is None else cells.whole(group.pairs)
    return (
        cells.whole(group.n_baseline),
        cells.whole(group.n_followup),
        group_end(result, group.baseline, group.n_baseline),
        group_end(result, group.followup, group.n_followup),
        pairs,
        cells.NOTHING if change is None or change.value is None else written_change(result, change),
        (bare_interval(result, change) if change is not None else "") or cells.NOTHING,
        spoken().verdicts[group.verdict],
    )


def _score_cells(group: GroupResult) -> tuple[str, ...]:
    if group.suppressed:
        return (*[say("hidden_cell")] * 7, spoken().verdicts[group.verdict])
    ends = [
        cells.NOTHING if each is None or each.value is None else number(each.value, PLACES)
        for each in (group.baseline, group.followup)
    ]
    pairs = cells.NOTHING if group.pairs is None else cells.whole(group.pairs)
    change = group.change
    moved = cells.NOTHING if change is None or change.value is None else signed(change.value, PLACES)
    interval = cells.NOTHING if change is None else cells.estimate(change, PLACES)[1]
    sizes = (cells.whole(group.n_baseline), cells.whole(group.n_followup))
    return (*sizes, *ends, pairs, moved, interval, spoken().verdicts[group.verdict])


def group_of(result: ItemResult, code: str) -> GroupResult | None:
    """The group with this code, if anybody of it was asked."""
    return next((each for each in result.groups if each.group == code), None)


def group_cell(result: ItemResult, group: GroupResult | None, place: shown.RoundPlace, phrase: str) -> str:
    """Where a group stood in one round, and how many they were, by the `phrase` that joins the two."""
    if group is None:
        return cells.NOTHING
    if group.suppressed:
        return say("hidden_cell")
    end, n = (group.baseline, group.n_baseline) if place == 1 else (group.followup, group.n_followup)
    value = group_end(result, end, n)
    return value if value == cells.NOTHING else say(phrase, value=value, n=cells.whole(n))


def group_end(result: ItemResult, end: Estimate | None, n: int | None) -> str:
    """A group's share, of its n in the round, or mean."""
    if end is None or end.value is None:
        return cells.NOTHING
    return percent(end.value, n) if end.name == "share" else measured(result, end.value)


def group_labels(comparison: Comparison) -> dict[str, str]:
    """The words for the groups where they are a question's answers."""
    found = [each for each in comparison.questions if each.name == comparison.grouped_by]
    rounds = [answers for each in found for answers in (each.baseline, each.followup) if answers is not None]
    labels = {code.code: words(code.label) for each in rounds for code in (*each.codes, *each.missing)}
    if comparison.grouped_by != LEVEL:
        return labels
    levels = {code.code for each in rounds for code in each.codes}
    return {
        code: say("level_named", level=code, service=label) if code in levels else label
        for code, label in labels.items()
    }
