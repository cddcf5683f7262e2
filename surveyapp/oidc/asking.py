"""The way of one sign-in: sending the person to the provider, taking her answer, and asking what it is worth."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.client import OAuth2Client

from surveyapp.oidc.believing import believed, holds_national_number
from surveyapp.oidc.discovery import Directory, Metadata
from surveyapp.oidc.errors import (
    ProviderDownError,
    RefusedByProviderError,
    StaleSignInError,
    UntrustworthyError,
    WrongIssuerError,
)
from surveyapp.oidc.providers import Provider
from surveyapp.oidc.proving import SignedAssertion
from surveyapp.oidc.representing import Represents, represented

LANGUAGES = ("nb", "nn", "en", "se")
ERROR_WORD = re.compile(r"[a-z_]{1,40}")
LONGEST_NAME = 200
NAMES = ("name", "email", "sid")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser keeps of a sign-in that has begun: nobody else can finish it."""

    provider: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a provider vouches for: somebody, by its own name for her.

    `email`: only an address that the provider has verified. `hint`: the ID token itself, to log out with; "" where it
    holds a national identity number, which we keep nowhere.
    """

    issuer: str
    subject: str
    name: str
    email: str
    session_id: str
    represents: tuple[Represents, ...]
    hint: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """One provider, and the address that it sends people back to."""

    directory: Directory
    provider: Provider
    back: str

    def begin(self, language: str) -> tuple[str, Asked]:
        """Where to send the person, and what her browser keeps meanwhile; raises `ProviderDownError`."""
        metadata, provider = self._metadata(), self.provider
        asked = Asked(provider.key, *(secrets.token_urlsafe(32) for _ in range(3)))
        more = {
            "nonce": asked.nonce,
            "acr_values": " ".join(provider.levels),
            "authorization_details": provider.authorization_details,
            "ui_locales": language if language in LANGUAGES else "",
        }
        address, _state = self._client(metadata).create_authorization_url(
            metadata.authorization_endpoint,
            state=asked.state,
            code_verifier=asked.verifier,
            **{name: value for name, value in more.items() if value},
        )
        return str(address), asked

    def received(self, asked: Asked | None, answer: Mapping[str, str]) -> str:
        """The code in an answer to what this browser asked; raises a `SignInError`.

        Whose answer it is comes before what it says: an error, too, may come from somebody else.
        """
        sent = answer.get("state", "").encode()
        if asked is None or asked.provider != self.provider.key or not hmac.compare_digest(asked.state.encode(), sent):
            raise StaleSignInError("an answer that this browser did not ask for")
        issuer = answer.get("iss")
        if (issuer is not None or self._metadata().announces_issuer) and issuer != self.provider.issuer:
            raise WrongIssuerError("an answer that another issuer sends, or nobody")
        if "error" in answer:
            raise RefusedByProviderError(_word(answer["error"]))
        if not answer.get("code"):
            raise RefusedByProviderError("no code")
        return answer["code"]

    def redeem(self, asked: Asked, code: str, now: datetime) -> Vouched:
        """What the provider vouches for in exchange for the code; raises a `SignInError`."""
        metadata, provider = self._metadata(), self.provider
        client = self._client(metadata)
        if provider.private_key:
            client.register_client_auth_method(("private_key_jwt", SignedAssertion(provider, now)))
        try:
            token = client.fetch_token(
                metadata.token_endpoint,
                grant_type="authorization_code",
                code=code,
                code_verifier=asked.verifier,
                redirect_uri=self.back,
            )
        except OAuth2Error as problem:
            raise RefusedByProviderError(_word(problem.error)) from problem
        except ValueError as problem:
            raise ProviderDownError("no token") from problem
        claims = believed(self.directory, provider, token, asked.nonce, now)
        return _vouched(provider, {**claims, **self._more(metadata, token, claims)}, token)

    def sign_out_address(self, hint: str, back: str) -> str:
        """Where to end the session at the provider; "" where it offers no such thing, or does not answer."""
        try:
            address = self._metadata().end_session_endpoint
        except (ProviderDownError, WrongIssuerError):
            return ""
        if not address:
            return ""
        about = {"id_token_hint": hint} if hint else {}
        query = urlencode({**about, "client_id": self.provider.client_id, "post_logout_redirect_uri": back})
        return f"{address}{'&' if urlsplit(address).query else '?'}{query}"

    def origins(self) -> tuple[str, ...]:
        """Where the provider's own pages lie, each as scheme and host."""
        addresses = [self.provider.issuer]
        with suppress(ProviderDownError, WrongIssuerError):
            metadata = self._metadata()
            addresses += [metadata.authorization_endpoint, metadata.end_session_endpoint]
        parts = [urlsplit(address) for address in addresses if address]
        return tuple(dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in parts))

    def _metadata(self) -> Metadata:
        return self.directory.metadata(self.provider)

    def _client(self, metadata: Metadata) -> OAuth2Client:
        by_secret = "client_secret_post" if metadata.secret_in_body else "client_secret_basic"
        return OAuth2Client(
            self.directory.fetcher,
            client_id=self.provider.client_id,
            client_secret=self.provider.client_secret or None,
            token_endpoint_auth_method="private_key_jwt" if self.provider.private_key else by_secret,
            scope=self.provider.scope,
            redirect_uri=self.back,
            code_challenge_method="S256",
        )

    def _more(self, metadata: Metadata, token: Mapping[str, Any], claims: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the provider tells of the person elsewhere, where we are told to ask; it changes no checked claim."""
        if not self.provider.asks_more or not metadata.userinfo_endpoint:
            return {}
        told = self.directory.fetcher.get(metadata.userinfo_endpoint, bearer=str(token.get("access_token", "")))
        if told.get("sub") != claims["sub"]:
            raise UntrustworthyError("what is told of somebody else")
        return {name: value for name, value in told.items() if name not in claims}


def _vouched(provider: Provider, claims: Mapping[str, Any], token: Mapping[str, Any]) -> Vouched:
    name, email, session_id = (value if isinstance(value := claims.get(each), str) else "" for each in NAMES)
    return Vouched(
        issuer=provider.issuer,
        subject=claims["sub"],
        name=" ".join(name.split())[:LONGEST_NAME],
        email=email.strip().lower() if claims.get("email_verified") is True else "",
        session_id=session_id,
        represents=represented(provider, claims),
        hint="" if holds_national_number(claims) else token["id_token"],
    )


def _word(error: object) -> str:
    """A word of the protocol, for the log; anything else a provider writes there is left out."""
    return error if isinstance(error, str) and ERROR_WORD.fullmatch(error) else "an error without a name"
