"""A year of a plan becomes the next, and what every measure was can still be read."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import NotFoundError
from surveyapp.services import planning
from surveyapp.services.planning import Decision, Told
from tests.surveyapp.services.test_planning import JUNE, MEETINGS, POSTS, Kept, kept
from tests.surveyapp.stage import KEY

__all__ = ["kept"]
CARRIED = Decision("carried")


def test_what_goes_on_keeps_its_number_target_and_owner(kept: Kept) -> None:
    assert kept.rolls(posts=CARRIED, meetings=CARRIED).year == 2027
    year = planning.year_of(kept.session, kept.plan_id)
    assert (year.year, year.years, [(goal.area, goal.title) for goal in year.goals]) == (
        2027,
        (2026, 2027),
        [("Kapasitet", "Nok folk")],
    )
    posts, meetings = year.measures
    assert (posts.number, posts.title, posts.target, posts.owner) == (1, POSTS.title, POSTS.target, POSTS.owner)
    assert (posts.previous_id, posts.reachable, posts.statuses) == (kept.posts, True, {})
    assert meetings.title == MEETINGS.title


def test_what_is_finished_or_dropped_stays_in_its_year(kept: Kept) -> None:
    kept.tells(kept.posts, Told("done", "Ansatt", 2))
    kept.rolls(posts=Decision("finished"), meetings=Decision("dropped", "Slått sammen med et annet"))
    assert list(planning.year_of(kept.session, kept.plan_id).measures) == []
    before = planning.year_of(kept.session, kept.plan_id, 2026)
    assert before.rolled
    assert [(each.fate, each.fate_reason) for each in before.measures] == [
        ("finished", ""),
        ("dropped", "Slått sammen med et annet"),
    ]


def test_a_measures_history_tells_what_it_was_in_each_year(kept: Kept) -> None:
    kept.tells(kept.posts, Told("in_progress", "Utlyst"))
    kept.rolls(posts=Decision("changed", "Bare ett årsverk til", "Øke med 50 prosent"), meetings=CARRIED)
    new = next(iter(planning.year_of(kept.session, kept.plan_id).measures))
    told = planning.history(kept.session, kept.plan_id, new.id)
    assert [(each.measure.year, each.measure.title, each.measure.fate) for each in told] == [
        (2027, "Øke med 50 prosent", None),
        (2026, POSTS.title, "changed"),
    ]
    assert [status.comment for status in told[1].told] == ["Utlyst"]
    assert planning.history(kept.session, kept.plan_id, kept.posts) == told


def test_what_is_changed_after_the_roll_is_told_as_changed(kept: Kept) -> None:
    kept.rolls(posts=CARRIED, meetings=CARRIED)
    new = next(iter(planning.year_of(kept.session, kept.plan_id).measures))
    planning.change_measure(kept.session, kept.plan_id, new.id, new.goal_id, POSTS)
    assert kept.line(kept.posts, 2026).fate == "carried"
    planning.change_measure(kept.session, kept.plan_id, new.id, new.goal_id, MEETINGS)
    assert kept.line(kept.posts, 2026).fate == "changed"


@pytest.mark.parametrize(
    "decided",
    [
        {"posts": CARRIED},
        {"posts": CARRIED, "meetings": Decision("dropped", " ")},
        {"posts": CARRIED, "meetings": Decision("changed")},
        {"posts": CARRIED, "meetings": Decision("paused")},  # type: ignore[arg-type]
    ],
)
def test_a_year_is_rolled_whole_or_not_at_all(kept: Kept, decided: dict[str, Decision]) -> None:
    with pytest.raises(planning.UndecidedError) as refused:
        kept.rolls(**decided)
    assert refused.value.problems.keys() == {str(kept.meetings)}
    assert planning.year_of(kept.session, kept.plan_id).years == (2026,)


def test_a_year_is_rolled_once(kept: Kept) -> None:
    kept.rolls(posts=CARRIED, meetings=CARRIED)
    with pytest.raises(planning.YearRolledError):
        kept.rolls(posts=CARRIED, meetings=CARRIED)


def test_a_year_that_was_rolled_is_history_but_its_last_quarter_can_still_be_told(kept: Kept) -> None:
    kept.rolls(posts=CARRIED, meetings=CARRIED)
    with pytest.raises(planning.YearRolledError):
        planning.add_measure(kept.session, kept.plan_id, kept.goal_id, MEETINGS)
    with pytest.raises(planning.YearRolledError):
        planning.change_measure(kept.session, kept.plan_id, kept.posts, kept.goal_id, MEETINGS)
    assert kept.tells(kept.posts, Told("planned")).revision == 1
    assert [each.asked.measure_id for each in kept.asks()] == [kept.meetings]


def test_a_measure_that_came_from_an_earlier_year_is_not_deleted(kept: Kept) -> None:
    kept.rolls(posts=CARRIED, meetings=CARRIED)
    new = next(iter(planning.year_of(kept.session, kept.plan_id).measures))
    with pytest.raises(planning.MeasureHasHistoryError):
        planning.delete_measure(kept.session, kept.plan_id, new.id)


def test_the_number_of_a_measure_is_never_given_to_another(kept: Kept) -> None:
    kept.rolls(posts=CARRIED, meetings=Decision("finished"))
    (posts,) = planning.year_of(kept.session, kept.plan_id).measures
    added = planning.add_measure(kept.session, kept.plan_id, posts.goal_id, MEETINGS)
    assert kept.line(added).number == 3


def test_a_measure_that_ended_needs_no_decision(kept: Kept) -> None:
    planning.end_measure(kept.session, kept.plan_id, kept.meetings, "finished", "", now=JUNE)
    kept.rolls(posts=CARRIED)
    with pytest.raises(NotFoundError):
        planning.year_of(kept.session, kept.plan_id, 2028)


@pytest.mark.parametrize(
    ("kind", "told", "likeliest"),
    [
        ("once", None, "carried"),
        ("once", Told("done"), "finished"),
        ("yearly", Told("done"), "carried"),
        ("continuous", Told("in_progress"), "carried"),
        ("once", Told("stopped", "Ikke penger"), "dropped"),
    ],
)
def test_what_is_likeliest_is_suggested(kept: Kept, kind: str, told: Told | None, likeliest: str) -> None:
    wanted = planning.Wanted("Et tiltak", kind, "Noen")  # type: ignore[arg-type]
    measure = planning.add_measure(kept.session, kept.plan_id, kept.goal_id, wanted)
    if told is not None:
        kept.tells(measure, told)
    assert planning.suggested(kept.line(measure)) == likeliest


def test_another_plans_measure_is_not_there(kept: Kept, session: Session) -> None:
    other = planning.create_plan(session, kept.organisation_id, planning.NewPlan("En annen", 2026), JUNE)
    with pytest.raises(NotFoundError):
        planning.give_status(session, other, kept.posts, 2, Told("done"), now=JUNE)
    with pytest.raises(NotFoundError):
        planning.link(session, other, kept.posts, 2, token_key=KEY, now=JUNE)
    with pytest.raises(NotFoundError):
        planning.history(session, other, kept.posts)


def test_a_measure_that_ended_at_the_roll_counts_in_the_quarters_before(kept: Kept) -> None:
    kept.tells(kept.posts, Told("planned"), quarter=1)
    before = planning.year_of(kept.session, kept.plan_id, 2026).counts(1)
    kept.rolls(posts=CARRIED, meetings=Decision("dropped", "Ikke penger"))
    year = planning.year_of(kept.session, kept.plan_id, 2026)
    assert before == year.counts(1) == {"planned": 1, "lacking": 1}
    # It ended in June, before the second quarter was over.
    assert year.counts(2) == {"lacking": 1}


def test_a_measure_that_goes_on_after_all_is_told_of_again(kept: Kept) -> None:
    planning.end_measure(kept.session, kept.plan_id, kept.meetings, "finished", "", now=JUNE)
    planning.resume_measure(kept.session, kept.plan_id, kept.meetings)
    assert (kept.line(kept.meetings).ended_on, kept.line(kept.meetings).expected(3)) == (None, True)
