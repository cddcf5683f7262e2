"""The throw-away survey that a draft is tried on, set up and answered through the same services as real ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.answers import Answer, Asked
from questionnaires.checks import problems_with
from questionnaires.classifications import kommuner
from questionnaires.companions import ROLE
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import SuppliedList
from questionnaires.routing import Route
from surveyapp.models.errors import IncompleteError, NotFoundError, UnknownAnswerError
from surveyapp.models.ids import InvitationKey, ResponseKey, norwegian_date
from surveyapp.services import access, answering, finding, inviting, preparing, publishing, surveying
from surveyapp.services.answering import Draft
from surveyapp.services.answering.saving import LEFT_EMPTY
from surveyapp.services.surveying import RoundPlan
from surveyapp.synthetic.answering import TRIES, Choose, Filling, drawn
from surveyapp.synthetic.people import anyone, supplied
from surveyapp.synthetic.wishes import best

OWNER = "Forhåndsvisning"
ROUNDS = ("Første gang", "Andre gang")


@dataclass(frozen=True, slots=True)
class Opened:
    """A response that is being tried, and the link that leads to it."""

    key: ResponseKey
    invitation: InvitationKey
    token: str


@dataclass
class Bench:
    """One version of the draft, put to one person for each round; the second one has answered before."""

    questionnaire: Questionnaire
    survey_id: UUID
    round_ids: tuple[UUID, ...]
    people: tuple[str, str]
    token_key: bytes
    opened: dict[int, Opened] = field(default_factory=dict)


def set_up(session: Session, questionnaire: Questionnaire, token_key: bytes, now: datetime) -> Bench:
    """Publish the draft, and put it to two people over two rounds that are both open."""
    access.act_as(session, access.OPERATOR)
    try:
        owner = finding.organisation_named(session, OWNER)
    except NotFoundError:
        owner = surveying.create_organisation(session, OWNER, now)
    owner_id = owner.id
    version = publishing.publish(session, owner, questionnaire, now)
    version_id, today = version.id, norwegian_date(now)
    municipal = questionnaire.unit == "municipality"
    survey = surveying.create_survey(
        session,
        owner_id,
        version.questionnaire_id,
        title=questionnaire.title.in_language(questionnaire.languages[0])[:200],
        privacy="identified" if municipal else "confidential",
        synthetic=True,
        now=now,
    )
    survey_id = survey.id
    plans = (RoundPlan(version_id, label, today, today + timedelta(days=365), 2, today) for label in ROUNDS)
    round_ids = tuple(surveying.add_round(session, survey_id, plan).id for plan in plans)
    preparing.describe(session, survey_id, preparing.Description("Forhåndsvisning", health_data=False))
    for round_id in round_ids:
        # To look at it is to rehearse it by hand.
        preparing.note_rehearsal(session, survey_id, round_id, answers=0, now=now)
        preparing.release(session, survey_id, round_id, now)
    labels = {each.nr: each.label for each in kommuner(on=today)[:2]} if municipal else {"P-1": "P-1", "P-2": "P-2"}
    inviting.add_participants(session, survey_id, labels)
    first, second = labels
    bench = Bench(questionnaire, survey_id, round_ids, (first, second), token_key)
    _supply(session, bench, now)
    return bench


def _supply(session: Session, bench: Bench, now: datetime) -> None:
    rng = Random(bench.questionnaire.id)
    lists = {
        question.id: list(supplied(question, rng).values())
        for question in bench.questionnaire.questions()
        if isinstance(question, SuppliedList)
    }
    if lists:
        inviting.supply_lists(session, bench.survey_id, dict.fromkeys(bench.people, lists), now)


def open_round(session: Session, bench: Bench, number: int, now: datetime) -> Opened:
    """The response of a round, begun the first time; before the second one, the first was made up and handed in."""
    access.act_as(session, access.OPERATOR)
    if number not in bench.opened:
        if number > 1:
            _answer_before(session, bench, now)
        bench.opened[number] = _start(session, bench, bench.people[number - 1], number, now)
    return bench.opened[number]


def _start(session: Session, bench: Bench, person: str, number: int, now: datetime) -> Opened:
    ids = finding.participants(session, bench.survey_id, [person])
    round_id = bench.round_ids[number - 1]
    (link,) = inviting.invite(session, bench.survey_id, round_id, [ids[person]], bench.token_key)
    started = answering.start_or_resume(session, link.key, now)
    return Opened(started.key, link.key, link.token)


def _answer_before(session: Session, bench: Bench, now: datetime) -> None:
    """The second person's first round. A draft that nobody can hand in has no earlier answers to give."""
    before = _start(session, bench, bench.people[1], 1, now)
    draft = answering.open_draft(session, before.key, now)
    filling = _filling(draft, Random(bench.questionnaire.id))
    filling.fill()
    filling.mend(TRIES)
    put_in(session, before.key, filling.answers, now)
    signed = answering.Signature("Ola Eksempel", "Kommunedirektør") if draft.privacy == "identified" else None
    try:
        answering.submit(session, before.key, now, signed)
    except IncompleteError:
        return


def fill_in(session: Session, key: ResponseKey, pages: Iterable[str] | None, rng: Random, now: datetime) -> None:
    """Answer these pages anew at random, or all that is not answered yet."""
    draft = answering.open_draft(session, key, now)
    filling = _filling(draft, rng)
    filling.answers = dict(draft.answers)
    if pages is None:
        filling.met = {asked.field for asked in draft.route.asked() if asked.answer_in(draft.answers) is not None}
        filling.fill()
        filling.mend(TRIES)
    else:
        wanted = [draft.questionnaire.page(page_id) for page_id in pages]
        for question in (question for page in wanted for question in page.asked):
            if question.id not in draft.setting.carried:
                filling.answers.pop(question.id, None)
        filling.fill(wanted)
    put_in(session, key, filling.answers, now)


def _filling(draft: Draft, rng: Random) -> Filling:
    person = anyone(
        draft.setting.round_date,
        rng,
        round_number=draft.setting.round_number,
        earlier=draft.setting.earlier,
        carried=draft.setting.carried,
    )

    def choose(asked: Asked, route: Route, wanted: Any) -> Answer | None:
        if wanted:
            return best(asked, wanted, route, lambda: drawn(asked, person, rng), rng)
        return drawn(asked, person, rng)

    choosing: Choose = choose
    return Filling(draft.questionnaire, draft.setting, choosing, rng)


def put_in(session: Session, key: ResponseKey, answers: Mapping[str, Answer], now: datetime) -> tuple[str, ...]:
    """Write all the answers that fit into a draft, page by page; returns the questions whose answers do not fit."""
    for page in answering.open_draft(session, key, now).questionnaire.all_pages:
        draft = answering.open_draft(session, key, now)
        fitting = _fitting(draft, page, answers)
        try:
            answering.save_page(session, key, page.id, fitting, revision=draft.revision, now=now)
        except UnknownAnswerError:
            continue
    draft = answering.open_draft(session, key, now)
    kept = {**draft.answers, **draft.setting.carried}
    return tuple(
        name for name, given in answers.items() if kept.get(name) != given and name not in draft.setting.carried
    )


def _fitting(draft: Draft, page: Page, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Those of the answers that the page asks for and that will do."""
    known = {name: given for name, given in answers.items() if draft.questionnaire.has(name)}
    route = Route(draft.questionnaire, {**known, **draft.setting.carried}, draft.setting)
    fitting: dict[str, Answer] = {}
    for asked in _asked_on(route, page):
        answer = asked.answer_in(known)
        if answer is None or not asked.question.asks or asked.question.id in draft.setting.carried:
            continue
        problems = problems_with(asked, answer, draft.setting)
        if all(problem.kind in LEFT_EMPTY for problem in problems):
            asked.put(fitting, answer)
    return fitting


def _asked_on(route: Route, page: Page) -> Iterator[Asked]:
    """All that the page may ask, shown now or not."""
    shown = route.page(page.id)
    met = {asked.field: asked for asked in (shown.asked if shown else ())}
    for slot, item in route.items(page):
        for question in page.asked:
            asked = Asked(question, slot, item)
            yield met.get(asked.field, asked)


def answer_as(session: Session, key: ResponseKey, role: str, now: datetime) -> None:
    """Let somebody in another role answer."""
    draft = answering.open_draft(session, key, now)
    answering.save_page(session, key, ROLE, {ROLE: role}, revision=draft.revision, now=now)
