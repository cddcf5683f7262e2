"""What a completed questionnaire costs the server, beside a bare Flask app that does the same work.

Forty 5-point items on four pages, from the start page to the receipt, 16 respondents at once, gunicorn with two workers
on one core and the respondents on the other. The two take turns, so that what else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Response
from surveyapp.models.ids import new_reference, norwegian_date
from surveyapp.models.tokens import token_key
from surveyapp.models.transactions import writing
from surveyapp.services import access, inviting, publishing, surveying
from tests.benchmarks.serving import DRIVER_CORE, SERVER_CORE, Served, pin, served
from tests.databases import Database, migrated, start_postgresql, unmigrated
from tests.rounds import add_released

SECRET = "a secret of this benchmark only, 0123456789"
CONTACT = "another secret of this benchmark only, 987654"
MOST_CPU, MOST_P99, MOST_GROWTH = 1.5, 2.0, 1.05
TURNS = 7
GRADES = ("Ikke i det hele tatt", "I liten grad", "I noen grad", "I stor grad", "I svært stor grad")


class TooSlowError(RuntimeError):
    """A figure is above its limit."""


@dataclass
class Measured:
    """What the turns of one server came to; `costs`: milliseconds of the processor per completed one, by turn."""

    costs: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def times(self, other: Measured) -> float:
        """How many times the other's cost, in the middle one of the turns: the machine is not as fast in all."""
        return statistics.median(mine / its for mine, its in zip(self.costs, other.costs, strict=True))

    @property
    def cost(self) -> float:
        """The cost of the middle turn."""
        return statistics.median(self.costs)

    @property
    def p99(self) -> float:
        """Milliseconds that one request in a hundred takes longer than."""
        return statistics.quantiles(self.milliseconds, n=100)[98]


def main() -> None:
    """Print both figures on both databases, and what stored answers add; fail above the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="of each of the seven turns")
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    too_slow: list[str] = []
    for kind in ("sqlite", "postgresql"):
        if asked.only in (None, kind):
            too_slow += beside_the_floor(kind, asked.seconds)
            too_slow += as_answers_pile_up(kind, asked.seconds, asked.stored)
    if too_slow:
        raise TooSlowError(" ".join(too_slow))


def beside_the_floor(kind: str, seconds: float) -> Iterator[str]:
    """Ours and the floor, turn by turn."""
    with floor(kind) as (floor_server, floor_start), ours(kind) as (our_server, our_start):
        bare, full = in_turns((floor_server, floor_start), (our_server, our_start), seconds)
    times = full.times(bare)
    print(f"{kind}: the floor {bare.cost:.1f} ms of CPU a completion, ours {full.cost:.1f} ms: {times:.2f} times")
    print(f"  p99 of a request: {bare.p99:.0f} ms and {full.p99:.0f} ms: {full.p99 / bare.p99:.2f} times")
    if times > MOST_CPU:
        yield f"{kind}: more than {MOST_CPU} times the floor's CPU."
    if full.p99 > MOST_P99 * bare.p99:
        yield f"{kind}: more than {MOST_P99} times the floor's p99."


def as_answers_pile_up(kind: str, seconds: float, stored: int) -> Iterator[str]:
    """Ours with a hundred stored answers and with many."""
    with ours(kind, stored=100) as few_place, ours(kind, stored=stored) as many_place:
        few, many = in_turns(few_place, many_place, seconds)
    times = many.times(few)
    print(f"{kind}: {few.cost:.1f} ms with 100 stored, {many.cost:.1f} ms with {stored:,}: {times:.3f} times")
    if times > MOST_GROWTH:
        yield f"{kind}: {stored:,} stored answers cost more than {MOST_GROWTH} times."


def in_turns(one: tuple[Served, str], other: tuple[Served, str], seconds: float) -> tuple[Measured, Measured]:
    """Seven turns each, after a short one that warms both up."""
    results = Measured(), Measured()
    for place in (one, other):
        drive(*place, 1.0, Measured())
    for _turn in range(TURNS):
        for place, result in zip((one, other), results, strict=True):
            drive(*place, seconds, result)
    return results


def drive(server: Served, start: str, seconds: float, into: Measured) -> None:
    """Let the respondents answer, and add what it cost."""
    command = [sys.executable, "-m", "tests.benchmarks.driving", server.address, start, "--seconds", str(seconds)]
    before = server.cpu_seconds()
    answer = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=_on_driver_core)
    cpu = server.cpu_seconds() - before
    told = json.loads(answer.stdout)
    into.costs.append(cpu * 1000 / told["completed"])
    into.milliseconds += told["milliseconds"]


def _on_driver_core() -> None:
    os.sched_setaffinity(0, {DRIVER_CORE})


@contextmanager
def floor(kind: str) -> Iterator[tuple[Served, str]]:
    """The bare app on an empty database."""
    with database(unmigrated, kind) as (made, postmaster):
        env = {"DATABASE_URL": url_of(made), "SECRET_KEY": SECRET}
        subprocess.run([sys.executable, "-m", "tests.benchmarks.floor.app"], env={**os.environ, **env}, check=True)
        with served("tests.benchmarks.floor.app:create_app()", CONFIG, env, postmaster) as server:
            yield server, "/"


@contextmanager
def ours(kind: str, stored: int = 0) -> Iterator[tuple[Served, str]]:
    """The whole app with an open round, and so many answers in it."""
    with database(migrated, kind) as (made, postmaster):
        with Session(made.engine) as session:
            access.act_as(session, access.OPERATOR)
            start = open_round(session, stored)
        env = {"DATABASE_URL": url_of(made), "SECRET_KEY": SECRET, "CONTACT_KEY": CONTACT, "SECURE_COOKIES": "false"}
        with served("surveyapp:create_app()", CONFIG, env, postmaster) as server:
            yield server, start


CONFIG = "python:surveyapp.web.gunicorn_conf"
"""Both apps are served alike."""


@contextmanager
def database(how: Callable[..., object], kind: str) -> Iterator[tuple[Database, int]]:
    """A database of its own, and the pid of PostgreSQL (0 for SQLite)."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server, postmaster = "", 0
        if kind == "postgresql":
            server = start_postgresql(f"bench-{os.getpid()}")
            postmaster = _postmaster()
            pin(postmaster, SERVER_CORE)
        made = stack.enter_context(how(kind, folder, server))  # type: ignore[arg-type, var-annotated]
        yield made, postmaster


def _postmaster() -> int:
    """The pid that PostgreSQL writes first in its own lock file."""
    folder = Path(tempfile.gettempdir()) / f"medvirk-postgresql-bench-{os.getpid()}"
    return int((folder / "postmaster.pid").read_text().splitlines()[0])


def url_of(made: Database) -> str:
    """The address as the settings take it."""
    return made.url


def open_round(session: Session, stored: int) -> str:
    """The path of the open link into a round with so many submitted answers."""
    now = datetime.now(UTC)
    owner = surveying.create_organisation(session, "Eksempel kommune", now)
    version = publishing.publish(session, owner, load(questionnaire()), now)
    survey = surveying.create_survey(
        session,
        owner.id,
        version.questionnaire_id,
        title="Førti spørsmål",
        privacy="anonymous",
        synthetic=True,
        now=now,
    )
    survey_id, today = survey.id, norwegian_date(now)
    plan = surveying.RoundPlan(version.id, "Runde 1", today - timedelta(days=1), today + timedelta(days=30))
    round_id = add_released(session, survey_id, plan)
    store(session, survey_id, round_id, stored)
    return f"/s/{inviting.open_link(session, survey_id, round_id, token_key(SECRET)).token}"


def store(session: Session, survey_id: UUID, round_id: UUID, stored: int) -> None:
    """So many answers that are handed in."""
    today = norwegian_date(datetime.now(UTC))
    answers = {f"q{number}": str(number % 5 + 1) for number in range(40)}
    rows = [
        {
            "survey_id": survey_id,
            "id": uuid4(),
            "privacy": "anonymous",
            "synthetic": True,
            "round_id": round_id,
            "state": "submitted",
            "revision": 4,
            "answers": answers,
            "carried": {},
            "reference": new_reference(),
            "started_on": today,
            "submitted_on": today,
        }
        for _number in range(stored)
    ]
    if rows:
        with writing(session):
            session.execute(insert(Response), rows)


def questionnaire() -> str:
    """Four pages of ten grades."""
    lines = [
        "id: forty",
        "title: {nb: Førti spørsmål}",
        "languages: [nb]",
        "unit: person",
        "about: {nb: Om førti ting.}",
    ]
    lines += ["scales:", "  grad:", "    better: higher", "    choices:"]
    lines += [f"      {code}: {{nb: {label}}}" for code, label in enumerate(GRADES, start=1)]
    lines += ["pages:"]
    for number in range(40):
        if number % 10 == 0:
            lines += [f"  - id: p{number // 10}", f"    title: {{nb: Side {number // 10 + 1}}}", "    questions:"]
        lines += [f"      - id: q{number}", "        type: grade", "        scale: grad"]
        lines += [f"        text: {{nb: Hvordan er det med ting nummer {number + 1}?}}"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
