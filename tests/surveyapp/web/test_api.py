"""The API gives a key what it may see, tells in plain words why not, and is described whole by its own document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from surveyapp.models.tokens import token_key
from surveyapp.services import accounts, keys
from surveyapp.services.access import Action
from surveyapp.services.keys import SCOPES, KeyPlan
from surveyapp.web.api.limits import LIMIT, WITHIN, Limit
from surveyapp.web.api.operations import OPERATIONS
from surveyapp.web.api.refusals import TooFastError
from tests.sites import SECRET, AskedRound, PutSurvey, Site
from tests.surveyapp.web.test_route_access import sign_in

Get = Callable[..., TestResponse]


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.app.test_client()


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LIMIT, "_asked", {})


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put("psfs")


@pytest.fixture
def asked(survey: PutSurvey) -> AskedRound:
    return survey.round(denominator=8, caveat="Bare en prøve")


def secret(survey: PutSurvey, *scopes: Action, only: UUID | None = None) -> str:
    last = datetime.now(UTC).date() + timedelta(days=3)
    plan = KeyPlan(survey.organisation_id, "Prøve", frozenset(scopes or SCOPES), last, only)
    with survey.site.session() as session:
        return keys.make_key(session, plan, token_key(SECRET), datetime.now(UTC)).secret


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def get(client: FlaskClient, survey: PutSurvey) -> Get:
    """Ask with a key that may do everything."""
    key = secret(survey)

    def ask(path: str, **headers: str) -> TestResponse:
        return client.get(path, headers={**bearer(key), **{name.replace("_", "-"): v for name, v in headers.items()}})

    return ask


def addresses(survey: PutSurvey, asked: AskedRound) -> Mapping[str, tuple[str, Action]]:
    """Every operation on this survey and round, and its scope."""
    ids = {"survey_id": survey.id, "round_id": asked.id, "comparison_id": uuid4()}
    return {each.name: (each.template.format(**ids), each.scope) for each in OPERATIONS}


def told(answer: TestResponse) -> dict[str, Any]:
    """The problem document."""
    assert answer.content_type == "application/problem+json"
    found: dict[str, Any] = answer.get_json(force=True)
    assert found["status"] == answer.status_code
    assert found["title"]
    assert found["detail"]
    return found


@pytest.mark.parametrize("scope", SCOPES)
def test_each_operation_is_open_to_its_scope_and_to_no_other(
    scope: Action, client: FlaskClient, survey: PutSurvey, asked: AskedRound
) -> None:
    asked.close()
    key = secret(survey, scope)
    for name, (path, needs) in addresses(survey, asked).items():
        status = client.get(path, headers=bearer(key)).status_code
        if name == "surveys":
            # A list shows what there is for the key, which may be nothing.
            assert status == 200
        elif needs == scope:
            assert status == (404 if name == "comparison" else 200), name
        else:
            assert status == 403, name


def test_another_organisations_key_finds_nothing_here(
    site: Site, client: FlaskClient, survey: PutSurvey, asked: AskedRound
) -> None:
    key = secret(site.put("psfs"))
    for name, (path, _scope) in addresses(survey, asked).items():
        answer = client.get(path, headers=bearer(key))
        if name == "surveys":
            assert str(survey.id) not in answer.get_data(as_text=True)
        else:
            assert told(answer)["type"].endswith("/api#not-found"), name


def test_without_a_key_nothing_opens_not_even_to_whoever_has_signed_in(
    site: Site, client: FlaskClient, survey: PutSurvey, asked: AskedRound
) -> None:
    with site.session() as session:
        sign_in(client, accounts.account_of(session, site.employ(survey)).id)
    for path, _scope in addresses(survey, asked).values():
        answer = client.get(path)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Medvirk"')
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("shown", ["Bearer mvk_wrong", "Bearer æøå", "Basic bXZrOng=", "Bearer", "mvk_wrong"])
def test_a_wrong_key_is_told_to_send_one_that_works(shown: str, client: FlaskClient) -> None:
    answer = client.get("/api/v1/surveys", headers={"Authorization": shown})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    told(answer)


def test_a_key_that_was_taken_back_stops_at_once(site: Site, client: FlaskClient, survey: PutSurvey) -> None:
    key = secret(survey)
    assert client.get("/api/v1/surveys", headers=bearer(key)).status_code == 200
    with site.session() as session:
        (line,) = keys.keys(session, survey.organisation_id)
        keys.revoke_key(session, survey.organisation_id, line.id, datetime.now(UTC))
    answer = client.get("/api/v1/surveys", headers=bearer(key))
    assert (answer.status_code, 'error="invalid_token"' in answer.headers["WWW-Authenticate"]) == (401, True)


def test_a_survey_leads_to_its_rounds_and_they_to_all_that_is_told_of_them(
    get: Get, survey: PutSurvey, asked: AskedRound
) -> None:
    asked.close()
    (found,) = get("/api/v1/surveys").json["items"]  # type: ignore[index]
    assert (found["id"], found["agency"], found["privacy"]) == (str(survey.id), survey.owner, "confidential")
    (first,) = get(found["rounds"]).json["items"]  # type: ignore[index]
    assert (first["label"], first["state"], first["analysis_unit"]) == ("Start", "closed", "course")
    for link in ("status", "results", "codebook", "data"):
        assert get(first[link]).status_code == 200, link


def test_status_tells_how_many_have_come_how_far(get: Get, survey: PutSurvey, asked: AskedRound) -> None:
    asked.invite("K1")
    asked.invite("K2")
    found = get(f"/api/v1/surveys/{survey.id}/rounds/{asked.id}/status").json
    assert found == {
        "round_id": str(asked.id),
        "state": "open",
        "invited": 2,
        "started": 0,
        "submitted": 0,
        "denominator": 8,
        "denominator_date": None,
        "response_rate": 0.0,
        "counties": [],
    }


def test_results_wait_until_the_round_is_over(get: Get, survey: PutSurvey, asked: AskedRound) -> None:
    answer = get(f"/api/v1/surveys/{survey.id}/rounds/{asked.id}/results")
    assert (answer.status_code, "Ask again when it is over" in told(answer)["detail"]) == (409, True)


def test_an_anonymous_round_gives_no_answers_before_it_is_over(site: Site, client: FlaskClient) -> None:
    survey = site.put("psfs", "anonymous")
    asked = survey.round()
    path, headers = f"/api/v1/surveys/{survey.id}/rounds/{asked.id}/data", bearer(secret(survey))
    assert client.get(path, headers=headers).status_code == 409
    asked.close()
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8; header=present")
    assert "participant" not in answer.get_data(as_text=True)


def test_a_list_comes_page_by_page_and_leaves_nothing_out(get: Get, survey: PutSurvey) -> None:
    made = [str(survey.round(f"Runde {number}").id) for number in range(5)]
    found, address = [], f"/api/v1/surveys/{survey.id}/rounds?limit=2"
    while address:
        answer = get(address)
        page: dict[str, Any] = answer.get_json()
        found.append([each["id"] for each in page["items"]])
        address = page["next"]
        assert answer.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert found == [made[:2], made[2:4], made[4:]]


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=mange", "limit"),
        ("after=1", "after"),
        ("limt=5", "limt"),
        ("limit=1&limit=2", "limit"),
    ],
)
def test_parameters_that_cannot_be_are_named(parameters: str, wrong: str, get: Get) -> None:
    answer = get(f"/api/v1/surveys?{parameters}")
    assert answer.status_code == 422
    assert [each["parameter"] for each in told(answer)["errors"]] == [wrong]


def test_what_has_not_changed_is_not_sent_again(get: Get, survey: PutSurvey) -> None:
    path = f"/api/v1/surveys/{survey.id}/rounds"
    tag = get(path).headers["ETag"]
    again = get(path, If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")
    survey.round("Ny")
    assert get(path, If_None_Match=tag).status_code == 200


def test_only_reading_is_done_here(client: FlaskClient, get: Get) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.open("/api/v1/surveys", method=method)
        assert (answer.status_code, set(answer.headers["Allow"].split(", "))) == (405, {"GET", "HEAD", "OPTIONS"})
        told(answer)
    assert client.options("/api/v1/surveys").headers["Allow"]
    assert get("/api/v1/ukjent").status_code == 404


def test_head_tells_the_same_as_get_without_the_body(client: FlaskClient, survey: PutSurvey) -> None:
    key = bearer(secret(survey))
    whole, head = (client.open("/api/v1/surveys", method=method, headers=key) for method in ("GET", "HEAD"))
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.data))


def test_no_other_kind_of_answer_is_made_than_there_is(get: Get) -> None:
    assert told(get("/api/v1/surveys", Accept="text/html"))["status"] == 406
    assert get("/api/v1/surveys", Accept="*/*").status_code == 200
    assert get("/api/v1/surveys", Accept="application/*;q=0.5, text/html").status_code == 200


def test_no_answer_is_kept_on_the_way_or_sets_a_cookie(get: Get) -> None:
    answer = get("/api/v1/surveys")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_key_that_asks_too_often_is_told_how_long_to_wait(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LIMIT, "most", 2)
    statuses = [get("/api/v1/surveys") for _ in range(3)]
    assert [answer.status_code for answer in statuses] == [200, 200, 429]
    assert 1 <= int(statuses[2].headers["Retry-After"]) <= 60
    told(statuses[2])


def test_one_key_does_not_use_up_anothers_and_all_is_well_after_a_minute() -> None:
    limit, now, mine = Limit(most=1), datetime(2026, 3, 2, 12, tzinfo=UTC), uuid4()
    limit.take(mine, now)
    limit.take(uuid4(), now)
    with pytest.raises(TooFastError, match="Wait 60 seconds"):
        limit.take(mine, now)
    limit.take(mine, now + WITHIN)


def test_the_document_is_sound_openapi_and_has_every_address(site: Site, client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    document: dict[str, Any] = answer.get_json()
    validate(document)
    there = {rule.endpoint for rule in site.app.url_map.iter_rules() if rule.rule.startswith("/api/v1")}
    assert there == {f"api.{each.name}" for each in OPERATIONS} | {"api.openapi"}
    assert set(document["paths"]) == {each.template for each in OPERATIONS} | {"/api/v1/openapi.json"}
    assert document["openapi"].startswith("3.1.")


def test_every_operation_parameter_and_problem_is_told(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    page = client.get("/api").get_data(as_text=True)
    for path, methods in document["paths"].items():
        for told_of in methods.values():
            assert told_of["summary"]
            assert all(each["description"] for each in told_of.get("parameters", []))
            assert path in page
    assert {each["operationId"] for methods in document["paths"].values() for each in methods.values()} == {
        each.name.rstrip("_") for each in OPERATIONS
    } | {"openapi"}
    for name in document["components"]["responses"]:
        assert f">{name} " in page
