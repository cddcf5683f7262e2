"""The ear hears: a journey that leaves a person in a log fails."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app
from werkzeug.wrappers import Response

from tests.listening import Ear

ROOT = Path(__file__).parents[1]
TOKEN = "b3yVdkV0p2a9Q-hM4mY1s8K7jz_LxX5nTfWcRrUeOoA"


def told(path: str, **form: str) -> Ear:
    """An ear that has heard one form sent."""
    ear = Ear()
    app = ear.beside(Response("ok"))
    run_wsgi_app(app, EnvironBuilder(path, method="POST", data=form).get_environ())
    return ear


@pytest.mark.parametrize(
    "written",
    [
        "route=/x kari@example.org",
        "from 10.0.0.7",
        "from 2001:db8:0:1:2:3:4:5",
        f"token {TOKEN}",
        "code K7QM-3XPD",
        "code K7QM3-XPD9T",
        "GET /s/abcdefgh12",
    ],
)
def test_what_no_log_may_hold_is_heard_whoever_sent_it(written: str) -> None:
    assert len(Ear().complaints(written)) == 1


def test_what_a_respondent_wrote_is_heard() -> None:
    ear = told("/svar/x/side/mal", mal="vil sykle til byen")
    assert ear.complaints("failed: vil sykle til byen") == ["what somebody sent: vil sykle til byen"]
    assert ear.complaints("failed") == []


@pytest.mark.parametrize("path", ["/tiltak/x/1", "/nei-takk/x", "/glemt-passord", "/nytt-passord", "/t/x"])
def test_what_an_owner_or_somebody_without_a_password_wrote_is_heard(path: str) -> None:
    assert told(path, what="vi mangler folk").complaints("got vi mangler folk") != []


@pytest.mark.parametrize("field", ["comment", "note", "reason", "participants"])
def test_what_staff_write_of_their_own_is_heard(field: str) -> None:
    assert told("/planer/x", **{field: "hun er syk"}).complaints("got hun er syk") != []


def test_the_secret_in_an_address_is_heard() -> None:
    assert told(f"/s/{TOKEN[:-3]}").complaints(f"at {TOKEN[:-3]}") == [f"what somebody sent: {TOKEN[:-3]}"]


def test_what_staff_call_a_survey_may_be_told_and_who_they_are_may_not() -> None:
    ear = told("/undersokelser/ny", title="Erfaringer 2027", name="Kari Nordmann")
    assert ear.complaints("Erfaringer 2027 by Kari Nordmann") == ["what somebody sent: Kari Nordmann"]


def test_the_app_still_reads_what_was_sent() -> None:
    read = []

    def app(environ: dict[str, Any], start: Any) -> list[bytes]:
        read.append(environ["wsgi.input"].read())
        return list(Response("ok")(environ, start))

    run_wsgi_app(Ear().beside(app), EnvironBuilder("/inn", method="POST", data={"code": "en kode"}).get_environ())
    assert read == [urlencode({"code": "en kode"}).encode()]


def test_what_is_long_is_heard_to_its_end() -> None:
    ear, note = Ear(), "vi venter\n" * 60_000 + "hun er syk"
    sent = EnvironBuilder(
        "/planer/x", method="POST", data={"note": note}, content_type="multipart/form-data"
    ).get_environ()
    with closing(sent["wsgi.input"]):
        run_wsgi_app(ear.beside(Response("ok")), sent)
    assert ear.complaints("got hun er syk") != []


def test_a_log_of_ids_dates_and_routes_is_fine() -> None:
    line = '{"route": "/svar/<uuid:response_id>", "id": "01a21f72-2590-7084-a6ef-5e279c88f87a", "milliseconds": 1.4}'
    start = "[2026-11-28 00:00:00 +0000] [7] [INFO] Listening at: http://127.0.0.1:8000 (7)"
    assert Ear().complaints(f"{line}\n2026-11-28T00:11:13.123456Z\n{start}") == []


LEAKS = """
import {how}
def test_leaks(site):
    link = site.put("psfs").round().invite("K1")
    site.app.test_client().get(link)
    {leak}
def test_sound(site):
    site.app.test_client().get("/")
"""


@pytest.mark.parametrize(
    ("how", "leak"),
    [
        ("logging", "logging.warning('opened %s', link)"),
        ("structlog", "structlog.get_logger().info('opened', at=link)"),
    ],
)
def test_a_journey_that_logs_its_link_fails(tmp_path: Path, how: str, leak: str) -> None:
    (tmp_path / "test_leaks.py").write_text(LEAKS.format(how=how, leak=leak))
    plugins = ("tests.conftest", "tests.listening")
    command = [sys.executable, "-m", "pytest", *(word for each in plugins for word in ("-p", each)), "-c", "/dev/null"]
    answer = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "1 error" in answer.stdout
    assert "2 passed" in answer.stdout
    assert "the secret of a link" in answer.stdout
