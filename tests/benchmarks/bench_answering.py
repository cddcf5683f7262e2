"""Saving a page and finding the next, in the municipality survey and in questionnaires of 2,000 questions.

All are answered half-way first. The saves take turns, so that what else the machine does falls on all alike.
"""

import itertools
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
from surveyapp.services import access, answering, inviting, publishing, surveying
from tests.databases import migrated
from tests.rounds import add_released

KEY = token_key("a secret of this benchmark only, 0123456789")
QUESTIONS, PER_PAGE = 2000, 10
SAVES = 300
SECTION = 10
"""Pages that hang on the first of them."""
LIMITS = {"in sections": 1.5, "in one chain": 2.0}
"""Times the municipality survey. In a chain, what hangs together is the whole way to the page."""

_NUMBERS = itertools.count(1)


class TooSlowError(RuntimeError):
    """A figure is above its limit."""


def main() -> None:
    """Print the medians and what they are of the municipality survey's; fail above the limits."""
    survey = load_file(paths()["kommuneundersokelsen"])
    larger = {"in sections": load(large_questionnaire(SECTION)), "in one chain": load(large_questionnaire(1))}
    now = datetime.now(UTC)
    times: list[list[float]] = [[] for _ in range(1 + len(larger))]
    with (
        tempfile.TemporaryDirectory() as folder,
        migrated("sqlite", Path(folder)) as database,
        Session(database.engine) as session,
    ):
        access.act_as(session, access.OPERATOR)
        fillers = [filler(session, questionnaire, now) for questionnaire in (survey, *larger.values())]
        for _save in range(SAVES):
            for fill_in, taken in zip(fillers, times, strict=True):
                save = fill_in()
                began = time.perf_counter()
                save()
                taken.append(time.perf_counter() - began)
    small, *big = (statistics.median(taken) * 1000 for taken in times)
    print(f"save a page and route, {sum(1 for _ in survey.questions())} questions: {small:.2f} ms (median of {SAVES})")
    for how, taken_by_large in zip(larger, big, strict=True):
        ratio, limit = taken_by_large / small, LIMITS[how]
        print(f"  {QUESTIONS:,} questions {how}: {taken_by_large:.2f} ms, {ratio:.2f} times (limit {limit})")
        if ratio > limit:
            raise TooSlowError(f"{ratio:.2f} times is more than {limit}.")


def large_questionnaire(section: int) -> str:
    """Pages of ten questions. In each section of pages, all hang on the first; with sections of one, all in a chain."""
    lines = ["id: large", "title: {nb: Stor}", "languages: [nb]", "unit: course", "about: {nb: Stor.}", "pages:"]
    for number in range(QUESTIONS):
        page = number // PER_PAGE
        if number % PER_PAGE == 0:
            lines += [f"  - id: p{page}", f"    title: {{nb: Side {page}}}"]
            first = page - 1 if section == 1 else page - page % section
            lines += [f"    show_when: {{q{first * PER_PAGE}: a}}"] if 0 <= first < page else []
            lines += ["    questions:"]
        lines += [
            f"      - id: q{number}",
            "        type: choice",
            f"        text: {{nb: Spørsmål {number}?}}",
            "        choices: {a: {nb: Ja}, b: {nb: Nei}, c: {nb: Kanskje}}",
        ]
        lines += [f"        show_when: {{q{number - 1}: [a, b]}}"] if number % PER_PAGE == 5 else []
    return "\n".join(lines)


def filler(session: Session, questionnaire: Questionnaire, now: datetime) -> Callable[[], Callable[[], Any]]:
    """Begin a response, answer half of it, and give what fills in a page in the middle once more."""
    owner = surveying.create_organisation(session, f"{questionnaire.id} {next(_NUMBERS)}", now)
    version = publishing.publish(session, owner, questionnaire, now)
    privacy: Privacy = "identified" if questionnaire.unit == "municipality" else "confidential"
    made = surveying.create_survey(
        session, owner.id, version.questionnaire_id, title=owner.name, privacy=privacy, synthetic=True, now=now
    )
    today = norwegian_date(now)
    plan = surveying.RoundPlan(version.id, "1", today - timedelta(days=1), today + timedelta(days=9))
    round_id = add_released(session, made.id, plan)
    ids = inviting.add_participants(session, made.id, {"0301": "Oslo"})
    (issued,) = inviting.invite(session, made.id, round_id, list(ids.values()), KEY)
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


def saves(session: Session, key: ResponseKey, route: Route, now: datetime) -> Callable[[], Callable[[], Any]]:
    """What fills in one page in the middle anew each time, and gives what saves it; each time something is written."""
    shown = [page for page in route.pages() if any(one.question.type in ("choice", "grade") for one in page.asked)]
    page = shown[len(shown) // 2]
    asked = [one for one in page.asked if one.question.type in ("choice", "grade")]
    rng = Random(page.page.id)

    def filled_in() -> Callable[[], Any]:
        draft = answering.open_draft(session, key, now)
        held = {
            one.question.id: draft.answers[one.question.id] for one in page.asked if one.question.id in draft.answers
        }
        changed = rng.choice(asked)
        others = [option.code for option in changed.choices if option.code != held.get(changed.question.id)]
        held[changed.question.id] = rng.choice(others)
        return lambda: answering.save_page(session, key, page.page.id, held, revision=draft.revision, now=now)

    return filled_in


if __name__ == "__main__":
    main()
