"""Groups of respondents side by side, such as two levels of service: what each says of the same questions."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.results import Comparison, ItemResult
from analysis.reports.groupstable import group_cell, group_labels, group_of
from analysis.reports.model import Block, Column, Paragraph, Section, Table
from analysis.wording import cells, shown
from analysis.wording.captions import round_name
from analysis.wording.numbers import listed
from analysis.wording.phrases import say, words
from analysis.wording.sentences import subject


def levels_section(comparison: Comparison) -> Iterator[Section]:
    """A table for each round, with a column for each group; nothing where respondents were not grouped."""
    if comparison.grouped_by is None:
        return
    rounds: tuple[shown.RoundPlace, ...] = (1,) if comparison.alone else shown.ROUNDS
    tables = [_table(comparison, place) for place in rounds]
    blocks: list[Block] = [Paragraph(say("levels_what")), *(each for each in tables if each.rows)]
    if len(blocks) == 1:
        blocks.append(Paragraph(say("levels_none")))
    yield Section("grupper", say("heading_levels"), tuple(blocks))


def _table(comparison: Comparison, place: shown.RoundPlace) -> Table:
    """The groups that have anything to show; the note names those that have not."""
    labels = group_labels(comparison)
    told = [each for each in comparison.questions if each.groups and each.name != comparison.grouped_by]
    present = [code for code in labels if any(code == group.group for each in told for group in each.groups)]
    found = {code: [group_cell(each, group_of(each, code), place, "level_cell") for each in told] for code in present}
    seen = [code for code, values in found.items() if {*values} - {say("hidden_cell"), cells.NOTHING}]
    columns = (Column(say("col_question"), numeric=False), *(Column(labels[code]) for code in seen))
    rows = tuple((_name(each), *(found[code][nth] for code in seen)) for nth, each in enumerate(told))
    hidden = listed([labels[code] for code in present if code not in seen])
    note = " ".join(filter(None, (say("note_levels"), say("levels_hidden", groups=hidden) if hidden else "")))
    return Table(say("caption_levels", round=round_name(comparison, place)), columns, rows if seen else (), note)


def _name(result: ItemResult) -> str:
    part = words(result.part_label)
    return say("level_row", question=words(result.text), part=part) if part else subject(result)
