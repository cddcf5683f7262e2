"""Every kind of report of no answers, of one, and of none that may be shown: whole in three faces, and saying so."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.inarea import in_area
from analysis.disclosure.comparisons import protect
from analysis.facts.pilots import CoverageFacts, MeetingFacts, PilotFacts, UnitFacts
from analysis.facts.plans import MeasureFacts, PlanFacts
from analysis.linking.ownanswers import own_answers, surveyed
from analysis.reports.build import build
from analysis.reports.faces import FACES, made_faces
from analysis.reports.kinds import KINDS
from analysis.reports.material import Material, Wider
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from tests.analysis.faces import expected, of_page, of_pdf, of_word, plain
from tests.analysis.made import OFFER, random_rounds, responses, rounds, shipped, written
from tests.analysis.test_own_answers import BOOK

DAY = dt.date(2018, 7, 15)
FEW = 4
"""So many that no count of their answers may be shown."""
WAITING = written(
    """
id: venter
title: {nb: Venter}
languages: [nb]
unit: municipality
about: {nb: Om dem som venter.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: kommune, type: municipality, text: {nb: Hvilken?}}
      - {id: venter, type: count, small_cell: 5, merge: sum, unit: {nb: personer}, text: {nb: Hvor mange venter?}}
"""
)
KEY = next(each.name for each in WAITING.variables if each.level == "key")


def compared(book: Codebook, persons: int) -> Material:
    return Material.of(protect(compare(*random_rounds(book, persons), book, pair_by="id")))


@cache
def offer(persons: int) -> Material:
    return compared(written(OFFER), persons)


def mapped(persons: int) -> Material:
    """By municipalities, of whom nothing is hidden: what is, is persons'."""
    if persons == FEW:
        return offer(persons)
    book = shipped(paths()["kartlegging"])
    return Material.of(protect(compare(*random_rounds(book, persons), book)))


def national(persons: int) -> Material:
    if persons == FEW:
        return offer(persons)
    found = random_rounds(BOOK, persons)
    return replace(Material.of(protect(compare(*found, BOOK))), responses=responses(found, BOOK))


def waiting(persons: int) -> list[dict[str, str]]:
    """As many of Agder's municipalities, in each of which so few wait that it may not be told."""
    return [{KEY: nr, "venter": "2"} for nr in ("4204", "4205", "4206", "4207")[:persons]]


def area(persons: int) -> Material:
    mine, others, facts = in_area(rounds(WAITING, [], waiting(persons)), WAITING, "Agder")
    return Material(subject="Agder", comparisons=(mine,), wider=(Wider("resten", others),), area=facts)


def own(persons: int) -> Material:
    found = own_answers(surveyed(rounds(WAITING, [], waiting(persons)), WAITING), "4204")
    return Material(title="Venter", subject=found.name, own=found)


def pilot(persons: int) -> Material:
    """A pilot of so few that all of its counts are hidden; of nobody, nothing is written either."""
    hidden = CoverageFacts(None, None, None, {"discharged": None}, {"d4": None})
    units = (UnitFacts("Hjemmet", 1, 4, hidden),)[:persons]
    meetings = (MeetingFacts("Bodø", DAY),)[:persons]
    return replace(offer(persons), pilot=PilotFacts("Piloten", DAY, units, meetings=meetings))


def unit(persons: int) -> Material:
    """One unit of that pilot; of nobody, it has neither had training nor begun."""
    found = pilot(max(persons, 1))
    facts = found.pilot
    assert facts is not None
    if not persons:
        facts = replace(facts, units=(UnitFacts("Hjemmet", coverage=CoverageFacts(0, 0, 0)),))
    return replace(found, subject="Hjemmet", pilot=facts.of_unit(0))


def plan(measures: int) -> Material:
    told = (MeasureFacts(1, "Tiltak", "once", "Leder", "Område", "Mål"),)[:measures]
    return Material(subject="Vår kommune", plan=PlanFacts("Handlingsplan", 2026, 2, told))


MADE: dict[str, Callable[[int], Material]] = {
    "change": offer,
    "experience": offer,
    "mapping": mapped,
    "national": national,
    "governor": area,
    "municipality": own,
    "pilot": pilot,
    "unit": unit,
    "meetings": pilot,
    "plan_quarter": plan,
    "plan_year": plan,
}
NO_PERSONS = "0 personer svarte i begge runder, 0 bare i første og 0 bare i andre."
ONE_PERSON = "1 person svarte i begge runder, 0 bare i første og 0 bare i andre."
HIDDEN = (
    "For 8 av resultatene kan vi ikke si om noe har endret seg, fordi tallene er skjult for å verne enkeltpersoner."
)
NO_BODIES = "0 kommuner svarte i begge runder, 0 bare i første og 0 bare i andre."
ONE_BODY = "0 kommuner svarte i begge runder, 1 bare i første og 1 bare i andre."
NO_MEASURES = "Planen har ingen tiltak for 2026, så det er ingenting å melde om."
SAID = {
    **{(name, 0): NO_PERSONS for name in ("change", "experience")},
    **{(name, 1): ONE_PERSON for name in ("change", "experience")},
    **{(name, FEW): HIDDEN for name in ("change", "experience", "mapping", "national")},
    **{(name, 0): NO_BODIES for name in ("mapping", "national")},
    **{(name, 1): ONE_BODY for name in ("mapping", "national")},
    ("governor", 0): "I 2020 svarte 0 av 25 kommuner i Agder.",
    ("governor", 1): "I 2020 svarte 1 av 25 kommuner i Agder.",
    ("governor", FEW): "Ingen spørsmål med ett svar har en andel som kan holdes mot resten av landet i siste runde.",
    ("municipality", 0): "Dere har ikke svart i 2017 og 2020. Rapporten viser hva de andre svarte.",
    ("municipality", 1): "Dere svarte i 2020, men ikke i 2017.",
    (
        "pilot",
        0,
    ): "Det er ikke skrevet noe om piloten ennå: ingen virksomheter, milepæler, tilbakemeldinger eller møter.",
    ("pilot", 1): ONE_PERSON,
    ("pilot", FEW): "Virksomheter der noen tall er skjult fordi de gjelder få personer: 1.",
    ("unit", 0): "Enheten er ikke i gang med forløp ennå.",
    ("unit", 1): "Opplæringer enheten har hatt: 1. Deltakere på dem i alt: 4.",
    ("unit", FEW): "Enheten er i gang med forløp. Tallene er skjult fordi noen av dem gjelder få personer.",
    ("meetings", 0): "Det er ikke skrevet inn noen møter ennå.",
    ("meetings", 1): "Dialogmøter: 1.",
    ("meetings", FEW): HIDDEN,
    ("plan_quarter", 0): NO_MEASURES,
    ("plan_quarter", 1): "Ingen har meldt status for noe tiltak i 2. kvartal ennå.",
    ("plan_year", 0): NO_MEASURES,
    ("plan_year", 1): "Ingen har meldt status for noe tiltak i 2026.",
}
"""By kind and how many answered, a sentence that says it."""


@pytest.mark.parametrize(("name", "persons"), SAID)
def test_a_report_of_next_to_nothing_says_so_and_is_whole_in_every_face(name: str, persons: int) -> None:
    report = build(MADE[name](persons), name)
    made = made_faces(report, tuple(FACES))

    told = expected(report, on_paper=True)
    for said in (of_page(made["report.html"].decode()), of_pdf(made["report.pdf"]), of_word(made["report.docx"])):
        assert {text for text in told.texts if text not in said.texts[0]} == set()
        assert len(said.rows) == len(told.rows)
        assert plain(SAID[name, persons]) in said.texts[0]
    assert persons < FEW or b"<svg" not in made["report.html"]


def test_all_kinds_are_here_with_none_and_one_and_those_that_count_persons_with_few() -> None:
    assert {name for name, persons in SAID if persons == 0} == {name for name, persons in SAID if persons == 1}
    assert {name for name, persons in SAID if persons == 0} == KINDS.keys()
    # Plans count no persons, and a municipality is told its own answers.
    told_of_few = {name for name, persons in SAID if persons == FEW}
    assert KINDS.keys() - told_of_few == {"plan_quarter", "plan_year", "municipality"}
