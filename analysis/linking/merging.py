"""What the answers of former municipalities count for, question by question, by the question's merge rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.comparing.indicators import Indicator, sides
from analysis.comparing.results import FormerAnswer, ListedUnit
from analysis.linking.municipalities import Meeting
from analysis.reducing.counts import Answers
from questionnaires.codebook import Variable


@dataclass(frozen=True, slots=True)
class Pair:
    """A merged municipality that counts as a pair: state and number at baseline and at follow-up, and its row there."""

    state: int
    number: int
    later_state: int
    later_number: int
    row: int


@dataclass(frozen=True, slots=True)
class SidePair:
    """A merged municipality that counts in the indicator alone: on which side at baseline and at follow-up."""

    side: int
    later_side: int
    row: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What the meetings add to one question: whole pairs, pairs of the indicator alone, and everything to be shown.

    `other_pairs` and `other_sides` are what they would add by another rule: see `other_merge_rules`.
    """

    pairs: tuple[Pair, ...] = ()
    sides: tuple[SidePair, ...] = ()
    listed: tuple[ListedUnit, ...] = ()
    other_pairs: tuple[Pair, ...] = ()
    other_sides: tuple[SidePair, ...] = ()

    @property
    def left_out(self) -> int:
        """Merged municipalities whose former answers make no pair."""
        return sum(unit.kind == "merged" and unit.paired == "no" for unit in self.listed)


NOTHING_MERGED = Merged()


def merge(
    meetings: tuple[Meeting, ...], variable: Variable, indicator: Indicator | None, before: Answers, after: Answers
) -> Merged:
    """Apply the question's rule to every meeting; free text is neither merged nor shown."""
    if variable.merge == "none" or variable.level in ("text", "key"):
        return NOTHING_MERGED
    pairs: list[Pair] = []
    side_pairs: list[SidePair] = []
    listed: list[ListedUnit] = []
    other_pairs: list[Pair] = []
    other_sides: list[SidePair] = []
    inside = sides(before.codes, before.on_scale, indicator) if indicator is not None else None
    for meeting in meetings:
        rows = [former.row for former in meeting.former if former.row is not None]
        answered = [row for row in rows if before.answered[row]]
        if not answered:
            continue
        parts = [int(inside[before.states[row]]) for row in answered] if inside is not None else None
        complete = meeting.kind == "merged" and len(answered) == len(meeting.former)
        pair = _pair(variable, (before, after), answered, meeting.row) if complete else None
        alike = parts is not None and len(set(parts)) == 1 and parts[0] >= 0
        counts_in: Literal["all", "indicator", "no"] = "all" if pair else "no"
        if pair is not None:
            pairs.append(pair)
        elif complete and variable.merge == "share" and parts is not None and inside is not None and alike:
            side_pairs.append(SidePair(parts[0], int(inside[after.states[meeting.row]]), meeting.row))
            counts_in = "indicator"
        listed.append(_listed(meeting, variable, (before, after), parts, counts_in))
        if meeting.kind != "merged":
            continue
        figures = [row for row in answered if before.valid[row]]
        if variable.merge == "sum" and variable.level == "number" and figures:
            other_pairs.append(_summed((before, after), figures, meeting.row))
        elif variable.merge == "share" and parts is not None and inside is not None and max(parts) >= 0:
            other_sides.append(SidePair(max(parts), int(inside[after.states[meeting.row]]), meeting.row))
    return Merged(tuple(pairs), tuple(side_pairs), tuple(listed), tuple(other_pairs), tuple(other_sides))


def _pair(variable: Variable, answers: tuple[Answers, Answers], rows: list[int], row: int) -> Pair | None:
    """The one answer that the former municipalities stand for, when there is one."""
    before, after = answers
    later = int(after.states[row]), int(after.numbers[row]), row
    states = {int(before.states[each]) for each in rows}
    if variable.merge == "share" and variable.level != "number" and len(states) == 1:
        return Pair(states.pop(), int(before.numbers[rows[0]]), *later)
    if variable.merge == "sum" and variable.level == "number" and states == {0}:
        return _summed(answers, rows, row)
    return None


def _summed(answers: tuple[Answers, Answers], rows: list[int], row: int) -> Pair:
    before, after = answers
    return Pair(0, int(before.numbers[rows].sum()), int(after.states[row]), int(after.numbers[row]), row)


def _listed(
    meeting: Meeting,
    variable: Variable,
    answers: tuple[Answers, Answers],
    parts: list[int] | None,
    counts_in: Literal["all", "indicator", "no"],
) -> ListedUnit:
    before, after = answers
    former = tuple(
        FormerAnswer(each.key, each.name, None if each.row is None else before.code(each.row))
        for each in meeting.former
    )
    answered = [each.row for each in meeting.former if each.row is not None and before.answered[each.row]]
    total = None
    if variable.merge == "sum" and variable.level == "number" and meeting.kind == "merged":
        figures = [row for row in answered if before.valid[row]]
        total = float(before.numbers[figures].sum() / before.scale) if figures else None
    return ListedUnit(
        key=meeting.key,
        name=meeting.name,
        kind=meeting.kind,
        rule=variable.merge,
        former=former,
        now=after.code(meeting.row),
        answered=len(answered),
        of=len(meeting.former),
        inside=None if parts is None else sum(part == 1 for part in parts),
        total=total,
        paired=counts_in,
    )
