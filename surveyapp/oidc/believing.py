"""What makes us believe an ID token: its signature, whom it was made for, when, and how well the person was known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError

from surveyapp.oidc.discovery import Directory
from surveyapp.oidc.errors import ClockSkewError, TooWeakError, UntrustworthyError, WrongIssuerError
from surveyapp.oidc.providers import Provider

MOST_SKEW = 60
"""Seconds that the provider's clock may differ from ours."""
LONGEST_TOKEN = 32 * 1024
LONGEST_SUBJECT = 255
NATIONAL_NUMBER = re.compile(r"\d{11}")


def believed(
    directory: Directory, provider: Provider, token: Mapping[str, Any], nonce: str, now: datetime
) -> Mapping[str, Any]:
    """The claims of the ID token, all of them checked; raises a `SignInError`."""
    written = token.get("id_token")
    if not isinstance(written, str) or len(written) > LONGEST_TOKEN:
        raise UntrustworthyError("no ID token")
    try:
        header = jws.extract_compact(written.encode()).headers()
        if header.get("alg") not in provider.algorithms:
            raise UntrustworthyError("an ID token signed in another way")
        keys = directory.keys(provider, str(header.get("kid") or ""))
        read = jwt.decode(written, keys, algorithms=list(provider.algorithms))
    except (JoseError, ValueError) as problem:
        raise UntrustworthyError("an ID token whose signature does not hold") from problem
    _check(CodeIDToken(read.claims, read.header, params=_expected(provider, token, nonce)), provider, now)
    _check_person(read.claims, provider)
    return read.claims


def _expected(provider: Provider, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
    return {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")}


def _check(token: CodeIDToken, provider: Provider, now: datetime) -> None:
    """Issuer, audience, times, nonce, azp and at_hash (OpenID Connect Core 1.0, section 3.1.3.7)."""
    if token.get("iss") != provider.issuer:
        raise WrongIssuerError("an ID token of another issuer")
    if token.get("aud") not in (provider.client_id, [provider.client_id]):
        raise UntrustworthyError("an ID token for somebody else")
    try:
        token.validate(now=int(now.timestamp()), leeway=MOST_SKEW)
    except ExpiredTokenError as problem:
        raise ClockSkewError("an ID token that has run out") from problem
    except InvalidClaimError as problem:
        if problem.claim in ("iat", "nbf"):
            raise ClockSkewError("an ID token from the future") from problem
        raise UntrustworthyError("an ID token with a claim that does not hold") from problem
    except (JoseError, TypeError, ValueError) as problem:
        raise UntrustworthyError("an ID token that does not hold") from problem


def _check_person(claims: Mapping[str, Any], provider: Provider) -> None:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise UntrustworthyError("an ID token about nobody")
    if NATIONAL_NUMBER.fullmatch(subject):
        raise UntrustworthyError("a subject that looks like a national identity number")
    if provider.levels and claims.get("acr") not in provider.levels:
        raise TooWeakError("a lower level than is demanded")


def holds_national_number(claims: Mapping[str, Any]) -> bool:
    """Whether something in it, such as ID-porten's `pid`, is or may be a national identity number."""
    return any(isinstance(value, str) and NATIONAL_NUMBER.fullmatch(value) for value in claims.values())
