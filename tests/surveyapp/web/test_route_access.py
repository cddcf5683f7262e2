"""Every address that staff use, tried by every role, by somebody from elsewhere, and by nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Literal
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from surveyapp.models import Account, db
from surveyapp.models.organisations import ROLES, Role
from surveyapp.models.tokens import token_key
from surveyapp.services import accounts, keys, surveying
from surveyapp.services.access import MAY, Action
from surveyapp.services.accounts import Device
from surveyapp.services.keys import KeyPlan
from tests.reports import put_report
from tests.sites import SECRET, AskedRound, PutSurvey, Site
from tests.surveyapp.web.addresses_courses import OF_COURSES, put_course
from tests.surveyapp.web.addresses_pilots import OF_PILOTS, pilot_ids
from tests.surveyapp.web.addresses_reports import OF_REPORTS, report_words
from tests.surveyapp.web.conftest import EVERYTHING
from tests.surveyapp.web.plans_there import OF_OWNERS, OF_PLANS, put_plan

RESPONDENTS = {
    *(
        "aids",
        "coming_back",
        "copying",
        "entering",
        "handing_round",
        "respond",
        "signing",
        "withdrawing",
        "start",
        "privacy",
    ),
    *("static", "style_guide", "stopping", "api"),
}
"""Parts of the app that a respondent's token, a program's key, or nothing at all, opens."""

OPEN = {
    *("staff.login", "staff.logout", "looks.logo", "looks.sheet", "api_page.show"),
    *("signing_in.second", "signing_in.by_passkey", "welcoming.open_link", "welcoming.welcome"),
    *("forgetting.ask", "forgetting.asked", "forgetting.open_link", "forgetting.renew", "forgetting.renewed"),
    *("oidc.begin", "oidc.answer", "oidc.ended", "oidc.signed_out"),
    *OF_OWNERS,
}
"""Addresses for everybody: signing in and out, what all who answer see, and what programmers read."""

OWN = (
    *("account.show", "account.password", "account.confirm", "account.end", "account.end_all"),
    *("second_steps.code_app", "second_steps.remove_code_app", "second_steps.recovery_codes"),
    *("second_steps.add_key", "second_steps.remove_key"),
)
"""Everybody's own account."""

MAY_BE_GONE = {
    *("account.end", "second_steps.add_key", "second_steps.remove_key"),
    *("members.change", "members.withdraw", "oversight.change"),
    *("messaging.message", "messaging.try_out", "messaging.cancel"),
    *("results.picture", "reports.bundle", "batches.show", "batches.start", "batches.publish"),
    *("open_links.show", "open_links.limit", "open_links.tell", "open_links.renew"),
}
"""Addresses of things that the tests do not make, and of keys, which need a machine with a name."""

NEEDS: Mapping[str, Action | Literal["signing in"]] = {
    "staff.surveys": "signing in",
    "staff.survey": "survey.see",
    "results.show": "results.live",
    "results.picture": "results.live",
    "setting_up.new": "survey.create",
    "setting_up.about": "survey.change",
    "setting_up.add_round": "survey.change",
    "setting_up.ready": "survey.see",
    "setting_up.rehearse": "survey.change",
    "setting_up.release": "survey.change",
    "setting_up.move": "survey.change",
    "setting_up.close": "survey.close",
    "ending.report": "survey.report",
    "ending.take_back": "survey.report",
    "messaging.overview": "respondents.invite",
    "messaging.plan": "respondents.invite",
    "messaging.message": "respondents.invite",
    "messaging.try_out": "respondents.invite",
    "messaging.cancel": "respondents.invite",
    "messaging.pause": "respondents.invite",
    "messaging.contacts": "respondents.invite",
    "looks.show": "survey.change",
    "looks.change": "survey.change",
    "admitting.choose": "signing in",
    "admitting.admit": "members.change",
    "keys.show": "signing in",
    "keys.make": "keys.change",
    "keys.revoke": "keys.change",
    "letters.plan": "respondents.invite",
    "letters.make": "respondents.invite",
    "open_links.show": "respondents.invite",
    "open_links.limit": "respondents.invite",
    "open_links.tell": "respondents.invite",
    "open_links.renew": "respondents.invite",
    "oversight.surveys": "signing in",
    "oversight.switch": "survey.change",
    "oversight.show": "oversight.see",
    "oversight.fragment": "oversight.see",
    "oversight.change": "oversight.see",
    "oversight.export": "oversight.see",
    "oversight.sheet": "oversight.see",
    "oversight.receipt": "oversight.see",
    "taking_out.show": "report.see",
    "taking_out.take": "answers.export",
    "taking_out.counts": "report.see",
    "deletion.show": "survey.see",
    "deletion.change": "survey.erase",
    **dict.fromkeys(OWN, "signing in"),
    "members.show": "signing in",
    "members.change": "members.change",
    "members.ask": "members.change",
    "members.withdraw": "members.change",
    "members.demand": "members.change",
    "deletion.record": "survey.see",
    "requests.find": "requests.answer",
    "requests.withdraw": "requests.answer",
    "keying.papers": "papers.key",
    "keying.choose": "papers.key",
    "keying.sheet": "papers.key",
    "keying.key_in": "papers.key",
    "keying.differences": "papers.key",
    "keying.settle": "papers.key",
    "keying.discard": "papers.key",
    **OF_PLANS,
    **OF_COURSES,
    **OF_PILOTS,
    **OF_REPORTS,
}


def test_every_address_is_open_to_all_a_respondents_or_needs_an_action(site: Site) -> None:
    there = {rule.endpoint for rule in site.app.url_map.iter_rules()}
    for_staff = {endpoint for endpoint in there if endpoint.split(".")[0] not in RESPONDENTS} - OPEN
    assert for_staff == set(NEEDS)


@dataclass(frozen=True)
class Place:
    """A survey with a round and a report; `plan`, `course`: the ids of these, as addresses name them."""

    site: Site
    survey: PutSurvey
    asked: AskedRound
    report: UUID
    key: UUID
    plan: Mapping[str, object]
    course: Mapping[str, object]


@pytest.fixture
def place(site: Site) -> Place:
    survey = site.put(EVERYTHING, "identified")
    asked, second = survey.round(), survey.round("Slutt")
    with site.session() as session:
        made = put_report(session, survey.id, (asked.id, second.id), site.settings.reports, datetime.now(UTC))
        last = datetime.now(UTC).date() + timedelta(days=2)
        wanted = KeyPlan(survey.organisation_id, "R", frozenset({"survey.see"}), last)
        key = keys.make_key(session, wanted, token_key(SECRET), datetime.now(UTC))
        plan, course = put_plan(session, survey.organisation_id).ids, put_course(session, survey.organisation_id)
        course |= pilot_ids(session, survey.organisation_id)
        return Place(site, survey, asked, made.id, key.id, plan, course)


def add_account(session: Session, role: Role, organisation_id: UUID) -> UUID:
    account = Account(email=f"{uuid4().hex}@example.org", name="Kari", password_hash="-", created_at=datetime.now(UTC))
    session.add(account)
    session.commit()
    accounts.add_member(session, account.id, organisation_id, role, datetime.now(UTC))
    return account.id


@pytest.fixture
def client(site: Site, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setitem(site.app.config, "WTF_CSRF_ENABLED", False)
    return site.app.test_client()


def sign_in(client: FlaskClient, account_id: UUID) -> None:
    with client.application.app_context():
        token = accounts.sign_in(
            db.session(), account_id, "password", Device("", ""), token_key=token_key(SECRET), now=datetime.now(UTC)
        )
    hold(client, token)


def hold(client: FlaskClient, token: str) -> None:
    with client.session_transaction() as session:
        session["staff"] = token


ADDRESS_PART = re.compile(r"<(?:uuid|int):(\w+)>")


def named(ids: Mapping[str, object], part: re.Match[str]) -> str:
    return str(ids[part[1]])


def requests(place: Place) -> Iterator[tuple[str, str, str]]:
    """The endpoint, the method and the address of everything that staff can ask for."""
    known = {
        "survey_id": place.survey.id,
        "of_id": place.survey.id,
        "round_id": place.asked.id,
        "report_id": place.report,
        "organisation_id": place.survey.organisation_id,
        "key_id": place.key,
        "paper_id": UUID(int=7),
        "wave_id": UUID(int=7),
        **place.plan,
        "login_id": UUID(int=7),
        "account_id": UUID(int=7),
        "invitation_id": UUID(int=7),
        "passkey_id": UUID(int=7),
    }
    # What takes a course or a pilot away comes late. Whoever demands two steps must set one up first, and whoever
    # signs out everywhere can ask for nothing more.
    last = {
        "courses.erase": 1,
        "pilots.erase": 1,
        "reports.delete": 1,
        "setting_up.close": 1,
        "members.demand": 2,
        "account.end_all": 3,
    }
    for rule in sorted(place.site.app.url_map.iter_rules(), key=lambda each: last.get(each.endpoint, 0)):
        if rule.endpoint in NEEDS:
            ids = {**known, **place.course} if rule.endpoint in {**OF_COURSES, **OF_PILOTS} else known
            path = ADDRESS_PART.sub(partial(named, ids), report_words(rule.rule.replace("<number>", "4204")))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule.endpoint, method, path


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_it_may_and_is_told_when_it_may_not(place: Place, client: FlaskClient, role: Role) -> None:
    with place.site.session() as session:
        sign_in(client, add_account(session, role, place.survey.organisation_id))
    for endpoint, method, path in requests(place):
        needs = NEEDS[endpoint]
        status = client.open(path, method=method).status_code
        if needs == "signing in" or needs in MAY[role]:
            # The form is empty, the paper is not there, and the measure has a history.
            assert status in {200, 302, 303, 404, 409, 422}, (endpoint, method)
            assert status != 404 or endpoint.startswith("keying.") or endpoint in MAY_BE_GONE, (endpoint, method)
        else:
            assert status == 403, (endpoint, method)


def test_what_is_another_organisations_is_not_found(place: Place, client: FlaskClient) -> None:
    with place.site.session() as session:
        elsewhere = surveying.create_organisation(session, f"Et annet sted {uuid4().hex}", datetime.now(UTC)).id
        sign_in(client, add_account(session, "owner", elsewhere))
    for endpoint, method, path in requests(place):
        if NEEDS[endpoint] != "signing in" and endpoint != "setting_up.new":
            assert client.open(path, method=method).status_code == 404, (endpoint, method)


@pytest.mark.parametrize("signed_in", [False, True])
def test_nobody_and_an_ended_session_are_asked_to_sign_in(place: Place, client: FlaskClient, signed_in: bool) -> None:
    if signed_in:
        hold(client, "a token from another time")
    for endpoint, method, path in requests(place):
        answer = client.open(path, method=method)
        assert (answer.status_code, "/logg-inn" in (answer.location or "")) == (302, True), (endpoint, method)


def test_a_page_offers_only_what_the_role_may_do(place: Place, client: FlaskClient) -> None:
    path = f"/undersokelser/{place.survey.id}"
    for role in ROLES:
        if "survey.see" not in MAY[role]:
            continue
        with place.site.session() as session:
            sign_in(client, add_account(session, role, place.survey.organisation_id))
        page = client.get(path).get_data(as_text=True)
        for words, action in (
            ("/utseende", "survey.change"),
            ("/brev", "respondents.invite"),
            ("/papir", "papers.key"),
            (f"/rapporter/{place.report}", "report.see"),
        ):
            assert (f'{words}"' in page) == (action in MAY[role]), (role, words)
