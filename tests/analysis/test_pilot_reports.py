"""What a report on a pilot says of its units, milestones, feedback, meetings and surveys."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparing.alone import describe
from analysis.comparing.results import Comparison
from analysis.disclosure.comparisons import protect
from analysis.facts.pilots import CoverageFacts, HearingFacts, MeetingFacts, PilotFacts, UnitFacts
from analysis.figures.milestones import Milestone
from analysis.reports.build import build
from analysis.reports.material import Material, material_from_json, material_to_json
from analysis.reports.model import Bullets, Heading, Paragraph, Report, Statements, Table
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.library import paths
from tests.analysis.made import comparison, question, random_comparison, random_rounds, shipped
from tests.analysis.pages import Page

DAY = dt.date(2018, 7, 15)
MANY = CoverageFacts(34, 34, 21, {"discharged": 6, "moved": None}, {"d4": 22, "d5": None}, dt.date(2018, 2, 1))
FEW = CoverageFacts(None, None, None, {"discharged": None, "moved": None}, {"d4": None, "d5": None})
NOBODY = CoverageFacts(0, 0, 0)


def report(*comparisons: Comparison, **known: object) -> Report:
    pilot = replace(PilotFacts("Piloten vår", DAY), **known)  # type: ignore[arg-type]
    return build(Material(subject="Vår kommune", pilot=pilot, comparisons=comparisons), "pilot")


def said(made: Report, name: str) -> list[str]:
    """The sentences of a section."""
    blocks = next(each.blocks for each in made.sections if each.id == name)
    return [text for block in blocks if isinstance(block, Paragraph | Bullets) for _, text in texts_of(block)]


def tables(made: Report, name: str) -> list[Table]:
    blocks = next(each.blocks for each in made.sections if each.id == name)
    return [block for block in blocks if isinstance(block, Table)]


def one_round(name: str, persons: int = 24) -> Comparison:
    book = shipped(paths()[name])
    return protect(describe(random_rounds(book, persons)[0], book))


def test_the_first_page_says_where_the_pilot_stands_and_what_is_open() -> None:
    made = report(
        units=(
            UnitFacts("Kløvertun", 2, 23, MANY),
            UnitFacts("Hjemmet", 0, 0, FEW),
            UnitFacts("Sektoren", 1, 7, NOBODY),
            UnitFacts("Skolen"),
        ),
        milestones=(
            Milestone("M1", dt.date(2018, 1, 31), "reached", None, "Referat"),
            Milestone("M2", dt.date(2018, 1, 31), "reached"),
            Milestone("M3", dt.date(2018, 6, 30), "under_way"),
            Milestone("M4", dt.date(2018, 10, 31), "planned"),
            Milestone("M5", dt.date(2018, 3, 31), "dropped"),
        ),
        hearings=(HearingFacts("Gruppe 1", DAY, 7), HearingFacts("Gruppe 2", DAY, 3), HearingFacts("Rådet", DAY)),
        meetings=(MeetingFacts("Svolvær", DAY, {"lege": 2, "koordinator": 4}), MeetingFacts("Bodø", DAY, {"lege": 1})),
        unanswered=("Brukererfaring",),
    )

    assert made.title == "Piloten vår: hva piloten viser"
    assert said(made, "piloten") == [
        "Slik står Piloten vår 15.\N{NO-BREAK SPACE}juli 2018.",
        "Virksomheter i piloten: 4. Har hatt opplæring: 2. Er i gang med forløp: 2.",
        "Virksomheter der vi ikke vet om de er i gang, fordi de ikke er koblet til en enhet her: 1.",
        "Forløp som er startet i virksomhetene som kan vises: 34. Målt flere ganger: 21.",
        "Virksomheter der noen tall er skjult fordi de gjelder få personer: 1.",
        "Milepæler som er nådd: 2 av 5. Fristen er gått ut for 1 som ikke er nådd.",
        "Runder med tilbakemeldinger: 3. Svar i alt: 10.",
        "Dialogmøter: 2. Deltakere i alt: 7.",
    ]
    assert said(made, "undersokelser") == ["Ingen av undersøkelsene har svar som kan vises."]
    assert said(made, "gjenstar") == [
        "Milepæler som ikke er nådd: 2. Fristen er gått ut for 1 av dem.",
        "Milepæler som er meldt nådd, uten at det står hva som viser det: 1.",
        "Virksomheter som ikke er i gang: 1 (Sektoren).",
        "Virksomheter uten opplæring: 2 (Hjemmet og Skolen).",
        "Runder med tilbakemeldinger der det ikke er skrevet hvor mange som svarte: 1.",
        "Undersøkelser som ingen har svart på: 1 (Brukererfaring).",
    ]


def test_hidden_counts_are_said_to_be_hidden_and_none_is_zero() -> None:
    made = report(
        units=(
            UnitFacts("Kløvertun", 2, 23, MANY),
            UnitFacts("Hjemmet", 1, 4, FEW),
            UnitFacts("Sektoren", 0, 0, NOBODY),
            UnitFacts("Skolen"),
        )
    )

    units, missing, chapters = tables(made, "virksomheter")

    assert [row[3:] for row in units.rows] == [
        ("34", "34", "21", "februar 2018"),
        ("skjult", "skjult", "skjult", "–"),
        ("0", "0", "0", "–"),
        ("–", "–", "–", "–"),
    ]
    assert missing.rows == (("Kløvertun", "6", "skjult"),)
    assert chapters.rows == (("Kløvertun", "22", "skjult"),)


def test_a_pilot_where_every_count_is_hidden_adds_nothing_up() -> None:
    made = report(units=(UnitFacts("Hjemmet", 1, 4, FEW), UnitFacts("Kløvertun", 1, 9, FEW)))

    assert not any("startet" in each for each in said(made, "piloten"))
    assert [each.caption for each in tables(made, "virksomheter")] == ["Opplæring og forløp i hver virksomhet"]


def test_replies_that_nobody_has_counted_are_not_told_as_none() -> None:
    made = report(hearings=(HearingFacts("Rådet", DAY),))

    assert said(made, "piloten")[-1] == "Runder med tilbakemeldinger: 1. Det er ikke skrevet hvor mange som svarte."


def test_meetings_are_a_register_with_roles_and_recommendations_and_nobodys_name() -> None:
    met = MeetingFacts("Svolvær", dt.date(2018, 6, 1), {"lege": 2, "koordinator": 4}, "Avklar\nansvaret.")

    (register,) = tables(report(meetings=(met,)), "moter")

    assert register.rows == (("Svolvær", "juni 2018", "6", "lege: 2, koordinator: 4", "Avklar ansvaret."),)


def test_each_survey_is_told_in_a_section_of_its_own_and_on_the_first_page() -> None:
    psfs = protect(random_comparison(shipped(paths()["psfs"]), 80))
    made = report(psfs, one_round("psfs_pilot_ansatte"), meetings=(MeetingFacts("Bodø", DAY),))

    ids = [each.id for each in made.sections]
    first = next(each.blocks for each in made.sections if each.id == "undersokelser")
    told = [item.about for block in first if isinstance(block, Statements) for item in block.items]

    assert {"psfs", "psfs_pilot_ansatte", "vedlegg-psfs", "vedlegg-psfs_pilot_ansatte"} <= set(ids)
    assert max(Counter(ids).values()) == 1
    assert told[0] == "psfs"
    assert "opplaering" in told[1:]


def test_a_change_in_psfs_is_followed_by_there_being_no_comparison_group() -> None:
    psfs = protect(random_comparison(shipped(paths()["psfs"]), 80))

    (statements,) = next(each.blocks for each in report(psfs).sections if each.id == "undersokelser")

    assert isinstance(statements, Statements)
    assert statements.items[0].subject == "Gjøremål som er viktige for deg (PSFS): Snitt for egne gjøremål (PSFS)"

    assert "Det fantes ingen sammenligningsgruppe; naturlig bedring er med i tallet." in statements.items[0].caveats


def test_a_survey_without_a_sure_change_says_so_on_the_first_page() -> None:
    still = comparison(question(verdict="unchanged"))

    assert "Kommuneundersøkelsen: vi kan ikke si sikkert at noe har endret seg." in said(report(still), "undersokelser")


def test_headings_inside_a_survey_never_skip_a_step() -> None:
    made = report(protect(random_comparison(shipped(paths()["psfs"]), 40)), one_round("brukererfaring"))

    for section in made.sections:
        levels = [2, *(block.level for block in section.blocks if isinstance(block, Heading))]
        assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_pilot_of_which_nothing_is_written_says_so(code: str) -> None:
    with speaking(code):
        made = report()

    assert [each.id for each in made.sections] == ["piloten", "undersokelser", "neste", "metode"]
    assert len(said(made, "piloten")) == 2


COUNTS = st.none() | st.integers(0, 400)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1))
COVERAGE = st.builds(
    CoverageFacts,
    COUNTS,
    COUNTS,
    COUNTS,
    st.fixed_dictionaries({"discharged": COUNTS, "died": COUNTS}),
    st.fixed_dictionaries({"d4": COUNTS, "d7-d9": COUNTS}),
    st.none() | DAYS,
)
UNITS = st.builds(UnitFacts, TEXT, st.integers(0, 9), st.integers(0, 90), st.none() | COVERAGE)
STATES = st.sampled_from(["planned", "under_way", "reached", "dropped"])
PILOTS = st.builds(
    PilotFacts,
    TEXT,
    DAYS,
    st.lists(UNITS, max_size=4).map(tuple),
    st.lists(st.builds(Milestone, TEXT, DAYS, STATES, st.none() | DAYS, TEXT), max_size=4).map(tuple),
    st.lists(st.builds(HearingFacts, TEXT, DAYS, COUNTS, TEXT), max_size=3).map(tuple),
    st.lists(
        st.builds(MeetingFacts, TEXT, DAYS, st.dictionaries(TEXT, st.integers(0, 30), max_size=3), TEXT), max_size=3
    ).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
    TEXT,
)


@settings(max_examples=60, deadline=None)
@given(PILOTS, st.sampled_from([*LANGUAGES]))
def test_any_pilot_becomes_a_valid_page_whose_numbers_are_its_own(pilot: PilotFacts, code: str) -> None:
    with speaking(code):
        page = to_html(build(Material(pilot=pilot), "pilot"))

    html5lib.HTMLParser(strict=True).parse(page)
    ids = [attributes["id"] for _, attributes in Page(page).elements if "id" in attributes]
    assert max(Counter(ids).values()) == 1


def test_a_pilot_comes_back_from_its_json_as_it_was() -> None:
    pilot = PilotFacts("Pilot", DAY, (UnitFacts("Kløvertun", 1, 2, MANY),), meetings=(MeetingFacts("Bodø", DAY),))

    assert material_from_json(material_to_json(Material(pilot=pilot))) == Material(pilot=pilot)
