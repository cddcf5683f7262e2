"""What following municipalities costs the server: the page, and twenty county governors who have it open.

All 357 municipalities are asked, in five rounds, and written to: an invitation to all, two reminders to those who lack,
and one address in fifty that takes no mail. The page and a page of the municipality survey are asked for in turns,
so that what else the machine does falls on both; the watchers ask as often as the page's own script does.
"""

from __future__ import annotations

import logging
import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner, statsforvaltere
from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Dispatch, Organisation, Recipient, Response, Wave
from surveyapp.models.ids import new_reference, norwegian_date, uuid7
from surveyapp.services import accounts, inviting, overseeing, publishing, surveying
from surveyapp.services.surveying import RoundPlan
from surveyapp.web.staff.oversight_pages import POLL_SECONDS
from tests.benchmarks.driving import HIDDEN, Respondent
from tests.benchmarks.serving import Served, served
from tests.rounds import add_released
from tests.sites import PASSWORD, SECRET, Site, built

CONFIG = "python:surveyapp.web.gunicorn_conf"
CONTACT = "another secret of this benchmark only, 246810"
NOW = datetime.now(UTC)
ROUNDS, ANSWERED = 5, 248
BOUNCES = 50
"""One address of so many takes no mail."""
TURNS, PAGES_A_TURN = 9, 40
WATCHERS, WATCHED_SECONDS = 20, 30
MOST_TIMES, MOST_OF_A_CORE = 3.0, 0.05


class TooDearError(RuntimeError):
    """A figure is above its limit."""


@dataclass(frozen=True)
class Put:
    """The newest round's page, who may see it, and the link of a municipality that is asked."""

    path: str
    owner: str
    governors: tuple[str, ...]
    link: str


class Reader(Respondent):
    """Somebody who asks now and then, on a new connection each time: the server closes those that are silent."""

    def __init__(self, server: Served) -> None:
        place = urlsplit(server.address)
        super().__init__(str(place.hostname), int(place.port or 80), "", seed=0)
        self.cookies: dict[str, str] = {}

    def asked(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        self.connection.close()
        return super().asked(method, path, body)

    def signs_in(self, email: str) -> Reader:
        fields = dict(HIDDEN.findall(self.ask("GET", "/logg-inn")[1]))
        self.follow("POST", "/logg-inn", urlencode({**fields, "email": email, "password": PASSWORD}))
        return self

    def begins(self, link: str) -> str:
        """The path of the first page of questions."""
        fields = HIDDEN.findall(self.ask("GET", link)[1])
        overview, _page = self.follow("POST", link, urlencode(fields))
        return f"{overview.rpartition('/')[0]}/side/tilbud"


def main() -> None:
    """Print the figures; fail above the limits."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder, built(Path(folder)) as site:
        put = put_to_all(site)
        env = {"DATABASE_URL": site.settings.database_url, "SECRET_KEY": SECRET, "CONTACT_KEY": CONTACT}
        env |= {"SECURE_COOKIES": "false", "INSTANCE_DIR": folder}
        with served("surveyapp:create_app()", CONFIG, env) as server:
            times, part = beside_a_question_page(server, put), watched(server, put)
    if times > MOST_TIMES:
        raise TooDearError(f"The page costs {times:.2f} times a question page, more than {MOST_TIMES}.")
    if part > MOST_OF_A_CORE:
        raise TooDearError(f"{WATCHERS} watchers cost {part:.1%} of a core, more than {MOST_OF_A_CORE:.0%}.")


def beside_a_question_page(server: Served, put: Put) -> float:
    """How many times a question page's processor time the page of the whole country takes."""
    owner, municipality = Reader(server).signs_in(put.owner), Reader(server)
    question = municipality.begins(put.link)
    costs: dict[str, list[float]] = {"overview": [], "question": []}
    for _turn in range(TURNS):
        for name, reader, path in (("overview", owner, put.path), ("question", municipality, question)):
            before = server.cpu_seconds()
            for _page in range(PAGES_A_TURN):
                reader.ask("GET", path)
            costs[name].append((server.cpu_seconds() - before) / PAGES_A_TURN * 1000)
    times = statistics.median(one / other for one, other in zip(costs["overview"], costs["question"], strict=True))
    overview, other = (statistics.median(costs[name]) for name in ("overview", "question"))
    print(f"357 municipalities, {ROUNDS} rounds: {overview:.1f} ms, a question page {other:.1f} ms of the processor")
    print(f"  {times:.2f} times (limit {MOST_TIMES})", flush=True)
    return times


def watched(server: Served, put: Put) -> float:
    """The part of a core that the watchers take, when nothing changes."""
    readers = [Reader(server).signs_in(put.governors[number % len(put.governors)]) for number in range(WATCHERS)]
    tags = [tag_of(reader.ask("GET", put.path)[1]) for reader in readers]
    statuses: list[int] = []
    before, began = server.cpu_seconds(), time.perf_counter()
    for number in range(WATCHERS * WATCHED_SECONDS // POLL_SECONDS):
        time.sleep(max(0.0, began + number * POLL_SECONDS / WATCHERS - time.perf_counter()))
        asks = {"If-None-Match": f'"{tags[number % WATCHERS]}"'}
        statuses.append(polled(readers[number % WATCHERS], f"{put.path}/na", asks))
    part = (server.cpu_seconds() - before) / (time.perf_counter() - began)
    if set(statuses) != {304}:
        raise TooDearError(f"Something else than 304 was answered: {sorted(set(statuses))}.")
    print(f"{WATCHERS} county governors, asking every {POLL_SECONDS} s for {WATCHED_SECONDS} s: {part:.1%} of a core")
    print(f"  limit {MOST_OF_A_CORE:.0%}")
    return part


def tag_of(page: str) -> str:
    return page.partition('data-tag="')[2].partition('"')[0]


def polled(reader: Reader, path: str, headers: Mapping[str, str]) -> int:
    reader.connection.close()
    cookies = "; ".join(f"{name}={value}" for name, value in reader.cookies.items())
    reader.connection.request("GET", path, headers={"Cookie": cookies, **headers})
    answer = reader.connection.getresponse()
    answer.read()
    return answer.status


def put_to_all(site: Site) -> Put:
    """A directorate's survey of all municipalities, open to the county governors."""
    with site.session() as session:
        owner = surveying.create_organisation(session, "Prøvedirektoratet", NOW, kind="directorate")
        version = publishing.publish(session, owner, load_file(paths()["kommuneundersokelsen"]), NOW)
        owner_id, version_id, asked_id = owner.id, version.id, version.questionnaire_id
        survey_id = surveying.create_survey(
            session, owner_id, asked_id, title="Status", privacy="identified", synthetic=True, now=NOW
        ).id
        labels = {each.nr: each.label for each in kommuner(on=norwegian_date(NOW))}
        people = inviting.add_participants(session, survey_id, labels)
        rounds = [add_round(session, survey_id, version_id, number) for number in range(ROUNDS)]
        addresses = put_addresses(session, survey_id, list(people.values()))
        for number, round_id in enumerate(rounds):
            days = hand_in(session, survey_id, round_id, list(people.values()), number)
            write_to(session, (survey_id, round_id), addresses, days, opens_on(number))
        overseeing.open_to_governors(session, survey_id, NOW)
        governors = [
            surveying.create_organisation(session, each.label, NOW, kind="county_governor", area=each.name)
            for each in statsforvaltere(on=norwegian_date(NOW))
        ]
        emails = [account(session, each) for each in (session.get_one(Organisation, owner_id), *governors)]
    asked = site.put("kommuneundersokelsen", "identified", synthetic=True).round()
    return Put(f"/oversikt/{survey_id}/{rounds[-1]}", emails[0], tuple(emails[1:]), asked.invite("0301", "Oslo"))


def add_round(session: Session, survey_id: UUID, version_id: UUID, number: int) -> UUID:
    """Rounds a year apart, the last of which is open."""
    opens = opens_on(number)
    plan = RoundPlan(version_id, f"Runde {number + 1}", opens, opens + timedelta(days=60), 357, norwegian_date(NOW))
    return add_released(session, survey_id, plan)


def opens_on(number: int) -> date:
    """The first day of a round."""
    return norwegian_date(NOW) - timedelta(days=40 + 365 * (ROUNDS - 1 - number))


def put_addresses(session: Session, survey_id: UUID, people: list[UUID]) -> dict[UUID, UUID]:
    """An address of each participant, which nobody opens here: participant's id -> recipient's."""
    ids = {person: uuid7() for person in people}
    rows = [
        {
            "survey_id": survey_id,
            "id": recipient,
            "privacy": "identified",
            "participant_id": person,
            "channel": "mail",
            "language": "nb",
            "sealed": recipient.bytes,
            "address_code": recipient.bytes * 2,
            "destroy_on": norwegian_date(NOW) + timedelta(days=120),
            "bounced_on": norwegian_date(NOW) if place % BOUNCES == 0 else None,
        }
        for place, (person, recipient) in enumerate(ids.items())
    ]
    session.execute(insert(Recipient), rows)
    return ids


def write_to(
    session: Session, at: tuple[UUID, UUID], addresses: dict[UUID, UUID], handed_in: dict[UUID, date], opens: date
) -> None:
    """A round's messages, sent on their days to whoever had not handed in."""
    for week, kind in ((0, "invitation"), (3, "reminder"), (5, "reminder")):
        day, wave_id = opens + timedelta(weeks=week), uuid7()
        wave = {"survey_id": at[0], "id": wave_id, "round_id": at[1], "kind": kind, "due_on": day, "texts": {}}
        session.execute(insert(Wave), [{**wave, "started_at": NOW}])
        rows = [
            {
                "survey_id": at[0],
                "wave_id": wave_id,
                "recipient_id": recipient,
                "state": "sent" if place % BOUNCES else "bounced",
                "attempts": 0,
                "due_at": NOW,
                "sent_on": day,
            }
            for place, (person, recipient) in enumerate(addresses.items())
            if handed_in.get(person, day) >= day
        ]
        session.execute(insert(Dispatch), rows)
    session.commit()


def hand_in(session: Session, survey_id: UUID, round_id: UUID, people: list[UUID], number: int) -> dict[UUID, date]:
    """What the database holds of a round, day by day; nobody reads the answers here. Returns who came when."""
    rng = Random(number)
    opens = opens_on(number)
    rows: list[dict[str, Any]] = []
    for person in rng.sample(people, ANSWERED):
        day = opens + timedelta(days=int(rng.betavariate(1.6, 1.3) * 40))
        rows.append(
            {
                "survey_id": survey_id,
                "id": uuid7(),
                "privacy": "identified",
                "synthetic": True,
                "round_id": round_id,
                "participant_id": person,
                "state": "submitted",
                "answers": {},
                "carried": {},
                "earlier": {},
                "reference": new_reference(),
                "started_on": day,
                "submitted_on": day,
            }
        )
    session.execute(insert(Response), rows)
    session.commit()
    return {row["participant_id"]: row["submitted_on"] for row in rows}


def account(session: Session, organisation: Organisation) -> str:
    """The address of somebody who may follow there."""
    email, organisation_id = f"{organisation.id.hex}@example.org", organisation.id
    made = accounts.create_account(session, email, "Rådgiver", PASSWORD, NOW)
    accounts.add_member(session, made.id, organisation_id, "reader", NOW)
    return email


if __name__ == "__main__":
    main()
