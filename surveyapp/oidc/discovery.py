"""What a provider says of itself, and its keys: fetched when needed, kept a while, never asked in a storm."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import RLock
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from surveyapp.oidc.errors import ProviderDownError, WrongIssuerError
from surveyapp.oidc.fetching import Fetcher
from surveyapp.oidc.providers import Provider, allowed_address

FRESH_FOR = 3600.0
"""Seconds before what is kept is fetched anew."""
USED_FOR = 24 * 3600.0
"""Seconds that it is used while the provider does not answer."""
AT_MOST_EVERY = 30.0
"""Seconds between two looks for a key that is not there, and between two tries of a provider that is down."""
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
OPTIONAL = ("end_session_endpoint", "userinfo_endpoint")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a provider says of itself, as far as we use it; "" for what it does not offer.

    `announces_issuer`: its answers name their issuer (RFC 9207). `secret_in_body`: it takes a secret in the form.
    """

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str
    userinfo_endpoint: str
    announces_issuer: bool
    secret_in_body: bool


@dataclass(slots=True)
class _Kept:
    """Something fetched, and when; `tried`: when it was last asked for."""

    value: Any = None
    since: float | None = None
    tried: float | None = None


class Directory:
    """All providers by their keys, with what they have said of themselves; one for each process."""

    def __init__(
        self, providers: Iterable[Provider], fetcher: Fetcher, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.providers: Mapping[str, Provider] = {provider.key: provider for provider in providers}
        self.fetcher = fetcher
        self._clock = clock
        self._about = {key: _Kept() for key in self.providers}
        self._keys = {key: _Kept() for key in self.providers}
        self._turns = {key: RLock() for key in self.providers}

    def metadata(self, provider: Provider) -> Metadata:
        """What the provider says of itself; raises `ProviderDownError` and `WrongIssuerError`."""
        with self._turns[provider.key]:
            found: Metadata = self._find(self._about[provider.key], lambda: self._fetch_metadata(provider))
        return found

    def keys(self, provider: Provider, key_id: str) -> KeySet:
        """The provider's public keys; when this one is not among them, they are fetched anew, though not too often."""
        with self._turns[provider.key]:
            kept, address = self._keys[provider.key], self.metadata(provider).jwks_uri
            found: KeySet = self._find(kept, lambda: self._fetch_keys(address))
            if all(key.kid != key_id for key in found.keys) and not self._since(kept.tried, AT_MOST_EVERY):
                found = self._fetch(kept, lambda: self._fetch_keys(address))
        return found

    def _find(self, kept: _Kept, fetch: Callable[[], Any]) -> Any:
        if self._since(kept.since, FRESH_FOR):
            return kept.value
        usable = self._since(kept.since, USED_FOR)
        if self._since(kept.tried, AT_MOST_EVERY):
            if usable:
                return kept.value
            raise ProviderDownError("it did not answer a moment ago")
        try:
            return self._fetch(kept, fetch)
        except ProviderDownError:
            if usable:
                return kept.value
            raise

    def _fetch(self, kept: _Kept, fetch: Callable[[], Any]) -> Any:
        kept.tried = self._clock()
        kept.value, kept.since = fetch(), self._clock()
        return kept.value

    def _since(self, moment: float | None, seconds: float) -> bool:
        """Whether this moment was, and less than so many seconds ago."""
        return moment is not None and self._clock() - moment < seconds

    def _fetch_metadata(self, provider: Provider) -> Metadata:
        said = self.fetcher.get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != provider.issuer:
            raise WrongIssuerError("the discovery document is another issuer's")
        addresses = {name: str(said.get(name) or "") for name in (*NEEDED, *OPTIONAL)}
        for name, address in addresses.items():
            if (address or name in NEEDED) and not allowed_address(address, loopback=self.fetcher.loopback):
                raise ProviderDownError(f"a discovery document without a sound {name}")
        ways = said.get("token_endpoint_auth_methods_supported")
        return Metadata(
            announces_issuer=said.get("authorization_response_iss_parameter_supported") is True,
            secret_in_body=isinstance(ways, list) and "client_secret_post" in ways,
            **addresses,
        )

    def _fetch_keys(self, address: str) -> KeySet:
        try:
            return KeySet.import_key_set({"keys": [each for each in self.fetcher.get(address)["keys"] if _signs(each)]})
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as problem:
            raise ProviderDownError("keys that can't be read") from problem


def _signs(key: Mapping[str, Any]) -> bool:
    """Whether it is a public key for signatures, of a kind that we use."""
    return key.get("kty") in ("RSA", "EC", "OKP") and key.get("use", "sig") == "sig"
