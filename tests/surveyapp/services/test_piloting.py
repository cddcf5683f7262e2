"""Pilots: set up from the shipped files, kept through what happens, and refused what they may not hold."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import DuplicateKeyError, NotFoundError
from surveyapp.services import piloting, surveying
from surveyapp.services.piloting import EvidenceMissingError, PilotRefusedError
from tests.surveyapp.services.recipes_pilots import EXAMPLES, put_pilot
from tests.surveyapp.stage import NOW

DAY = date(2026, 3, 2)


@pytest.fixture
def owner(session: Session) -> UUID:
    return surveying.create_organisation(session, "Eksempel kommune", NOW).id


def test_kristiansands_pilot_has_the_milestones_of_both_working_groups(session: Session, owner: UUID) -> None:
    found = piloting.pilot(session, _operator(session, owner, "kristiansand.yaml"))
    # Counted by hand in the project's slides: M1-M5 of each group.
    assert Counter(each.party for each in found.milestones) == {
        "Felles bruker og felles innsats": 5,
        "Kartleggingsverktøy og kompetanse": 5,
    }
    assert [each.due_on.month for each in found.milestones] == [1, 3, 4, 6, 10] * 2
    assert (len(found.units), len(found.hearings), found.reached, found.trained) == (3, 4, 0, 0)


def test_nord_norges_pilot_has_eight_meetings_and_four_phases(session: Session, owner: UUID) -> None:
    found = piloting.pilot(session, _operator(session, owner, "nord_norge.yaml"))
    assert {each.place for each in found.meetings} == {
        *("Karasjok", "Kirkenes", "Harstad", "Tromsø", "Svolvær", "Bodø", "Sandnessjøen", "Mo i Rana")
    }
    assert len(found.milestones) == 4


def _operator(session: Session, owner: UUID, name: str) -> UUID:
    return piloting.import_pilot(session, owner, piloting.read_pilot(EXAMPLES / name), NOW)


def test_a_pilot_is_taken_in_once(session: Session, owner: UUID) -> None:
    put_pilot(session, owner)
    with pytest.raises(DuplicateKeyError):
        _operator(session, owner, "kristiansand.yaml")


@pytest.mark.parametrize("text", ["", "title: X", "- 1", "title: [", "title: X\nsource: Y\nowner: Z"])
def test_a_file_that_is_no_pilot_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "pilot.yaml").write_text(text, "utf-8")
    with pytest.raises(PilotRefusedError, match=r"pilot\.yaml is no pilot"):
        piloting.read_pilot(tmp_path / "pilot.yaml")


def test_a_milestone_is_reached_only_with_what_shows_it(session: Session, owner: UUID) -> None:
    made = _operator(session, owner, "kristiansand.yaml")
    with pytest.raises(EvidenceMissingError):
        piloting.set_milestone(session, made, 9, status="reached", due_on=DAY, evidence=" ")
    piloting.set_milestone(session, made, 9, status="reached", due_on=DAY, evidence="12 forløp i hver enhet")
    found = piloting.pilot(session, made)
    assert (found.reached, found.milestones[8].evidence) == (1, "12 forløp i hver enhet")
    with pytest.raises(NotFoundError):
        piloting.set_milestone(session, made, 99, status="planned", due_on=DAY, evidence="")


def test_training_is_counted_by_unit(session: Session, owner: UUID) -> None:
    made = _operator(session, owner, "kristiansand.yaml")
    for unit, attended in ((1, 7), (1, 5), (2, 4)):
        piloting.add_training(session, made, unit, held_on=DAY, attended=attended)
    found = piloting.pilot(session, made)
    assert [(unit.sessions, unit.attended) for unit in found.units] == [(2, 12), (1, 4), (0, 0)]
    assert found.trained == 2
    with pytest.raises(PilotRefusedError):
        piloting.add_training(session, made, 1, held_on=DAY, attended=0)


def test_meetings_and_feedback_are_kept_as_counts_and_words(session: Session, owner: UUID) -> None:
    made = _operator(session, owner, "nord_norge.yaml")
    piloting.add_meeting(session, made, "Alta", month=DAY, participants={"Lege": 3}, advice="Samme skjema")
    piloting.add_hearing(session, made, "Brukerutvalget", asked_on=DAY, answers=6, advice="Enklere språk")
    found = piloting.pilot(session, made)
    newest = found.meetings[-1]
    assert (newest.place, newest.month, newest.participants) == ("Alta", date(2026, 3, 1), {"Lege": 3})
    assert [(each.asked, each.answers, each.advice) for each in found.hearings] == [
        ("Brukerutvalget", 6, "Enklere språk")
    ]


def test_a_national_identity_number_is_refused_anywhere(session: Session, owner: UUID) -> None:
    made = _operator(session, owner, "nord_norge.yaml")
    with pytest.raises(PilotRefusedError):
        piloting.add_hearing(session, made, "Råd", asked_on=DAY, answers=1, advice="130972 48022")
    with pytest.raises(PilotRefusedError):
        piloting.add_meeting(session, made, "Alta", month=DAY, participants={"13097248022": 1}, advice="")
