"""Who may vouch for people: read from a TOML file once, then never changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""What an ID token may be signed with: keys in pairs, never `none` and never a secret that both sides hold."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
KEY = re.compile(r"[a-z][a-z0-9-]{0,29}")
SHORTEST_RSA = 2048


class ProvidersError(ValueError):
    """The file of providers does not hold what is needed; the text says what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One service that people sign in by.

    `key` stands in addresses, `name` on the button. `private_key` (PEM, with `key_id`) or `client_secret` proves who we
    are. `levels`: the `acr` values that are enough, all of them asked for. `authorization_details`: what to ask about
    whom a person may act for (RFC 9396). `organisation_claim`: where the organisation's number stands; `organisation`:
    the number itself, where the provider serves one organisation alone. `roles_claim` and `roles`: which of our roles
    a value of a claim gives; with `authorization_details` as the claim, a resource.
    `asks_more`: names and roles stand at the provider's userinfo endpoint, not in the ID token.
    `trusts_email`: a verified address links to the account that has it. `names_issuer_at_logout`: the provider sends
    `iss` beside `sid` when it logs somebody out, as the specification has it.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    key_id: str = ""
    scope: str = "openid"
    levels: tuple[str, ...] = ()
    authorization_details: str = ""
    organisation_claim: str = ""
    organisation: str = ""
    roles_claim: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    asks_more: bool = False
    trusts_email: bool = False
    names_issuer_at_logout: bool = True
    algorithms: tuple[str, ...] = ("RS256",)


TEXTS = {
    *("name", "issuer", "client_id", "client_secret_file", "private_key_file", "key_id", "scope"),
    *("authorization_details", "organisation_claim", "organisation", "roles_claim"),
}
LISTS = {"levels", "algorithms"}
TRUTHS = {"asks_more", "trusts_email", "names_issuer_at_logout"}


def read_providers(path: Path, *, loopback: bool) -> tuple[Provider, ...]:
    """Everybody in the file, by their order there; `loopback`: plain HTTP is allowed to this machine itself.

    Raises `ProvidersError`.
    """
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise ProvidersError(f"OIDC_PROVIDERS: {path.name} can't be read: {problem.strerror}.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ProvidersError(f"OIDC_PROVIDERS: {path.name} is not TOML: {problem}.") from problem
    return tuple(_provider(key, table, path.parent, loopback=loopback) for key, table in written.items())


def allowed_address(address: str, *, loopback: bool) -> bool:
    """Whether we may speak to this address: over HTTPS, or to this machine itself while developing."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    strange = bool(parts.username or parts.password or parts.fragment) or port == 0
    if not host or strange:
        return False
    return parts.scheme == "https" or (loopback and parts.scheme == "http" and host in LOOPBACK)


def _provider(key: str, table: object, folder: Path, *, loopback: bool) -> Provider:
    if not isinstance(table, dict) or not KEY.fullmatch(key):
        raise ProvidersError(f"[{key}] is no provider. Write a table with a name of small letters, as [ansattporten].")
    known = {"roles": dict, **dict.fromkeys(TEXTS, str), **dict.fromkeys(LISTS, list), **dict.fromkeys(TRUTHS, bool)}
    for name, value in table.items():
        if name not in known or not isinstance(value, known[name]):
            raise ProvidersError(f"[{key}] {name} is not understood. These are: {', '.join(sorted(known))}.")
    for name in ("name", "issuer", "client_id"):
        if not table.get(name):
            raise ProvidersError(f"[{key}] {name} is missing.")
    texts = {name: str(value) for name, value in table.items() if name in TEXTS and not name.endswith("_file")}
    lists = {name: tuple(map(str, value)) for name, value in table.items() if name in LISTS}
    truths = {name: bool(value) for name, value in table.items() if name in TRUTHS}
    rest = cast(Mapping[str, Any], {**texts, **lists, **truths})
    provider = Provider(
        key=key,
        client_secret=_file(folder, table, "client_secret_file"),
        private_key=_file(folder, table, "private_key_file"),
        roles=tuple((str(value), str(role)) for value, role in table.get("roles", {}).items()),
        **rest,
    )
    _check(provider, loopback=loopback)
    return provider


def _check(provider: Provider, *, loopback: bool) -> None:
    wrong = {
        "issuer must be an https address": not allowed_address(provider.issuer, loopback=loopback),
        "scope must hold openid": "openid" not in provider.scope.split(),
        "needs either private_key_file or client_secret_file": bool(provider.private_key)
        == bool(provider.client_secret),
        "private_key_file needs key_id": bool(provider.private_key) != bool(provider.key_id),
        f"algorithms must be of {', '.join(SIGNATURES)}": not set(provider.algorithms) <= set(SIGNATURES)
        or not provider.algorithms,
        "organisation must be nine digits": bool(provider.organisation) and not _is_number(provider.organisation),
        "roles and roles_claim go together": bool(provider.roles) != bool(provider.roles_claim),
        "roles need an organisation or organisation_claim": bool(provider.roles)
        and not (provider.organisation or provider.organisation_claim),
        f"private_key_file must hold an RSA key of at least {SHORTEST_RSA} bits, as PEM": bool(provider.private_key)
        and not _is_rsa(provider.private_key),
    }
    for words, is_wrong in wrong.items():
        if is_wrong:
            raise ProvidersError(f"[{provider.key}] {words}.")


def _file(folder: Path, table: Mapping[str, Any], name: str) -> str:
    if name not in table:
        return ""
    try:
        return (folder / str(table[name])).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ProvidersError(f"{name}: {table[name]} can't be read.") from problem


def _is_number(word: str) -> bool:
    return len(word) == 9 and word.isascii() and word.isdigit()


def _is_rsa(pem: str) -> bool:
    try:
        key = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return isinstance(key, RSAPrivateKey) and key.key_size >= SHORTEST_RSA
