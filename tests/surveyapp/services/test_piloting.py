"""Pilots: set up from the shipped files, kept through what happens, and refused what they may not hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, Hearing, Milestone, PilotSurvey, PilotUnit, Training
from surveyapp.models.errors import ChangedMeanwhileError, DuplicateKeyError, NotFoundError
from surveyapp.models.ids import uuid7
from surveyapp.models.marks import mark_of
from surveyapp.services import piloting, surveying
from surveyapp.services.piloting import (
    HearingTold,
    MeetingTold,
    MilestoneTold,
    PartChangedError,
    PartGoneError,
    PilotRefusedError,
    Told,
    TrainingTold,
    UnitTold,
)
from tests.surveyapp.services.recipes_pilots import put_pilot, shipped
from tests.surveyapp.stage import NOW, set_up

DAY = date(2026, 3, 2)
KRISTIANSAND, NORD_NORGE = "kristiansand.yaml", "nord_norge.yaml"


@pytest.fixture
def owner(session: Session) -> UUID:
    return surveying.create_organisation(session, "Eksempel kommune", NOW).id


@pytest.fixture
def made(session: Session, owner: UUID) -> UUID:
    return put_pilot(session, owner)


def test_kristiansands_pilot_has_the_milestones_of_both_working_groups(session: Session, made: UUID) -> None:
    found = piloting.pilot(session, made)
    # Counted by hand in the project's slides: M1-M5 of each group; M4 of the second is the one about PSFS everywhere.
    assert Counter(each.party for each in found.milestones) == {
        "Felles bruker og felles innsats": 5,
        "Kartleggingsverktøy og kompetanse": 5,
    }
    assert [each.due_on.month for each in found.milestones] == [1, 3, 4, 6, 10] * 2
    assert [each.number for each in found.milestones if each.shows_coverage] == [9]
    assert (len(found.units), len(found.hearings), found.reached, found.trained) == (3, 4, 0, 0)


def test_nord_norges_pilot_has_eight_meetings_and_four_phases(session: Session, owner: UUID) -> None:
    found = piloting.pilot(session, put_pilot(session, owner, NORD_NORGE))
    assert {each.place for each in found.meetings} == {
        *("Karasjok", "Kirkenes", "Harstad", "Tromsø", "Svolvær", "Bodø", "Sandnessjøen", "Mo i Rana")
    }
    assert [each.place for each in found.meetings][:2] == ["Harstad", "Sandnessjøen"]
    assert len(found.milestones) == 4


def test_a_pilot_is_taken_in_once(session: Session, owner: UUID, made: UUID) -> None:
    with pytest.raises(DuplicateKeyError):
        piloting.import_pilot(session, owner, shipped(KRISTIANSAND), NOW)


def test_a_milestone_is_reached_only_with_what_shows_it(session: Session, made: UUID) -> None:
    reached = MilestoneTold("Gruppa", "M4 PSFS er prøvd ut", DAY, "reached", " ", shows_coverage=True)
    with pytest.raises(PilotRefusedError) as refused:
        piloting.change_part(session, made, 9, reached, seen=1)
    assert refused.value.field == "evidence"
    piloting.change_part(session, made, 9, replace(reached, evidence="12 forløp i hver enhet"), seen=1)
    found = piloting.pilot(session, made)
    assert (found.reached, found.milestones[8].evidence, found.milestones[8].due_on) == (
        1,
        "12 forløp i hver enhet",
        DAY,
    )


def test_training_is_counted_by_unit(session: Session, made: UUID) -> None:
    for unit, attended in ((1, 7), (1, 5), (2, 4)):
        piloting.add_part(session, made, TrainingTold(unit, DAY, attended))
    found = piloting.pilot(session, made)
    assert [(unit.sessions, unit.attended) for unit in found.units] == [(2, 12), (1, 4), (0, 0)]
    assert found.trained == 2
    with pytest.raises(PilotRefusedError):
        piloting.add_part(session, made, TrainingTold(1, DAY, 0))
    with pytest.raises(PartGoneError):
        piloting.add_part(session, made, TrainingTold(99, DAY, 1))


def test_meetings_and_feedback_are_kept_as_counts_and_words(session: Session, owner: UUID) -> None:
    made = put_pilot(session, owner, NORD_NORGE)
    piloting.add_part(session, made, MeetingTold(" Alta ", DAY, {"Lege": 3}, "Samme skjema"))
    piloting.add_part(session, made, HearingTold("Brukerutvalget", DAY, 6, "Enklere språk"))
    found = piloting.pilot(session, made)
    newest = found.meetings[-1]
    assert (newest.place, newest.month, newest.participants) == ("Alta", date(2026, 3, 1), {"Lege": 3})
    assert [(each.asked, each.answers, each.advice) for each in found.hearings] == [
        ("Brukerutvalget", 6, "Enklere språk")
    ]


@pytest.mark.parametrize(
    "told",
    [
        HearingTold("Råd", DAY, 1, "130972 48022"),
        MeetingTold("Alta", DAY, {"13097248022": 1}),
        UnitTold("13097248022"),
        MilestoneTold("Gruppa", "13097248022", DAY),
    ],
)
def test_a_national_identity_number_is_refused_anywhere(session: Session, made: UUID, told: Told) -> None:
    with pytest.raises(PilotRefusedError, match="national identity number"):
        piloting.add_part(session, made, told)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (UnitTold("Hjemmetjenesten"), UnitTold("Hjemmetjenesten øst")),
        (MilestoneTold("Gruppa", "M6", DAY), MilestoneTold("Gruppa", "M6 Rapport", DAY, "under_way")),
        (TrainingTold(1, DAY, 7), TrainingTold(2, DAY, 8)),
        (HearingTold("Råd", DAY), HearingTold("Råd", DAY, 4, "Kortere")),
        (MeetingTold("Bodø", DAY, {}), MeetingTold("Alta", date(2026, 4, 1), {"Lege": 1})),
    ],
)
def test_what_was_told_is_corrected_and_taken_out(session: Session, made: UUID, first: Told, then: Told) -> None:
    key = piloting.add_part(session, made, first)
    piloting.change_part(session, made, key, then, seen=1)
    assert piloting.told_of(piloting.part(session, made, type(then), key)) == then
    piloting.delete_part(session, made, type(then), key, seen=2)
    with pytest.raises(PartGoneError):
        piloting.part(session, made, type(then), key)


def test_who_comes_second_is_told_what_the_first_wrote_and_overwrites_nothing(session: Session, made: UUID) -> None:
    key = piloting.add_part(session, made, HearingTold("Råd", DAY))
    theirs, mine = HearingTold("Råd", DAY, 4, "Kortere"), HearingTold("Råd", DAY, 5, "Lengre")
    piloting.change_part(session, made, key, theirs, seen=1)
    with pytest.raises(PartChangedError) as conflict:
        piloting.change_part(session, made, key, mine, seen=1)
    assert (conflict.value.theirs, conflict.value.revision) == (theirs, 2)
    with pytest.raises(PartChangedError):
        piloting.delete_part(session, made, HearingTold, key, seen=1)
    assert piloting.told_of(piloting.part(session, made, HearingTold, key)) == theirs
    piloting.change_part(session, made, key, mine, seen=2)
    # Sent twice, by a finger that shook.
    piloting.change_part(session, made, key, mine, seen=2)
    assert piloting.part(session, made, HearingTold, key).revision == 3


def test_one_pilots_parts_are_not_anothers(session: Session, owner: UUID, made: UUID) -> None:
    other = put_pilot(session, owner, NORD_NORGE)
    key = piloting.add_part(session, made, HearingTold("Råd", DAY))
    with pytest.raises(PartGoneError):
        piloting.change_part(session, other, key, HearingTold("Andre", DAY), seen=1)
    with pytest.raises(PartGoneError):
        piloting.delete_part(session, other, HearingTold, key, seen=1)


def test_a_units_training_goes_with_it(session: Session, made: UUID) -> None:
    piloting.add_part(session, made, TrainingTold(1, DAY, 7))
    piloting.delete_part(session, made, UnitTold, 1, seen=1)
    found = piloting.pilot(session, made)
    assert ([unit.number for unit in found.units], found.trained, found.trainings) == ([2, 3], 0, [])


def test_a_pilot_has_a_unit_once(session: Session, owner: UUID, made: UUID) -> None:
    ours = surveying.create_organisation(session, "Enhet A", NOW, kind="unit", part_of=owner).id
    piloting.change_part(session, made, 1, UnitTold("Kløvertun", ours), seen=1)
    for name, field in (("Rehabilitering i hjemmet", "name"), ("Ny", "unit_id")):
        with pytest.raises(PilotRefusedError) as refused:
            piloting.add_part(session, made, UnitTold(name, ours if name == "Ny" else None))
        assert refused.value.field == field
    session.add(PilotUnit(pilot_id=made, number=9, name="Forbi tjenesten", unit_id=ours))
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_is_no_unit_is_not_linked(session: Session, owner: UUID, made: UUID) -> None:
    for strange in (owner, uuid7()):
        with pytest.raises(NotFoundError):
            piloting.add_part(session, made, UnitTold("Ny", strange))


def test_every_change_is_in_the_log_without_a_word_that_was_written(session: Session, made: UUID) -> None:
    key = piloting.add_part(session, made, HearingTold("Brukerutvalget", DAY))
    piloting.change_part(session, made, key, HearingTold("Brukerutvalget", DAY, 4, "Kortere"), seen=1)
    piloting.delete_part(session, made, HearingTold, key, seen=2)
    told = [each.about for each in session.scalars(select(AuditEvent).order_by(AuditEvent.number))][-3:]
    assert [each["what"] for each in told] == ["add", "change", "delete"]
    assert {(each["pilot"], each["part"]) for each in told} == {(str(made), "hearing")}
    assert "Brukerutvalget" not in str(told)


def test_the_database_keeps_only_surveys_and_pilots_that_are_there(session: Session, made: UUID) -> None:
    session.add(PilotSurvey(pilot_id=made, survey_id=uuid7()))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_survey_that_is_erased_follows_no_pilot_any_more(session: Session) -> None:
    stage = set_up(session)
    made = put_pilot(session, stage.organisation_id)
    piloting.attach(session, made, stage.survey_id)
    surveying.erase_survey(session, stage.survey_id)
    assert (piloting.attached(session, made), piloting.unseen(session, made)) == ((), 0)


def test_a_pilot_is_deleted_with_all_that_was_told_and_its_surveys_stay(session: Session) -> None:
    stage = set_up(session)
    made, stays = put_pilot(session, stage.organisation_id), put_pilot(session, stage.organisation_id, NORD_NORGE)
    piloting.attach(session, made, stage.survey_id)
    piloting.add_part(session, made, TrainingTold(1, DAY, 7))
    gone = piloting.delete_pilot(session, made)
    assert (gone.units, gone.milestones, gone.trainings, gone.hearings, gone.meetings) == (3, 10, 1, 4, 0)
    for table in (PilotUnit, Milestone, Training, Hearing, PilotSurvey):
        assert session.scalar(select(func.count()).select_from(table).where(table.pilot_id == made)) == 0
    assert surveying.find_survey(session, stage.survey_id).id == stage.survey_id
    assert len(piloting.pilot(session, stays).milestones) == 4
    told = session.scalars(select(AuditEvent).order_by(AuditEvent.number)).all()[-1].about
    assert told == {"pilot": str(made), "what": "delete_pilot"}
    with pytest.raises(NotFoundError):
        piloting.delete_pilot(session, made)


def test_a_pilot_that_was_written_in_meanwhile_is_not_deleted_unread(session: Session, made: UUID) -> None:
    seen = mark_of(piloting.extent(session, made))
    piloting.change_part(session, made, 1, MilestoneTold("Gruppa", "M1 Kartlagt", DAY), seen=1)
    with pytest.raises(ChangedMeanwhileError):
        piloting.delete_pilot(session, made, seen=seen)
    piloting.delete_pilot(session, made, seen=mark_of(piloting.extent(session, made)))
    assert piloting.pilots(session) == []
