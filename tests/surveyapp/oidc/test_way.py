"""A sign-in at a real provider, over HTTP; and each way that its answer is not believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from surveyapp.oidc import Asked, Directory, Fetcher, Represents, Vouched, Way
from surveyapp.oidc.errors import (
    ClockSkewError,
    RefusedByProviderError,
    SignInError,
    StaleSignInError,
    TooWeakError,
    UntrustworthyError,
    WrongIssuerError,
)
from surveyapp.oidc.proving import assertion
from tests.vouching import KEY, NUMBER, Running, acting_for

BACK = "http://127.0.0.1:8000/logg-inn/hos/ansattporten/svar"


def way_to(running: Running, **more: Any) -> Way:
    provider = running.configured(**more)
    return Way(Directory([provider], Fetcher(loopback=True)), provider, BACK)


def answered(running: Running, way: Way) -> tuple[Asked, dict[str, str]]:
    """What was asked, and what the provider answered."""
    address, asked = way.begin("nb")
    back = urlsplit(running.approves(address))
    return asked, {name: values[0] for name, values in parse_qs(back.query).items()}


def vouched(running: Running, way: Way) -> Vouched:
    asked, answer = answered(running, way)
    return way.redeem(asked, way.received(asked, answer), datetime.now(UTC))


def test_the_person_is_sent_with_pkce_and_the_levels_that_are_enough(provider: Running) -> None:
    address, asked = way_to(provider, authorization_details='[{"type":"t"}]').begin("nn")
    sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    challenge = sent.pop("code_challenge")
    assert challenge != asked.verifier
    assert sent == {
        "response_type": "code",
        "client_id": "medvirk",
        "redirect_uri": BACK,
        "scope": "openid",
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge_method": "S256",
        "acr_values": "idporten-loa-substantial idporten-loa-high",
        "authorization_details": '[{"type":"t"}]',
        "ui_locales": "nn",
    }


def test_a_strict_provider_vouches_for_somebody_and_whom_she_acts_for(provider: Running) -> None:
    provider.does(claims={"name": "Kari  Nordmann", **acting_for()})
    found = vouched(provider, way_to(provider))
    assert (found.issuer, found.subject, found.session_id) == (provider.address, "u-7f3c", "session-1")
    assert found.name == "Kari Nordmann"
    assert found.represents == (Represents(NUMBER, "owner"),)
    assert found.hint.count(".") == 2


def test_every_request_is_proven_anew_for_at_most_a_minute(provider: Running) -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    public = RSAKey.import_key(KEY.as_pem(private=False))
    first, second = (jwt.decode(assertion(provider.configured(), now), public, ["RS256"]) for _ in range(2))
    assert first.header == {"alg": "RS256", "kid": "our-key", "typ": "JWT"}
    assert first.claims["jti"] != second.claims["jti"]
    assert first.claims["exp"] - first.claims["iat"] <= 60
    assert {first.claims[name] for name in ("iss", "sub")} == {"medvirk"}
    assert first.claims["aud"] == provider.address


def test_two_sign_ins_in_a_row_are_taken_by_a_provider_that_remembers_assertions(provider: Running) -> None:
    way = way_to(provider)
    assert [vouched(provider, way).subject for _ in range(2)] == ["u-7f3c", "u-7f3c"]
    assert len({each["values"]["client_assertion"] for each in provider.seen("/token")}) == 2


def test_a_secret_is_sent_in_the_form_where_the_provider_takes_it_there(provider: Running) -> None:
    provider.knows(id="medvirk", secret="hemmelig")
    try:
        assert vouched(provider, way_to(provider, private_key="", key_id="", client_secret="hemmelig")).subject
    finally:
        provider.knows(id="medvirk", kid="our-key", public_key=KEY.as_pem(private=False).decode())


WRONG: dict[str, tuple[dict[str, Any], type[SignInError]]] = {
    "another nonce": ({"claims": {"nonce": "another"}}, UntrustworthyError),
    "no nonce": ({"claims": {"nonce": None}}, UntrustworthyError),
    "made for another": ({"claims": {"aud": "another"}}, UntrustworthyError),
    "made for another too": ({"claims": {"aud": ["medvirk", "another"]}}, UntrustworthyError),
    "asked for by another": ({"claims": {"azp": "another"}}, UntrustworthyError),
    "another issuer in the token": ({"claims": {"iss": "https://another.example"}}, WrongIssuerError),
    "another access token": ({"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}}, UntrustworthyError),
    "about nobody": ({"claims": {"sub": None}}, UntrustworthyError),
    "a national number as the subject": ({"claims": {"sub": "01017012345"}}, UntrustworthyError),
    "no time": ({"claims": {"exp": None}}, UntrustworthyError),
    "run out": ({"clock": -200}, ClockSkewError),
    "from the future": ({"clock": 90}, ClockSkewError),
    "unsigned": ({"unsigned": True}, UntrustworthyError),
    "signed by a stranger": ({"stranger": True}, UntrustworthyError),
    "signed in a way that is not allowed": ({"alg": "RS512"}, UntrustworthyError),
    "too weak": ({"claims": {"acr": "idporten-loa-low"}}, TooWeakError),
    "of no known level": ({"claims": {"acr": None}}, TooWeakError),
    "refused": ({"error": "access_denied"}, RefusedByProviderError),
    "another issuer in the answer": ({"answer": {"iss": "https://another.example"}}, WrongIssuerError),
    "no issuer in the answer though announced": ({"answer": {"iss": None}}, WrongIssuerError),
    "another issuer, and refused": (
        {"error": "access_denied", "answer": {"iss": "https://another.example"}},
        WrongIssuerError,
    ),
    "another state": ({"answer": {"state": "another"}}, StaleSignInError),
    "no code": ({"answer": {"code": None}}, RefusedByProviderError),
    "another code": ({"answer": {"code": "another"}}, RefusedByProviderError),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_answer_is_not_believed(what: str, provider: Running) -> None:
    wrongs, error = WRONG[what]
    provider.does(**wrongs)
    with pytest.raises(error):
        vouched(provider, way_to(provider))


@pytest.mark.parametrize("seconds", [-150, 50])
def test_clocks_may_differ_by_a_minute(seconds: int, provider: Running) -> None:
    provider.does(clock=seconds)  # the token lives for two minutes
    assert vouched(provider, way_to(provider)).subject == "u-7f3c"


def test_an_answer_is_worth_nothing_in_another_browser(provider: Running) -> None:
    way = way_to(provider)
    _mine, answer = answered(provider, way)
    _address, hers = way.begin("nb")
    for asked in (hers, None):
        with pytest.raises(StaleSignInError):
            way.received(asked, answer)


def test_a_code_is_taken_once(provider: Running) -> None:
    way = way_to(provider)
    asked, answer = answered(provider, way)
    code = way.received(asked, answer)
    way.redeem(asked, code, datetime.now(UTC))
    with pytest.raises(RefusedByProviderError, match="invalid_grant"):
        way.redeem(asked, code, datetime.now(UTC))


def test_a_code_is_worth_nothing_without_the_verifier(provider: Running) -> None:
    way = way_to(provider)
    asked, answer = answered(provider, way)
    stolen = Asked(asked.provider, asked.state, asked.nonce, "another")
    with pytest.raises(RefusedByProviderError, match="invalid_grant"):
        way.redeem(stolen, way.received(asked, answer), datetime.now(UTC))


def test_an_assertion_made_by_a_slow_clock_is_refused_by_the_provider(provider: Running) -> None:
    way = way_to(provider)
    asked, answer = answered(provider, way)
    with pytest.raises(RefusedByProviderError, match="invalid_client"):
        way.redeem(asked, way.received(asked, answer), datetime.now(UTC) - timedelta(minutes=5))


def test_a_token_with_a_national_number_is_not_kept(provider: Running) -> None:
    provider.does(claims={"pid": "01017012345"})
    found = vouched(provider, way_to(provider))
    assert found.hint == ""
    assert "01017012345" not in repr(found)


@pytest.mark.parametrize(("verified", "email"), [(True, "kari@example.org"), (False, ""), ("true", ""), (None, "")])
def test_an_address_counts_when_it_is_verified(verified: Any, email: str, provider: Running) -> None:
    provider.does(claims={"email": "Kari@example.org", "email_verified": verified})
    assert vouched(provider, way_to(provider)).email == email


def test_names_and_roles_are_asked_for_elsewhere_where_the_provider_keeps_them_there(provider: Running) -> None:
    provider.does(userinfo={"name": "Kari", "groups": ["eiere"], "acr": "low", "nonce": "another"})
    more = {"asks_more": True, "organisation_claim": "", "organisation": NUMBER, "roles_claim": "groups"}
    found = vouched(provider, way_to(provider, **more, roles=(("eiere", "owner"),)))
    assert (found.name, found.represents) == ("Kari", (Represents(NUMBER, "owner"),))


def test_what_is_told_of_somebody_else_is_not_believed(provider: Running) -> None:
    provider.does(userinfo={"sub": "another"})
    with pytest.raises(UntrustworthyError):
        vouched(provider, way_to(provider, asks_more=True))


def test_the_session_at_the_provider_is_ended_with_the_token_as_a_hint(provider: Running) -> None:
    address = way_to(provider).sign_out_address("a.b.c", "http://127.0.0.1:8000/logget-ut")
    assert address.startswith(f"{provider.address}/logout?")
    assert parse_qs(urlsplit(address).query) == {
        "id_token_hint": ["a.b.c"],
        "client_id": ["medvirk"],
        "post_logout_redirect_uri": ["http://127.0.0.1:8000/logget-ut"],
    }
