"""What is fetched from a provider: in time, of a bounded size, from where we meant to, and no oftener than needed."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from surveyapp.oidc import Directory, Fetcher, Way, fetching
from surveyapp.oidc.discovery import AT_MOST_EVERY, FRESH_FOR, USED_FOR
from surveyapp.oidc.errors import ProviderDownError, UntrustworthyError, WrongIssuerError
from tests.vouching import Running

BACK = "http://127.0.0.1:8000/svar"
ABOUT = "/.well-known/openid-configuration"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def way(provider: Running, clock: Clock) -> Way:
    known = provider.configured()
    return Way(Directory([known], Fetcher(loopback=True), clock), known, BACK)


def signs_in(running: Running, way: Way) -> str:
    address, asked = way.begin("nb")
    back = parse_qs(urlsplit(running.approves(address)).query)
    return way.redeem(
        asked, way.received(asked, {name: each[0] for name, each in back.items()}), datetime.now(UTC)
    ).subject


def test_what_a_provider_says_of_itself_is_asked_for_once_an_hour(provider: Running, way: Way, clock: Clock) -> None:
    for seconds in (0, FRESH_FOR - 1, FRESH_FOR):
        clock.seconds = seconds
        signs_in(provider, way)
    assert [len(provider.seen(path)) for path in (ABOUT, "/jwks")] == [2, 2]


def test_a_new_key_is_found_at_once(provider: Running, way: Way, clock: Clock) -> None:
    signs_in(provider, way)
    clock.seconds = AT_MOST_EVERY
    provider.does(rotate=True)
    assert signs_in(provider, way) == "u-7f3c"
    assert len(provider.seen("/jwks")) == 1


def test_keys_that_are_not_there_are_not_looked_for_in_a_storm(provider: Running, way: Way, clock: Clock) -> None:
    signs_in(provider, way)
    clock.seconds = AT_MOST_EVERY
    provider.does(hides_keys=True, rotate=True)
    for _ in range(5):
        with pytest.raises(UntrustworthyError):
            signs_in(provider, way)
    assert len(provider.seen("/jwks")) == 1


def test_a_provider_that_is_down_is_not_asked_in_a_storm(provider: Running, way: Way, clock: Clock) -> None:
    provider.does(down=[ABOUT])
    for _ in range(5):
        with pytest.raises(ProviderDownError):
            way.begin("nb")
    assert len(provider.seen(ABOUT)) == 1
    provider.does()
    clock.seconds = AT_MOST_EVERY
    assert signs_in(provider, way) == "u-7f3c"


def test_what_is_known_is_used_for_a_day_while_the_provider_is_down(provider: Running, way: Way, clock: Clock) -> None:
    signs_in(provider, way)
    provider.does(down=[ABOUT, "/jwks"])
    clock.seconds = USED_FOR - 1
    assert signs_in(provider, way) == "u-7f3c"
    clock.seconds = USED_FOR
    with pytest.raises(ProviderDownError):
        way.begin("nb")


@pytest.mark.parametrize("path", [ABOUT, "/token", "/jwks"])
@pytest.mark.parametrize("how", ["huge", "elsewhere", "slow", "down"])
def test_an_answer_that_is_none_is_said_to_be_none(
    how: str, path: str, provider: Running, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LONGEST", 1.0)
    provider.does(**{how: [path]})
    with pytest.raises(ProviderDownError):
        signs_in(provider, way)


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"])
@pytest.mark.parametrize("address", ["http://example.org/", "file:///etc/passwd", "https://", "//example.org"])
def test_an_address_without_https_is_not_gone_to(name: str, address: str, provider: Running, way: Way) -> None:
    provider.does(configuration={name: address})
    with pytest.raises(ProviderDownError, match=name):
        way.begin("nb")


def test_another_issuers_document_is_not_taken(provider: Running, way: Way) -> None:
    provider.does(configuration={"issuer": "https://another.example"})
    with pytest.raises(WrongIssuerError):
        way.begin("nb")


def test_plain_http_is_for_development_alone(provider: Running) -> None:
    known = provider.configured()
    with pytest.raises(ProviderDownError, match="https"):
        Way(Directory([known], Fetcher()), known, BACK).begin("nb")
