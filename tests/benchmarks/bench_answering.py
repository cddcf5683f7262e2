"""Saving a page and finding the next, in the municipality survey and in a questionnaire of 2,000 questions.

Both are answered half-way first. The saves take turns, so that what else the machine does falls on both alike.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from questionnaires.answers import Setting
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.routing import Route
from surveyapp.models import Response
from surveyapp.models.ids import ResponseKey, norwegian_date
from surveyapp.models.surveys import Privacy
from surveyapp.models.tokens import token_key
from surveyapp.services import answering, inviting, publishing, surveying
from tests.databases import migrated

KEY = token_key("a secret of this benchmark only, 0123456789")
QUESTIONS, PER_PAGE = 2000, 10
SAVES = 300
MOST_TIMES = 1.5


class TooSlowError(RuntimeError):
    """A figure is above its limit."""


def main() -> None:
    """Print the median of each and their ratio; fail above the limit."""
    survey = load_file(paths()["kommuneundersokelsen"])
    large = load(large_questionnaire())
    now = datetime.now(UTC)
    times: list[list[float]] = [[], []]
    with (
        tempfile.TemporaryDirectory() as folder,
        migrated("sqlite", Path(folder)) as database,
        Session(database.engine) as session,
    ):
        savers = [saver(session, questionnaire, now) for questionnaire in (survey, large)]
        for _save in range(SAVES):
            for save, taken in zip(savers, times, strict=True):
                began = time.perf_counter()
                save()
                taken.append(time.perf_counter() - began)
    small, big = (statistics.median(taken) * 1000 for taken in times)
    questions = sum(1 for _ in survey.questions())
    print(f"save a page and route, {questions} questions: {small:.2f} ms (median of {SAVES})")
    print(f"save a page and route, {QUESTIONS} questions: {big:.2f} ms, {big / small:.2f} times (limit {MOST_TIMES})")
    if big > MOST_TIMES * small:
        raise TooSlowError(f"{big / small:.2f} times is more than {MOST_TIMES}.")


def large_questionnaire() -> str:
    """Pages of ten questions; every page hangs on an answer of the page before, so that all hang together."""
    lines = ["id: large", "title: {nb: Stor}", "languages: [nb]", "unit: course", "about: {nb: Stor.}", "pages:"]
    for number in range(QUESTIONS):
        page = number // PER_PAGE
        if number % PER_PAGE == 0:
            lines += [f"  - id: p{page}", f"    title: {{nb: Side {page}}}"]
            lines += [f"    show_when: {{q{number - PER_PAGE}: a}}"] if page else []
            lines += ["    questions:"]
        lines += [
            f"      - id: q{number}",
            "        type: choice",
            f"        text: {{nb: Spørsmål {number}?}}",
            "        choices: {a: {nb: Ja}, b: {nb: Nei}, c: {nb: Kanskje}}",
        ]
        lines += [f"        show_when: {{q{number - 1}: [a, b]}}"] if number % PER_PAGE == 5 else []
    return "\n".join(lines)


def saver(session: Session, questionnaire: Questionnaire, now: datetime) -> Callable[[], Any]:
    """Begin a response, answer half of it, and give what saves a page in the middle once more."""
    owner = surveying.create_organisation(session, questionnaire.id, now)
    version = publishing.publish(session, owner, questionnaire, now)
    privacy: Privacy = "identified" if questionnaire.unit == "municipality" else "confidential"
    made = surveying.create_survey(
        session, owner.id, version.questionnaire_id, title=owner.name, privacy=privacy, synthetic=True, now=now
    )
    today = norwegian_date(now)
    plan = surveying.RoundPlan(version.id, "1", today - timedelta(days=1), today + timedelta(days=9))
    asked = surveying.add_round(session, made.id, plan)
    ids = inviting.add_participants(session, made.id, {"0301": "Oslo"})
    (issued,) = inviting.invite(session, made.id, asked.id, list(ids.values()), KEY)
    key = answering.start_or_resume(session, issued.key, now).key
    draft = answering.open_draft(session, key, now)
    answers = half_answered(questionnaire, draft.setting, draft.answers)
    session.execute(update(Response).where(Response.id == key.id).values(answers=answers))
    session.commit()
    return saves(session, key, Route(questionnaire, answers, draft.setting), now)


def half_answered(questionnaire: Questionnaire, setting: Setting, given: dict[str, Any]) -> dict[str, Any]:
    """Every question of the first half with choices answered, so that what hangs on them is shown."""
    answers = dict(given)
    pages = questionnaire.all_pages
    for page in pages[: len(pages) // 2]:
        for question in page.asked:
            choices = getattr(question, "all_choices", ())
            if question.type in ("choice", "grade") and choices:
                answers[question.id] = choices[0].code
    return answers


def saves(session: Session, key: ResponseKey, route: Route, now: datetime) -> Callable[[], Any]:
    """Answer one page in the middle anew each time, so that each time something is written."""
    shown = [page for page in route.pages() if any(one.question.type in ("choice", "grade") for one in page.asked)]
    page = shown[len(shown) // 2]
    asked = [one for one in page.asked if one.question.type in ("choice", "grade")]
    rng = Random(page.page.id)

    def save() -> Any:
        draft = answering.open_draft(session, key, now)
        held = {
            one.question.id: draft.answers[one.question.id] for one in page.asked if one.question.id in draft.answers
        }
        changed = rng.choice(asked)
        others = [option.code for option in changed.choices if option.code != held.get(changed.question.id)]
        held[changed.question.id] = rng.choice(others)
        return answering.save_page(session, key, page.page.id, held, revision=draft.revision, now=now)

    return save


if __name__ == "__main__":
    main()
