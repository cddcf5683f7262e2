"""Schemathesis asks for all that the document allows and much that it forbids, of a survey with answers.

It holds every answer to the document: its status, type, headers and schema; what is out of range is refused, what is
allowed is not, and nothing fails on our side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from surveyapp.web.api.limits import LIMIT
from surveyapp.web.api.operations import OPERATIONS, Operation
from tests.sites import Site
from tests.surveyapp.web.seeded import bearer, seeded

EXAMPLES = 15
"""Of each operation, of each kind: about half a minute altogether."""


@dataclass(frozen=True)
class Described:
    """The API by its document, ids that are there, and a key that opens them."""

    schema: Any
    ids: dict[str, str]
    headers: dict[str, str]


@pytest.fixture(scope="module")
def described(site: Site) -> Described:
    place = seeded(site)
    ids = {"survey_id": place.survey.id, "round_id": place.rounds[0].id, "comparison_id": place.report_id}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site.app)
    return Described(schema, {name: str(value) for name, value in ids.items()}, bearer(place.survey))


def arrives(case: Any) -> bool:
    """Whether what is wrong is sent at all: an empty list has no place in an address, and we write the key's header."""
    wrong = {where for where, told in case.meta.components.items() if told.mode is GenerationMode.NEGATIVE}
    given = (case.query or {}).values()
    return wrong != {ParameterLocation.HEADER} and all(isinstance(value, str | int | float) for value in given)


@pytest.mark.parametrize("asks", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_answer_is_as_the_document_says(
    operation: Operation, asks: GenerationMode, described: Described, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LIMIT, "most", 1_000_000)
    found = set()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described.schema[operation.template]["GET"].as_strategy(generation_mode=asks))
    def ask(case: Any) -> None:
        assume(arrives(case))
        found.add(case.call_and_validate(headers=described.headers).status_code)
        if asks is GenerationMode.POSITIVE:
            # Once more, of what is there.
            case.path_parameters.update({name: described.ids[name] for name in case.path_parameters})
            found.add(case.call_and_validate(headers=described.headers).status_code)

    ask()
    assert 200 in found or asks is GenerationMode.NEGATIVE


def test_it_would_notice_an_answer_that_is_not_as_it_says(
    described: Described, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.app.view_functions, "api.survey", lambda survey_id: {"id": str(survey_id)})
    case = described.schema["/api/v1/surveys/{survey_id}"]["GET"].Case(
        path_parameters={"survey_id": described.ids["survey_id"]}
    )
    with pytest.raises(FailureGroup) as found:
        case.call_and_validate(headers=described.headers)
    assert any("Response violates schema" in str(failure) for failure in found.value.exceptions)
