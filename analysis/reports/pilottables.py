"""The tables of a pilot: units, milestones, feedback and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from analysis.facts.pilots import CoverageFacts, PilotFacts, UnitFacts, WholeFacts
from analysis.reports.model import Column, Table
from analysis.wording.cells import NOTHING, whole
from analysis.wording.language import spoken
from analysis.wording.numbers import count, date
from analysis.wording.phrases import say


def units_table(pilot: PilotFacts) -> Table:
    """Training and courses of each unit."""
    rows = tuple(map(_unit, pilot.units))
    return Table(say("caption_pilot_units"), _unit_columns(), rows, say("note_pilot_units"))


def unit_table(unit: UnitFacts, whole: WholeFacts) -> Table:
    """The same of one unit, over the whole pilot."""
    courses = (whole.started, whole.baseline, whole.pairs)
    told = (whole.sessions, whole.attended, *(courses if whole.shown else ()))
    numbers = (*map(count, told), *[NOTHING] * (6 - len(told)))
    rows = (_unit(unit), (say("unit_all"), *numbers))
    return Table(say("caption_unit"), _unit_columns(), rows, say("note_unit"))


def _unit_columns() -> tuple[Column, ...]:
    headings = ("col_sessions", "col_attended", "col_started", "col_measured_first", "col_measured_again")
    return (
        Column(say("col_unit_name"), numeric=False),
        *(Column(say(each)) for each in headings),
        Column(say("col_since"), numeric=False),
    )


def _unit(found: UnitFacts) -> tuple[str, ...]:
    return (found.name, count(found.sessions), count(found.attended), *_coverage(found.coverage))


def _coverage(found: CoverageFacts | None) -> tuple[str, str, str, str]:
    if found is None:
        return (NOTHING,) * 4
    since = month(found.since) if found.since else NOTHING
    return whole(found.started), whole(found.baseline), whole(found.pairs), since


def missing_table(pilot: PilotFacts) -> Table:
    """Why ratings were not made, in units where that can be told."""
    told = [(each, each.coverage.missing) for each in pilot.units if each.coverage is not None]
    return _few_table("missing", told)


def chapters_table(pilot: PilotFacts) -> Table:
    """What activities are about, in units where that can be told."""
    told = [(each, each.coverage.chapters) for each in pilot.units if each.coverage is not None]
    return _few_table("chapter", told)


def _few_table(what: str, told: Sequence[tuple[UnitFacts, Mapping[str, int | None]]]) -> Table:
    """Counts by unit where any is shown, since none and few look the same."""
    shown = [(unit, counts) for unit, counts in told if any(each is not None for each in counts.values())]
    kinds = [*dict.fromkeys(kind for _, counts in shown for kind in counts)]
    columns = (Column(say("col_unit_name"), numeric=False), *(Column(say(f"{what}_{kind}")) for kind in kinds))
    rows = tuple((unit.name, *(whole(counts.get(kind)) for kind in kinds)) for unit, counts in shown)
    caption = "caption_pilot_missing" if what == "missing" else "caption_pilot_chapters"
    return Table(say(caption), columns, rows, say("note_pilot_few"))


def milestones_table(pilot: PilotFacts) -> Table:
    """Each milestone with its day, how it stands and what shows it."""
    rows = tuple(
        (each.label, date(each.due), each.standing(pilot.on), each.evidence or NOTHING) for each in pilot.milestones
    )
    return _texts(
        "caption_pilot_milestones", ("col_pilot_milestone", "col_pilot_due", "col_status", "col_pilot_evidence"), rows
    )


def hearings_table(pilot: PilotFacts) -> Table:
    """Each round of feedback with its replies and advice."""
    headings = ("col_hearing_asked", "col_date", "col_replies", "col_advice")
    columns = tuple(Column(say(each), numeric=each == "col_replies") for each in headings)
    rows = tuple(
        (
            each.asked,
            date(each.asked_on),
            count(each.answers) if each.answers is not None else NOTHING,
            _line(each.advice),
        )
        for each in pilot.hearings
    )
    return Table(say("caption_pilot_hearings"), columns, rows)


def meetings_table(pilot: PilotFacts) -> Table:
    """Each meeting with who came and what was recommended."""
    headings = ("col_place", "col_month", "col_people", "col_roles", "col_recommended")
    columns = tuple(Column(say(each), numeric=each == "col_people") for each in headings)
    rows = tuple(
        (each.place, month(each.month), count(each.people), _roles(each.participants), _line(each.advice))
        for each in pilot.meetings
    )
    return Table(say("caption_pilot_meetings"), columns, rows, say("note_pilot_meetings"))


def _roles(participants: Mapping[str, int]) -> str:
    said = [say("role_count", role=role, n=count(n)) for role, n in participants.items() if n]
    return ", ".join(said) or NOTHING


def month(day: dt.date) -> str:
    """«juni 2018»."""
    return say("month", month=spoken().months[day.month - 1], year=str(day.year))


def _line(text: str) -> str:
    return " ".join(text.split()) or NOTHING


def _texts(caption: str, headings: Sequence[str], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(say(caption), tuple(Column(say(each), numeric=False) for each in headings), rows)
