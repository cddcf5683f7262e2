"""A report on one unit of a pilot shows of it what the pilot's own report does, and is found by the unit alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from analysis.facts.pilots import WholeFacts
from analysis.reports.material import Material
from surveyapp.models import Report
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access, piloting, reporting, surveying
from surveyapp.services.piloting import TrainingTold, UnitTold
from surveyapp.services.reporting import SOURCES, Order, ReportNotBuiltError, WrongOrderError
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.services.test_report_publishing import member, sees
from tests.surveyapp.stage import NOW
from tests.surveyapp.wards import Ward, ward


@dataclass(frozen=True)
class Piloted:
    """A pilot of three units: six courses that were all rated twice, six of which one was not, and none here."""

    session: Session
    pilot_id: UUID
    whole: Ward
    lacking: Ward

    def order(self, unit: Ward, kind: str = "unit", *, rehearsed: bool = False) -> Order:
        area = str(unit.unit_id) if kind == "unit" else ""
        return Order(kind=kind, pilot_id=self.pilot_id, area=area, rehearsed=rehearsed)

    def gathered(self, wanted: Order) -> Material:
        report = self.session.get_one(Report, reporting.order(self.session, wanted, NOW))
        return SOURCES[wanted.kind].gather(self.session, report, NOW)

    def built(self, unit: Ward, folder: Path) -> UUID:
        made = reporting.order(self.session, self.order(unit), NOW)
        return reporting.build(self.session, made, folder, NOW, faces=("html",)).id


def courses(session: Session, owner: UUID, name: str, *, again: int) -> Ward:
    """Six courses, of which so many were rated again."""
    made = ward(session, part_of=owner, name=name)
    for number in range(6):
        course = made.opens(date(2026, 2, 20))
        made.rates(course, 1, 2, 4, 5)
        if number < again:
            made.rates(course, 2, 5, 6, 8)
    return made


def put_piloted(session: Session) -> Piloted:
    owner = surveying.create_organisation(session, "Eksempel kommune", NOW).id
    pilot_id = put_pilot(session, owner)
    wards = courses(session, owner, "Hel", again=6), courses(session, owner, "Mangler", again=5)
    for number, (unit, name) in enumerate(zip(wards, ("Døgn", "Hjemmet"), strict=True), start=1):
        there = piloting.part(session, pilot_id, UnitTold, number)
        piloting.change_part(session, pilot_id, number, UnitTold(name, unit.unit_id), seen=there.revision)
        piloting.attach(session, pilot_id, unit.survey_id)
    piloting.add_part(session, pilot_id, TrainingTold(1, date(2026, 1, 20), 9))
    return Piloted(session, pilot_id, *wards)


@pytest.fixture
def piloted(session: Session) -> Piloted:
    return put_piloted(session)


def test_a_unit_is_told_with_its_own_ratings_beside_the_whole_pilot(piloted: Piloted) -> None:
    found = piloted.gathered(piloted.order(piloted.whole))
    assert found.pilot is not None
    (unit,) = found.pilot.units
    assert (found.subject, unit.name, unit.sessions, unit.attended) == ("Døgn", "Døgn", 1, 9)
    assert unit.coverage is not None
    assert (unit.coverage.started, unit.coverage.baseline, unit.coverage.pairs) == (6, 6, 6)
    # The other unit has hidden numbers, so nothing of it is in the sums.
    assert found.pilot.whole == WholeFacts(3, 1, 2, 1, sessions=1, attended=9, started=6, baseline=6, pairs=6)
    assert [(each.unit, each.baseline.respondents) for each in found.comparisons] == [("course", 6)]


def test_a_unit_with_a_hidden_number_is_told_without_what_would_give_it_away(piloted: Piloted) -> None:
    found = piloted.gathered(piloted.order(piloted.lacking))
    assert found.pilot is not None
    assert found.comparisons == ()
    assert found.pilot.units[0].coverage is not None
    assert found.pilot.units[0].coverage.pairs is None


def test_every_number_of_a_unit_is_the_one_that_the_pilots_report_shows(piloted: Piloted) -> None:
    pilot = piloted.gathered(piloted.order(piloted.whole, "pilot")).pilot
    assert pilot is not None
    for at, each in enumerate((piloted.whole, piloted.lacking)):
        own = piloted.gathered(piloted.order(each)).pilot
        assert own is not None
        assert own.units == (pilot.units[at],)
        assert (own.milestones, own.hearings, own.meetings) == ((), (), ())


def test_what_all_units_reports_and_the_pilots_say_together_gives_no_hidden_number_away(piloted: Piloted) -> None:
    reports = [piloted.gathered(piloted.order(each)).pilot for each in (piloted.whole, piloted.lacking)]
    sums = {(each.whole.started, each.whole.baseline, each.whole.pairs) for each in reports if each and each.whole}
    shown = [each.units[0].coverage for each in reports if each and each.units[0].coverage]
    open_ones = [(each.started, each.baseline, each.pairs) for each in shown if not each.hidden]
    # The sums are those of the units that are shown, so the rest is nothing.
    assert sums == {tuple(sum(n or 0 for n in column) for column in zip(*open_ones, strict=True))}


def words(piloted: Piloted, report_id: UUID, folder: Path) -> str:
    html = reporting.file_of(piloted.session, report_id, "html", folder).read_text("utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html.replace("\xa0", " ")))


def test_it_is_a_page_that_says_what_is_hidden(piloted: Piloted, tmp_path: Path) -> None:
    whole = words(piloted, piloted.built(piloted.whole, tmp_path), tmp_path)
    assert "Forløp som er startet i enheten: 6. Målt flere ganger: 6." in whole
    assert "Virksomheter i hele piloten: 3. Har hatt opplæring: 1. Er i gang med forløp: 2." in whole
    lacking = words(piloted, piloted.built(piloted.lacking, tmp_path), tmp_path)
    assert "Tallene er skjult fordi noen av dem gjelder få personer." in lacking
    assert "Ingen av undersøkelsene har svar som kan vises." in lacking


def test_it_is_rehearsed_before_anybody_is_followed(piloted: Piloted, tmp_path: Path) -> None:
    made = reporting.order(piloted.session, piloted.order(piloted.whole, rehearsed=True), NOW)
    reporting.build(piloted.session, made, tmp_path, NOW, faces=("html",))
    assert "Prøvesvar" in words(piloted, made, tmp_path)


def test_a_unit_of_no_pilot_has_none_and_one_taken_out_is_gone(piloted: Piloted, tmp_path: Path) -> None:
    session = piloted.session
    other = ward(session, name="Utenfor")
    with pytest.raises(WrongOrderError, match="no unit"):
        reporting.order(session, piloted.order(other), NOW)
    made = reporting.order(session, piloted.order(piloted.whole), NOW)
    piloting.delete_part(
        session, piloted.pilot_id, TrainingTold, piloting.pilot(session, piloted.pilot_id).trainings[0].id, seen=1
    )
    piloting.delete_part(session, piloted.pilot_id, UnitTold, 1, seen=2)
    with pytest.raises(ReportNotBuiltError):
        reporting.build(session, made, tmp_path, NOW, faces=("html",))
    assert reporting.report(session, made).problem == "gone"


def test_each_unit_of_the_pilot_has_one_order_however_often_it_is_asked_for(piloted: Piloted) -> None:
    wanted = Order(kind="unit", pilot_id=piloted.pilot_id)
    first = reporting.batch(piloted.session, wanted, NOW)
    assert list(first.left) == [str(piloted.whole.unit_id), str(piloted.lacking.unit_id)]
    assert reporting.batch(piloted.session, wanted, NOW).left == first.left
    found = reporting.standing(piloted.session, wanted, NOW)
    assert (found.of, found.waiting, found.lacking) == (2, 2, 0)
    assert reporting.stop(piloted.session, wanted) == 2


def test_a_unit_finds_its_published_report_and_not_another_units(piloted: Piloted, tmp_path: Path) -> None:
    session = piloted.session
    report_id = piloted.built(piloted.whole, tmp_path)
    own = member(session, piloted.whole.unit_id)
    other = member(session, piloted.lacking.unit_id)
    assert not sees(session, own, report_id, tmp_path)
    assert [each.account_id for each in reporting.publish(session, report_id, NOW)] == [own.account_id]
    assert sees(session, own, report_id, tmp_path)
    assert not sees(session, other, report_id, tmp_path)


def test_whoever_may_not_build_at_the_owner_makes_no_batch(piloted: Piloted) -> None:
    session = piloted.session
    wanted = Order(kind="unit", pilot_id=piloted.pilot_id)
    elsewhere = surveying.create_organisation(session, "Et annet sted", NOW).id
    access.act_as(session, member(session, elsewhere, "owner"))
    for ask in (
        lambda: reporting.batch(session, wanted, NOW),
        lambda: reporting.standing(session, wanted, NOW),
        lambda: reporting.stop(session, wanted),
    ):
        with pytest.raises(NotFoundError):
            ask()
