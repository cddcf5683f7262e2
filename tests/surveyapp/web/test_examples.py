"""Each tiny example of a feature is answered on the pages, from the link to the receipt, and stored as answered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from questionnaires.loading import load_file
from questionnaires.question_types import SuppliedList
from questionnaires.routing import Route
from surveyapp.models import Response
from surveyapp.models.contacts import Contact
from surveyapp.services import inviting
from surveyapp.synthetic.answering import answers
from surveyapp.synthetic.people import anyone
from tests.sites import Site
from tests.surveyapp.web.person import Person

EXAMPLES = sorted((Path(__file__).parents[2] / "questionnaires/examples").glob("*.yaml"))
LISTED = ["Kurs for ansatte", "Ny brosjyre"]
MOST_PAGES = 12


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_an_example_can_be_answered_from_link_to_receipt(path: Path, site: Site, person: Person) -> None:
    questionnaire = load_file(path)
    asked = site.put(questionnaire).round()
    link = asked.invite("K1")
    carried: dict[str, Any] = {}
    for question in questionnaire.questions():
        if isinstance(question, SuppliedList):
            carried[question.id] = {str(slot): words for slot, words in enumerate(LISTED, start=1)}
            with site.session() as session:
                inviting.supply_lists(session, asked.survey_id, {"K1": {question.id: LISTED}}, datetime.now(UTC))
    rng = Random(path.stem)
    made_up = anyone(date.today(), rng, carried=carried)  # noqa: DTZ011 -- any day of the open round
    document = answers(questionnaire, made_up, rng)
    route = Route(questionnaire, document, made_up.setting)

    fill_in(person.opens(link), document)
    person.starts()
    for _ in range(MOST_PAGES):
        if person.page.heading == "Se over svarene":
            break
        fill_in(person, document)
        person.goes_on()
    person.presses("Lever svarene").sees("Takk")

    with site.session() as session:
        stored = session.scalars(select(Response).where(Response.survey_id == asked.survey_id)).one()
        sealed = set(session.scalars(select(Contact.question_id).where(Contact.survey_id == asked.survey_id)))
    contacts = questionnaire.contact_questions
    assert {name: given for name, given in stored.answers.items() if name not in contacts} == {
        name: given for name, given in route.kept().items() if name not in contacts
    }
    assert sealed == contacts & document.keys()


def fill_in(person: Person, document: dict[str, Any]) -> None:
    """Fill in what stands on the page and the document answers."""
    offered = {name for form in person.page.forms for name in form.offered}
    for name in offered:
        question_id, _, part = name.partition(".")
        answer = document.get(question_id)
        if part:
            answer = answer.get(part) if isinstance(answer, dict) else None
        if answer is not None and not isinstance(answer, dict):
            person.answers(**{name: [str(code) for code in answer] if isinstance(answer, list) else written(answer)})


def written(answer: object) -> str:
    """As a Norwegian writes it."""
    return str(answer).replace(".", ",") if isinstance(answer, float) else str(answer)
