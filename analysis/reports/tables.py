"""The tables of a group of questions: results side by side, and every answer counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution
from analysis.figures.scales import scale_of
from analysis.reports.grouping import Group
from analysis.reports.model import Column, Table
from analysis.wording import cells, shown
from analysis.wording.captions import round_name
from analysis.wording.language import spoken
from analysis.wording.numbers import capitalized
from analysis.wording.phrases import say, words
from analysis.wording.sentences import label, measured, short_subject


def results_table(group: Group, comparison: Comparison) -> Table:
    """One row per question: n in each round, where it stood, the change with its interval, p and the verdict."""
    first, second = (round_name(comparison, place) for place in shown.ROUNDS)
    headings = (
        say("col_n_in", round=first),
        say("col_n_in", round=second),
        first,
        second,
        say("col_pairs"),
        say("col_change"),
        say("col_interval"),
        say("col_p"),
        say("col_p_adjusted"),
    )
    rows = tuple(
        (
            short_subject(result),
            *(cells.size(result, place) for place in shown.ROUNDS),
            *(cells.standing(result, place) for place in shown.ROUNDS),
            cells.pairs(result),
            cells.change(result),
            cells.interval(result),
            cells.p(result),
            cells.p_adjusted(result),
            spoken().verdicts[result.verdict] if result.judged is not None else cells.NOTHING,
        )
        for result in group.questions
    )
    columns = (
        Column(say("col_question"), numeric=False),
        *(Column(heading) for heading in headings),
        Column(say("col_verdict"), numeric=False),
    )
    return Table(
        say("caption_results", heading=group.heading), columns, rows, answers_note(group.questions[0], comparison.unit)
    )


def answers_note(result: ItemResult, unit: str) -> str:
    """What the numbers of each round and the change are."""
    if result.indicator is not None and result.level != "binary":
        what = say("note_share", units=spoken().units[unit][1], label=label(result, result.indicator))
        what += " " + say("note_of_answered" if result.indicator.of == "answered" else "note_of_valid")
    elif result.indicator is not None:
        what = say("note_chosen")
    elif result.level in {"ordinal", "number"}:
        what = say("note_mean_unit", unit=words(result.unit)) if result.unit else say("note_mean")
    else:
        what = ""
    change = say("note_paired" if result.paired else "note_unpaired") if result.judged is not None else ""
    return " ".join(filter(None, (what, change)))


def answers_table(group: Group, comparison: Comparison) -> Table | None:
    """How many gave each answer in each round; for numbers their middle and spread."""
    if group.questions[0].level == "number":
        return _numbers_table(group, comparison)
    scaled = [result for result in group.questions if scale_of(result)]
    if not scaled:
        return None
    missing = _missing(scaled)
    headings = (*(words(code.label) for code in scale_of(scaled[0])), *missing.values())
    rows = [
        (result, place, _counts(found, list(missing)))
        for result in scaled
        for place in shown.ROUNDS
        if (found := shown.answers(result, place)) is not None
    ]
    return _by_round("caption_answers", group, comparison, headings, rows)


Row = tuple[ItemResult, shown.RoundPlace, tuple[str, ...]]


def _by_round(
    caption: str, group: Group, comparison: Comparison, headings: Sequence[str], rows: Sequence[Row]
) -> Table:
    """A row per question and round; a table about one question does not repeat it."""
    several = len(group.questions) > 1
    texts = [say("col_question"), say("col_round")] if several else [say("col_round")]
    numbers = [*headings, say("col_not_answered"), say("col_not_asked")]
    columns = (*(Column(each, numeric=False) for each in texts), *(Column(each) for each in numbers))
    made = tuple(
        (*((short_subject(result),) if several else ()), round_name(comparison, place), *told)
        for result, place, told in rows
    )
    note = say("note_answers") if caption == "caption_answers" else ""
    return Table(say(caption, heading=group.heading), columns, made, note)


def _missing(results: Sequence[ItemResult]) -> dict[str, str]:
    """The missing codes of any of the questions, with their words."""
    rounds = [each for result in results for each in (result.baseline, result.followup) if each is not None]
    return {code.code: capitalized(words(code.label)) for each in rounds for code in each.missing}


def _counts(found: Distribution, missing: Sequence[str]) -> tuple[str, ...]:
    given = {code.code: cells.code(code, found) for code in found.missing}
    return (
        *(cells.code(code, found) for code in found.codes),
        *(given.get(code, cells.NOTHING) for code in missing),
        cells.whole(found.not_answered),
        cells.whole(found.not_asked),
    )


def _numbers_table(group: Group, comparison: Comparison) -> Table:
    headings = [say(f"col_{each}") for each in ("n", "mean", "sd", "median", "lower_quartile", "upper_quartile")]
    rows = [
        (result, place, _middle(result, found))
        for result in group.questions
        for place in shown.ROUNDS
        if (found := shown.answers(result, place)) is not None
    ]
    return _by_round("caption_numbers", group, comparison, headings, rows)


def _middle(result: ItemResult, found: Distribution) -> tuple[str, ...]:
    return (
        *cells.spread(found.summary, partial(measured, result)),
        cells.whole(found.not_answered),
        cells.whole(found.not_asked),
    )
