"""Taking away all that leads from an answer to a person: codes, words, times, and the order that they came in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from questionnaires.variables import codebook_of
from surveyapp.models import DeletionPlan, Invitation, Paper, Participant, Recall, Response, Round
from surveyapp.models.ids import new_reference
from surveyapp.models.transactions import writing
from surveyapp.models.versions import questionnaire_of
from surveyapp.services.retaining.jobs import Job, batches


def unlink(job: Job) -> Iterator[int]:
    """Ratings and choices stay, under new random codes that still tell two rounds' answers by one person together."""
    with writing(job.session):
        counts = {
            model.__tablename__: job.change(delete(model).where(model.survey_id == job.survey_id))
            for model in (Invitation, Paper)
        }
        went = job.done("answers.unlink", counts)
    yield went
    for asked in job.session.scalars(select(Round).where(Round.survey_id == job.survey_id)).all():
        yield from _responses(job, asked.id)
    yield from _participants(job)
    with writing(job.session):
        plan = update(DeletionPlan).where(DeletionPlan.survey_id == job.survey_id).values(unlinked_on=job.today)
        job.change(plan)


def _responses(job: Job, round_id: UUID) -> Iterator[int]:
    """An id has a clock in it, so each response gets a random one; its code leads nowhere any more."""
    here = (Response.survey_id == job.survey_id, Response.round_id == round_id, Response.state != "draft")
    asked = job.session.get_one(Round, (job.survey_id, round_id))
    day, told = asked.opens_on, _words_asked(job.session, asked.version_id)
    for ids in batches(job.session.scalars(select(Response.id).where(*here)).all()):
        with writing(job.session):
            found = select(Response.id, Response.answers, Response.carried, Response.earlier)
            rows: Any = job.session.execute(found.where(*here, Response.id.in_(ids))).all()
            for each in rows:
                fresh, asked_to_see = uuid4(), _take_recalls(job, each.id)
                parted = update(Response).where(*here, Response.id == each.id)
                job.change(
                    parted.values(
                        id=fresh,
                        answers=_wordless(each.answers, told),
                        carried=_wordless(each.carried, told),
                        earlier=_wordless(each.earlier, told),
                        reference=new_reference(),
                        started_on=day,
                        started_at=None,
                        submitted_on=day,
                        submitted_at=None,
                    )
                )
                for field in asked_to_see:
                    job.session.add(Recall(survey_id=job.survey_id, response_id=fresh, field=field))
            went = job.done("answers.unlink", {"response": len(rows)})
        yield went


def _take_recalls(job: Job, response_id: UUID) -> Sequence[str]:
    """Which earlier numbers the person asked to see: whoever compares must know, so they follow the answers."""
    here = (Recall.survey_id == job.survey_id, Recall.response_id == response_id)
    fields = job.session.scalars(select(Recall.field).where(*here)).all()
    job.change(delete(Recall).where(*here))
    return fields


def _participants(job: Job) -> Iterator[int]:
    known = select(Participant.id).where(Participant.survey_id == job.survey_id)
    for ids in batches(job.session.scalars(known).all()):
        with writing(job.session):
            for each in ids:
                fresh, key = uuid4(), secrets.token_hex(8)
                added = Participant(
                    survey_id=job.survey_id, id=fresh, privacy="confidential", key=key, label=key, lists={}
                )
                job.session.add(added)
                job.session.flush()
                here = (Response.survey_id == job.survey_id, Response.participant_id == each)
                job.change(update(Response).where(*here).values(participant_id=fresh))
            job.change(delete(Participant).where(Participant.survey_id == job.survey_id, Participant.id.in_(ids)))
            went = job.done("answers.unlink", {"participant": len(ids)})
        yield went


def _words_asked(session: Session, version_id: UUID) -> frozenset[str]:
    """The questions that are answered in a person's own words, or by how to reach her."""
    questionnaire = questionnaire_of(session, version_id)
    written = {variable.question for variable in codebook_of(questionnaire).variables if variable.sensitive}
    return questionnaire.contact_questions | written


def _wordless(answers: Mapping[str, Any], asked: frozenset[str]) -> dict[str, Any]:
    """The answers without words; a list keeps its places, which ratings hang on, as numbers."""
    kept = {}
    for question, answer in answers.items():
        if question not in asked:
            kept[question] = answer
        elif isinstance(answer, Mapping):
            kept[question] = {slot: str(place) for place, slot in enumerate(answer, 1)}
    return kept
