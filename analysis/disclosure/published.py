"""What a question's result publishes, written as sums over the ways persons answered in the two rounds.

An atom is (state at baseline, state at follow-up). A state is the place of a code; NO of nobody's answer in that round;
"not_answered" or "not_asked". Names of numbers are those of the result's fields: ("baseline", "code", 2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from analysis.comparing.results import ItemResult
from analysis.comparing.values import CodeCount, Distribution
from analysis.disclosure.suppression import Interval, Name, Question, Shown, Unnamed

TABLE, PAIRED, MOVED, MISSING, CODE, PART, MIDDLE, SHARE, TOTAL = 1, 2, 3, 4, 8, 9, 20, 30, 50
"""What is given up first: the inside of the transition table, and the pairs' means beside all's; last the means, the
shares and the totals."""

ANSWERS = (TABLE, MOVED, MISSING, CODE, SHARE)
"""What tells how persons answered; the other counts tell how many took part."""

MANY = 200
"""From so many answers on, a mean keeps two decimals when counts beside it are hidden; below, one."""

NO = ""
NEVER = "never"
ROUNDS = ("baseline", "followup")
PAIRED_MEANS = ("mean_before", "mean_after")
PAIRED_INTERVAL: Name = ("pairs", "mean_change_interval")

State = int | str
Atom = tuple[State, ...]
Weight = Callable[[Atom], int]


@dataclass(frozen=True, slots=True)
class Side:
    """One round of a question: its codes, `on_scale` of them first, and which are in the indicator's two parts."""

    position: int
    answers: Distribution
    entries: tuple[CodeCount, ...]
    on_scale: int
    inside: frozenset[State]
    counted: frozenset[State]

    def among(self, states: frozenset[State]) -> Weight:
        """1 for the atoms that stand in one of these states in this round."""
        return lambda atom: int(atom[self.position] in states)

    def value(self, atom: Atom) -> int:
        """The value of the code, 0 for a state without one."""
        state = atom[self.position]
        return (self.entries[state].value or 0) if isinstance(state, int) and state < self.on_scale else 0


def decimals(n: int) -> int:
    """How many decimals of a mean over `n` persons are shown when counts beside it are hidden."""
    return 2 if n >= MANY else 1


def share_decimals(n: int) -> int:
    """The same for a change in a share."""
    return 3 if n >= MANY else 2


def systems(question: ItemResult, everybody: int) -> Iterator[Question]:
    """What must be looked at together: linked rounds as one, others each alone.

    `everybody` is how many different persons there are in the rounds together.
    """
    distributions = (question.baseline, question.followup)
    sides = [_side(question, place, answers) for place, answers in enumerate(distributions) if answers is not None]
    if question.pairs is not None and len(sides) == 2:
        yield _linked(question, sides[0], sides[1], everybody)
        return
    for side in sides:
        atoms = {_once(side, state): count for state, count in _states(side).items()}
        yield _system(atoms, [_seen(side)], [*_of_round(side, atoms)], [*_outside(side)])


def _side(question: ItemResult, position: int, answers: Distribution) -> Side:
    # Numbers and texts have one state: that something was given.
    codes = answers.codes or (CodeCount(NO, {}, None, answers.valid, None),)
    entries, found = (*codes, *answers.missing), question.indicator
    inside = {place for place, entry in enumerate(entries) if found is not None and entry.code in found.codes}
    counted = range(len(entries) if found is not None and found.of == "answered" else len(codes))
    return Side(position, answers, entries, len(codes), frozenset(inside), frozenset(counted))


def _states(side: Side) -> dict[State, int]:
    counts: dict[State, int] = {place: entry.count or 0 for place, entry in enumerate(side.entries)}
    counts["not_answered"] = side.answers.not_answered or 0
    if side.answers.not_asked:
        # A question that everybody was asked is known to be so: nobody can be thought of as not asked.
        counts["not_asked"] = side.answers.not_asked
    return counts


def _once(side: Side, state: State) -> Atom:
    return (state, NO) if side.position == 0 else (NO, state)


def _linked(question: ItemResult, before: Side, after: Side, everybody: int) -> Question:
    atoms = _twice(question)
    again = [dict.fromkeys(_states(side), 0) for side in (before, after)]
    for atom, count in atoms.items():
        for counted, state in zip(again, atom, strict=False):
            counted[state] += count
    for side, counted in zip((before, after), again, strict=True):
        atoms |= {_once(side, state): count - counted[state] for state, count in _states(side).items()}
    known = [_seen(before), _seen(after)]
    if question.table is not None:
        atoms[NEVER, NEVER] = everybody - sum(count for atom, count in atoms.items() if _answered(atom))
        known.append(lambda atom: int(_answered(atom) or atom[0] == NEVER))
    shown = [*_of_round(before, atoms), *_of_round(after, atoms), *_of_pairs(question, before, after, atoms)]
    outside = [*_outside(before), *_outside(after)]
    if before.inside and question.table is not None:
        outside.append(_both(before.counted - before.inside, after.counted))
        outside.append(_both(before.counted, after.counted - after.inside))
    system = _system(atoms, known, shown, outside)
    return replace(system, unnamed=[*system.unnamed, *_of_one_round(before, atoms), *_of_one_round(after, atoms)])


def _of_one_round(side: Side, atoms: Mapping[Atom, int]) -> Iterator[Unnamed]:
    """How those answered who gave an answer in this round only: the round's counts less those of its pairs."""
    other = 1 - side.position

    def among(states: frozenset[State]) -> Weight:
        return lambda atom: int(atom[other] == NO and atom[side.position] in states)

    given = _weights(atoms, among(frozenset(range(len(side.entries)))))
    most = int(given @ np.array(list(atoms.values())))
    codes = range(0 if side.answers.codes else side.on_scale, len(side.entries))
    groups: list[frozenset[State]] = [frozenset({code}) for code in codes]
    for states in (*groups, *((side.inside, side.counted - side.inside) if side.inside else ())):
        yield Unnamed(_weights(atoms, among(states)), most)


def _twice(question: ItemResult) -> dict[Atom, int]:
    """Those who answered both times, by code; for numbers, those who moved up, stayed and moved down."""
    if question.table is not None:
        rows = question.table.counts
        return {(i, j): count or 0 for i, row in enumerate(rows) for j, count in enumerate(row)}
    if question.change is not None:
        moved = {"up": question.change.up, "same": question.change.same, "down": question.change.down}
        return {(0, 0, name): share.count or 0 for name, share in moved.items()}
    return {(0, 0): question.pairs or 0}


def _answered(atom: Atom) -> bool:
    return any(isinstance(state, int) for state in atom)


def _seen(side: Side) -> Weight:
    return lambda atom: int(atom[side.position] not in {NO, NEVER})


def _outside(side: Side) -> Iterator[Weight]:
    """Those outside the indicator, whom the share tells as well as those inside; and those who came to be asked.

    Few who were asked are as telling as few who were not: both gave the answer that the question hangs on.
    """
    if side.inside:
        yield side.among(side.counted - side.inside)
    if side.answers.not_asked:
        yield lambda atom: int(atom[side.position] not in {"not_asked", NO, NEVER})


def _of_round(side: Side, atoms: Mapping[Atom, int]) -> Iterator[Shown]:
    name, on_scale = ROUNDS[side.position], frozenset[State](range(side.on_scale))

    def shown(field: Name, weight: Weight, cost: float, n: int = 0) -> Shown:
        return Shown((name, *field), _weights(atoms, weight), cost, cost in ANSWERS, n, decimals(n))

    for place in range(len(side.answers.codes)):
        yield shown(("code", place), side.among(frozenset({place})), CODE)
    for place in range(len(side.answers.missing)):
        yield shown(("missing", place), side.among(frozenset({side.on_scale + place})), MISSING)
    yield shown(("not_answered",), side.among(frozenset({"not_answered"})), PART)
    if side.answers.not_asked:
        # It tells how many gave the answer that hides the question.
        yield shown(("not_asked",), side.among(frozenset({"not_asked"})), MISSING)
    yield shown(("valid",), side.among(on_scale), TOTAL)
    if side.inside:
        yield shown(("inside",), side.among(side.inside), SHARE)
        yield shown(("counted",), side.among(side.counted), TOTAL)
    if side.answers.codes and side.answers.summary is not None and side.answers.valid:
        yield shown(("mean",), side.value, MIDDLE, side.answers.valid)


def _of_pairs(question: ItemResult, before: Side, after: Side, atoms: Mapping[Atom, int]) -> Iterator[Shown]:
    pairs = question.pairs or 0
    yield _over_pairs("pairs", atoms, _on_scale(before, after), TOTAL)
    if question.table is not None:
        for i, j in ((i, j) for i in range(len(before.entries)) for j in range(len(after.entries))):
            cell = _both(frozenset({i}), frozenset({j}))
            yield Shown(("pairs", "table", i, j), _weights(atoms, cell), TABLE, answer=True)
    if question.change is not None:
        for way in ("up", "same", "down"):
            yield _over_pairs(way, atoms, _moving(before, after, way), MOVED)
        if question.table is not None and pairs:
            gain = _weights(atoms, _gain(before, after))
            yield Shown(("pairs", "mean_change"), gain, SHARE, n=pairs, decimals=decimals(pairs))
            mean = next((each for each in question.estimates if each.name == "mean_change"), None)
            if mean is not None and mean.low is not None:
                yield Interval(
                    PAIRED_INTERVAL, gain**2, MIDDLE, n=pairs, decimals=decimals(pairs), worth=gain, level=mean.level
                )
            for name, side in zip(PAIRED_MEANS, (before, after), strict=True):
                middle = _weights(atoms, _worth(side, _on_scale(before, after)))
                yield Shown(("pairs", name), middle, PAIRED, n=pairs, decimals=decimals(pairs))
    if question.indicator is not None and question.table is not None:
        yield from _of_indicator(before, after, atoms)


def _of_indicator(before: Side, after: Side, atoms: Mapping[Atom, int]) -> Iterator[Shown]:
    counted = _both(before.counted, after.counted)
    gained = _both(before.counted - before.inside, after.inside)
    lost = _both(before.inside, after.counted - after.inside)
    yield _over_pairs("gained", atoms, gained, MOVED)
    yield _over_pairs("lost", atoms, lost, MOVED)
    yield _over_pairs("inside_before", atoms, _both(before.inside, after.counted), MISSING)
    yield _over_pairs("inside_after", atoms, _both(before.counted, after.inside), MISSING)
    yield _over_pairs("counted", atoms, counted, TOTAL)
    pairs = sum(count for atom, count in atoms.items() if counted(atom))
    if pairs:
        change = _weights(atoms, gained) - _weights(atoms, lost)
        yield Shown(("pairs", "share_change"), change, SHARE, n=pairs, decimals=share_decimals(pairs))


def _over_pairs(field: str, atoms: Mapping[Atom, int], weight: Weight, cost: float) -> Shown:
    return Shown(("pairs", field), _weights(atoms, weight), cost, answer=cost in ANSWERS)


def _on_scale(before: Side, after: Side) -> Weight:
    return _both(frozenset(range(before.on_scale)), frozenset(range(after.on_scale)))


def _moving(before: Side, after: Side, way: str) -> Weight:
    pair = _on_scale(before, after)
    return lambda atom: int(bool(pair(atom)) and _way(atom, before, after) == way)


def _gain(before: Side, after: Side) -> Weight:
    pair = _on_scale(before, after)
    return lambda atom: after.value(atom) - before.value(atom) if pair(atom) else 0


def _worth(side: Side, pair: Weight) -> Weight:
    return lambda atom: side.value(atom) if pair(atom) else 0


def _both(was: frozenset[State], became: frozenset[State]) -> Weight:
    return lambda atom: int(atom[0] in was and atom[1] in became)


def _way(atom: Atom, before: Side, after: Side) -> State:
    if len(atom) == 3:
        return atom[2]
    change = after.value(atom) - before.value(atom)
    return "up" if change > 0 else "down" if change < 0 else "same"


def _weights(atoms: Mapping[Atom, int], weight: Weight) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([weight(atom) for atom in atoms], dtype=np.int64)


def _system(atoms: Mapping[Atom, int], known: list[Weight], shown: list[Shown], unnamed: list[Weight]) -> Question:
    return Question(
        atoms=np.array(list(atoms.values()), dtype=np.int64),
        known=[_weights(atoms, weight) for weight in known],
        shown=shown,
        unnamed=[Unnamed(_weights(atoms, weight)) for weight in unnamed],
    )
