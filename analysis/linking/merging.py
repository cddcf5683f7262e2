"""What the answers of former municipalities count for, question by question, by the question's merge rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.comparing.indicators import NOT_COUNTED, Indicator, Sides, sides
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


Reason = Literal["by_rule", "not_all_answered", "not_alike", "no_number", "divided"]
"""Why former municipalities' answers count for nothing: the question's rule, or what they answered."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What the former municipalities of one stand for together: an answer, or a side of the indicator alone.

    `state` and `number` are as in `Answers`; `state` is None where there is no one answer, and `side` where there is no
    one side of the indicator. `reason` is there when there is neither.
    """

    state: int | None = None
    number: int = 0
    side: int | None = None
    reason: Reason | None = None


def joined(meeting: Meeting, variable: Variable, inside: Sides | None, before: Answers) -> Joined:
    """What a question's rule makes of the former municipalities' answers; `inside` is where each state stands.

    Of a `share`, they count when all answered, and alike: whole, or on the same side of the indicator. Of a `sum`, when
    all gave a number.
    """
    rows = [former.row for former in meeting.former if former.row is not None and before.answered[former.row]]
    summed = variable.merge == "sum" and variable.level == "number"
    if variable.level in ("text", "key") or not (summed or variable.merge == "share"):
        return Joined(reason="by_rule")
    if meeting.kind != "merged":
        return Joined(reason="divided")
    if len(rows) < len(meeting.former):
        return Joined(reason="not_all_answered")
    states = {int(before.states[row]) for row in rows}
    if summed:
        return Joined(0, int(before.numbers[rows].sum())) if states == {0} else Joined(reason="no_number")
    held = {int(inside[state]) for state in states} if inside is not None else {NOT_COUNTED}
    side = held.pop() if len(held) == 1 and min(held) >= 0 else None
    if variable.level != "number" and len(states) == 1:
        return Joined(states.pop(), int(before.numbers[rows[0]]), side)
    return Joined(side=side, reason="not_alike" if side is None else None)


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
        later_side = int(inside[after.states[meeting.row]]) if inside is not None else 0
        found = joined(meeting, variable, inside, before)
        counts_in: Literal["all", "indicator", "no"] = "no"
        if found.state is not None:
            counts_in = "all"
            pairs.append(_pair(found.state, found.number, after, meeting.row))
        elif found.side is not None:
            counts_in = "indicator"
            side_pairs.append(SidePair(found.side, later_side, meeting.row))
        listed.append(_listed(meeting, variable, (before, after), parts, counts_in))
        if meeting.kind != "merged":
            continue
        figures = [row for row in answered if before.valid[row]]
        if variable.merge == "sum" and variable.level == "number" and figures:
            other_pairs.append(_pair(0, int(before.numbers[figures].sum()), after, meeting.row))
        elif variable.merge == "share" and parts is not None and max(parts) >= 0:
            other_sides.append(SidePair(max(parts), later_side, meeting.row))
    return Merged(tuple(pairs), tuple(side_pairs), tuple(listed), tuple(other_pairs), tuple(other_sides))


def _pair(state: int, number: int, after: Answers, row: int) -> Pair:
    return Pair(state, number, int(after.states[row]), int(after.numbers[row]), row)


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
