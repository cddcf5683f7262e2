"""A report about each unit of a pilot by one command: shown to the unit, and its readers are written to."""

from __future__ import annotations

from pathlib import Path

from tests import postbox
from tests.journeys.commands import SURVEYAPP, Instance, run
from tests.journeys.test_killed_batch import opened
from tests.surveyapp.services.test_report_publishing import member
from tests.surveyapp.services.test_reports_of_units import put_piloted


def test_each_unit_of_a_pilot_gets_its_report_by_one_command(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    with postbox.opened() as box, opened(instance) as session:
        there = put_piloted(session)
        member(session, there.whole.unit_id)
        mail = instance.environment | {"SMTP_URL": box.url, "SENDING_HOURS": "always"}
        command: list[str | Path] = [
            SURVEYAPP,
            "report",
            "batch",
            "Fremtidsrettet rehabilitering",
            "--kind",
            "unit",
            "--face",
            "html",
        ]
        told = run([*command, "--publish"], mail, 0)
        run([SURVEYAPP, "mail", "send"], mail, 0)
        again = run(command, mail, 0)
    assert "Built 2. Ready before: 0. Failed: 0." in told.out
    assert "Published 2. 1 are written to." in told.out
    assert "Built 0. Ready before: 2. Failed: 0." in again.out
    assert [str(each["To"]) for each in box.messages] == [f"{there.whole.unit_id.hex}@example.org"]
    assert "Døgn – Fremtidsrettet rehabilitering" in box.words()
