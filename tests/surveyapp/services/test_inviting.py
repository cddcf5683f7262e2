from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import LargeBinary, func, select
from sqlalchemy.orm import Session

from surveyapp.models import Invitation, Response
from surveyapp.models.errors import (
    DuplicateKeyError,
    ExpiredTokenError,
    NotFoundError,
    RoundNotOpenError,
    UnknownTokenError,
    WrongPrivacyError,
)
from surveyapp.models.ids import uuid7
from surveyapp.models.tokens import token_key
from surveyapp.services import answering, inviting, surveying
from tests.surveyapp.stage import KEY, NOW, OLA, set_up


def test_a_link_leads_to_its_round_and_participant(session: Session) -> None:
    stage = set_up(session, synthetic=True)
    found = inviting.find(session, stage.token("4204"), KEY, NOW)
    assert (found.survey_title, found.round_label, found.participant_label) == ("Planen", "Runde 1", "4204")
    assert (found.owner, found.privacy, found.synthetic) == ("Prøve kommune", "identified", True)
    assert (found.response, found.submitted) == (None, False)


def test_opening_a_link_changes_nothing(session: Session) -> None:
    stage = set_up(session)
    token = stage.token()
    for _ in range(3):
        inviting.find(session, token, KEY, NOW)
    assert session.scalar(select(func.count()).select_from(Response)) == 0


def test_a_link_tells_how_far_its_participant_has_come(session: Session) -> None:
    stage = set_up(session)
    key = stage.begin()
    answering.save_page(session, key, "plan", {"har": "no"}, revision=0, now=NOW)
    token = stage.token()
    begun = inviting.find(session, token, KEY, NOW)
    assert (begun.response, begun.submitted) == (key, False)
    answering.submit(session, key, NOW, OLA)
    assert inviting.find(session, token, KEY, NOW).submitted


def test_a_token_is_stored_nowhere(session: Session) -> None:
    stage = set_up(session)
    token = stage.token()
    code = session.scalars(select(Invitation.token_code)).one()
    assert isinstance(Invitation.__table__.c.token_code.type, LargeBinary)
    assert len(code) == 32
    assert token.encode() not in code


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "ø", "' OR 1=1 --", "\x00", "\ud800"])
def test_a_made_up_token_is_unknown(session: Session, token: str) -> None:
    set_up(session).token()
    with pytest.raises(UnknownTokenError):
        inviting.find(session, token, KEY, NOW)


def test_a_token_is_unknown_under_another_secret(session: Session) -> None:
    token = set_up(session).token()
    with pytest.raises(UnknownTokenError):
        inviting.find(session, token, token_key("another secret altogether, of some length"), NOW)


def test_a_fresh_link_ends_the_one_before(session: Session) -> None:
    stage = set_up(session)
    old, new = stage.token(), stage.token()
    with pytest.raises(UnknownTokenError):
        inviting.find(session, old, KEY, NOW)
    assert inviting.find(session, new, KEY, NOW).participant_label == "4204"


def test_a_link_ends_with_its_round(session: Session) -> None:
    token = set_up(session).token()
    with pytest.raises(ExpiredTokenError):
        inviting.find(session, token, KEY, datetime(2026, 4, 1, 12, tzinfo=UTC))


def test_a_link_waits_for_its_round(session: Session) -> None:
    token = set_up(session).token()
    with pytest.raises(RoundNotOpenError, match="2026-02-01"):
        inviting.find(session, token, KEY, datetime(2026, 1, 1, 12, tzinfo=UTC))


def test_a_link_may_end_before_its_round(session: Session) -> None:
    stage = set_up(session)
    ids = [stage.participant("4204")]
    issued = inviting.invite(session, stage.survey_id, stage.round_ids[0], ids, KEY, expires_on=date(2026, 3, 1))[0]
    with pytest.raises(ExpiredTokenError, match="2026-03-01"):
        inviting.find(session, issued.token, KEY, NOW)
    with pytest.raises(ExpiredTokenError):
        answering.start_or_resume(session, issued.key, NOW)


def test_links_come_in_the_order_asked_for(session: Session) -> None:
    stage = set_up(session)
    ids = [stage.participant(key) for key in ("4204", "0301", "1103")]
    issued = inviting.invite(session, stage.survey_id, stage.round_ids[0], ids, KEY)
    assert [one.participant_key for one in issued] == ["4204", "0301", "1103"]
    assert len({one.token for one in issued}) == 3


def test_an_open_link_is_used_by_many(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    token = stage.token()
    keys = {answering.start_or_resume(session, inviting.find(session, token, KEY, NOW).key, NOW).key for _ in range(3)}
    assert len(keys) == 3


def test_an_anonymous_survey_invites_nobody_in_particular(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    with pytest.raises(WrongPrivacyError):
        inviting.add_participants(session, stage.survey_id, {"4204": "Kristiansand"})


@pytest.mark.parametrize("privacy", ["confidential", "identified"])
def test_only_an_anonymous_survey_has_an_open_link(session: Session, privacy: str) -> None:
    stage = set_up(session, privacy=privacy)  # type: ignore[arg-type]
    with pytest.raises(WrongPrivacyError):
        inviting.open_link(session, stage.survey_id, stage.round_ids[0], KEY)


def test_a_participant_is_added_once(session: Session) -> None:
    stage = set_up(session)
    inviting.add_participants(session, stage.survey_id, {"4204": "Kristiansand"})
    with pytest.raises(DuplicateKeyError, match="4204"):
        inviting.add_participants(session, stage.survey_id, {"0301": "Oslo", "4204": "Kristiansand"})
    assert inviting.add_participants(session, stage.survey_id, {"0301": "Oslo"}).keys() == {"0301"}


def test_another_surveys_participant_or_round_is_not_found(session: Session) -> None:
    ours, theirs = set_up(session, owner="Vår"), set_up(session, owner="Deres")
    stranger = theirs.participant("4204")
    with pytest.raises(NotFoundError):
        inviting.invite(session, ours.survey_id, ours.round_ids[0], [stranger], KEY)
    with pytest.raises(NotFoundError):
        inviting.invite(session, ours.survey_id, theirs.round_ids[0], [], KEY)
    with pytest.raises(NotFoundError):
        inviting.add_participants(session, uuid7(), {"4204": "Kristiansand"})


def test_a_participant_without_an_answer_is_not_submitted(session: Session) -> None:
    stage = set_up(session, rounds=2)
    stage.begin("4204", 1)
    found = inviting.find(session, stage.token("4204", 2), KEY, NOW)
    assert found.response is None
    assert surveying.overview(session, stage.survey_id, NOW)[1].invited == 1
