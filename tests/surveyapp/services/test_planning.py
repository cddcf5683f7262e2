"""Keeping an action plan: its measures, statuses, links to owners, and one year rolled into the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, Measure, MeasureContact, StatusRequest
from surveyapp.models.errors import DuplicateKeyError, NotFoundError, UnknownTokenError
from surveyapp.models.plans import Quarter, place_of
from surveyapp.models.vault import Vault
from surveyapp.services import planning, surveying
from surveyapp.services.planning import Decision, NewPlan, Target, Told, Wanted
from tests.surveyapp.stage import KEY

JUNE = datetime(2026, 6, 20, 12, tzinfo=UTC)
POSTS = Wanted(
    "Øke ergoterapiressursen",
    "once",
    "Enhetsleder rehabilitering",
    Target(1, 2, "stillinger"),
    sub_goals=("c",),
    challenges=(3,),
    indicators=("F1",),
    address="leder@example.org",
)
MEETINGS = Wanted("Møter med brukerorganisasjonene", "yearly", "Kommunalsjef")


@dataclass(frozen=True)
class Kept:
    """A plan with two measures in one goal."""

    session: Session
    organisation_id: UUID
    plan_id: UUID
    goal_id: UUID
    posts: UUID
    meetings: UUID

    def line(self, measure_id: UUID, year: int | None = None) -> planning.MeasureLine:
        measures = planning.year_of(self.session, self.plan_id, year).measures
        return next(each for each in measures if each.id == measure_id)

    def tells(self, measure_id: UUID, told: Told, quarter: int = 2) -> planning.Status:
        return planning.give_status(self.session, self.plan_id, measure_id, quarter, told, now=JUNE)

    def asks(self, quarter: int = 2) -> tuple[planning.StatusLink, ...]:
        return planning.ask(self.session, self.plan_id, 2026, quarter, token_key=KEY, now=JUNE)

    def rolls(self, **decisions: Decision) -> planning.Rolled:
        decided = {getattr(self, name): each for name, each in decisions.items()}
        return planning.roll(self.session, self.plan_id, 2026, decided, JUNE)


@pytest.fixture
def kept(session: Session) -> Kept:
    organisation_id = surveying.create_organisation(session, "Prøve kommune", JUNE).id
    plan_id = planning.create_plan(session, organisation_id, NewPlan("Handlingsplan", 2026), JUNE)
    goal_id = planning.add_goal(session, plan_id, 2026, "Kapasitet", "Nok folk")
    posts = planning.add_measure(session, plan_id, goal_id, POSTS)
    meetings = planning.add_measure(session, plan_id, goal_id, MEETINGS)
    return Kept(session, organisation_id, plan_id, goal_id, posts, meetings)


def test_a_measure_is_kept_with_all_that_is_known_of_it(kept: Kept) -> None:
    line = kept.line(kept.posts)
    assert (line.number, line.title, line.kind, line.owner) == (1, POSTS.title, "once", POSTS.owner)
    assert (line.target, line.sub_goals, line.challenges, line.indicators) == (POSTS.target, ("c",), (3,), ("F1",))
    assert (line.reachable, kept.line(kept.meetings).reachable) == (True, False)


def test_an_owners_address_is_sealed_apart_and_goes_on_its_date(kept: Kept) -> None:
    contact = kept.session.scalars(select(MeasureContact)).one()
    assert b"leder" not in contact.sealed
    # 90 days after the last day of 2026.
    assert contact.destroy_on == date(2027, 3, 31)
    assert planning.destroy_addresses(kept.session, date(2027, 3, 30)) == 0
    assert planning.destroy_addresses(kept.session, date(2027, 3, 31)) == 1
    assert not kept.line(kept.posts).reachable


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(POSTS, title="  "), "title"),
        (replace(POSTS, owner=""), "owner"),
        (replace(POSTS, title="x" * 501), "title"),
        (replace(POSTS, target=Target(1, 2, " ")), "unit"),
        (replace(POSTS, sub_goals=("g",)), "sub_goals"),
        (replace(POSTS, challenges=(5,)), "challenges"),
        (replace(POSTS, indicators=("C 5",)), "indicators"),
        (replace(POSTS, address="leder@example.org\nBcc: alle@example.org"), "address"),
    ],
)
def test_what_cannot_be_a_measure_is_refused_at_its_field(kept: Kept, wanted: Wanted, field: str) -> None:
    with pytest.raises(planning.ImpossibleMeasureError) as refused:
        planning.add_measure(kept.session, kept.plan_id, kept.goal_id, wanted)
    assert refused.value.field == field
    assert len(list(planning.year_of(kept.session, kept.plan_id).measures)) == 2


def test_two_plans_of_an_organisation_have_different_titles(kept: Kept) -> None:
    with pytest.raises(DuplicateKeyError):
        planning.create_plan(kept.session, kept.organisation_id, NewPlan("Handlingsplan", 2027), JUNE)


def test_a_goal_stands_once_in_a_plan(kept: Kept) -> None:
    with pytest.raises(planning.ImpossibleMeasureError):
        planning.add_goal(kept.session, kept.plan_id, 2026, "Kapasitet", "Nok folk")


def test_a_status_is_told_for_a_quarter_and_changed_by_whoever_saw_it(kept: Kept) -> None:
    first = kept.tells(kept.posts, Told("planned", "Søkt om midler", 1))
    second = kept.tells(kept.posts, Told("done", "Ansatt", 2, seen=first.revision))
    (year,) = planning.history(kept.session, kept.plan_id, kept.posts)
    assert [(each.progress, each.reached) for each in year.told] == [("planned", 1), ("done", 2)]
    assert kept.line(kept.posts).statuses == {2: second}


def test_a_status_that_somebody_gave_meanwhile_is_not_written_over(kept: Kept) -> None:
    kept.tells(kept.posts, Told("in_progress", "Utlyst"))
    with pytest.raises(planning.StatusConflictError) as conflict:
        kept.tells(kept.posts, Told("stopped", "Ikke penger"))
    assert conflict.value.theirs.comment == "Utlyst"
    assert kept.line(kept.posts).statuses[2].progress == "in_progress"


def test_the_same_status_twice_is_told_once(kept: Kept) -> None:
    for _click in range(2):
        kept.tells(kept.posts, Told("planned", "Søkt"))
    (year,) = planning.history(kept.session, kept.plan_id, kept.posts)
    assert len(year.told) == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Told("stopped", " "), "comment"),
        (Told("planned", "x" * 2001), "comment"),
        (Told("planned", "", -1), "reached"),
        (Told("planned", "", float("nan")), "reached"),
        (Told("ferdig"), "progress"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_a_status_is_refused_at_its_field(kept: Kept, told: Told, field: str) -> None:
    with pytest.raises(planning.ImpossibleMeasureError) as refused:
        kept.tells(kept.posts, told)
    assert refused.value.field == field


def test_a_measure_without_a_target_reaches_no_value(kept: Kept) -> None:
    with pytest.raises(planning.ImpossibleMeasureError):
        kept.tells(kept.meetings, Told("planned", "", 1))


def test_nobody_tells_of_a_quarter_that_has_not_begun(kept: Kept) -> None:
    with pytest.raises(planning.QuarterNotBegunError) as refused:
        kept.tells(kept.posts, Told("planned"), quarter=3)
    assert refused.value.first_day == date(2026, 7, 1)
    with pytest.raises(NotFoundError):
        kept.tells(kept.posts, Told("planned"), quarter=5)


def test_a_closed_quarter_takes_no_status_until_it_is_opened_again(kept: Kept) -> None:
    for _click in range(2):
        planning.close_quarter(kept.session, kept.plan_id, 2026, 2, JUNE)
    with pytest.raises(planning.QuarterClosedError) as refused:
        kept.tells(kept.posts, Told("planned"))
    assert refused.value.quarter == Quarter(2026, 2)
    with pytest.raises(planning.QuarterClosedError):
        kept.asks()
    planning.reopen_quarter(kept.session, kept.plan_id, 2026, 2)
    kept.tells(kept.posts, Told("planned"))


def test_the_counts_of_a_quarter_know_who_is_lacking(kept: Kept) -> None:
    kept.tells(kept.posts, Told("done"))
    assert planning.year_of(kept.session, kept.plan_id).counts(2) == {"done": 1, "lacking": 1}
    planning.end_measure(kept.session, kept.plan_id, kept.meetings, "dropped", "Slått sammen med et annet", now=JUNE)
    assert planning.year_of(kept.session, kept.plan_id).counts(2) == {"done": 1}


def test_only_owners_who_lack_a_status_are_asked(kept: Kept) -> None:
    kept.tells(kept.meetings, Told("done"))
    (link,) = kept.asks()
    assert (link.owner, link.address) == (POSTS.owner, "leder@example.org")


def test_a_link_is_the_same_until_its_message_is_queued_and_then_nobody_is_asked_twice(kept: Kept) -> None:
    first = kept.asks()
    assert [each.token for each in kept.asks()] == [each.token for each in first]
    plan = planning.plan_of(kept.session, "plan.change", kept.plan_id)
    (letter,) = planning.letters(plan, Quarter(2026, 2), first)
    planning.queue_letter(kept.session, letter, "et brev", token_key=KEY, now=JUNE)
    # The other has no address, so her link is passed on by hand.
    assert [each.asked.measure_id for each in kept.asks()] == [kept.meetings]
    assert [each.asked.quarter for each in kept.asks(1)] == [1, 1]


def test_what_is_stored_of_a_link_does_not_open_it(kept: Kept) -> None:
    link = kept.asks()[0]
    assert len(link.token) >= 43  # 256 bits in letters of six bits
    codes = kept.session.scalars(select(StatusRequest.token_code)).all()
    assert all(link.token.encode() not in code for code in codes)
    with pytest.raises(UnknownTokenError):
        planning.find(kept.session, link.token[:-1] + "x", KEY)


def test_an_owner_tells_by_her_link_and_it_is_noted(kept: Kept) -> None:
    kept.tells(kept.posts, Told("planned"), quarter=1)
    link = kept.asks()[0]
    offer = planning.find(kept.session, link.token, KEY)
    assert (offer.title, offer.before and offer.before.progress, offer.last) == (POSTS.title, "planned", None)
    status = planning.answer(kept.session, offer.asked, Told("in_progress", "Utlyst", 1), now=JUNE)
    assert (status.given_by, kept.line(kept.posts).statuses[2]) == ("owner", status)
    event = kept.session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc())).first()
    assert event is not None
    assert (event.action, event.actor, event.about["progress"]) == ("plan.status", None, "in_progress")
    assert "Utlyst" not in str(event.about)


def test_a_fresh_link_ends_the_one_before(kept: Kept) -> None:
    old = kept.asks()[0]
    fresh = planning.link(kept.session, kept.plan_id, kept.posts, 2, token_key=KEY, now=JUNE, fresh=True)
    assert fresh.token != old.token
    with pytest.raises(UnknownTokenError):
        planning.find(kept.session, old.token, KEY)
    with pytest.raises(UnknownTokenError):
        planning.answer(kept.session, old.asked, Told("done"), now=JUNE)
    assert planning.find(kept.session, fresh.token, KEY).asked == fresh.asked


def test_a_measure_with_a_status_is_ended_and_never_deleted(kept: Kept) -> None:
    kept.tells(kept.posts, Told("planned"))
    with pytest.raises(planning.MeasureHasHistoryError):
        planning.delete_measure(kept.session, kept.plan_id, kept.posts)
    planning.end_measure(kept.session, kept.plan_id, kept.posts, "dropped", "Ikke penger", now=JUNE)
    assert (kept.line(kept.posts).over, kept.line(kept.posts).fate_reason) == (True, "Ikke penger")
    planning.resume_measure(kept.session, kept.plan_id, kept.posts)
    assert not kept.line(kept.posts).over


def test_a_measure_put_in_by_mistake_is_deleted_with_its_address(kept: Kept) -> None:
    planning.delete_measure(kept.session, kept.plan_id, kept.posts)
    assert [each.id for each in planning.year_of(kept.session, kept.plan_id).measures] == [kept.meetings]
    assert kept.session.scalars(select(MeasureContact)).all() == []


def test_a_measure_is_dropped_for_a_reason(kept: Kept) -> None:
    with pytest.raises(planning.ImpossibleMeasureError):
        planning.end_measure(kept.session, kept.plan_id, kept.posts, "dropped", " ", now=JUNE)
    kept.session.get_one(Measure, kept.posts).fate = "dropped"
    with pytest.raises(IntegrityError):
        kept.session.commit()
    kept.session.rollback()


NUMBER = "13097248022"
"""Skatteetaten's own example of a synthetic national identity number."""


def test_a_national_identity_number_is_refused_in_all_words_of_a_plan(kept: Kept) -> None:
    session, plan_id = kept.session, kept.plan_id
    told = f"Bruker {NUMBER}"
    tries: dict[str, Callable[[], object]] = {
        "plan": lambda: planning.create_plan(session, kept.organisation_id, NewPlan(told, 2026), JUNE),
        "source": lambda: planning.create_plan(session, kept.organisation_id, NewPlan("Ny", 2026, told), JUNE),
        "area": lambda: planning.add_goal(session, plan_id, 2026, told, "Mål"),
        "goal": lambda: planning.change_goal(session, plan_id, kept.goal_id, "Kapasitet", told),
        "title": lambda: planning.add_measure(session, plan_id, kept.goal_id, replace(POSTS, title=told)),
        "owner": lambda: planning.add_measure(session, plan_id, kept.goal_id, replace(POSTS, owner=told)),
        "unit": lambda: planning.add_measure(session, plan_id, kept.goal_id, replace(POSTS, target=Target(1, 2, told))),
        "comment": lambda: kept.tells(kept.posts, Told("planned", told)),
        "reason": lambda: planning.end_measure(session, plan_id, kept.posts, "finished", told, now=JUNE),
    }
    for field, attempt in tries.items():
        with pytest.raises(planning.NationalIdError) as refused:
            attempt()
        assert refused.value.field == field


def test_an_owner_too_may_write_no_national_identity_number(kept: Kept) -> None:
    (link, _other) = kept.asks()
    with pytest.raises(planning.NationalIdError):
        planning.answer(kept.session, link.asked, Told("planned", NUMBER), now=JUNE)


@pytest.mark.parametrize("decision", [Decision("dropped", NUMBER), Decision("changed", title=NUMBER)])
def test_a_national_identity_number_is_refused_when_a_year_is_rolled(kept: Kept, decision: Decision) -> None:
    with pytest.raises(planning.UndecidedError) as refused:
        kept.rolls(posts=decision, meetings=Decision("carried"))
    assert "national identity number" in refused.value.problems[str(kept.posts)]


def test_a_national_identity_number_in_a_spreadsheet_is_told_by_its_place() -> None:
    header = ["satsingsområde", "mål", "tiltak", "ansvarlig"]
    with pytest.raises(planning.PlanFileError) as refused:
        planning.read_rows("plan.csv", header, [(2, ["A", "B", "C", f"Kari {NUMBER}"])])
    assert [(each.row, each.column) for each in refused.value.problems] == [(2, "ansvarlig")]


def test_a_year_is_rolled_also_when_an_address_is_unreadable_and_its_measure_is_told(kept: Kept) -> None:
    by_mail = replace(MEETINGS, address="sjef@example.org")
    planning.change_measure(kept.session, kept.plan_id, kept.meetings, kept.goal_id, by_mail)
    contact = kept.session.get_one(MeasureContact, kept.posts)
    contact.sealed = Vault.keyed_by("k" * 32).seal("leder@example.org", place_of(kept.posts))
    kept.session.commit()
    made = kept.rolls(posts=Decision("carried"), meetings=Decision("carried"))
    assert (made.year, made.without_address) == (2027, (1,))
    lines = list(planning.year_of(kept.session, kept.plan_id, 2027).measures)
    there = [kept.session.get(MeasureContact, each.id) is not None for each in lines]
    assert [(each.number, here) for each, here in zip(lines, there, strict=True)] == [(1, False), (2, True)]
