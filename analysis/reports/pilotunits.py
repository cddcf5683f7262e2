"""A report on one unit of a pilot: its training and courses, beside those of the whole pilot."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.facts.pilots import UnitFacts, WholeFacts
from analysis.reports.material import LacksMaterialError, Material
from analysis.reports.model import Bullets, Paragraph, Section
from analysis.reports.pilots import pilot_of
from analysis.reports.pilottables import chapters_table, missing_table, unit_table
from analysis.wording.numbers import count, date
from analysis.wording.phrases import say


def unit_of(material: Material) -> tuple[UnitFacts, WholeFacts]:
    """The unit that the report is about, and the whole pilot; raises `LacksMaterialError`."""
    pilot = pilot_of(material)
    if pilot.whole is None or len(pilot.units) != 1:
        raise LacksMaterialError("This report needs one unit of a pilot. Choose it.")
    return pilot.units[0], pilot.whole


def unit_opening(material: Material) -> Iterator[Section]:
    """How far the unit has come, and how far the pilot."""
    unit, whole = unit_of(material)
    stands = Paragraph(say("unit_stands", unit=unit.name, day=date(pilot_of(material).on)))
    told = Bullets((*_standing(unit), *_beside(whole)))
    yield Section("enheten", say("heading_unit"), (stands, told), opening=True)


def _standing(unit: UnitFacts) -> Iterator[str]:
    trained = say("unit_trained", n=count(unit.sessions), people=count(unit.attended))
    yield trained if unit.sessions else say("unit_untrained")
    found = unit.coverage
    if found is None:
        yield say("unit_unknown")
    elif not found.begun:
        yield say("unit_waiting")
    elif found.started is None or found.pairs is None or found.hidden:
        yield say("unit_hidden")
    else:
        yield say("unit_courses", started=count(found.started), pairs=count(found.pairs))


def _beside(whole: WholeFacts) -> Iterator[str]:
    yield say("unit_whole", n=count(whole.units), trained=count(whole.trained), begun=count(whole.begun))
    if whole.shown:
        yield say("unit_whole_courses", started=count(whole.started), pairs=count(whole.pairs))


def unit_beside_pilot(material: Material) -> Iterator[Section]:
    """The unit's numbers over the whole pilot's; why ratings are lacking, and what activities are about."""
    unit, whole = unit_of(material)
    pilot = pilot_of(material)
    more = tuple(each for each in (missing_table(pilot), chapters_table(pilot)) if each.rows)
    yield Section("ved-siden-av", say("heading_unit_beside"), (unit_table(unit, whole), *more))


def unit_method(material: Material) -> Iterator[Section]:
    """How it was made."""
    pilot = pilot_of(material)
    said = [say(f"unit_method_{each}") for each in ("numbers", "whole", "surveys")]
    if pilot.source:
        said.append(say("pilot_method_source", source=pilot.source))
    yield Section("metode", say("heading_pilot_method"), (Bullets(tuple(said)),))
