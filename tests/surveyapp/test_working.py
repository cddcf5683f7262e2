"""The worker's clock, its jobs as JSON, and reports of non-delivery."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from surveyapp.cli.opening import opened
from surveyapp.cli.working import Plainly, Watch, jobs_at, timetable
from surveyapp.config import Settings
from surveyapp.mail import Message
from surveyapp.models.tokens import recipient_token, token_key
from surveyapp.services import posting
from tests import postbox, queues
from tests.surveyapp.commands import called

START = datetime(2026, 2, 10, 9, tzinfo=UTC)


class Clock:
    """A clock on the wall, and time itself; one can be set without the other."""

    def __init__(self) -> None:
        self.wall, self.passed = START, 100.0

    def go(self, seconds: float, *, jump: timedelta = timedelta()) -> None:
        self.passed += seconds
        self.wall += timedelta(seconds=seconds) + jump

    def watch(self) -> Watch:
        return Watch(lambda: self.wall, lambda: self.passed)


def test_a_clock_that_goes_as_time_does_is_trusted() -> None:
    clock = Clock()
    watch = clock.watch()
    for _minute in range(5):
        assert watch.can_be_trusted()
        clock.go(60)


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=30), timedelta(hours=-1), timedelta(minutes=11)])
def test_a_clock_that_jumps_is_not_acted_on_for_an_hour(jump: timedelta) -> None:
    clock = Clock()
    watch = clock.watch()
    assert watch.can_be_trusted()
    clock.go(60, jump=jump)
    assert not watch.can_be_trusted()
    clock.go(3500)
    assert not watch.can_be_trusted()
    clock.go(101)
    assert watch.can_be_trusted()


@pytest.mark.parametrize("kind", queues.KINDS)
def test_jobs_are_kept_as_json(kind: str, tmp_path: Path, testrun_uid: str) -> None:
    settings = Settings.from_environment({"SURVEYAPP_ENVIRONMENT": "development", "INSTANCE_DIR": str(tmp_path)})
    with queues.kept(kind, tmp_path, testrun_uid) as url:
        huey = jobs_at(url)
        timetable(huey, settings, Watch())
        for task in huey.read_periodic(datetime(2026, 2, 10, 3, 17, tzinfo=UTC).replace(tzinfo=None)):
            huey.enqueue(task)
        kept = [json.loads(bytes(data)) for data in huey.storage.enqueued_items()]
        assert len(kept) == 3
        assert {huey.dequeue().name.rpartition(".")[2] for _task in kept} == {"send", "build", "delete"}
        huey.storage.close()


def test_a_pickle_in_the_store_of_jobs_is_not_run() -> None:
    with pytest.raises(ValueError, match=r"utf-8|Expecting value"):
        Plainly().deserialize(b"\x80\x04\x95cos\nsystem\n")


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, word in {
        "SURVEYAPP_ENVIRONMENT": "development",
        "INSTANCE_DIR": str(tmp_path),
        "BOUNCES_TO": "retur@medvirk.test",
    }.items():
        monkeypatch.setenv(name, word)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    called("db", "upgrade")
    return tmp_path


def bounce(token: str, action: str = "failed") -> bytes:
    """A report of non-delivery as mail servers write it (RFC 3464)."""
    return "\n".join(
        [
            "From: MAILER-DAEMON@example.org",
            f"To: retur+{token}@medvirk.test",
            "Subject: Undelivered Mail Returned to Sender",
            "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "I could not deliver your message.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.example.org",
            "",
            "Final-Recipient: rfc822; kari@example.org",
            f"Action: {action}",
            "Status: 5.1.1",
            "",
            "--b--",
            "",
        ]
    ).encode()


def _listed(instance: Path) -> str:
    """A recipient of a survey, and the token in the mail she was sent."""
    called("organisation", "create", "Prøve")
    called("publish", "psfs", "--owner", "Prøve")
    called("survey", "create", "Forløp", "--owner", "Prøve", "--questionnaire", "psfs", "--privacy", "confidential")
    called("rounds", "add", "Forløp", "--label", "Start", "--opens", "2026-01-01", "--closes", "2099-12-31")
    (instance / "liste.csv").write_text("deltaker,e-post\nF-1,kari@example.org\n", "utf-8")
    assert "1 addresses added" in called("mail", "contacts", "Forløp", "1", instance / "liste.csv").output
    return _token_in(instance)


def _token_in(instance: Path) -> str:
    (row,) = sqlite3.connect(instance / "medvirk.db").execute("SELECT survey_id, id FROM recipient").fetchall()
    key = token_key((instance / "secret-key").read_text("ascii"))
    return recipient_token(UUID(row[0]), UUID(row[1]), key)


def test_a_report_of_failure_ends_the_address(instance: Path) -> None:
    token = _listed(instance)
    assert "1 addresses take no mail" in called("mail", "bounces", given=bounce(token)).output


@pytest.mark.parametrize("action", ["delayed", "delivered"])
def test_a_report_of_delay_ends_nothing(instance: Path, action: str) -> None:
    token = _listed(instance)
    assert "0 addresses take no mail" in called("mail", "bounces", given=bounce(token, action)).output


def test_a_mailbox_of_reports_is_read_whole_and_strangers_do_nothing(instance: Path) -> None:
    token = _listed(instance)
    box = instance / "retur.mbox"
    reports = [bounce(token), bounce("xyz"), bounce(token)]
    box.write_bytes(b"".join(b"From MAILER-DAEMON Tue Feb 10 09:00:00 2026\n" + report + b"\n" for report in reports))
    assert "3 messages read" in called("mail", "bounces", box).output


def test_a_list_with_faults_is_refused_whole(instance: Path) -> None:
    _listed(instance)
    (instance / "feil.csv").write_text("deltaker,e-post\nF-2,ola@example.org\nF-3,ikke-en-adresse\n", "utf-8")
    refused = called("mail", "contacts", "Forløp", "1", instance / "feil.csv", code=1)
    assert "row 3: that is not one e-mail address" in refused.stderr


def test_a_list_in_windows_1252_is_taken_in_and_told_of_and_all_faults_of_a_row_are(instance: Path) -> None:
    _listed(instance)
    list_ = instance / "gammel.csv"
    list_.write_bytes("deltaker;e-post;navn\nF-2;ola@example.org;Pål Ås\n".encode("cp1252"))
    assert called("mail", "contacts", "Forløp", "1", list_).output.splitlines()[-2:] == [
        "The file was saved as Windows-1252, not UTF-8. Look over æ, ø and å: Pål Ås",
        "1 addresses added, 0 known already; 1 newly invited",
    ]
    list_.write_text("deltaker,e-post,språk\n,ikke-en-adresse,fr\n", "utf-8")
    assert called("mail", "contacts", "Forløp", "1", list_, code=1).stderr.count("row 2:") == 3


def test_the_plan_is_made_shown_and_paused_by_command(instance: Path) -> None:
    _listed(instance)
    called("mail", "plan", "Forløp", "1", "--on", "2099-12-01")
    called("mail", "plan", "Forløp", "1", "--kind", "reminder", "--before", "7")
    assert called("mail", "list", "Forløp", "1").output == (
        "2099-12-01 invitation: not begun\n2099-12-24 reminder, 7 days before the last day: not begun\n"
    )
    told = [json.loads(line) for line in called("mail", "list", "Forløp", "1", "--json").output.splitlines()]
    assert [(each["kind"], each["counts"]) for each in told] == [("invitation", {}), ("reminder", {})]
    assert [(each["days_before"], each["goes_on"]) for each in told] == [(None, "2099-12-01"), (7, "2099-12-24")]
    assert (
        "The invitation is planned already"
        in called("mail", "plan", "Forløp", "1", "--on", "2099-12-02", code=1).stderr
    )
    # 6 December 2099 is a Sunday.
    told_when = called("mail", "plan", "Forløp", "1", "--kind", "reminder", "--on", "2099-12-06").output
    assert told_when == "reminder goes out on 2099-12-07; nothing is sent any more on 2099-12-06\n"
    assert "2099-12-06 reminder, goes out on 2099-12-07: not begun" in called("mail", "list", "Forløp", "1").output
    called("mail", "pause", "Forløp", "1")
    called("mail", "resume", "Forløp", "1")
    assert "Give either" in called("mail", "plan", "Forløp", "1", code=2).stderr


def test_moving_the_last_day_tells_which_messages_follow_and_which_are_lost(instance: Path) -> None:
    _listed(instance)
    called("mail", "plan", "Forløp", "1", "--on", "2099-06-01")
    called("mail", "plan", "Forløp", "1", "--kind", "reminder", "--before", "7")
    called("mail", "plan", "Forløp", "1", "--kind", "reminder", "--on", "2099-12-01")
    assert called("rounds", "move", "Forløp", "1", "--closes", "2099-09-30").output == (
        "1 is moved\n"
        "The reminder of 2099-12-24 follows, and goes out on 2099-09-23\n"
        "The reminder of 2099-12-01 is not sent: the round ends before. Plan it anew.\n"
    )
    assert "2099-12-01 reminder: is not sent" in called("mail", "list", "Forløp", "1").output
    refused = called("rounds", "move", "Forløp", "1", "--closes", "2099-06-08", code=1).stderr
    assert "follows the last day, and would go on 2099-06-01, when something else is sent." in refused


def test_by_a_clock_that_starts_in_2099_nothing_is_deleted_and_it_is_told(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _listed(instance)
    for module in ("retaining", "working"):
        monkeypatch.setattr(import_module(f"surveyapp.cli.{module}"), "now", lambda: datetime(2099, 1, 1, tzinfo=UTC))
    assert called("data", "retain", code=1).stderr.startswith("The clock says 2099-01-01 00:00 UTC")
    huey = jobs_at(f"sqlite:///{instance / 'jobs.db'}")
    timetable(huey, Settings.from_environment(os.environ), Clock().watch())
    with capture_logs() as logs:
        for task in huey.read_periodic(datetime(2099, 1, 1, 3, 17, tzinfo=UTC).replace(tzinfo=None)):
            huey.execute(task)
    huey.storage.close()
    assert [line["event"] for line in logs] == ["nothing_deleted"]
    assert sqlite3.connect(instance / "medvirk.db").execute("SELECT count(*) FROM recipient").fetchone() == (1,)


def test_a_clock_that_an_operator_trusts_deletes(instance: Path) -> None:
    _listed(instance)
    assert called("data", "retain", "--trust-clock").output == "0 contacts, 0 traces, 0 answers\n"


@pytest.mark.parametrize(("hour", "arrive"), [(3, {"a", "b", "c"}), (9, {"a", "b", "c", "d", "e"})])
def test_at_night_only_what_somebody_has_just_asked_for_goes(
    instance: Path, monkeypatch: pytest.MonkeyPatch, hour: int, arrive: set[str]
) -> None:
    monday = datetime(2027, 3, 1, hour - 1, tzinfo=UTC)
    monkeypatch.setattr(import_module("surveyapp.cli.mail"), "now", lambda: monday)
    keys = {"a": "back:1", "b": "member:1", "c": "password:1", "d": "plan status:1", "e": "colleague:1"}
    with opened() as work:
        for name, key in keys.items():
            posting.queue(work.session, Message(f"{name}@example.org", "Hei", "Hei", ""), key, START)
    with postbox.opened() as box:
        for name, word in {"SMTP_URL": box.url, "SENDING_HOURS": "8-20", "PUBLIC_URL": "http://127.0.0.1"}.items():
            monkeypatch.setenv(name, word)
        called("mail", "send")
        assert {str(mail["To"])[0] for mail in box.messages} == arrive
