"""One round's results on both databases: counted there, with few hidden, and not before the round is over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import NotFoundError, RoundStillOpenError
from surveyapp.models.ids import uuid7
from surveyapp.services import answering, comparing
from tests.surveyapp.stage import NOW, Stage, set_up

AFTERWARDS = datetime(2026, 4, 2, 12, tzinfo=UTC)


def answered(session: Session, yes: int, no: int) -> Stage:
    stage = set_up(session, privacy="anonymous")
    for chosen in ("yes",) * yes + ("no",) * no:
        key = stage.begin()
        answering.save_page(session, key, "plan", {"har": chosen}, revision=0, now=NOW)
        answering.submit(session, key, NOW)
    return stage


@pytest.mark.parametrize(("no", "told"), [(6, {"yes": 7, "no": 6}), (3, {"yes": None, "no": None})])
def test_codes_are_counted_and_few_are_hidden(session: Session, tmp_path: Path, no: int, told: object) -> None:
    stage = answered(session, 7, no)
    found = comparing.round_results(session, stage.survey_id, stage.round_ids[0], tmp_path, AFTERWARDS)
    assert found.respondents == 7 + no
    har = next(each for each in found.variables if each.name == "har")
    assert {code.code: code.count for code in har.codes} == told
    assert "merknad" not in {each.name for each in found.variables}


def test_nothing_is_told_before_the_last_day_has_passed_or_of_what_is_not_there(
    session: Session, tmp_path: Path
) -> None:
    stage = set_up(session)
    with pytest.raises(RoundStillOpenError, match="until 2026-03-31"):
        comparing.round_results(session, stage.survey_id, stage.round_ids[0], tmp_path, NOW)
    with pytest.raises(NotFoundError):
        comparing.round_results(session, stage.survey_id, uuid7(), tmp_path, AFTERWARDS)
