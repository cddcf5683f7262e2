"""When a quarter has ended, owners are mailed by the clock; the plan's page says so before, and can stop it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, update

from surveyapp.models import Outgoing, Plan, db
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import Quarter
from surveyapp.services import access, planning, posting
from surveyapp.services.planning import NewPlan
from surveyapp.web import mailing
from surveyapp.web.staff import plan_mail
from tests import postbox
from tests.postbox import Postbox
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN as QUESTIONNAIRE
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.plans_there import MEETINGS, POSTS

ENDED = Quarter.of(norwegian_date(datetime.now(UTC))).before
ASKED = datetime.combine(ENDED.asked_on, time(9), UTC)
LINK = re.compile(r"http\S+(/t/\S+)")


@pytest.fixture
def box(site: Site) -> Iterator[Postbox]:
    with site.session() as session:
        session.execute(delete(Outgoing))
        session.commit()
    with postbox.delivering(site.app) as box:
        yield box


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put(QUESTIONNAIRE)


@pytest.fixture
def plan_id(site: Site, survey: PutSurvey) -> Iterator[UUID]:
    """A plan from before the quarter that ended last: two measures of one owner, one of another, one of nobody."""
    before = ASKED - timedelta(days=120)
    with site.session() as session:
        found = planning.create_plan(session, survey.organisation_id, NewPlan("Planen", ENDED.year), before)
        goal_id = planning.add_goal(session, found, ENDED.year, "Kapasitet", "Nok folk")
        other = replace(POSTS, title="Kurs for ansatte", address="andre@example.org")
        for wanted in (POSTS, other, replace(POSTS, title="Ansette psykolog"), MEETINGS):
            planning.add_measure(session, found, goal_id, wanted)
        yield found
        # Else other tests' clocks would ask about it.
        session.execute(update(Plan).where(Plan.id == found).values(paused_at=before))
        session.commit()


@pytest.fixture
def coordinator(site: Site, survey: PutSurvey, plan_id: UUID, person: Person) -> Person:
    person.opens(f"/planer/{plan_id}/{ENDED.year}").answers(email=site.employ(survey), password=PASSWORD)
    return person.presses("Logg inn")


def tick(site: Site, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """What the worker does in a minute."""
    monkeypatch.setattr(plan_mail, "now", lambda: now)
    with site.app.test_request_context():
        access.act_as(db.session(), access.OPERATOR)
        plan_mail.queue_due()
        posting.send_due(db.session(), mailing.post().send, now)


def received(box: Postbox) -> dict[str, str]:
    """Each one's mail as text; nobody has two."""
    assert len({mail["To"] for mail in box.messages}) == len(box.messages)
    return {str(mail["To"]): str(mail.get_body(("plain",)).get_content()) for mail in box.messages}  # type: ignore[union-attr]


def test_an_owner_gets_one_mail_whose_links_open_each_of_her_measures(
    site: Site, plan_id: UUID, box: Postbox, monkeypatch: pytest.MonkeyPatch, somebody: Callable[[], Person]
) -> None:
    for minute in range(3):
        tick(site, monkeypatch, ASKED + timedelta(minutes=minute))
    mails = received(box)
    assert set(mails) == {"leder@example.org", "andre@example.org"}
    words = mails["leder@example.org"]
    assert "Du står som ansvarlig for 2 tiltak i Planen." in words
    links = LINK.findall(words)
    titles = ["Øke ergoterapiressursen", "Ansette psykolog"]
    for link, title in zip(links, titles, strict=True):
        owner = somebody().opens(link).sees(title).starts()
        owner.answers(progress="planned").presses("Send statusen").sees("Takk, statusen er mottatt.")


def test_whoever_has_told_of_all_is_not_reminded_and_the_other_is_once(
    site: Site, plan_id: UUID, box: Postbox, monkeypatch: pytest.MonkeyPatch, somebody: Callable[[], Person]
) -> None:
    tick(site, monkeypatch, ASKED)
    (link,) = LINK.findall(received(box)["andre@example.org"])
    somebody().opens(link).starts().answers(progress="done").presses("Send statusen")
    box.messages.clear()
    for day in (9, 10, 11, 30):
        tick(site, monkeypatch, ASKED + timedelta(days=day))
    (words,) = received(box).values()
    assert box.last()["To"] == "leder@example.org"
    assert box.last()["Subject"].startswith("Påminnelse: ")
    assert "har ikke fått status ennå" in words


def test_the_plan_tells_what_will_be_sent_and_is_paused_and_taken_up_again(
    site: Site, coordinator: Person, plan_id: UUID, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = f"/planer/{plan_id}/{ENDED.year}"
    coordinator.opens(year).sees("2 ansvarlige får én e-post hver", f"status for {ENDED.number}. kvartal", ": 3.")
    coordinator.sees("Ett tiltak til har ingen e-postadresse.").presses("Send bare når jeg ber om det")
    coordinator.sees("Ingen får e-post uten at du ber om det.")
    tick(site, monkeypatch, ASKED)
    assert box.messages == []
    coordinator.presses("Spør når et kvartal er slutt").sees("2 ansvarlige får én e-post hver")
    tick(site, monkeypatch, ASKED)
    assert len(box.messages) == 2
    coordinator.opens(year).sees("2 ansvarlige får en påminnelse")


def test_a_site_without_a_mail_server_says_so(coordinator: Person, plan_id: UUID) -> None:
    coordinator.opens(f"/planer/{plan_id}/{ENDED.year}").sees("Dette nettstedet sender ikke e-post.")
