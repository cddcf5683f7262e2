"""A map of transitions: what those who gave each answer at first answered later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.comparing.results import Comparison, ItemResult
from analysis.figures.figure import Figure, FigureTable, require_part_of
from analysis.figures.lettering import shorten, wrap
from analysis.figures.sheet import BODY, SMALL, WIDE, Sheet
from analysis.figures.style import HIDDEN, INK, MUTED, PAPER, SHADES, ink_on
from analysis.wording import cells, shown
from analysis.wording.captions import pairs_n
from analysis.wording.numbers import count
from analysis.wording.phrases import say, words
from analysis.wording.sentences import subject
from analysis.wording.spans import alt_text

NAMES = 118.0
LINE = 8.6
WIDEST, HIGH = 62.0, 24.0
HEAD_LINES = 3
MOST_CODES = 12


@dataclass(frozen=True, slots=True)
class Move:
    """So many went from one answer to another; `n` is None where it is hidden."""

    row: int
    column: int
    n: int | None


def transition_map(result: ItemResult, comparison: Comparison) -> Figure | None:
    """The table of transitions as shades; None where rounds are not linked, or where nothing of it may be shown.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, [result])
    table = result.table
    if table is None or not 1 < len(table.codes) <= MOST_CODES:
        return None
    moves = [Move(row, column, n) for row, ns in enumerate(table.counts) for column, n in enumerate(ns)]
    known = [each for each in moves if each.n]
    if not known:
        return None
    labels = _labels(result, table.codes)
    rounds = (comparison.baseline.label, comparison.followup.label)
    sheet = _drawn(moves, labels, rounds)
    rows = list(_in_words(sorted(known, key=lambda each: each.n or 0, reverse=True), labels, rounds))
    title = _title(result, moves)
    n = pairs_n([result], comparison)
    alt = alt_text(title, n, rows)
    hidden = sum(each.n is None for each in moves)
    of = len(moves)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("map_note", first=rounds[0], second=rounds[1]),
        missing=say("map_hidden", n=count(hidden), of=count(of)) if hidden else say("map_once"),
        reading=say("map_reading", row=rows[0].rstrip(".")),
        table=FigureTable(
            (rounds[0], *(say("map_column", label=each, round=rounds[1]) for each in labels)),
            tuple((label, *map(cells.whole, ns)) for label, ns in zip(labels, table.counts, strict=True)),
        ),
        shows=(result, comparison.baseline, comparison.followup, hidden, of, len(known) - 10, _stayed(moves)),
    )


def _labels(result: ItemResult, codes: Sequence[str]) -> list[str]:
    told = {
        code.code: words(code.label)
        for each in (result.baseline, result.followup)
        if each is not None
        for code in (*each.missing, *each.codes)
    }
    return [told.get(code, code) for code in codes]


def _drawn(moves: Sequence[Move], labels: Sequence[str], rounds: tuple[str, str]) -> Sheet:
    wide = min(WIDEST, (WIDE - NAMES) / len(labels))
    heads = [wrap(each, SMALL, wide - 3, HEAD_LINES) for each in labels]
    top = 12.0 + max(map(len, heads)) * LINE + 3
    sheet = Sheet(top + len(labels) * HIGH)
    sheet.text(NAMES, 7.5, shorten(rounds[1], SMALL, WIDE - NAMES, bold=True), size=SMALL, bold=True)
    sheet.text(0, top - 4, shorten(rounds[0], SMALL, NAMES, bold=True), size=SMALL, bold=True)
    for column, lines in enumerate(heads):
        for nth, line in enumerate(reversed(lines)):
            x = NAMES + (column + 0.5) * wide
            sheet.text(x, top - 4 - nth * LINE, line, size=SMALL, side="center")
    for row, label in enumerate(labels):
        sheet.block(0, top + (row + 0.5) * HIGH, wrap(label, SMALL, NAMES - 6, 2), LINE)
    most = max(each.n or 0 for each in moves)
    for each in moves:
        _cell(sheet, (NAMES + each.column * wide, top + each.row * HIGH, wide), each, most)
    return sheet


def _cell(sheet: Sheet, place: tuple[float, float, float], each: Move, most: int) -> None:
    left, top, wide = place
    middle = left + wide / 2
    right, bottom = left + wide - 1, top + HIGH - 1
    box = [(left + 1, top + 1), (right, top + 1), (right, bottom), (left + 1, bottom)]
    edge, line = (INK, 1.2) if each.row == each.column else (HIDDEN, 0.4)
    if each.n is None:
        sheet.hatched(left + 1, top + 1, wide - 2, HIGH - 2)
        if each.row == each.column:
            sheet.path([*box, box[0]], INK, 1.2)
        return
    if not each.n:
        sheet.shape(box, PAPER, edge, line)
        sheet.text(middle, top + HIGH / 2 + 2.8, "0", size=SMALL, colour=MUTED, side="center")
        return
    colour = SHADES[min(len(SHADES) - 1, int(each.n / most * len(SHADES)))]
    sheet.shape(box, colour, edge, line)
    sheet.text(middle, top + HIGH / 2 + 2.8, count(each.n), size=BODY, colour=ink_on(colour), side="center", bold=True)


def _stayed(moves: Sequence[Move]) -> int | None:
    """How many gave the same answer twice; None when any of them is hidden."""
    same = [each.n for each in moves if each.row == each.column]
    known = [each for each in same if each is not None]
    return sum(known) if len(known) == len(same) else None


def _title(result: ItemResult, moves: Sequence[Move]) -> str:
    found = result.change
    told = [shown.rate(each) for each in (found.same, found.up, found.down)] if found else []
    same, up, down = told if len(told) == 3 else (None, None, None)
    if same and up and down and result.level in {"ordinal", "number"}:
        numbers = {"same": count(same[0]), "up": count(up[0]), "down": count(down[0]), "of": count(same[1])}
        return say("map_title", subject=subject(result), **numbers)
    stayed = _stayed(moves)
    if stayed is not None and all(each.n is not None for each in moves):
        of = sum(each.n or 0 for each in moves)
        return say("map_title_stayed", subject=subject(result), same=count(stayed), of=count(of))
    return say("map_title_plain", subject=subject(result))


def _in_words(known: Sequence[Move], labels: Sequence[str], rounds: tuple[str, str]) -> Iterator[str]:
    for each in known:
        fields = {"n": count(each.n or 0), "first": rounds[0], "second": rounds[1], "old": labels[each.row]}
        if each.row == each.column:
            yield say("map_same", **fields)
        else:
            yield say("map_row", new=labels[each.column], **fields)
