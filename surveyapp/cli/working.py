"""`surveyapp worker`: the clock that sends, tells and builds what is due, and deletes what was kept long enough."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import click
import structlog
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.registry import Message
from huey.serializer import Serializer

from surveyapp.cli.mail import send_due
from surveyapp.cli.opening import now, opened, settings_here
from surveyapp.cli.retaining import let_go
from surveyapp.config import Settings
from surveyapp.services import reporting, retaining, showing
from surveyapp.services.retaining import WrongClockError

_LOG = structlog.get_logger("medvirk")

MOST_DRIFT = timedelta(minutes=10)
WAITS = timedelta(hours=1)
"""So long the worker waits when the clock has jumped: somebody can set it right before letters go out by it."""


class Plainly(Serializer):  # type: ignore[misc]
    """Jobs as JSON: a pickle in a shared store would run whatever somebody put there."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        read = json.loads(data)
        return Message(*read) if isinstance(read, list) else read


@dataclass
class Watch:
    """Whether the clock on the wall goes as time does; `seconds`: a clock that nobody can set."""

    today: Callable[[], datetime] = now
    seconds: Callable[[], float] = time.monotonic
    _seen: tuple[datetime, float] | None = field(default=None, init=False)
    _trusted_from: float = field(default=0.0, init=False)

    def can_be_trusted(self) -> bool:
        """False from when the clock has jumped, and for an hour after."""
        wall, passed = self.today(), self.seconds()
        if self._seen is not None:
            drift = (wall - self._seen[0]) - timedelta(seconds=passed - self._seen[1])
            if abs(drift) > MOST_DRIFT:
                _LOG.error("clock_jumped", seconds=round(drift.total_seconds()))
                self._trusted_from = passed + WAITS.total_seconds()
        self._seen = wall, passed
        return passed >= self._trusted_from


def jobs_at(url: str) -> Huey:
    """Where the clock of the jobs is kept."""
    shared = {"name": "medvirk", "serializer": Plainly(), "results": False, "utc": True}
    place = urlsplit(url)
    if place.scheme == "sqlite":
        return SqliteHuey(filename=url.removeprefix("sqlite:///"), **shared)
    if place.scheme == "postgresql":
        return PostgresHuey(dsn=url, **shared)
    return RedisHuey(url=url, **shared)


def timetable(huey: Huey, settings: Settings, watch: Watch) -> None:
    """What is done when: sending and building every minute, deleting every night.

    No lock of the queue's keeps two senders apart: it would outlive a worker that is killed, and nothing would be sent
    any more. Each message is taken in the database, so two senders at once send nothing twice.
    """

    @huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def send() -> None:
        if not watch.can_be_trusted() or not (settings.smtp_url or settings.sms_url):
            return
        with opened(quiet=True) as work:
            _LOG.info("sending", came_of=send_due(work))

    @huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def build() -> None:
        if watch.can_be_trusted():
            with opened(quiet=True) as work:
                if steps := showing.tell_due(work.session, now()):
                    _LOG.info("telling", steps=steps)
                built, failed = reporting.build_waiting(work.session, work.settings.reports, now())
                if built or failed:
                    _LOG.info("building", built=built, failed=failed)

    @huey.periodic_task(crontab(minute="17", hour="3"))  # type: ignore[untyped-decorator]
    def delete() -> None:
        if watch.can_be_trusted():
            with opened(quiet=True) as work:
                try:
                    done = let_go(work.session)
                except WrongClockError as wrong:
                    _LOG.error("nothing_deleted", why=str(wrong))
                    return
                reporting.sweep(work.session, work.settings.reports, now())
                _LOG.info("deleting", contacts=done.contacts, traces=done.traces, answers=done.answers)


@click.command()
@click.option("--trust-clock", is_flag=True, help="You have looked at the clock, and it is right.")
def worker(*, trust_clock: bool) -> None:
    """Send, build and delete what is due.

    By a clock that is far from what is stored it deletes nothing, and says so. It sends: rounds have days of their own.

    Example: surveyapp worker
    """
    settings = settings_here()
    with opened(quiet=True) as work:
        if trust_clock:
            retaining.confirm_clock(work.session)
        try:
            retaining.require_right_clock(work.session, now())
        except WrongClockError as wrong:
            click.echo(str(wrong), err=True)
    huey = jobs_at(settings.jobs_url)
    timetable(huey, settings, Watch())
    click.echo("Working. Ctrl-C stops it once it has sent what it is sending.")
    huey.create_consumer(workers=1, worker_type="thread", check_worker_health=True).run()
