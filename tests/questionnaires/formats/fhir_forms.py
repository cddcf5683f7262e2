"""Small FHIR forms written for the tests, part by part."""

from __future__ import annotations

import json
from typing import Any

from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import read_fhir
from questionnaires.formats.report import ImportReport, Outcome
from questionnaires.loading import load

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"

Json = dict[str, Any]


def item(link: str, kind: str, text: str | None = "Made up?", **more: Any) -> Json:
    return {"linkId": link, "type": kind, **({"text": text} if text else {}), **more}


def form(*items: Json, **more: Any) -> Json:
    return {
        "resourceType": "Questionnaire",
        "id": "made-up",
        "status": "draft",
        "language": "en",
        "title": "Made for the test",
        "description": "Made for the test.",
        "item": list(items),
        **more,
    }


def extension(url: str, **value: Any) -> Json:
    return {"url": url, **value}


def control(code: str) -> Json:
    return extension(f"{HL7}questionnaire-itemControl", valueCodeableConcept={"coding": [{"code": code}]})


def translated(**words: str) -> Json:
    return {
        "extension": [
            extension(
                f"{HL7}translation",
                extension=[extension("lang", valueCode=tag), extension("content", valueString=said)],
            )
            for tag, said in words.items()
        ]
    }


def coded(*codes: str) -> list[Json]:
    return [{"valueCoding": {"code": code, "display": code.capitalize()}} for code in codes]


def when(question: str, operator: str, **answer: Any) -> Json:
    return {"question": question, "operator": operator, **answer}


def read(resource: Json) -> tuple[Questionnaire, ImportReport]:
    imported = read_fhir(json.dumps(resource).encode(), name="form.json")
    return load(imported.questionnaire_yaml), imported.report


def asked(*items: Json, **more: Any) -> Json:
    """The questions of a form, id -> what its file says of them beside the text."""
    questionnaire, _report = read(form(*items, **more))
    return {
        question.id: question.model_dump(by_alias=True, exclude_defaults=True, mode="json", exclude={"id", "text"})
        for page in questionnaire.pages
        for question in page.questions
    }


def told(report: ImportReport, outcome: Outcome) -> str:
    return "\n".join(str(entry) for entry in report.with_outcome(outcome))
