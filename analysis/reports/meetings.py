"""The first page of a report on dialogue meetings: how many were held, who came, and what those who came say."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.facts.pilots import PilotFacts
from analysis.reports.levels import levels_section
from analysis.reports.material import Material
from analysis.reports.model import Bullets, Column, Paragraph, Section, Table
from analysis.reports.pilots import pilot_of
from analysis.reports.pilottables import meetings_table
from analysis.wording.numbers import count
from analysis.wording.phrases import say


def meetings_opening(material: Material) -> Iterator[Section]:
    """How many met, and how many recommend something."""
    pilot = pilot_of(material)
    told = Bullets(tuple(_standing(pilot))) if pilot.meetings else Paragraph(say("meetings_none"))
    yield Section("motene", say("heading_meetings"), (told,), opening=True)


def meetings_register(material: Material) -> Iterator[Section]:
    """Who came by role, and each meeting with what its groups recommend."""
    pilot = pilot_of(material)
    if pilot.meetings:
        yield Section("moter", say("heading_pilot_meetings"), (meetings_table(pilot), _roles_table(pilot)))


def _standing(pilot: PilotFacts) -> Iterator[str]:
    yield say("pilot_meetings", n=count(len(pilot.meetings)), people=count(pilot.roles.total()))
    yield say("meetings_advised", n=count(len(pilot.advised)))


def _roles_table(pilot: PilotFacts) -> Table:
    """How many came in each role, all meetings together; those who came twice are counted twice."""
    rows = tuple((role, count(n)) for role, n in pilot.roles.most_common() if n)
    columns = (Column(say("col_role"), numeric=False), Column(say("col_people")))
    return Table(say("caption_meeting_roles"), columns, rows, say("note_meeting_roles"))


def meetings_levels(material: Material) -> Iterator[Section]:
    """The levels of service side by side, for each survey that asked for them."""
    for comparison in material.comparisons[:1]:
        yield from levels_section(comparison)


def meetings_method(material: Material) -> Iterator[Section]:
    """How it was made."""
    pilot = pilot_of(material)
    said = [say("meetings_method_register"), say("meetings_method_form")]
    if pilot.source:
        said.append(say("pilot_method_source", source=pilot.source))
    yield Section("metode", say("heading_pilot_method"), (Bullets(tuple(said)),))
