"""How many answers an open link takes: set, raised, lifted, and kept when the link is made again."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import NotFoundError
from surveyapp.services import inviting
from surveyapp.services.inviting import Quota
from tests.surveyapp.stage import KEY, NOW, set_up


def test_a_round_without_an_open_link_has_no_quota_to_set(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    assert inviting.quota_of(session, stage.survey_id, stage.round_ids[0]) is None
    with pytest.raises(NotFoundError, match="no open link yet"):
        inviting.set_quota(session, stage.survey_id, stage.round_ids[0], 5)


def test_a_quota_is_raised_and_lifted_while_the_link_stays(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    place = session, stage.survey_id, stage.round_ids[0]
    link = inviting.open_link(*place, KEY, quota=5)
    assert inviting.quota_of(*place) == Quota(5, 0)
    inviting.set_quota(*place, 9)
    assert inviting.quota_of(*place) == Quota(9, 0)
    inviting.set_quota(*place, None)
    assert inviting.quota_of(*place) == Quota(None, 0)
    assert inviting.find(session, link.token, KEY, NOW).key == link.key


def test_the_quota_stays_when_letters_make_the_link_again(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    place = session, stage.survey_id, stage.round_ids[0]
    inviting.open_link(*place, KEY, quota=5)
    inviting.issue_letters(*place, KEY, NOW, fresh=True)
    assert inviting.quota_of(*place) == Quota(5, 0)
