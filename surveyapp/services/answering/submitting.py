"""Handing in: once, whole, with a receipt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, update
from sqlalchemy.orm import Session

from questionnaires.companions import ROLE
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route
from questionnaires.scoring import ScoreValue, paired_scores, scores
from questionnaires.words import Text
from surveyapp.models import Response, Revision, Round
from surveyapp.models.base import table_of
from surveyapp.models.errors import IncompleteError, NotSubmittedError, UnsignedError
from surveyapp.models.ids import ResponseKey, new_reference, norwegian_date
from surveyapp.models.looks import Branding
from surveyapp.models.surveys import Privacy
from surveyapp.models.transactions import Together, writing
from surveyapp.services.answering.changes import ListChange, list_change
from surveyapp.services.answering.contacts import keep_only, opened, veiled
from surveyapp.services.answering.drafts import Draft, check, load_any, open_now
from surveyapp.services.answering.editions import Signature, make_way, require_right_to_sign, sign
from surveyapp.services.answering.given import earlier_response


@dataclass(frozen=True, slots=True)
class EarlierScore:
    """The same score in the earlier round and in this one, over what was rated both times; and thing by thing.

    `roles`: who answered then and now, where that was asked.
    """

    round_label: str
    round_number: int
    before: ScoreValue
    now: ScoreValue
    list_change: ListChange | None
    roles: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score of the person who answered; `earlier` is there when an earlier round was handed in too."""

    name: str
    label: Text
    now: ScoreValue
    earlier: EarlierScore | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of handing in; `role`: who answered, where that was asked."""

    reference: str
    submitted_on: date
    closes_on: date
    owner: str
    look: Branding
    survey_title: str
    round_label: str
    privacy: Privacy
    synthetic: bool
    role: str
    questionnaire: Questionnaire
    scores: tuple[ScoreLine, ...]


def submit(session: Session, key: ResponseKey, now: datetime, signature: Signature | None = None) -> Receipt:
    """Hand in the draft; a second or simultaneous call gets the same receipt.

    What routing hides is dropped. `signature`: who answers for it, where a public body does. Raises `IncompleteError`,
    `NotFoundError`, `RoundClosedError`, `SomebodyElseSignsError` or, where nobody signs what must be, `UnsignedError`.
    """
    with writing(session):
        held = load_any(session, key, lock=True)
        if held.reference is None:
            held = _hand_in(session, open_now(session, held, now), now, signature)
        return _receipt_of(session, held)


_R, _TAKEN, _PAST = table_of(Response), table_of(Response).alias("taken"), table_of(Revision)
_HERE: tuple[Any, Any] = bindparam("survey"), bindparam("response")
_SET = (
    update(_R)
    .where(
        *(_R.c.survey_id == _HERE[0], _R.c.id == _HERE[1]),
        # No other response of the survey may have the code.
        ~exists().where(_TAKEN.c.survey_id == _HERE[0], _TAKEN.c.reference == bindparam("code")),
    )
    .values(
        state="submitted",
        answers=bindparam("given", type_=_R.c.answers.type),
        reference=bindparam("code"),
        submitted_on=bindparam("day"),
        submitted_at=bindparam("moment", type_=_R.c.submitted_at.type),
    )
)
_SUBMIT = Together(_SET)
# What an anonymous person wrote and took back again is nobody's business.
_FORGET_AND_SUBMIT = Together(delete(_PAST).where(_PAST.c.survey_id == _HERE[0], _PAST.c.response_id == _HERE[1]), _SET)


def _hand_in(session: Session, draft: Draft, now: datetime, signature: Signature | None) -> Draft:
    if draft.privacy == "identified" and signature is None:
        raise UnsignedError("Somebody must sign for what a public body answers.")
    problems = check(draft)
    if problems:
        fields = ", ".join(problem.field for problem in problems[:10])
        raise IncompleteError(f"{len(problems)} answers are missing or wrong: {fields}.")
    kept = draft.route.kept()
    submitted = replace(
        draft,
        state="submitted",
        answers=veiled(kept, draft.contact_questions),
        reference=new_reference(),
        submitted_on=norwegian_date(now),
    )
    if draft.privacy == "identified":
        require_right_to_sign(session, draft, signature)
        make_way(session, draft)
    anonymous = draft.privacy == "anonymous"
    step = _FORGET_AND_SUBMIT if anonymous else _SUBMIT
    values = {
        "survey": draft.key.survey_id,
        "response": draft.key.id,
        "given": submitted.answers,
        "day": submitted.submitted_on,
        "moment": None if anonymous else now,
    }
    while not step.run(session.connection(), values | {"code": submitted.reference}):
        submitted = replace(submitted, reference=new_reference())
    if draft.contact_questions:
        keep_only(session, draft.key, draft.contact_questions & kept.keys())
    if signature is not None:
        sign(session, submitted, signature, now)
    return submitted


def receipt(session: Session, key: ResponseKey) -> Receipt:
    """The receipt of a response that is handed in; raises `NotSubmittedError` or `NotFoundError`."""
    return _receipt_of(session, load_any(session, key, lock=False))


def since_start(session: Session, key: ResponseKey) -> dict[str, EarlierScore]:
    """Each score now and at the participant's first response, by its name; for staff, who have asked `access`."""
    return _earlier_scores(session, load_any(session, key, lock=False), first=True)


def own_copy(session: Session, key: ResponseKey) -> Draft:
    """What was handed in, with its contact data, for the person's own copy; raises `NotSubmittedError`."""
    handed_in = load_any(session, key, lock=False)
    if handed_in.reference is None:
        raise NotSubmittedError("The response is not handed in yet, so there is no copy of it.")
    if not handed_in.contact_questions:
        return handed_in
    return replace(handed_in, answers=handed_in.answers | opened(session, key))


def _receipt_of(session: Session, draft: Draft) -> Receipt:
    if draft.reference is None or draft.submitted_on is None:
        raise NotSubmittedError("The response is not handed in yet, so it has no receipt.")
    return Receipt(
        reference=draft.reference,
        submitted_on=draft.submitted_on,
        closes_on=draft.closes_on,
        owner=draft.owner,
        look=draft.look,
        survey_title=draft.survey_title,
        round_label=draft.round_label,
        privacy=draft.privacy,
        synthetic=draft.synthetic,
        role=str(draft.answers.get(ROLE, "")),
        questionnaire=draft.questionnaire,
        scores=_score_lines(session, draft),
    )


def _score_lines(session: Session, draft: Draft) -> tuple[ScoreLine, ...]:
    if not draft.questionnaire.scores:
        return ()
    now = scores(draft.route)
    earlier = _earlier_scores(session, draft)
    return tuple(
        ScoreLine(name, score.label, now[name], earlier.get(name)) for name, score in draft.questionnaire.scores.items()
    )


def _earlier_scores(session: Session, draft: Draft, *, first: bool = False) -> dict[str, EarlierScore]:
    if draft.participant_id is None:
        return {}
    columns = (Response.answers, Round.label, Round.number)
    wanted = earlier_response(draft.key.survey_id, draft.participant_id, draft.round_number, *columns, first=first)
    row: Any = session.execute(wanted).one_or_none()
    if row is None:
        return {}
    before = Route(draft.questionnaire, row.answers, draft.setting)
    both = paired_scores(before, draft.route)
    return {
        name: EarlierScore(
            row.label,
            row.number,
            *values,
            list_change(draft.questionnaire.scores[name], before, draft.route),
            (str(row.answers.get(ROLE, "")), str(draft.answers.get(ROLE, ""))),
        )
        for name, values in both.items()
        if all(each.value is not None for each in values)
    }
