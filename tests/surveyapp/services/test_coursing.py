"""A unit's courses: pseudonyms, dates, who is due, what changed, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import combinations
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.models import Course, Organisation, Participant, Programme, Response
from surveyapp.models.courses import MissingReason, months_after
from surveyapp.models.errors import ExpiredTokenError, NotFoundError, UnknownTokenError, WrongVersionError
from surveyapp.models.pseudonyms import LETTERS, new_pseudonym, pseudonym_of
from surveyapp.services import answering, coursing, inviting, publishing, surveying
from surveyapp.services.coursing import (
    AlreadyGivenError,
    ImpossibleDateError,
    NationalIdError,
    NoBaselineError,
    NotAUnitError,
)
from tests.surveyapp.stage import KEY, NOW, psfs, set_up
from tests.surveyapp.wards import Ward, taken_up, ward

MONDAY = date(2026, 3, 2)
ID = "130972 48022"  # the example that Nav's validator is tested by


@pytest.fixture
def unit(session: Session) -> Ward:
    return ward(session)


def due_dates(unit: Ward, participant_id: UUID) -> list[str]:
    return [str(point.due_on) for point in coursing.course(unit.session, unit.survey_id, participant_id).line.points]


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_pseudonyms_are_read_however_they_are_written_and_every_slip_is_found_out() -> None:
    right = new_pseudonym()
    bare = right.replace("-", "")
    assert pseudonym_of(f" {bare.lower()[:3]} {bare.lower()[3:]}") == right
    one_wrong = {bare[:place] + letter + bare[place + 1 :] for place in range(6) for letter in LETTERS} - {bare}
    swapped = set()
    for one, other in combinations(range(6), 2):
        letters = list(bare)
        letters[one], letters[other] = letters[other], letters[one]
        swapped.add("".join(letters))
    assert len(one_wrong) == 6 * 22
    assert [slip for slip in one_wrong | swapped - {bare} if pseudonym_of(slip)] == []
    assert pseudonym_of("") is pseudonym_of("K7M") is pseudonym_of("OOO-OOO") is None


def test_no_letter_of_a_pseudonym_looks_like_another() -> None:
    alike = ("0OQD", "1ILJ", "5S", "8B", "2Z", "UV", "6G", "VY")
    assert [pair for pair in alike if sum(letter in LETTERS for letter in pair) > 1] == ["VY"]
    assert len(set(LETTERS)) == 23


def test_a_course_begins_with_a_pseudonym_and_the_dates_that_follow(unit: Ward) -> None:
    made = unit.opens(date(2026, 1, 19))
    # Six weeks after the 19th of January is the 2nd of March; three and six months later, the same day.
    assert due_dates(unit, made) == ["2026-01-19", "2026-03-02", "2026-06-02", "2026-09-02"]
    person = unit.session.get_one(Participant, (unit.survey_id, made))
    assert pseudonym_of(person.key) == person.key == person.label


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize("note", [ID, f"rom 4, {ID}"])
def test_a_national_identity_number_is_refused_in_a_note(unit: Ward, note: str) -> None:
    with pytest.raises(NationalIdError):
        unit.opens(note=note)
    made = unit.opens()
    with pytest.raises(NationalIdError):
        coursing.change_dates(unit.session, unit.survey_id, made, dates={}, note=note)
    assert unit.session.scalars(select(Course.note)).all() == [""]


def test_a_national_identity_number_in_an_activity_is_never_stored(unit: Ward) -> None:
    made = unit.opens()
    link = coursing.ask(unit.session, unit.survey_id, made, unit.round_id(1), key=KEY, now=NOW)
    begun = answering.start_or_resume(unit.session, inviting.find(unit.session, link.token, KEY, NOW).key, NOW).key
    answers = {"aktivitet": {"1": "gå i trapp", "2": f"Ola {ID}"}}
    saved = answering.save_page(unit.session, begun, "aktiviteter", answers, revision=0, now=NOW)
    assert ("aktivitet.2", "national_id") in {(problem.field, problem.kind) for problem in saved.problems}
    stored = unit.session.scalars(select(Response.answers)).all()
    assert [answers for answers in stored if "48022" in str(answers)] == []


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2101, 1, 1)])
def test_a_course_in_another_century_is_refused(unit: Ward, day: date) -> None:
    with pytest.raises(ImpossibleDateError):
        unit.opens(day)


@pytest.mark.parametrize(
    ("day", "is_taken"), [(date(2027, 3, 2), True), (date(2027, 3, 4), False), (date(2036, 1, 1), False)]
)
def test_a_course_starts_within_a_year_of_when_it_is_opened(unit: Ward, day: date, *, is_taken: bool) -> None:
    made = unit.opens()
    for act in (
        lambda: coursing.open_course(unit.session, unit.survey_id, day, NOW),
        lambda: coursing.change_dates(
            unit.session, unit.survey_id, made, dates=dict.fromkeys((1, 2, 3, 4), day), note=""
        ),
    ):
        if is_taken:
            act()
            continue
        with pytest.raises(ImpossibleDateError) as refused:
            act()
        assert refused.value.number == 1


def test_who_is_due_is_told_by_how_soon(unit: Ward) -> None:
    late, today, sunday, next_monday = (
        unit.opens(day) for day in (date(2026, 3, 1), MONDAY, date(2026, 3, 8), date(2026, 3, 9))
    )
    board = coursing.board(unit.session, unit.survey_id, NOW)
    told = [(due.course.id, due.point.label, due.haste) for due in board.due]
    assert told == [(late, "Start", "overdue"), (today, "Start", "today"), (sunday, "Start", "week")]
    assert next_monday in {line.id for line in board.courses}


def test_a_follow_up_is_due_only_once_there_is_a_baseline(unit: Ward) -> None:
    made = unit.opens()
    june = on(date(2026, 6, 1))
    before = coursing.board(unit.session, unit.survey_id, june)
    unit.rates(made, 1, 2, 3, 4)
    after = coursing.board(unit.session, unit.survey_id, june)
    assert [due.point.number for due in before.due] == [1]
    assert [due.point.number for due in after.due] == [2]


def test_a_later_rating_is_asked_for_only_after_the_first(unit: Ward) -> None:
    made = unit.opens()
    with pytest.raises(NoBaselineError):
        coursing.ask(unit.session, unit.survey_id, made, unit.round_id(2), key=KEY, now=NOW)


def test_a_rating_that_is_handed_in_is_neither_asked_for_again_nor_missing(unit: Ward) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 3, 4)
    with pytest.raises(AlreadyGivenError):
        coursing.ask(unit.session, unit.survey_id, made, unit.round_id(1), key=KEY, now=NOW)
    with pytest.raises(AlreadyGivenError):
        coursing.leave_out(unit.session, unit.survey_id, made, unit.round_id(1), "forgotten")


def test_the_link_that_is_out_is_shown_again_until_it_has_run_out_or_the_rating_is_given(unit: Ward) -> None:
    made = unit.opens()
    about = (unit.session, unit.survey_id, made, unit.round_id(1))
    assert coursing.link_out(*about, key=KEY, now=NOW) is None
    first = coursing.ask(*about, key=KEY, now=NOW)
    # Made on 2 March, so it works until 1 April.
    assert coursing.ask(*about, key=KEY, now=on(date(2026, 4, 1))) == first
    assert coursing.link_out(*about, key=KEY, now=on(date(2026, 4, 1))) == first
    assert coursing.link_out(*about, key=KEY, now=on(date(2026, 4, 2))) is None
    assert coursing.ask(*about, key=KEY, now=on(date(2026, 4, 2))).token != first.token
    unit.rates(made, 1, 2, 3, 4)
    assert coursing.link_out(*about, key=KEY, now=NOW) is None


def test_a_fresh_link_ends_the_one_before_and_lasts_thirty_days(unit: Ward) -> None:
    made = unit.opens()
    first, second = (
        coursing.ask(unit.session, unit.survey_id, made, unit.round_id(1), key=KEY, now=NOW, anew=anew)
        for anew in (False, True)
    )
    with pytest.raises(UnknownTokenError):
        inviting.find(unit.session, first.token, KEY, NOW)
    assert inviting.find(unit.session, second.token, KEY, on(date(2026, 4, 1))).round_label == "Start"
    with pytest.raises(ExpiredTokenError):
        inviting.find(unit.session, second.token, KEY, on(date(2026, 4, 2)))


@pytest.mark.parametrize(
    ("reason", "after"),
    [
        ("forgotten", ["forgotten", None, None]),
        ("discharged", ["discharged", None, None]),
        ("unable", ["unable", None, None]),
        ("moved", ["moved", "moved", "moved"]),
        ("died", ["died", "died", "died"]),
        ("unwilling", ["unwilling", "unwilling", "unwilling"]),
    ],
)
def test_a_reason_that_lasts_is_that_of_the_later_ratings_too(
    unit: Ward, reason: MissingReason, after: list[MissingReason | None]
) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 3, 4)
    coursing.leave_out(unit.session, unit.survey_id, made, unit.round_id(2), reason)
    line = coursing.course(unit.session, unit.survey_id, made).line
    assert [point.missing for point in line.points] == [None, *after]


def test_a_reason_is_taken_back_by_hand_or_by_asking_after_all(unit: Ward) -> None:
    made = unit.opens()
    for undo in (
        lambda: coursing.take_back(unit.session, unit.survey_id, made, unit.round_id(1)),
        lambda: coursing.ask(unit.session, unit.survey_id, made, unit.round_id(1), key=KEY, now=NOW),
    ):
        coursing.leave_out(unit.session, unit.survey_id, made, unit.round_id(1), "forgotten")
        assert coursing.board(unit.session, unit.survey_id, NOW).due == ()
        undo()
        assert len(coursing.board(unit.session, unit.survey_id, NOW).due) == 1


@pytest.mark.parametrize(
    ("reason", "undone", "after"),
    [
        ("moved", 3, [None, None, None, None]),
        ("forgotten", 1, [None, None, "forgotten", None]),
    ],
)
def test_taking_a_reason_back_undoes_all_that_it_said(
    unit: Ward, reason: MissingReason, undone: int, after: list[MissingReason | None]
) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 3, 4)
    for number in (3, 2):
        coursing.leave_out(unit.session, unit.survey_id, made, unit.round_id(number), reason)
    assert coursing.take_back(unit.session, unit.survey_id, made, unit.round_id(2)) == undone
    line = coursing.course(unit.session, unit.survey_id, made).line
    assert [point.missing for point in line.points] == after


def test_taking_a_reason_back_leaves_another_reason_alone(unit: Ward) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 3, 4)
    coursing.leave_out(unit.session, unit.survey_id, made, unit.round_id(2), "moved")
    coursing.leave_out(unit.session, unit.survey_id, made, unit.round_id(4), "died")
    coursing.take_back(unit.session, unit.survey_id, made, unit.round_id(2))
    line = coursing.course(unit.session, unit.survey_id, made).line
    assert [point.missing for point in line.points] == [None, None, None, "died"]


def test_moving_the_end_moves_what_is_counted_from_it(unit: Ward) -> None:
    made = unit.opens(date(2026, 1, 19))
    moved = {1: date(2026, 1, 19), 2: date(2026, 3, 16), 3: date(2026, 6, 2), 4: date(2026, 9, 2)}
    coursing.change_dates(unit.session, unit.survey_id, made, dates=moved, note="rom 4")
    assert due_dates(unit, made) == ["2026-01-19", "2026-03-16", "2026-06-16", "2026-09-16"]
    coursing.change_dates(unit.session, unit.survey_id, made, dates={3: date(2026, 7, 1)}, note="rom 4")
    coursing.change_dates(unit.session, unit.survey_id, made, dates={2: date(2026, 3, 20)}, note="rom 4")
    assert due_dates(unit, made) == ["2026-01-19", "2026-03-20", "2026-07-01", "2026-09-20"]
    assert coursing.course(unit.session, unit.survey_id, made).note == "rom 4"


def test_an_end_before_the_start_is_refused(unit: Ward) -> None:
    made = unit.opens()
    with pytest.raises(ImpossibleDateError) as refused:
        coursing.change_dates(unit.session, unit.survey_id, made, dates={2: date(2026, 3, 1)}, note="")
    assert refused.value.number == 2


def test_a_course_shows_each_activity_with_what_it_was_rated_each_time(unit: Ward) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 9, "not_tried")
    unit.rates(made, 2, 5, 10, 4, on=date(2026, 4, 13))
    coursing.code_activities(unit.session, unit.survey_id, made, {"1": "d4", "2": "d6", "3": "d7-d9"})
    coursing.code_activities(unit.session, unit.survey_id, made, {"2": "d5", "3": None})
    found = coursing.course(unit.session, unit.survey_id, made)
    assert [(each.words, each.ratings[:2], each.starts_high, each.chapter) for each in found.activities] == [
        ("gå i trapp", (2, 5), False, "d4"),
        ("lage middag", (9, 10), True, "d5"),
        ("spille kort", ("not_tried", 4), False, None),
    ]
    assert not found.few


def test_fewer_than_three_activities_are_flagged(unit: Ward) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 3, activities=("gå i trapp", "bade"))
    assert coursing.course(unit.session, unit.survey_id, made).few


def test_the_change_is_told_from_the_start_whatever_came_between(unit: Ward) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 4, 5)
    unit.rates(made, 2, 9, 9, "no_longer_relevant")
    last = unit.rates(made, 3, 6, "not_tried", 8)
    score = answering.since_start(unit.session, last)["psfs"]
    # By hand: (2 + 5) / 2 and (6 + 8) / 2; «lage middag» has no number the last time.
    assert (score.round_label, score.before.value, score.now.value) == ("Start", Fraction(7, 2), Fraction(7))
    assert (score.now.rated, score.now.items) == (2, 3)
    # Two activities only: the threshold of a single one, from Stratford 1995.
    assert score.list_change is not None
    assert (score.list_change.needed, score.list_change.source) == (3.0, "Stratford 1995")


def test_a_course_is_found_by_its_code_in_its_own_unit_only(session: Session, unit: Ward) -> None:
    made = unit.opens()
    code = session.get_one(Participant, (unit.survey_id, made)).key
    other = ward(session, "En annen enhet")
    assert coursing.find_code(session, unit.survey_id, code.lower()) == made
    assert coursing.find_code(session, other.survey_id, code) is None
    assert coursing.find_code(session, unit.survey_id, "") is None


def test_erasing_leaves_nothing_of_the_course(unit: Ward) -> None:
    made, other = unit.opens(), unit.opens()
    unit.rates(made, 1, 2, 3, 4)
    coursing.code_activities(unit.session, unit.survey_id, made, {"1": "d4"})
    coursing.erase(unit.session, unit.survey_id, made)
    assert unit.session.scalars(select(Participant.id)).all() == [other]
    assert unit.session.scalars(select(Response.id)).all() == []
    assert len(due_dates(unit, other)) == 4


def test_psfs_is_taken_up_once_by_a_unit_and_by_nobody_else(session: Session, unit: Ward) -> None:
    with pytest.raises(NotAUnitError):
        taken_up(session, session.get_one(Organisation, unit.unit_id))
    with pytest.raises(NotAUnitError):
        taken_up(session, surveying.create_organisation(session, "Et prosjekt", NOW, kind="project"))


def test_only_the_units_own_psfs_is_followed(session: Session, unit: Ward) -> None:
    elsewhere = surveying.create_organisation(session, "Enda en enhet", NOW, kind="unit")
    theirs = surveying.create_organisation(session, "Kommunen", NOW)
    version = publishing.publish(session, theirs, psfs(), NOW)
    with pytest.raises(WrongVersionError):
        coursing.take_up(session, elsewhere.id, version.id, NOW)


def test_an_ordinary_survey_has_no_courses(session: Session) -> None:
    stage = set_up(session, privacy="confidential")
    for call in (
        lambda: coursing.board(session, stage.survey_id, NOW),
        lambda: coursing.course(session, stage.survey_id, uuid4()),
        lambda: coursing.open_course(session, stage.survey_id, MONDAY, NOW),
        lambda: coursing.ask(session, stage.survey_id, uuid4(), stage.round_ids[0], key=KEY, now=NOW),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_courses_are_confidential_whoever_writes_to_the_database(session: Session) -> None:
    stage = set_up(session, privacy="identified")
    session.add(Programme(survey_id=stage.survey_id, privacy="identified", weeks=6))
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
