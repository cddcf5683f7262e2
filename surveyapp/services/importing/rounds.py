"""Taking a round in: every row is held up to the rule-book, and all are stored in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from questionnaires.answers import Answers, Setting
from questionnaires.classifications import kommuner
from questionnaires.definition import Questionnaire
from surveyapp.models import Participant, Response, Round, Survey
from surveyapp.models.errors import SurveyAppError, WrongPrivacyError
from surveyapp.models.ids import new_reference, norwegian_date, uuid7
from surveyapp.models.surveys import round_of
from surveyapp.models.telling import told
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access
from surveyapp.services.importing.reading import Answered, Reader, read_answers
from surveyapp.services.importing.tables import ImportLimits, read_table


class RoundNotEmptyError(SurveyAppError):
    """The round has answers already; a file is taken into an empty round."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in: respondents, how many of them were new to the survey, and the file it came from."""

    responses: int
    new_participants: int
    source_name: str
    source_sha256: str


def import_round(
    session: Session,
    survey_id: UUID,
    round_id: UUID,
    path: Path,
    *,
    key_column: str | None,
    limits: ImportLimits,
    now: datetime,
) -> Imported:
    """Store each row of the file as a submitted response of the round.

    A column is a variable's name or label, a cell a code or its label; `key_column` tells who answered (None: the
    municipality, if the questionnaire asks for it). Raises `UnreadableFileError`, `ImportRefusedError` with every
    problem, `RoundNotEmptyError`, `RoundErasedError` or `WrongPrivacyError`; then nothing is stored.
    """
    survey, taken = access.survey(session, "answers.import", survey_id), round_of(session, survey_id, round_id)
    questionnaire = questionnaire_of(session, taken.version_id)
    if survey.privacy == "anonymous" and key_column is not None:
        raise WrongPrivacyError("An anonymous survey keeps no key of who answered. Leave the key column out.")
    setting = Setting(taken.classified_on, {}, taken.number)
    table = read_table(path, limits)
    reader = Reader(questionnaire, setting, _earlier(session, taken, questionnaire.asks_earlier))
    rows = told(session, "Reading answers", table.rows, len(table.rows))
    people = read_answers(table, rows, reader, keyed=survey.privacy != "anonymous", key_column=key_column)
    with access.changing_survey(session, "answers.import", survey_id, rows=len(people), sha256=table.sha256) as survey:
        taken = round_of(session, survey_id, round_id, held=True)
        taken.require_kept()
        _require_empty(session, taken)
        taken.source_name, taken.source_sha256 = table.name[:255], table.sha256
        keys = [one.key for one in people if one.key is not None]
        ids, added = _participants(session, survey, keys, _labels(questionnaire, setting))
        _store(session, survey, taken, people, ids=ids, now=now)
    return Imported(len(people), added, table.name, table.sha256)


def _earlier(session: Session, taken: Round, names: Collection[str]) -> dict[str, Answers]:
    """Participant key -> what was answered to these questions in the latest round before this one."""
    if not names:
        return {}
    rows = session.execute(
        select(Participant.key, Response.answers)
        .select_from(Response)
        .join(Participant, (Participant.survey_id == Response.survey_id) & (Participant.id == Response.participant_id))
        .join(Round, (Round.survey_id == Response.survey_id) & (Round.id == Response.round_id))
        .where(Response.survey_id == taken.survey_id, Response.state == "submitted", Round.number < taken.number)
        .order_by(Round.number)
    )
    return {key: {name: answers[name] for name in names if name in answers} for key, answers in rows}


def _require_empty(session: Session, taken: Round) -> None:
    here = (Response.survey_id == taken.survey_id, Response.round_id == taken.id)
    held = session.scalar(select(func.count()).select_from(Response).where(*here))
    if held:
        raise RoundNotEmptyError(f"The round {taken.label!r} has {held} responses. Import into a new round.")


def _labels(questionnaire: Questionnaire, setting: Setting) -> dict[str, str]:
    """What to call the respondents whose key says more than itself: municipalities, by their numbers."""
    if questionnaire.unit != "municipality":
        return {}
    return {kommune.nr: kommune.label for kommune in kommuner(on=setting.round_date)}


def _participants(
    session: Session, survey: Survey, keys: list[str], labels: Mapping[str, str]
) -> tuple[dict[str, UUID], int]:
    """Participant ids by key, made for those that the survey does not know, and how many were made."""
    if not keys:
        return {}, 0
    known = session.execute(select(Participant.key, Participant.id).where(Participant.survey_id == survey.id))
    ids = dict(known.all())
    new = {key: uuid7() for key in keys if key not in ids}
    if new:
        rows = [
            {"survey_id": survey.id, "id": new_id, "privacy": survey.privacy, "key": key, "label": labels.get(key, key)}
            for key, new_id in new.items()
        ]
        session.execute(insert(Participant), rows)
    return ids | new, len(new)


def _store(
    session: Session, survey: Survey, taken: Round, people: list[Answered], *, ids: dict[str, UUID], now: datetime
) -> None:
    anonymous = survey.privacy == "anonymous"
    used = set(session.scalars(select(Response.reference).where(Response.survey_id == survey.id)))
    today, moment = norwegian_date(now), None if anonymous else now
    rows: list[dict[str, Any]] = []
    for one in people:
        while (reference := new_reference()) in used:
            pass
        used.add(reference)
        rows.append(
            {
                "survey_id": survey.id,
                "id": uuid4() if anonymous else uuid7(),
                "privacy": survey.privacy,
                "synthetic": survey.synthetic,
                "round_id": taken.id,
                "participant_id": None if one.key is None else ids[one.key],
                "state": "submitted",
                "revision": 0,
                "answers": one.answers,
                "carried": {},
                "earlier": one.earlier,
                "reference": reference,
                "started_on": today,
                "started_at": moment,
                "submitted_on": today,
                "submitted_at": moment,
            }
        )
    # By their random ids, anonymous answers lie in another order than in the file.
    rows.sort(key=lambda row: row["id"])
    if rows:
        session.execute(insert(Response), rows)
