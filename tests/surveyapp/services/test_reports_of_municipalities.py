"""Reports on the whole country, a governor's area and one municipality, from what municipalities handed in."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner, kommuner_in_area
from questionnaires.loading import load
from surveyapp.models import Report, Response
from surveyapp.services import importing, reporting, surveying
from surveyapp.services.importing import ImportLimits
from surveyapp.services.reporting import Order, WrongOrderError
from surveyapp.services.reporting.municipalities import PREPARED
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released
from tests.surveyapp.services.answered import answered
from tests.surveyapp.stage import NOW, Stage, set_up

KOMMUNER = load(
    """
id: kommunene
title: {nb: Kommunene}
languages: [nb]
unit: municipality
about: {nb: Om kommunene.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - id: kommune
        type: municipality
        required: true
        text: {nb: Hvilken kommune?}
        when_empty: {nb: Velg kommunen.}
      - id: plan
        type: choice
        merge: share
        text: {nb: Har dere en plan?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
        indicator: {codes: [yes], label: {nb: har en plan}}
        subgoal: [c]
        challenge: [KAP]
        trend: core
""",
    "kommunene.yaml",
)
DAYS = (date(2017, 10, 16), date(2020, 10, 16), date(2021, 10, 15))


@pytest.fixture
def stage(session: Session, tmp_path: Path) -> Stage:
    """Three rounds: all of Agder and 100 others answered; every third has a plan, then half, then everybody."""
    found = set_up(session, KOMMUNER, rounds=0)
    ids = []
    for number, day in enumerate(DAYS):
        plan = RoundPlan(found.version_id, str(day.year), date(2026, 2, 1), date(2026, 3, 31), len(kommuner(day)), day)
        ids.append(add_released(session, found.survey_id, plan))
        hand_in(session, found.survey_id, ids[-1], tmp_path / "svar.csv", answers(day, (3, 2, 1)[number]))
    return Stage(session, found.organisation_id, found.questionnaire_id, found.version_id, found.survey_id, tuple(ids))


def answers(day: date, every: int) -> list[tuple[str, str]]:
    """Who answered, by their numbers, and what."""
    agder = sorted(kommuner_in_area("Agder", day))
    others = sorted(each.nr for each in kommuner(day) if each.nr not in agder)[:100]
    return [(nr, "no" if at % every else "yes") for at, nr in enumerate([*agder, *others])]


def hand_in(session: Session, survey_id: object, round_id: object, file: Path, rows: list[tuple[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("kommune", "plan"), *rows])
    limits = ImportLimits(max_bytes=100_000, max_rows=1000)
    importing.import_round(session, survey_id, round_id, file, key_column=None, limits=limits, now=NOW)  # type: ignore[arg-type]


def page(
    stage: Stage, folder: Path, kind: str, area: str = "", *, rounds: tuple[int | None, int | None] = (0, 1)
) -> str:
    """The words of a report that was ordered and built."""
    baseline, followup = (None if at is None else stage.round_ids[at] for at in rounds)
    wanted = Order(kind=kind, survey_id=stage.survey_id, baseline_id=baseline, followup_id=followup, area=area)
    made = reporting.build(stage.session, reporting.order(stage.session, wanted, NOW), folder, NOW, faces=("html",))
    html = reporting.file_of(stage.session, made.id, "html", folder).read_text("utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html.replace("\xa0", " ").replace("\u2060", "")))


def test_the_whole_country_is_told_with_its_counties(stage: Stage, tmp_path: Path) -> None:
    text = page(stage, tmp_path, "national")

    # 30 and 25 municipalities of Agder, and 100 others each time; every third, then every second.
    assert "2017: 130 av 426 kommuner svarte" in text
    assert "34 % (44)" in text
    assert "50 % (63)" in text
    assert "Alle kommunene svarte i Agder" in text
    assert "Kapasitet" in text


def test_answers_that_came_on_several_days_are_drawn_day_by_day(stage: Stage, tmp_path: Path) -> None:
    wanted = select(Response.id).where(Response.round_id == stage.round_ids[1]).order_by(Response.id)
    for at, each in enumerate(stage.session.scalars(wanted).all()):
        day = date(2026, 2, 2) if at < 40 else date(2026, 2, 12)
        stage.session.execute(update(Response).where(Response.id == each).values(submitted_on=day))
    stage.session.commit()

    text = page(stage, tmp_path, "national")

    # 40 of 356 the day after the first, and 125 eleven days after; by 2 March, today, as many.
    assert "2020: 125 av 356 har svart (35 %) etter 29 dager" in text
    assert re.search(r"\b7 11 % \(40\)", text)
    assert "2017: 130 av 426" not in text.split("Dager siden runden åpnet")[-1]


def test_a_country_of_three_rounds_is_told_through_all_of_them(stage: Stage, tmp_path: Path) -> None:
    text = page(stage, tmp_path, "national", rounds=(0, 2))

    assert "Utviklingen gjennom alle runder" in text
    assert "gjennom 2017, 2020 og 2021" in text


def test_two_rounds_have_no_section_about_all_rounds(stage: Stage, tmp_path: Path) -> None:
    assert "Utviklingen gjennom alle runder" not in page(stage, tmp_path, "national", rounds=(0, 1))


def test_a_governors_area_is_told_beside_the_rest(stage: Stage, tmp_path: Path) -> None:
    text = page(stage, tmp_path, "governor", "Agder")

    assert "I 2020 svarte 25 av 25 kommuner i Agder." in text
    assert "så tallene for 2020 er hele Agder og ikke et utvalg" in text
    # Of the 25, numbers 0, 2, ... 24 have a plan; of the 100 others half.
    assert "52 % (13 av 25)" in text


def test_a_municipality_is_told_its_own_answers(stage: Stage, tmp_path: Path) -> None:
    text = page(stage, tmp_path, "municipality", "4204")

    assert "Kristiansand er slått sammen av Kristiansand, Songdalen og Søgne" in text
    # The fourth of Agder has no plan, as 12 of its 25 and 50 of the 100 others.
    assert "12 av 25" in text
    assert "50 % (62)" in text


@pytest.mark.parametrize(("kind", "area"), [("national", ""), ("governor", "Agder"), ("municipality", "4204")])
def test_one_round_alone_is_told_as_such(stage: Stage, tmp_path: Path, kind: str, area: str) -> None:
    assert "Det finnes ikke noe å sammenligne med ennå" in page(stage, tmp_path, kind, area, rounds=(1, None))


def test_the_rounds_are_read_once_for_many_municipalities(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(stage, tmp_path, "municipality", "4204")
    monkeypatch.setattr(reporting.municipalities, "_read", lambda *_: pytest.fail("The rounds were read again."))

    assert "Vennesla" in page(stage, tmp_path, "municipality", "4223")
    assert PREPARED in stage.session.info


def test_made_up_answers_that_were_read_are_not_taken_for_real_ones(stage: Stage, tmp_path: Path) -> None:
    rehearsed = Order(
        kind="municipality",
        area="4204",
        survey_id=stage.survey_id,
        baseline_id=stage.round_ids[0],
        followup_id=stage.round_ids[1],
        rehearsed=True,
    )
    made = reporting.order(stage.session, rehearsed, NOW)
    reporting.build(stage.session, made, tmp_path, NOW, faces=("html",))

    # As 12 of Agder's 25 really answered.
    assert "12 av 25" in page(stage, tmp_path, "municipality", "4204")


@pytest.mark.parametrize(
    ("kind", "area", "field"),
    [("municipality", "9999", "area"), ("municipality", "1001", "area"), ("governor", "Atlantis", "area")],
)
def test_nobody_by_that_name_is_refused(stage: Stage, kind: str, area: str, field: str) -> None:
    wanted = Order(kind=kind, survey_id=stage.survey_id, baseline_id=stage.round_ids[1], area=area)
    with pytest.raises(WrongOrderError) as refused:
        reporting.order(stage.session, wanted, NOW)
    assert refused.value.field == field


def test_a_survey_of_persons_has_no_report_on_municipalities(session: Session) -> None:
    persons = answered(session)
    wanted = Order(kind="national", survey_id=persons.survey_id, baseline_id=persons.round_ids[0])

    with pytest.raises(WrongOrderError) as refused:
        reporting.order(session, wanted, NOW)
    assert refused.value.field == "rounds"
    assert reporting.subjects(session, "national") == ()


def test_a_report_is_called_by_whom_it_is_about(stage: Stage) -> None:
    wanted = Order(kind="municipality", survey_id=stage.survey_id, baseline_id=stage.round_ids[1], area="4204")

    made = stage.session.get_one(Report, reporting.order(stage.session, wanted, NOW))
    assert made.title == "Kristiansand – Planen: 2020"


def test_rounds_and_pairs_of_rounds_can_be_chosen(stage: Stage) -> None:
    words = [each.words.partition(": ")[2] for each in reporting.subjects(stage.session, "national")]

    assert words == ["2020 – 2021", "2017 – 2021", "2017 – 2020", "2021", "2020", "2017"]
    assert surveying.find_survey(stage.session, stage.survey_id).title == "Planen"
