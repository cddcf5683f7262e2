"""A provider at work beside the app, and the app told of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from flask import Flask
from joserfc.jwk import RSAKey

from surveyapp.oidc import Directory, Fetcher, Provider

KEY = RSAKey.generate_key(2048, {"kid": "our-key"})
NUMBER = "987654321"
"""An organisation number that fails its check digit, so it is nobody's."""


class _Staying(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


OPENER = build_opener(_Staying, ProxyHandler({}))


@dataclass(frozen=True)
class Running:
    """The provider's process, seen from a test."""

    address: str

    def does(self, **wrongs: Any) -> None:
        """Do this wrong from now on, and nothing else."""
        body = json.dumps(wrongs).encode()
        request = Request(f"{self.address}/wrongs", body, {"Content-Type": "application/json"}, method="PUT")
        OPENER.open(request).close()

    def knows(self, **client: Any) -> None:
        """Take this client, and do nothing wrong."""
        self.does(client=client)

    def seen(self, path: str) -> list[dict[str, Any]]:
        """The requests that came to a path since it was last told something."""
        with OPENER.open(f"{self.address}/seen") as answer:
            return [each for each in json.load(answer) if each["path"] == path]

    def approves(self, address: str) -> str:
        """Where the provider sends the person who was sent to it, once she has said who she is."""
        try:
            OPENER.open(address.replace("/authorize?", "/approve?")).close()
        except HTTPError as moved:
            with moved:
                return str(moved.headers["Location"])
        raise AssertionError("The provider sent nobody back.")

    def configured(self, **more: Any) -> Provider:
        """What our settings say of it."""
        usual: Mapping[str, Any] = {
            "key": "ansattporten",
            "name": "Ansattporten (test)",
            "issuer": self.address,
            "client_id": "medvirk",
            "private_key": KEY.as_pem(private=True).decode(),
            "key_id": "our-key",
            "levels": ("idporten-loa-substantial", "idporten-loa-high"),
            "organisation_claim": "authorization_details",
            "roles_claim": "authorization_details",
            "roles": (("medvirk-eier", "owner"), ("medvirk-leser", "reader")),
        }
        return Provider(**{**usual, **more})


@contextmanager
def running() -> Iterator[Running]:
    """A provider in a process of its own, as long as it is needed."""
    command = [sys.executable, "-m", "tests.provider"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        if process.stdout is None:
            raise AssertionError("The provider has no voice.")
        try:
            found = Running(process.stdout.readline().strip())
            found.knows(id="medvirk", kid="our-key", public_key=KEY.as_pem(private=False).decode())
            yield found
        finally:
            process.kill()


@contextmanager
def offering(app: Flask, *providers: Provider) -> Iterator[Directory]:
    """The app offers these providers, as long as it is needed."""
    before = app.extensions["oidc"]
    app.extensions["oidc"] = Directory(providers, Fetcher(loopback=True))
    try:
        yield app.extensions["oidc"]
    finally:
        app.extensions["oidc"] = before


def acting_for(number: str = NUMBER, resource: str = "medvirk-eier") -> dict[str, Any]:
    """What Ansattporten says of somebody who acts for an organisation.

    The form is that of https://docs.digdir.no/docs/ansattporten/ansattporten_rar.
    """
    party = {"orgno": {"authority": "iso6523-actorid-upis", "ID": f"0192:{number}"}, "resource": resource}
    detail = {"type": "ansattporten:altinn:resource", "resource": f"urn:altinn:resource:{resource}"}
    return {"authorization_details": [{**detail, "authorized_parties": [party]}]}
