"""What the pages change, changed by commands: a course, a plan, members, and messages that wait."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from surveyapp.cli.opening import opened
from surveyapp.models import Wave
from surveyapp.models.tokens import token_key
from surveyapp.services import coursing, finding
from tests import postbox
from tests.surveyapp.commands import at_home, run
from tests.surveyapp.wards import Ward

UNIT = "Enhet 7"
OWNER = "Prøve kommune"


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, monkeypatch)
    run("db", "upgrade")
    run("organisation", "create", UNIT, "--kind", "unit")
    run("organisation", "create", OWNER)


@pytest.fixture
def code() -> str:
    """Of a course that begins on 2 March 2026 and is planned for six weeks."""
    run("course", "set-up", UNIT)
    run("course", "assess", UNIT, "--by", "Personvernombudet", "--on", "2026-03-01", "--kept", "Sak 26/123")
    return run("course", "open", UNIT, "--start", "2026-03-02").strip()


def shown(code: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(run("course", "show", UNIT, code, "--json"))
    return found


def test_a_missing_rating_is_given_its_reason_and_is_due_again(code: str) -> None:
    run("course", "missing", UNIT, code, "3", "moved")
    assert [each["missing"] for each in shown(code)["points"]] == [None, None, "moved", "moved"]
    run("course", "missing", UNIT, code, "3", "due-again")
    assert [each["missing"] for each in shown(code)["points"]] == [None, None, None, None]
    there = run("course", "missing", UNIT, code, "9", "moved", code=1)
    assert "no rating 9. Choose from: 1 (Start), 2 (Avslutning)" in there


def test_what_is_counted_from_the_end_moves_with_it_and_a_note_takes_no_national_number(code: str) -> None:
    # Six weeks from 2 March are 13 April; three and six months on, 13 July and 13 October.
    assert [each["due"] for each in shown(code)["points"]] == ["2026-03-02", "2026-04-13", "2026-07-13", "2026-10-13"]
    run("course", "dates", UNIT, code, "--point", "2", "2026-05-04")
    assert [each["due"] for each in shown(code)["points"]] == ["2026-03-02", "2026-05-04", "2026-08-04", "2026-11-04"]
    assert "national identity number" in run("course", "dates", UNIT, code, "--note", "13097248022", code=1)


def test_activities_are_coded_when_there_are_any(code: str) -> None:
    assert "no activity 1. Choose from: none yet" in run("course", "icf", UNIT, code, "1", "d4", code=1)
    with opened() as work:
        place = coursing.places(work.session)[0]
        course_id = coursing.find_code(work.session, place.survey_id, code)
        assert course_id is not None
        ward = Ward(work.session, finding.organisation_named(work.session, UNIT).id, place.survey_id)
        ward.rates(course_id, 1, 3, 4, 5, on=datetime.now(UTC).date(), key=token_key(work.settings.secret_key))
    run("course", "icf", UNIT, code, "1", "d4")
    assert [(each["ratings"][0], each["chapter"]) for each in shown(code)["activities"]] == [  # type: ignore[index]
        (3, "d4"),
        (4, None),
        (5, None),
    ]
    run("course", "icf", UNIT, code, "1", "none")
    assert run("course", "show", UNIT, code).splitlines()[-1].endswith("no chapter of ICF")


def test_a_link_is_asked_for_and_the_course_is_erased_only_on_a_yes(code: str) -> None:
    link = run("course", "ask", UNIT, code, "1", "--address", "https://medvirk.example.org")
    assert link.startswith("https://medvirk.example.org/s/")
    run("course", "erase", UNIT, code, code=1)
    assert shown(code)["points"]
    run("course", "erase", UNIT, code, "--yes")
    assert "has no course" in run("course", "show", UNIT, code, code=1)


def test_a_plan_is_written_measure_by_measure() -> None:
    run("plan", "begin", "Planen", "--owner", OWNER, "--year", "2026")
    run("plan", "goal", "Planen", "Kompetanse", "Flere kan mer")
    run("plan", "goal", "Planen", "Kompetanse", "Flere kan habilitering", "--was", "Flere kan mer")
    about = ("--goal", "Flere kan habilitering", "--title", "Kurs", "--responsible", "Helsesjefen")
    assert run("plan", "add", "Planen", *about, "--sub-goal", "c") == "Measure 1 is added\n"
    run("plan", "change", "Planen", "1", "--target", "1", "2", "kurs", "--kind", "yearly", "--challenge", "2")
    measure = json.loads(run("plan", "show", "Planen", "--json"))[0]
    assert (measure["title"], measure["kind"], measure["target"]) == ("Kurs", "yearly", [1, 2, "kurs"])
    assert (measure["sub_goals"], measure["challenges"], measure["owner"]) == (["c"], [2], "Helsesjefen")

    assert "Write the reason" in run("plan", "end", "Planen", "1", "dropped", code=1)
    run("plan", "end", "Planen", "1", "dropped", "--reason", "Slått sammen")
    assert json.loads(run("plan", "show", "Planen", "--json"))[0]["fate"] == "dropped"
    run("plan", "restart", "Planen", "1")
    run("plan", "delete", "Planen", "1", "--yes")
    assert json.loads(run("plan", "show", "Planen", "--json")) == []
    assert "no goal 'Annet' in 2026. There are: Flere kan habilitering" in run(
        *("plan", "add", "Planen", "--goal", "Annet", "--title", "Kurs", "--responsible", "Kari"), code=1
    )


def test_a_member_is_asked_by_a_link_that_is_taken_back() -> None:
    link = run("account", "ask", "Kari@example.org", "--organisation", OWNER, "--role", "reader")
    assert "/medlem/" in link
    assert run("account", "asked", "--organisation", OWNER).startswith("kari@example.org\treader\tuntil ")
    run("account", "withdraw", "kari@example.org", "--organisation", OWNER)
    assert run("account", "asked", "--organisation", OWNER) == ""
    gone = run("account", "withdraw", "kari@example.org", "--organisation", OWNER, code=1)
    assert "Asked: nobody." in gone
    assert "demanded" in run("account", "two-steps", "--organisation", OWNER, "--demand")


@pytest.fixture
def message() -> tuple[str, str, date]:
    """A survey's first round, which an invitation is planned for tomorrow."""
    today = datetime.now(UTC).date()
    day = today + timedelta(days=1)
    run("publish", "brukererfaring", "--owner", OWNER)
    run(
        *("survey", "create", "Erfaringer", "--owner", OWNER),
        "--questionnaire",
        "brukererfaring",
        "--privacy",
        "confidential",
    )
    dates = ("--opens", str(today), "--closes", str(today + timedelta(days=30)))
    run("rounds", "add", "Erfaringer", "--label", "Høst", *dates)
    run("mail", "plan", "Erfaringer", "1", "--on", str(day))
    return "Erfaringer", "1", day


def test_a_message_that_waits_gets_new_words_or_is_taken_off_the_plan(
    message: tuple[str, str, date], tmp_path: Path
) -> None:
    survey, asked, day = message
    texts = tmp_path / "texts.json"
    texts.write_text('{"nb": {"subject": "Hva er viktig for deg?"}}')
    run("mail", "words", survey, asked, str(day), texts)
    with opened() as work:
        assert work.session.scalars(select(Wave.texts)).one() == {"nb": {"subject": "Hva er viktig for deg?"}}
    run("mail", "cancel", survey, asked, str(day))
    assert f"No message is planned for {day}. Planned: none." in run("mail", "cancel", survey, asked, str(day), code=1)


def test_a_message_is_read_and_tried_before_it_goes_out(
    message: tuple[str, str, date], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey, asked, day = message
    said = run("mail", "try", survey, asked, str(day))
    assert "Kari Eksempel" in said
    assert "/s/eksempel" in said
    assert "one e-mail address" in run("mail", "try", survey, asked, str(day), "kari@", code=2)
    with postbox.opened() as box:
        monkeypatch.setenv("SMTP_URL", box.url)
        run("mail", "try", survey, asked, str(day), "kari@example.org", "--language", "en")
        assert box.last()["To"] == "kari@example.org"
        assert "/s/eksempel" in box.words()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Hei", "texts.json, the whole file: Invalid JSON"),
        ('["Hei"]', "texts.json, the whole file: Input should be an object"),
        ('{"nb": {"emne": "Hei"}}', "texts.json, nb.emne: Extra inputs are not permitted"),
        ('{"nb": {"subject": "' + "a" * 151 + '"}}', "texts.json, nb.subject: String should have at most 150"),
        ('{"fr": {"subject": "Bonjour"}}', "The questionnaire is not in fr. Write in nb"),
    ],
)
def test_words_that_are_no_words_are_refused_with_their_place(
    message: tuple[str, str, date], tmp_path: Path, written: str, told: str
) -> None:
    survey, asked, day = message
    texts = tmp_path / "texts.json"
    texts.write_text(written)
    assert told in run("mail", "words", survey, asked, str(day), texts, code=1)
