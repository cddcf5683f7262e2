"""A provider that we did not write (oidc-provider-mock) vouches for people too."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request

import pytest

from surveyapp.oidc import Directory, Fetcher, Provider, Way
from surveyapp.oidc.errors import RefusedByProviderError
from tests.vouching import OPENER

BACK = "http://127.0.0.1:8000/logg-inn/hos/mock/svar"


@pytest.fixture(scope="module")
def mock() -> Iterator[str]:
    """Its address, in a process of its own."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield listening(f"http://127.0.0.1:{port}")
        finally:
            process.kill()


def listening(address: str) -> str:
    for _ in range(300):
        try:
            OPENER.open(address).close()
        except URLError:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError("The provider does not answer.")


@pytest.fixture
def way(mock: str) -> Way:
    provider = Provider(
        key="mock",
        name="Mock",
        issuer=mock,
        client_id="medvirk",
        client_secret="hemmelig",
        scope="openid profile email",
        asks_more=True,
    )
    return Way(Directory([provider], Fetcher(loopback=True)), provider, BACK)


def answered(address: str, **form: str) -> dict[str, str]:
    """What the provider answers when the person sends its form."""
    try:
        OPENER.open(Request(address, urlencode(form).encode())).close()
    except HTTPError as moved:
        with moved:
            query: dict[str, Any] = parse_qs(urlsplit(moved.headers["Location"]).query)
            return {name: values[0] for name, values in query.items()}
    raise AssertionError("The provider sent nobody back.")


def test_it_vouches_for_somebody_with_an_address(way: Way) -> None:
    address, asked = way.begin("nb")
    code = way.received(asked, answered(address, sub="kari@example.org"))
    found = way.redeem(asked, code, datetime.now(UTC))
    assert (found.subject, found.email, found.represents) == ("kari@example.org", "", ())


def test_it_refuses(way: Way) -> None:
    address, asked = way.begin("nb")
    answer = {**answered(address, action="deny"), "state": asked.state}  # it forgets the state of what it refuses
    with pytest.raises(RefusedByProviderError, match="access_denied"):
        way.received(asked, answer)
