"""Many anonymous answers in a round at once, as if they had come one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import uuid4

from surveyapp.models import Response, Survey
from surveyapp.models.surveys import round_of
from tests.sites import AskedRound


def hand_in(asked: AskedRound, documents: Iterable[Mapping[str, object]]) -> None:
    """Answers documents that are handed in on the round's first day."""
    with asked.site.session() as session:
        survey = session.get_one(Survey, asked.survey_id)
        day = round_of(session, asked.survey_id, asked.id).opens_on
        session.add_all(
            Response(
                survey_id=asked.survey_id,
                id=uuid4(),
                privacy=survey.privacy,
                synthetic=survey.synthetic,
                round_id=asked.id,
                state="submitted",
                reference=f"{number:04d}-{uuid4().hex[:4].upper()}",
                answers=dict(each),
                carried={},
                started_on=day,
                submitted_on=day,
            )
            for number, each in enumerate(documents)
        )
        session.commit()
