"""The sections of a report on a pilot: one page first, then units, milestones, feedback, meetings and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.facts.pilots import PilotFacts, UnitFacts
from analysis.figures import milestone_line
from analysis.figures.milestones import Milestones
from analysis.reports.material import LacksMaterialError, Material
from analysis.reports.model import Bullets, Drawing, Paragraph, Section
from analysis.reports.pilottables import (
    chapters_table,
    hearings_table,
    meetings_table,
    milestones_table,
    missing_table,
    units_table,
)
from analysis.wording.numbers import count, date, listed
from analysis.wording.phrases import say


def pilot_of(material: Material) -> PilotFacts:
    """The pilot that the report is about; raises `LacksMaterialError`."""
    if material.pilot is None:
        raise LacksMaterialError("This report needs a pilot. Choose one.")
    return material.pilot


def pilot_opening(material: Material) -> Iterator[Section]:
    """Where the pilot stands, for whoever decides."""
    pilot = pilot_of(material)
    stands = Paragraph(say("pilot_stands", title=pilot.title, day=date(pilot.on)))
    told = Paragraph(say("pilot_empty")) if pilot.empty else Bullets(tuple(_standing(pilot)))
    yield Section("piloten", say("heading_pilot"), (stands, told), opening=True)


def pilot_open(material: Material) -> Iterator[Section]:
    """What is not there yet, or not shown."""
    pilot = pilot_of(material)
    if not pilot.empty:
        yield Section("gjenstar", say("heading_pilot_open"), (Bullets(tuple(_open(pilot))),), opening=True)


def _standing(pilot: PilotFacts) -> Iterator[str]:
    started, pairs, answers = map(count, pilot.sums())
    if not pilot.units:
        yield say("pilot_no_units")
    else:
        whole, trained, begun = (count(len(each)) for each in (pilot.units, pilot.trained, pilot.begun))
        yield say("pilot_units", n=whole, trained=trained, begun=begun)
    if unlinked := len(pilot.units) - len(pilot.known):
        yield say("pilot_unlinked", n=count(unlinked))
    if pilot.shown:
        yield say("pilot_courses", started=started, pairs=pairs)
    if hidden := len(pilot.begun) - len(pilot.shown):
        yield say("pilot_hidden", n=count(hidden))
    if pilot.milestones:
        reached, of, late = (count(len(each)) for each in (pilot.reached, pilot.milestones, pilot.late))
        yield say("pilot_milestones", n=reached, of=of, late=late)
    if pilot.hearings:
        told = "pilot_hearings" if pilot.replied else "pilot_hearings_unreplied"
        yield say(told, n=count(len(pilot.hearings)), **({"answers": answers} if pilot.replied else {}))
    if pilot.meetings:
        yield say("pilot_meetings", n=count(len(pilot.meetings)), people=count(pilot.roles.total()))


def _open(pilot: PilotFacts) -> Iterator[str]:
    said = [
        say("open_milestones", n=count(len(pilot.open)), late=count(len(pilot.late))) if pilot.open else "",
        say("open_evidence", n=count(len(pilot.bare))) if pilot.bare else "",
        _named("open_waiting", pilot.waiting),
        _named("open_untrained", pilot.untrained),
    ]
    uncounted = len(pilot.hearings) - len(pilot.replied)
    said.append(say("open_hearings", n=count(uncounted)) if uncounted else "")
    if pilot.unanswered:
        said.append(say("open_surveys", n=count(len(pilot.unanswered)), names=listed([*pilot.unanswered])))
    if pilot.left_out:
        said.append(say("open_left_out", n=count(len(pilot.left_out)), names=listed([*pilot.left_out])))
    yield from filter(None, said) if any(said) else (say("open_nothing"),)


def _named(key: str, units: Sequence[UnitFacts]) -> str:
    return say(key, n=count(len(units)), names=listed([each.name for each in units])) if units else ""


def pilot_units(material: Material) -> Iterator[Section]:
    """Each unit's training and courses, why ratings are lacking, and what activities are about."""
    pilot = pilot_of(material)
    if pilot.units:
        more = tuple(each for each in (missing_table(pilot), chapters_table(pilot)) if each.rows)
        yield Section("virksomheter", say("heading_pilot_units"), (units_table(pilot), *more))


def pilot_milestones(material: Material) -> Iterator[Section]:
    """The milestones on a line of time, and in a table with what shows them."""
    pilot = pilot_of(material)
    figure = milestone_line(Milestones(pilot.on, pilot.milestones))
    if figure is not None:
        blocks = (Drawing(0, figure, tabled=False), milestones_table(pilot))
        yield Section("milepaler", say("heading_pilot_milestones"), blocks)


def pilot_hearings(material: Material) -> Iterator[Section]:
    """Who was asked for feedback, and what came of it."""
    pilot = pilot_of(material)
    if pilot.hearings:
        yield Section("tilbakemeldinger", say("heading_pilot_hearings"), (hearings_table(pilot),))


def pilot_meetings(material: Material) -> Iterator[Section]:
    """The register of meetings: place, month, who came by role, and what the groups recommend."""
    pilot = pilot_of(material)
    if pilot.meetings:
        yield Section("moter", say("heading_pilot_meetings"), (meetings_table(pilot),))


def pilot_method(material: Material) -> Iterator[Section]:
    """How it was made."""
    pilot = pilot_of(material)
    said = [say(f"pilot_method_{each}") for each in ("written", "courses", "surveys")]
    if pilot.source:
        said.append(say("pilot_method_source", source=pilot.source))
    yield Section("metode", say("heading_pilot_method"), (Bullets(tuple(said)),))
