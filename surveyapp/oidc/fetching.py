"""Fetching from a provider: in time, of a bounded size, from where we meant to, and nowhere else."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from socket import socket
from typing import Any, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from surveyapp.oidc.errors import ProviderDownError
from surveyapp.oidc.providers import LOOPBACK, allowed_address

MOST_BYTES = 256 * 1024
"""More than any provider's keys or tokens."""
SILENCE = 5.0
"""Seconds that a provider may say nothing."""
LONGEST = 10.0
"""Seconds that a whole answer may take."""


class _InTime(RawIOBase):
    """What a socket says, until time is up: each silence is short, and so is all of it, headers included."""

    def __init__(self, sock: socket, raw: RawIOBase) -> None:
        self._socket, self._raw, self._until = sock, raw, time.monotonic() + LONGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(min(left, SILENCE))
        return cast("int | None", self._raw.readinto(buffer))

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    """An answer that is read in time."""

    def __init__(self, sock: socket, *about: Any, **more: Any) -> None:
        super().__init__(sock, *about, **more)
        self.fp = BufferedReader(_InTime(sock, self.fp.detach()))


class _Plain(HTTPConnection):
    response_class = _Response


class _Secure(HTTPSConnection):
    response_class = _Response


class _PlainHandler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Plain, req)


class _SecureHandler(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Secure, req)


class _NoRedirects(HTTPRedirectHandler):
    """Keys and tokens lie where the provider says, not where that address leads."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, as Authlib reads it."""

    status_code: int
    body: bytes

    def json(self) -> Any:
        """What the body says; raises `ValueError`."""
        return json.loads(self.body)

    def raise_for_status(self) -> None:
        """Raise `ProviderDownError` for what is no good answer."""
        if self.status_code >= 400:
            raise ProviderDownError(f"status {self.status_code}")


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Speaks HTTPS with providers; `loopback`: also plain HTTP with this machine itself."""

    loopback: bool = False

    def get(self, address: str, bearer: str = "") -> Mapping[str, Any]:
        """The JSON object at this address, shown a token if there is one; raises `ProviderDownError`."""
        headers = {"Accept": "application/json", **({"Authorization": f"Bearer {bearer}"} if bearer else {})}
        answer = self._open(Request(self._allowed(address), headers=headers))  # noqa: S310 -- https, as checked
        answer.raise_for_status()
        try:
            found = answer.json()
        except ValueError as problem:
            raise ProviderDownError("not JSON") from problem
        if not isinstance(found, dict):
            raise ProviderDownError("no JSON object")
        return found

    def post(self, address: str, data: Mapping[str, str], headers: Mapping[str, str], auth: Any) -> Answer:
        """Send a form, with what proves who we are: the one thing that Authlib asks of a session."""
        where, sent, body = auth.prepare("POST", self._allowed(address), dict(headers), urlencode(data))
        return self._open(Request(where, data=body.encode(), headers=sent, method="POST"))  # noqa: S310 -- https, as checked

    def _allowed(self, address: str) -> str:
        if not allowed_address(address, loopback=self.loopback):
            raise ProviderDownError("an address without https")
        return address

    def _open(self, request: Request) -> Answer:
        try:
            with _opener(request.full_url).open(request, timeout=SILENCE) as response:
                return Answer(response.status, _read(response))
        except HTTPError as told:
            with told:
                return Answer(told.code, _read(told))
        except (URLError, HTTPException, OSError) as problem:
            raise ProviderDownError(type(problem).__name__) from problem


def _opener(address: str) -> OpenerDirector:
    """This machine itself is not reached through a proxy."""
    direct = [ProxyHandler({})] if urlsplit(address).hostname in LOOPBACK else []
    return build_opener(_NoRedirects, _PlainHandler, _SecureHandler, *direct)


def _read(response: Any) -> bytes:
    body: bytes = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise ProviderDownError("an answer that is too long")
    return body
