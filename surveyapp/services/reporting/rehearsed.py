"""Made-up statuses, courses, replies and meetings, to see a report on a plan or a pilot before anything has happened.

Nothing of it is stored; the same plan or pilot is made up the same each time. Every word that is made up is `word`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from surveyapp.models import Report
from surveyapp.models.courses import CHAPTERS, MISSING_REASONS

if TYPE_CHECKING:
    from analysis.facts.pilots import CoverageFacts, HearingFacts, MeetingFacts, PilotFacts, UnitFacts
    from analysis.facts.plans import Fate, MeasureFacts, PlanFacts, Progress
    from analysis.figures.milestones import Milestone

WITHOUT = 3
"""So many units, milestones, meetings and groups are made up for a pilot that has none yet."""
PATTERN = ("many", "few", "many", "none")
"""How many courses the units have, in turn, so that readers see how each looks."""
A_MONTH = timedelta(days=30)
UNTOLD, FURTHER, STOPPED = 0.15, 0.55, 0.04
"""How often a quarter is not told of, a measure comes a step further, and one is stopped."""


def word_of(found: Report) -> str:
    """What all that is made up is called in the report's language."""
    from analysis.wording.language import speaking
    from analysis.wording.phrases import say

    with speaking(found.language):
        return say("mark_rehearsed")


def plan_of(facts: PlanFacts, word: str, *, whole_year: bool) -> PlanFacts:
    """The plan's own measures as if somebody had told of them; of a whole year, also what became of each."""
    rng = Random(1)
    measures = (_measure(each, facts, word, rng) for each in facts.measures)
    if not whole_year:
        return replace(facts, measures=tuple(measures))
    return replace(facts, measures=tuple(_ended(each, facts, word) for each in measures), rolled=True)


def _measure(measure: MeasureFacts, facts: PlanFacts, word: str, rng: Random) -> MeasureFacts:
    from analysis.facts.plans import StatusFacts

    at, told = rng.choice((0, 0, 1, 1, 2)), list[StatusFacts]()
    steps: tuple[Progress, ...] = ("not_started", "planned", "in_progress", "done")
    first = steps[at]
    for quarter in facts.quarters:
        at = min(at + (rng.random() < FURTHER), len(steps) - 1)
        if rng.random() < STOPPED:
            told.append(StatusFacts(quarter, "stopped", word))
            break
        if rng.random() >= UNTOLD:
            reached = _reached(measure, at / (len(steps) - 1))
            told.append(StatusFacts(quarter, steps[at], word if rng.random() < 1 / 2 else "", reached))
        if steps[at] == "done":
            break
    fresh = {"fate": None, "fate_reason": "", "ended_on": None, "expected_to": 4}
    return replace(measure, statuses=tuple(told), before=first, **fresh)  # type: ignore[arg-type]


def _reached(measure: MeasureFacts, share: float) -> float | None:
    if measure.target is None:
        return None
    begun, end = measure.target.from_value, measure.target.to_value
    return end if share == 1 else round(begun + share * (end - begun))


def _ended(measure: MeasureFacts, facts: PlanFacts, word: str) -> MeasureFacts:
    """What became of it when the year was over."""
    state = measure.state(facts.quarter)
    fate: Fate = "carried"
    if state == "stopped" or (state == "done" and measure.kind == "once"):
        fate = "dropped" if state == "stopped" else "finished"
    over = fate != "carried"
    return replace(
        measure,
        fate=fate,
        fate_reason=word if fate == "dropped" else "",
        ended_on=date(facts.year, 12, 31) if over else None,
    )


def pilot_of(facts: PilotFacts, word: str) -> PilotFacts:
    """The pilot's own units, milestones, groups and meetings as if much had happened, or others where it has none."""
    from analysis.facts.pilots import HearingFacts, MeetingFacts, UnitFacts
    from analysis.figures.milestones import Milestone

    rng, names = Random(1), [f"{word} {number}" for number in range(1, WITHOUT + 1)]
    days = [facts.on + A_MONTH * number for number in (-6, -2, 4)]
    units = facts.units or tuple(map(UnitFacts, names))
    milestones = facts.milestones or tuple(Milestone(*each, "planned") for each in zip(names, days, strict=True))
    hearings = facts.hearings or tuple(HearingFacts(each, facts.on - A_MONTH) for each in names)
    meetings = facts.meetings or tuple(MeetingFacts(each, (facts.on - A_MONTH).replace(day=1)) for each in names)
    return replace(
        facts,
        units=tuple(_unit(each, facts.on, number, rng) for number, each in enumerate(units)),
        milestones=tuple(_milestone(each, facts.on, word, rng) for each in milestones),
        hearings=tuple(_hearing(each, word, rng) for each in hearings),
        meetings=tuple(_meeting(each, word, rng) for each in meetings),
        unanswered=(),
    )


def _unit(unit: UnitFacts, on: date, number: int, rng: Random) -> UnitFacts:
    """A unit with training and courses."""
    sessions = rng.randint(1, 3)
    attended = sum(rng.randint(5, 14) for _ in range(sessions))
    return replace(
        unit, sessions=sessions, attended=attended, coverage=_coverage(on, PATTERN[number % len(PATTERN)], rng)
    )


def _coverage(on: date, courses: str, rng: Random) -> CoverageFacts:
    from analysis.facts.pilots import CoverageFacts

    reasons, chapters = map(str, MISSING_REASONS), map(str, CHAPTERS)
    if courses == "none":
        return CoverageFacts(0, 0, 0)
    if courses == "few":
        return CoverageFacts(None, None, None, dict.fromkeys(reasons), dict.fromkeys(chapters))
    started = rng.randint(20, 45)
    measured = started - rng.randint(0, 5)
    missing = {each: rng.choice((None, None, 5, 6, 7)) for each in reasons}
    about = {each: rng.choice((None, 8, 13, 21)) for each in chapters}
    return CoverageFacts(
        started, measured, measured - rng.randint(5, 10), missing, about, (on - A_MONTH * 6).replace(day=1)
    )


def _milestone(milestone: Milestone, on: date, word: str, rng: Random) -> Milestone:
    if milestone.due > on:
        return replace(milestone, state=rng.choice(("planned", "under_way")), reached=None, evidence="")
    if rng.random() < 1 / 4:
        return replace(milestone, state="under_way", reached=None, evidence="")
    return replace(milestone, state="reached", reached=None, evidence=word)


def _hearing(hearing: HearingFacts, word: str, rng: Random) -> HearingFacts:
    return replace(hearing, answers=rng.randint(3, 25), advice=word)


def _meeting(meeting: MeetingFacts, word: str, rng: Random) -> MeetingFacts:
    roles = [*meeting.participants] or [f"{word} {letter}" for letter in "ABCD"]
    return replace(meeting, participants={each: rng.randint(2, 9) for each in roles}, advice=word)
