"""Submitted answers -> FHIR R4B QuestionnaireResponses, with the link ids of the form as it is written out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse as Checked
from pydantic import ValidationError

from questionnaires.answers import NOTHING, Answer, Answers, Asked
from questionnaires.definition import Page, Questionnaire
from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.exporting import canonical, page_link
from questionnaires.formats.fhir.out_conditions import MISSING
from questionnaires.formats.fhir.out_items import answer_kind
from questionnaires.formats.fhir.out_words import Resource, system
from questionnaires.formats.report import FormatError
from questionnaires.question_types import (
    BaseQuestion,
    Consent,
    Grade,
    Grid,
    NumberGrid,
    OwnList,
    Question,
    Ranking,
    SuppliedList,
    missing_of,
)
from questionnaires.variables import sha256_of

Status = Literal["completed", "in-progress"]


@dataclass(frozen=True, slots=True)
class AnsweredDocument:
    """What one respondent answered, and nothing of who it was; `authored` only where the day may be known."""

    answers: Answers
    status: Status = "completed"
    authored: date | None = None


def write_responses(questionnaire: Questionnaire, rows: Iterable[AnsweredDocument], *, url: str | None = None) -> bytes:
    """A Bundle with one response per document; how to reach a person is never in it. Raises FormatError."""
    return "".join(stream_responses(questionnaire, rows, url=url)).encode()


def stream_responses(
    questionnaire: Questionnaire, rows: Iterable[AnsweredDocument], *, url: str | None = None
) -> Iterator[str]:
    """The same piece by piece, each response when it is asked for."""
    form = f"{canonical(questionnaire, url)}|{sha256_of(questionnaire)[:12]}"
    yield '{"resourceType": "Bundle", "type": "collection"'
    number = 0
    for number, row in enumerate(rows, start=1):
        yield ',\n"entry": [\n' if number == 1 else ",\n"
        yield json.dumps({"resource": _response(questionnaire, form, number, row)}, ensure_ascii=False)
    yield "\n]}" if number else "}"


def _response(questionnaire: Questionnaire, form: str, number: int, row: AnsweredDocument) -> Resource:
    response: Resource = {"resourceType": "QuestionnaireResponse", "questionnaire": form, "status": row.status}
    if row.authored is not None:
        response["authored"] = row.authored.isoformat()
    items = [item for page in questionnaire.all_pages for item in _page(questionnaire, page, row.answers)]
    if items:
        response["item"] = items
    _refuse_invalid(questionnaire.id, number, response)
    return response


def _refuse_invalid(name: str, number: int, response: Resource) -> None:
    try:
        Checked.model_validate(response)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise FormatError(
            name, f"response {number}", f"This is no answer that FHIR can hold: {first['msg']}."
        ) from None


def _page(questionnaire: Questionnaire, page: Page, answers: Answers) -> Iterator[Resource]:
    """The group of a page, once per item of the list that it is asked for."""
    for slot in [None] if page.for_each is None else _slots(page, answers):
        items = [
            item
            for question in page.asked
            if not question.contact and answers.get(question.id) not in NOTHING
            for item in _question(questionnaire, question, Asked(question, slot).answer_in(answers))
        ]
        if items:
            group: Resource = {"linkId": page_link(questionnaire, page), "item": items}
            yield group if slot is None else {**group, "extension": [_slot(slot)]}


def _slots(page: Page, answers: Answers) -> list[str]:
    """The items of the list that something on the page is answered for."""
    held = [answers[question.id] for question in page.asked if question.id in answers]
    return list(dict.fromkeys(slot for answer in held if isinstance(answer, Mapping) for slot in answer))


def _slot(slot: str) -> Resource:
    return {"url": urls.OWN_SLOT, "valueString": slot}


def _question(questionnaire: Questionnaire, question: Question, answer: Answer | None) -> Iterator[Resource]:
    if answer is None:
        return
    if isinstance(question, Grid | NumberGrid | Ranking) and isinstance(answer, Mapping):
        rows = list(_rows(questionnaire, question, answer))
        whole = [row for row in rows if not row["linkId"].endswith(MISSING)]
        if whole:
            yield {"linkId": question.id, "item": whole}
        yield from (row for row in rows if row not in whole)
        return
    if isinstance(question, OwnList | SuppliedList) and isinstance(answer, Mapping):
        yield {
            "linkId": question.id,
            "answer": [{"extension": [_slot(slot)], "valueString": str(words)} for slot, words in answer.items()],
        }
        return
    yield _answered(questionnaire, question, question.id, answer)


def _rows(questionnaire: Questionnaire, question: Question, answer: Mapping[str, Any]) -> Iterator[Resource]:
    for code, given in answer.items():
        yield _answered(questionnaire, question, f"{question.id}.{code}", given)


def _answered(questionnaire: Questionnaire, question: BaseQuestion, link: str, given: Any) -> Resource:
    """One item with its answers; a way of not answering a number or a date stands in the item beside it."""
    coded = hasattr(question, "all_choices") and not isinstance(question, Ranking)
    missing = {option.code for option in missing_of(question)}
    if not coded and isinstance(given, str) and given in missing:
        coding = _coding(questionnaire, question, question.id, given)
        return {"linkId": link + MISSING, "answer": [{"valueCoding": coding}]}
    if coded:
        name = question.scale if isinstance(question, Grade | Grid) else question.id
        codes = given if isinstance(given, list) else [given]
        found = [{"valueCoding": _coding(questionnaire, question, name, str(code))} for code in codes]
        return {"linkId": link, "answer": found}
    kind = answer_kind(question)
    value = True if isinstance(question, Consent) else f"{given}:00" if kind == "Time" else given
    return {"linkId": link, "answer": [{f"value{kind}": value}]}


def _coding(questionnaire: Questionnaire, question: BaseQuestion, name: str, code: str) -> Resource:
    options = (*getattr(question, "all_choices", ()), *missing_of(question))
    label = next((option.label for option in options if option.code == code), None)
    words = {"display": label.in_language(questionnaire.languages[0])} if label else {}
    return {"system": system(questionnaire, name), "code": code, **words}
