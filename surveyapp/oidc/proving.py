"""Proving to a provider who we are, by a key that never leaves us."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7523.client import ASSERTION_TYPE
from joserfc import jwt
from joserfc.jwk import RSAKey

from surveyapp.oidc.providers import Provider

LIVES_FOR = 30
"""Seconds; HelseID and others take no assertion that lives longer than 60."""


@dataclass(frozen=True, slots=True)
class SignedAssertion:
    """Authlib's own `PrivateKeyJWT` signs for an hour, which providers refuse; this signs anew for each request."""

    provider: Provider
    now: datetime

    def __call__(
        self, _auth: Any, _method: str, address: str, headers: Mapping[str, str], body: str
    ) -> tuple[str, Mapping[str, str], str]:
        """The request with the assertion in its form, as Authlib asks of a way to authenticate."""
        more = {
            "client_id": self.provider.client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion(self.provider, self.now),
        }
        return address, headers, f"{body}&{urlencode(more)}"


def assertion(provider: Provider, now: datetime) -> str:
    """That we are this client, to this issuer alone, for half a minute, once (RFC 7523, section 3)."""
    at = int(now.timestamp())
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": provider.issuer,
        "iat": at,
        "exp": at + LIVES_FOR,
        "jti": secrets.token_urlsafe(24),
    }
    return jwt.encode({"alg": "RS256", "kid": provider.key_id}, claims, RSAKey.import_key(provider.private_key))
