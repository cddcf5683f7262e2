"""The sections of a mapping of services in two phases: the model's columns side by side, then one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution, Summary
from analysis.figures import diverging_bars, share_dumbbells
from analysis.reports.briefly import brief_sections
from analysis.reports.grouping import rows_of
from analysis.reports.material import Material
from analysis.reports.model import Block, Column, Heading, Paragraph, Section, Table
from analysis.reports.oneround import one_round_sections
from analysis.reports.questions import drawings
from analysis.wording import cells, shown
from analysis.wording.captions import round_name
from analysis.wording.language import spoken
from analysis.wording.numbers import capitalized, number
from analysis.wording.phrases import say, words

THERE, PLACES, RESPONSIBLE, NEED = "finnes", "plasser", "ansvar", "behov"
"""The questions that the form asks of each column."""


def mapping_overview(material: Material) -> Iterator[Section]:
    """All columns on one page: who has the service, places, need, and who is said to be responsible."""
    comparison = material.main
    told = {name: _asked(name, comparison) for name in (THERE, PLACES, RESPONSIBLE, NEED)}
    blocks: list[Block] = [Paragraph(say("mapping_what"))]
    for name, results in told.items():
        if results:
            blocks += [Heading(say(f"mapping_{name}")), *_told(name, results, comparison)]
    if not any(told.values()):
        blocks.append(Paragraph(say("mapping_empty")))
    yield Section("kolonner", say("heading_mapping"), tuple(blocks))


def _told(name: str, results: Sequence[ItemResult], comparison: Comparison) -> Iterator[Block]:
    """One question of all columns: a figure, and a table."""
    if name == PLACES:
        yield _places(results, comparison)
    elif name == RESPONSIBLE:
        yield from drawings(results, len(results), diverging_bars, comparison)
        yield _responsible(results, comparison)
    else:
        draw = diverging_bars if comparison.alone else share_dumbbells
        yield from drawings(results, len(results), draw, comparison)
        yield _shares(f"caption_mapping_{name}", results, comparison)


def mapping_columns(comparison: Comparison) -> tuple[Section, ...]:
    """A section for each column, with its answers in both phases or in the only one."""
    if comparison.alone:
        return one_round_sections(comparison, rows_of)
    return brief_sections(comparison, rows_of)


def _asked(question: str, comparison: Comparison) -> tuple[ItemResult, ...]:
    return tuple(each for each in comparison.questions if each.question == question)


def _places_of(comparison: Comparison) -> tuple[shown.RoundPlace, ...]:
    return (1,) if comparison.alone else shown.ROUNDS


def _shares(caption: str, results: Sequence[ItemResult], comparison: Comparison) -> Table:
    """The share in each phase, and what became of it."""
    rounds = _places_of(comparison)
    columns = [Column(say("col_service"), numeric=False)]
    columns += [Column(round_name(comparison, place)) for place in rounds]
    columns += [] if comparison.alone else [Column(say("col_verdict"), numeric=False)]
    rows = tuple(
        (
            words(result.part_label),
            *(cells.standing(result, place) for place in rounds),
            *(() if comparison.alone else (capitalized(spoken().verdicts[result.verdict]),)),
        )
        for result in results
    )
    return Table(say(caption), tuple(columns), rows, say("note_mapping_shares", units=_units(comparison)))


def _places(results: Sequence[ItemResult], comparison: Comparison) -> Table:
    """How many places there are in all: of all who gave a number, and of those who gave one both times."""
    rounds = _places_of(comparison)
    columns = [Column(say("col_service"), numeric=False)]
    columns += [Column(round_name(comparison, place)) for place in rounds]
    paired = not comparison.alone and any(each.paired for each in results)
    if paired:
        columns += [Column(say("col_both_times", round=round_name(comparison, place))) for place in rounds]
    rows = tuple(
        (
            words(result.part_label),
            *(_total(found.summary if (found := shown.answers(result, place)) else None) for place in rounds),
            *((_total(result.pairs_baseline), _total(result.pairs_followup)) if paired else ()),
        )
        for result in results
    )
    note = say("note_mapping_places", units=_units(comparison))
    return Table(say("caption_mapping_plasser"), tuple(columns), rows, note)


def _total(found: Summary | None) -> str:
    if found is None or found.n == 0:
        return cells.NOTHING
    if found.suppressed or found.total is None or found.n is None:
        return say("hidden_cell")
    return say("total_of", total=number(found.total, 0), n=cells.whole(found.n))


def _responsible(results: Sequence[ItemResult], comparison: Comparison) -> Table:
    """Who is said to be responsible for each column in each phase."""
    told = [
        (result, place, found)
        for result in results
        for place in _places_of(comparison)
        if (found := shown.answers(result, place)) is not None
    ]
    labels = {each.code: words(each.label) for _, _, found in told for each in (*found.codes, *found.missing)}
    columns = (
        Column(say("col_service"), numeric=False),
        Column(say("col_round"), numeric=False),
        *(Column(capitalized(label)) for label in labels.values()),
    )
    rows = tuple(
        (words(result.part_label), round_name(comparison, place), *_counts(found, labels))
        for result, place, found in told
    )
    return Table(say("caption_mapping_ansvar"), columns, rows, say("note_answers"))


def _counts(found: Distribution, codes: Iterable[str]) -> tuple[str, ...]:
    given = {each.code: cells.code(each, found) for each in (*found.codes, *found.missing)}
    return tuple(given.get(code, cells.NOTHING) for code in codes)


def _units(comparison: Comparison) -> str:
    return spoken().units[comparison.unit][1]
