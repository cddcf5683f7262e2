"""A batch of reports meets trouble: a full disk, a municipality whose files are broken; and its readers get mail."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Report
from surveyapp.services import accounts, surveying
from tests import postbox
from tests.journeys.commands import SURVEYAPP, Instance, Result, run
from tests.journeys.test_killed_batch import answered, opened, ready
from tests.sites import PASSWORD

MANY, ROOM_FOR = 6, 3
FULL = f"""
import errno, os, sys
from pathlib import Path

place = Path(os.environ["INSTANCE_DIR"]) / "reports"

def has_no_room(event, told):
    # Opened by Python to write, or to make what is not there.
    if event == "open" and isinstance(told[0], str) and told[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if Path(told[0]).is_relative_to(place) and len([*place.glob("*/report.html")]) >= {ROOM_FOR}:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), told[0])

sys.addaudithook(has_no_room)
"""
"""What every process begins with on a machine whose disk has no room for more reports than so many."""


@dataclass(frozen=True)
class Batch:
    """An instance whose municipalities have answered twice, and the command that builds a report about each."""

    instance: Instance
    session: Session
    title: str

    def build(self, *more: str, code: int = 0, within: Mapping[str, str] | None = None) -> Result:
        words = ("report", "batch", self.title, "--kind", "municipality", "--rounds", "1", "2", "--face", "html")
        return run([SURVEYAPP, *words, *more], {**self.instance.environment, **(within or {})}, code)

    def reports(self) -> list[Report]:
        self.session.rollback()
        return list(self.session.scalars(select(Report).order_by(Report.id)))

    def files(self) -> set[str]:
        """The reports that lie whole on the disk, by the name of their folder; nothing else may lie there."""
        there = [*(self.instance.folder / "reports").iterdir()]
        assert all((each / "report.html").read_text("utf-8").rstrip().endswith("</html>") for each in there)
        return {each.name for each in there}


def begun(tmp_path: Path) -> Batch:
    instance = Instance(tmp_path / "instance")
    instance.folder.mkdir()
    session = opened(instance)
    return Batch(instance, session, answered(session, tmp_path, MANY))


def test_a_disk_that_is_full_half_way_is_told_and_the_rest_is_built_when_there_is_room(tmp_path: Path) -> None:
    batch = begun(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "sitecustomize.py").write_text(FULL, "utf-8")

    stopped = batch.build(code=1, within={"PYTHONPATH": str(tmp_path / "full")})

    before = ready(batch.session)
    assert 1 <= before <= ROOM_FOR
    assert f"Built {before}. Ready before: 0. Failed: {MANY - before}." in stopped.out
    assert stopped.err.count("there is no room on the disk") == MANY - before
    assert {each.problem for each in batch.reports() if each.state == "failed"} == {"disk"}
    assert batch.files() == {each.folder for each in batch.reports() if each.folder}
    went_on = batch.build()
    assert f"Built {MANY - before}. Ready before: {before}. Failed: 0." in went_on.out
    assert len(batch.files()) == MANY


def test_a_municipality_whose_report_cannot_be_written_is_named_and_the_rest_are_built(tmp_path: Path) -> None:
    batch = begun(tmp_path)
    batch.build()
    broken = batch.reports()[0]
    file = batch.instance.folder / "reports" / str(broken.folder) / "report.html"
    file.unlink()
    file.mkdir()

    again = batch.build("--again", code=1)

    assert f"Built {MANY - 1}. Ready before: 0. Failed: 1." in again.out
    assert [line.partition(":")[0] for line in again.err.splitlines() if "was not built" in line] == [broken.area]
    failed = [(each.area, each.problem) for each in batch.reports() if each.state != "ready"]
    assert failed == [(broken.area, "broken")]
    shutil.rmtree(file.parent)
    assert "Built 1. " in batch.build().out


def test_a_municipalitys_readers_get_the_mail_of_a_batch_and_once(tmp_path: Path) -> None:
    batch = begun(tmp_path)
    with postbox.opened() as box:
        mail = {"SMTP_URL": box.url, "SENDING_HOURS": "always"}
        batch.build()
        first, second = (each.area for each in batch.reports()[:2])
        people = {f"leser{area}@example.org": reads_for(batch.session, area) for area in (first, second)}

        told = batch.build("--publish", within=mail)
        run([SURVEYAPP, "mail", "send"], batch.instance.environment | mail, 0)
        again = batch.build("--publish", within=mail)
        run([SURVEYAPP, "mail", "send"], batch.instance.environment | mail, 0)

    assert f"Published {MANY}. 2 are written to." in told.out
    assert "0 are written to." in again.out
    assert sorted(str(each["To"]) for each in box.messages) == sorted(people)
    for each in batch.reports()[:2]:
        address = next(address for address, area in people.items() if area == each.area)
        assert f"/rapporter/{each.id}" in box.words(address)
        assert each.title in box.words(address)


def reads_for(session: Session, area: str) -> str:
    """Somebody who alone reads for the municipality with this number, which is given back."""
    now = datetime.now(UTC)
    made = surveying.create_organisation(session, f"Kommune {area}", now, kind="municipality", area=area)
    account = accounts.create_account(session, f"leser{area}@example.org", "Leser", PASSWORD, now)
    accounts.add_member(session, account.id, made.id, "reader", now)
    return area
