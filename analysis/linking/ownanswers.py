"""One municipality's answers through the register, read out of rounds that are prepared once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.indicators import indicator_of, sides
from analysis.comparing.results import FormerAnswer
from analysis.comparing.values import Better
from analysis.facts.own import (
    AreaAnswers,
    Because,
    Came,
    FormerUnit,
    Moved,
    OwnAnswers,
    OwnArea,
    OwnQuestion,
    OwnRound,
)
from analysis.files.rounds import Round
from analysis.linking.following import date_of
from analysis.linking.merging import joined
from analysis.linking.municipalities import Meeting, meet
from analysis.linking.pairing import keys
from analysis.linking.versions import Matched, brought_forward, matched
from analysis.reducing.counting import answers_of
from analysis.reducing.counts import Answers
from questionnaires.classifications import Kommune, kommune, kommuner
from questionnaires.codebook import Codebook, Variable

FEWEST_NUMBERS = 5
"""So many numbers a median is told of."""
NOT_TOLD = {"text", "key"}
LISTS = {"own_list", "supplied_list"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with everybody's answers in both rounds, and what each area answered (by county; "" the country)."""

    match: Matched
    before: Answers | None
    now: Answers | None
    areas: Mapping[str, AreaAnswers]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The rounds, prepared: who is where, who came of whom, and what each area answered."""

    codebook: Codebook
    rounds: tuple[Round, ...]
    there: Mapping[str, Kommune]
    places: tuple[Mapping[str, int], ...]
    paired: Mapping[str, tuple[str, int | None]]
    meetings: Mapping[str, Meeting]
    asked: tuple[_Asked, ...]


def surveyed(rounds: Sequence[Round], codebook: Codebook, *, earlier: Codebook | None = None) -> Surveyed:
    """One round, or the first and the last, of a questionnaire that municipalities answer.

    `codebook` is of the last round, `earlier` of the first when that is another version. Raises PairingError,
    DuplicateKeysError, UnknownCodeError and ClassificationError.
    """
    key = next(each.name for each in codebook.variables if each.level == "key")
    last = rounds[-1]
    there = {each.nr: each for each in kommuner(date_of(last))}
    places = tuple(keys(each, key) for each in rounds)
    for nr in places[-1]:
        kommune(nr, date_of(last))
    paired: dict[str, tuple[str, int | None]] = {}
    meetings: dict[str, Meeting] = {}
    if len(rounds) > 1:
        numbers = list(there)
        met = meet(places[0], {nr: at for at, nr in enumerate(numbers)}, date_of(rounds[0]), date_of(last))
        names = {row: nr for nr, row in places[0].items()}
        paired = {numbers[at]: (names[row], row) for row, at in met.pairs}
        meetings = {each.key: each for each in met.meetings}
    matches = matched(earlier or codebook, codebook)
    first = brought_forward(rounds[0], matches) if len(rounds) > 1 else None
    counties = np.full(last.data.height, "", dtype=object)
    for nr, row in places[-1].items():
        counties[row] = there[nr].fylke.nr
    asked = tuple(_asked(match, first, last, counties) for match in matches.values() if _told(match, codebook))
    return Surveyed(codebook, tuple(rounds), there, places, paired, meetings, asked)


def own_answers(found: Surveyed, nr: str) -> OwnAnswers:
    """What the municipality of this number on the last round's day answered, then and now, beside its areas.

    Nothing here is protected: it is for the municipality itself. Raises ClassificationError for no such number.
    """
    last = found.rounds[-1]
    own = kommune(nr, date_of(last))
    former, came = _former(found, nr)
    county = own.fylke
    of = sum(each.fylke.nr == county.nr for each in found.there.values())
    answered = sum(found.there[each].fylke.nr == county.nr for each in found.places[-1])
    areas = (
        OwnArea(county.name, "county", answered, of),
        OwnArea("", "country", len(found.places[-1]), len(found.there)),
    )
    return OwnAnswers(
        questionnaire=found.codebook.id,
        title=found.codebook.title,
        key=nr,
        name=own.label,
        came=came,
        former=former,
        rounds=tuple(
            _round(each, here) for each, here in zip(found.rounds, _took_part(found, nr, former), strict=True)
        ),
        areas=areas,
        pages=tuple((page.id, page.title) for page in found.codebook.pages),
        questions=tuple(_question(each, found, nr, county.nr) for each in found.asked),
    )


def _told(match: Matched, codebook: Codebook) -> bool:
    variable = match.new
    if variable is None or variable.level in NOT_TOLD or variable.kind in LISTS or variable.sensitive:
        return False
    return variable.name in {each.name for each in codebook.variables}


def _asked(match: Matched, first: Round | None, last: Round, counties: NDArray[np.object_]) -> _Asked:
    now = answers_of(last, match.new)
    before = answers_of(first, match.old) if first is not None else None
    areas = {} if now is None else {nr: _area(now, counties == nr, match.variable) for nr in {*counties.tolist()}}
    if now is not None:
        areas[""] = _area(now, np.ones(len(counties), dtype=bool), match.variable)
    return _Asked(match, before, now, areas)


def _area(now: Answers, inside: NDArray[np.bool_], variable: Variable) -> AreaAnswers:
    valid = now.valid & inside
    size = int(valid.sum())
    if variable.level == "number":
        numbers = now.numbers[valid] / now.scale
        if size < FEWEST_NUMBERS:
            return AreaAnswers(size, ())
        low, middle, high = np.quantile(numbers, (0.25, 0.5, 0.75)).tolist()
        return AreaAnswers(size, (), middle, low, high)
    counts = np.bincount(now.states[valid], minlength=now.on_scale)
    return AreaAnswers(size, tuple(counts.tolist()))


def _former(found: Surveyed, nr: str) -> tuple[tuple[FormerUnit, ...], Came]:
    if len(found.rounds) == 1:
        return (), "same"
    if nr in found.meetings:
        meeting = found.meetings[nr]
        units = tuple(FormerUnit(each.key, each.name, each.row is not None) for each in meeting.former)
        return units, "merged" if meeting.kind == "merged" else "split"
    if nr in found.paired:
        old = found.paired[nr][0]
        name = kommune(old, date_of(found.rounds[0])).label
        return (FormerUnit(old, name, answered=True),), "same" if old == nr else "renumbered"
    return (), "new"


def _took_part(found: Surveyed, nr: str, former: tuple[FormerUnit, ...]) -> tuple[bool, ...]:
    now = nr in found.places[-1]
    return (now,) if len(found.rounds) == 1 else (any(each.answered for each in former), now)


def _round(each: Round, answered: bool) -> OwnRound:
    return OwnRound(each.info.label, each.info.date, answered, each.data.height, each.info.synthetic)


def _question(asked: _Asked, found: Surveyed, nr: str, county: str) -> OwnQuestion:
    variable = asked.match.variable
    row = found.places[-1].get(nr)
    now = None if asked.now is None or row is None else asked.now.code(row)
    before, because = _before(asked, found, nr)
    indicator = indicator_of(variable)
    better: Better = indicator.better if indicator is not None else variable.better
    nobody = AreaAnswers(0, tuple(0 for _ in variable.codes))
    return OwnQuestion(
        name=variable.name,
        question=variable.question,
        part=variable.part,
        text=variable.text,
        part_label=variable.part_label,
        page=variable.page,
        subgoal=variable.subgoal,
        trend_core=variable.trend_core,
        level=variable.level,
        kind=variable.kind,
        unit=variable.unit,
        better=better,
        comparability=asked.match.comparability,
        codes=tuple((each.code, each.label) for each in (*variable.codes, *variable.missing)),
        on_scale=len(variable.codes),
        now=now,
        before=before,
        because=because,
        moved=_moved(asked, before, now),
        former=_former_answers(asked, found, nr),
        areas=(asked.areas.get(county, nobody), asked.areas.get("", nobody)),
        inside=() if indicator is None else indicator.codes,
    )


def _before(asked: _Asked, found: Surveyed, nr: str) -> tuple[str | None, Because]:
    if len(found.rounds) == 1:
        return None, ""
    if asked.before is None or not asked.match.drawn:
        return None, "not_alike_asked"
    if nr in found.meetings:
        return _together(found.meetings[nr], asked.match.variable, asked.before)
    row = found.paired[nr][1] if nr in found.paired else None
    code = None if row is None else asked.before.code(row)
    return code, "" if code is not None else "not_answered"


def _together(meeting: Meeting, variable: Variable, before: Answers) -> tuple[str | None, Because]:
    """The one answer that the former municipalities' stand for, by the question's rule."""
    found = joined(meeting, variable, None, before)
    if found.state is None:
        return None, found.reason or "not_alike"
    if variable.level == "number":
        return f"{found.number / before.scale:.10g}", ""
    return before.codes[found.state], ""


def _former_answers(asked: _Asked, found: Surveyed, nr: str) -> tuple[FormerAnswer, ...]:
    meeting, before = found.meetings.get(nr), asked.before
    if meeting is None or before is None:
        return ()
    return tuple(
        FormerAnswer(each.key, each.name, None if each.row is None else before.code(each.row))
        for each in meeting.former
    )


def _moved(asked: _Asked, before: str | None, now: str | None) -> Moved:
    """Better and worse by the indicator's side, else by the scale's direction; other changes are just changes."""
    if before is None or now is None:
        return ""
    if before == now:
        return "same"
    variable, answers = asked.match.variable, asked.now
    places = {code: place for place, code in enumerate(answers.codes if answers is not None else ())}
    indicator = indicator_of(variable)
    if indicator is not None and answers is not None and variable.level not in {"ordinal", "number"}:
        inside = sides(answers.codes, answers.on_scale, indicator)
        first, second = (int(inside[places[each]]) if each in places else -1 for each in (before, now))
        better: Better = indicator.better
    elif variable.level == "number":
        return "changed"
    else:
        first, second = (_value(variable, each) for each in (before, now))
        better = variable.better
    if first < 0 or second < 0 or first == second or better == "none":
        return "changed"
    return "better" if (second > first) == (better == "higher") else "worse"


def _value(variable: Variable, code: str) -> int:
    found = next((each.value for each in variable.codes if each.code == code), None)
    return -1 if found is None else found
