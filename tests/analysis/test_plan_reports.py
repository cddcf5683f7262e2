"""What a report on an action plan says of its measures, quarter and year."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts.plans import (
    STATES,
    MeasureFacts,
    PlanFacts,
    StatusFacts,
    TargetFacts,
    moves,
    not_begun,
    tally,
    time_taken,
)
from analysis.reports.build import build
from analysis.reports.material import Material, material_from_json, material_to_json
from analysis.reports.model import Bullets, Drawing, Paragraph, Report, Table
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.wording.language import LANGUAGES, speaking
from tests.analysis.pages import Page

KINDS = ("plan_quarter", "plan_year")
QUARTERS = (1, 2, 3, 4)


def measure(number: int, *told: str, **known: object) -> MeasureFacts:
    """A measure with a status in each quarter; «-» where nobody told."""
    statuses = tuple(
        StatusFacts(quarter, progress)  # type: ignore[arg-type]
        for quarter, progress in enumerate(told, 1)
        if progress != "-"
    )
    made = MeasureFacts(number, f"Tiltak {number}", "once", "Leder", "Område", "Mål", statuses=statuses)
    return replace(made, **known)  # type: ignore[arg-type]


def report(*measures: MeasureFacts, kind: str = "plan_quarter", quarter: int = 2, **known: object) -> Report:
    plan = PlanFacts("Handlingsplan", 2026, quarter, measures)
    return build(Material(subject="Vår kommune", plan=replace(plan, **known)), kind)  # type: ignore[arg-type]


def section(made: Report, name: str) -> list[str]:
    """The sentences of a section."""
    blocks = next(each.blocks for each in made.sections if each.id == name)
    return [text for block in blocks if isinstance(block, Paragraph | Bullets) for _, text in texts_of(block)]


def tables(made: Report, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The rows of a section's tables, by caption."""
    blocks = next(each.blocks for each in made.sections if each.id == name)
    return {block.caption: block.rows for block in blocks if isinstance(block, Table)}


def test_a_quarter_says_where_measures_stand_what_moved_and_what_waits() -> None:
    made = report(
        measure(1, "in_progress", "done"),
        measure(2, "planned", "in_progress"),
        measure(3, "in_progress", "planned"),
        measure(4, "not_started", "not_started"),
        measure(5, "not_started", "planned"),
        measure(6, "in_progress", "-"),
        measure(7, "in_progress", "stopped"),
    )

    assert made.title == "Handlingsplan: status etter 2. kvartal 2026"
    assert section(made, "planen") == [
        (
            "Planen har 7 tiltak for 2026. Etter 2. kvartal er dette status: 1 er gjennomført, 1 er under arbeid, "
            "2 er planlagt, 1 er ikke startet, 1 er avbrutt og 1 mangler status."
        ),
        "Gjennomført siden sist: 1 (nr. 1).",
        "Kommet lenger siden sist: 2 (nr. 2 og 5).",
        "Gått tilbake siden sist: 1 (nr. 3).",
        "Avbrutt siden sist: 1 (nr. 7).",
        "Ikke i gang, og ikke kommet lenger siden sist: 1 (nr. 4).",
        "Mangler status for 2. kvartal: 1 (nr. 6).",
    ]


def test_a_measure_that_skipped_a_quarter_is_held_against_what_was_told_before_it() -> None:
    plan = PlanFacts("Plan", 2026, 3, (measure(1, "planned", "-", "in_progress"), measure(2, "-", "-", "planned")))

    found = moves(plan)

    assert [(each.measure.number, each.before, each.now) for each in found["further"]] == [
        (1, "planned", "in_progress")
    ]


def test_the_first_quarter_is_held_against_the_year_before_but_not_for_what_is_done_anew_each_year() -> None:
    went_on = measure(1, "in_progress", before="planned")
    anew = measure(2, "planned", before="done", kind="yearly")

    found = moves(PlanFacts("Plan", 2026, 1, (went_on, anew)))

    assert {way: [each.measure.number for each in together] for way, together in found.items()} == {
        "done": [],
        "further": [1],
        "back": [],
        "stopped": [],
    }


def test_what_ended_stays_done_or_stopped_and_lacks_no_status() -> None:
    finished = measure(1, "done", fate="finished", ended_on=dt.date(2026, 4, 2), expected_to=1)
    dropped = measure(2, fate="dropped", fate_reason="Ingen midler", ended_on=dt.date(2026, 1, 5), expected_to=0)

    assert [finished.state(quarter) for quarter in QUARTERS] == ["done"] * 4
    assert [dropped.state(quarter) for quarter in QUARTERS] == ["stopped"] * 4


@pytest.mark.parametrize("progress", ["done", "stopped"])
def test_what_was_told_to_be_over_stays_so_until_somebody_tells_otherwise(progress: str) -> None:
    found = measure(1, "planned", progress, "-", "planned")

    assert [found.state(quarter) for quarter in QUARTERS] == ["planned", progress, progress, "planned"]


def test_a_target_is_told_from_where_to_where_and_how_far() -> None:
    posts = TargetFacts(1, 2, "stillinger")
    fewer = TargetFacts(30, 10, "dager")

    def told(number: int, target: TargetFacts, *values: float | None) -> MeasureFacts:
        statuses = tuple(StatusFacts(quarter, "in_progress", "", each) for quarter, each in enumerate(values, 1))
        return measure(number, target=target, statuses=statuses)

    made = report(
        told(1, posts, 1.5), told(2, posts, 1, 2), told(3, fewer, 20, 9.5), told(4, fewer, None, 30), told(5, posts)
    )

    assert tables(made, "tall")["Fra hvor, til hvor, og hvor langt"] == (
        ("1. Tiltak 1", "stillinger", "1", "2", "1,5", "På vei"),
        ("2. Tiltak 2", "stillinger", "1", "2", "2", "Målet er nådd"),
        ("3. Tiltak 3", "dager", "30", "10", "9,5", "Målet er nådd"),
        ("4. Tiltak 4", "dager", "30", "10", "30", "Ikke nærmere målet"),
        ("5. Tiltak 5", "stillinger", "1", "2", "–", "Ikke meldt"),
    )
    assert "Mål i tall som er nådd: 2 av 5." in section(made, "planen")


def test_a_status_of_an_earlier_quarter_is_not_told_as_todays() -> None:
    told = StatusFacts(1, "in_progress", "Vi er\ni gang med 1,5 stilling.")

    made = report(measure(1, statuses=(told,)))

    assert tables(made, "tiltak")["Ansvarlig, status og siste ord etter 2. kvartal 2026"] == (
        (
            "1. Tiltak 1",
            "Leder",
            "Under arbeid",
            "Mangler status",
            "Sist meldt: Under arbeid, 1. kvartal. Vi er i gang med 1,5 stilling.",
        ),
    )


def test_the_strip_of_quarters_counts_what_the_sentences_count() -> None:
    made = report(measure(1, "done", "-"), measure(2, "planned", "in_progress"), measure(3, "in_progress", "-"))

    blocks = next(each.blocks for each in made.sections if each.id == "tiltak")
    drawn = next(block.figure for block in blocks if isinstance(block, Drawing))

    assert drawn.title == "1 av 3 tiltak er gjennomført"
    assert [row[1:3] for row in drawn.table.rows] == [
        ("Gjennomført", "Gjennomført"),
        ("Planlagt", "Under arbeid"),
        ("Under arbeid", "–"),
    ]


def test_a_measure_counts_under_each_sub_goal_and_challenge_that_it_touches() -> None:
    made = report(
        measure(1, "done", "done", sub_goals=("d", "e"), challenges=("SAM",)),
        measure(2, "planned", "planned", sub_goals=("e",), challenges=("SAM", "KAP")),
    )

    found = tables(made, "mal")

    assert [(row[0][:1], row[1:3]) for row in found["Status etter delmålene i opptrappingsplanen"]] == [
        ("d", ("1", "1")),
        ("e", ("2", "1")),
    ]
    assert [row[:3] for row in found["Status etter hovedutfordring"]] == [
        ("Samhandling og koordinering", "2", "1"),
        ("Kapasitet", "1", "0"),
    ]


def test_a_year_says_what_was_finished_dropped_and_goes_on_and_which_yearly_ones_were_not_done() -> None:
    made = report(
        measure(1, "done", fate="finished", ended_on=dt.date(2026, 4, 2), expected_to=1),
        measure(2, "stopped", fate="dropped", fate_reason="Ingen midler", ended_on=dt.date(2026, 12, 31)),
        measure(3, *["planned"] * 4, fate="carried", kind="yearly"),
        measure(4, *["done"] * 4, fate="changed", kind="yearly"),
        kind="plan_year",
        quarter=4,
        rolled=True,
    )

    assert section(made, "aret")[1:] == [
        "Går videre uendret til neste år: 1 (nr. 3).",
        "Går videre til neste år med endringer: 1 (nr. 4).",
        "Fullført og ute av planen: 1 (nr. 1).",
        "Tatt ut av planen: 1 (nr. 2).",
        "Årlige tiltak som ikke er gjennomført i 2026: 1 (nr. 3).",
    ]
    assert tables(made, "utfall") == {
        "Fullført": (("1. Tiltak 1", "2.\N{NO-BREAK SPACE}april 2026"),),
        "Tatt ut, med begrunnelse": (("2. Tiltak 2", "31.\N{NO-BREAK SPACE}desember 2026", "Ingen midler"),),
        "Går videre til neste år": (
            ("3. Tiltak 3", "Uendret", "Planlagt"),
            ("4. Tiltak 4", "Endret", "Gjennomført"),
        ),
    }


def test_a_year_that_is_not_over_says_so_and_judges_no_yearly_measure() -> None:
    made = report(measure(1, "planned", kind="yearly"), kind="plan_year", quarter=1)

    assert section(made, "aret")[1:] == [
        "Bare 1 av årets fire kvartaler er med, så året er ikke slutt i denne rapporten.",
        "Neste års plan er ikke laget ennå, så det er ikke avgjort hva som går videre.",
    ]


def test_the_time_to_done_is_told_when_half_of_ten_single_measures_came_that_far() -> None:
    fast = [measure(n, "planned", "planned", "done", "done") for n in range(6)]
    slow = [measure(n, *["planned"] * 4) for n in range(6, 10)]

    made = report(*fast, *slow, kind="plan_year", quarter=4)

    assert any(
        each.startswith("Av 10 engangstiltak var halvparten gjennomført 2 kvartaler") for each in section(made, "aret")
    )
    unmoved = [measure(n, *["planned"] * 4) for n in (11, 12)]
    assert time_taken(PlanFacts("Plan", 2026, 4, (*fast, *slow[1:]))) is None
    assert time_taken(PlanFacts("Plan", 2026, 4, (*fast[2:], *slow, *unmoved))) is None


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_without_measures_or_words_is_an_honest_report(kind: str, code: str) -> None:
    with speaking(code):
        empty = report(kind=kind)
        silent = report(measure(1), kind=kind)

    assert [each.id for each in empty.sections] == [empty.sections[0].id, "neste", "metode"]
    assert len(section(empty, empty.sections[0].id)) == 1
    assert "{" not in to_html(empty).split("</style>")[1]
    assert Page(to_html(silent)).text


def test_a_plan_without_measures_says_so() -> None:
    assert section(report(), "planen") == ["Planen har ingen tiltak for 2026, så det er ingenting å melde om."]
    assert section(report(measure(1)), "planen")[0] == "Ingen har meldt status for noe tiltak i 2. kvartal ennå."


SIGNS = st.characters(codec="utf-8", exclude_categories=["C"])
TEXT = st.text(SIGNS, max_size=40)
NUMBERS = st.floats(0, 10_000).map(lambda each: round(each, 2))
STATUSES = st.builds(
    StatusFacts,
    st.just(1),
    st.sampled_from(["not_started", "planned", "in_progress", "done", "stopped"]),
    TEXT | st.sampled_from(["1,000 kr", "1 000,5", "12.30", "95 % KI"]),
    st.none() | NUMBERS,
)
MEASURES = st.builds(
    MeasureFacts,
    st.just(1),
    TEXT,
    st.sampled_from(["once", "yearly", "continuous"]),
    TEXT,
    st.sampled_from(["A", "B"]),
    st.sampled_from(["1", "2"]),
    st.lists(st.sampled_from("abcdef"), unique=True).map(tuple),
    st.lists(st.sampled_from(["BRU", "SAM", "KAP", "KVA"]), unique=True).map(tuple),
    st.none() | st.builds(TargetFacts, NUMBERS, NUMBERS, TEXT),
    st.lists(st.none() | STATUSES, max_size=4).map(
        lambda told: tuple(replace(each, quarter=place) for place, each in enumerate(told, 1) if each)
    ),
    st.sampled_from([None, "planned", "done"]),
    st.sampled_from([None, "carried", "changed", "finished", "dropped"]),
    TEXT,
    st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    st.integers(0, 4),
)
PLANS = st.builds(
    PlanFacts,
    TEXT,
    st.just(2026),
    st.integers(1, 4),
    st.lists(MEASURES, max_size=14).map(
        lambda measures: tuple(replace(each, number=place) for place, each in enumerate(measures, 1))
    ),
    TEXT,
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(PLANS, st.sampled_from([*LANGUAGES]), st.sampled_from(KINDS))
def test_any_plan_becomes_a_report_whose_numbers_are_its_own(plan: PlanFacts, code: str, kind: str) -> None:
    with speaking(code):
        made = build(Material(plan=plan), kind)
        page = Page(to_html(made))

    assert page.text
    assert sum(tally(plan.measures, plan.quarter).values()) == len(plan.measures)
    assert {*tally(plan.measures, plan.quarter)} <= {*STATES}
    waiting = {each.number for each in not_begun(plan)}
    assert waiting.isdisjoint(move.measure.number for move in moves(plan)["further"])


def test_a_plans_tables_have_their_own_headings() -> None:
    made = report(measure(1, "done", target=TargetFacts(1, 2, "stillinger"), challenges=("KAP",)), quarter=1)
    headings = {
        block.columns[place].heading
        for each in made.sections
        for block in each.blocks
        if isinstance(block, Table)
        for place in (0, 1)
    }

    assert {"Satsingsområde", "Mål", "Hovedutfordring", "Måles i", "Kvartal"} <= headings


def test_a_plan_comes_back_from_its_json_as_it_was() -> None:
    material = Material(plan=PlanFacts("Plan", 2026, 2, (measure(1, "done"),)))

    assert material_from_json(material_to_json(material)) == material
