"""A pilot's file and its dates: taken as they are, or refused with what to mend and where."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.services import piloting, surveying
from surveyapp.services.piloting import (
    DayRefusedError,
    FileProblem,
    HearingTold,
    MeetingTold,
    MilestoneTold,
    PilotFileError,
    Told,
    TrainingTold,
)
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.stage import NOW

HEAD = "title: X\nsource: Y\n"


@pytest.fixture
def made(session: Session) -> UUID:
    return put_pilot(session, surveying.create_organisation(session, "Eksempel kommune", NOW).id)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", FileProblem(1, 1, "parts")),
        ("- 1", FileProblem(1, 1, "parts")),
        ("title: X", FileProblem(1, 1, "missing", "source")),
        (HEAD + "owner: Z", FileProblem(3, 1, "unknown", "owner")),
        (HEAD + "units: [A, '']", FileProblem(3, 12, "empty", "units")),
        (HEAD + "units: A", FileProblem(3, 8, "list", "units")),
        (HEAD + "units: [1]", FileProblem(3, 9, "text", "units")),
        (HEAD + f"units: [{'A' * 201}]", FileProblem(3, 9, "too_long", "200")),
        (HEAD + "units: ['13097248022']", FileProblem(3, 9, "national_id", "units")),
        (HEAD + "meetings:\n  - {place: Z, month: mai}", FileProblem(4, 23, "date", "month")),
        (HEAD + "meetings:\n  - {place: Z, month: 2999-05-01}", FileProblem(4, 23, "year", "2006-2046")),
        (HEAD + "hearings:\n  - {asked: Z, day: 1900-05-01}", FileProblem(4, 21, "year", "2006-2046")),
        (HEAD + "milestones:\n  - {party: Z, words: A, due: 2026-05-01, coverage: 7}", None),
    ],
)
def test_a_file_that_is_no_pilot_is_refused_with_what_to_mend(text: str, problem: FileProblem | None) -> None:
    with pytest.raises(PilotFileError) as refused:
        piloting.read_pilot("pilot.yaml", text.encode(), NOW)
    (found,) = refused.value.problems
    if problem is None:
        assert (found.line, found.kind) == (4, "yes_no")
    else:
        assert found == problem
    assert str(refused.value).startswith(f"pilot.yaml:{found.line}:{found.column}: ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b"title: [", "unreadable"),
        (b"title: &a X\nsource: *a", "unreadable"),
        (b"title: X\ntitle: Y\nsource: Z", "twice"),
        (b"title: \xff", "encoding"),
        (b"title: X # " + b"a" * 1_000_000, "size"),
    ],
)
def test_what_is_no_yaml_is_told_by_its_kind(text: bytes, kind: str) -> None:
    with pytest.raises(PilotFileError) as refused:
        piloting.read_pilot("pilot.yaml", text, NOW)
    assert [each.kind for each in refused.value.problems] == [kind]


def test_all_that_is_wrong_in_a_file_is_told_at_once() -> None:
    text = b"title: X\nunits: ['']\nmeetings:\n  - {place: Z, month: mai}"
    with pytest.raises(PilotFileError) as refused:
        piloting.read_pilot("pilot.yaml", text, NOW)
    assert {each.kind for each in refused.value.problems} == {"missing", "empty", "date"}


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2005, 12, 31), date(2047, 1, 1), date(2999, 1, 1)])
def test_a_date_that_is_twenty_years_from_when_the_pilot_was_set_up_is_refused(
    session: Session, made: UUID, day: date
) -> None:
    there = piloting.part(session, made, MilestoneTold, 1)
    dated: list[Told] = [MilestoneTold("A", "B", day), TrainingTold(1, day, 3), HearingTold("A", day)]
    for told in [*dated, MeetingTold("A", day, {})]:
        with pytest.raises(DayRefusedError, match="from 2006 to 2046"):
            piloting.add_part(session, made, told)
    with pytest.raises(DayRefusedError) as refused:
        piloting.change_part(session, made, 1, MilestoneTold("A", "B", day), seen=there.revision)
    assert refused.value.field == "due_on"


@pytest.mark.parametrize("day", [date(2006, 1, 1), date(2046, 12, 31)])
def test_a_date_within_twenty_years_is_taken(session: Session, made: UUID, day: date) -> None:
    piloting.add_part(session, made, TrainingTold(1, day, 3))
    assert piloting.pilot(session, made).trainings[0].held_on == day
