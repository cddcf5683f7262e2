"""Whom a person acts for, by what a provider says: the organisation's number, and a role of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surveyapp.oidc.providers import Provider

NORWEGIAN = "0192:"
"""Before a number of Enhetsregisteret, in the list of ISO 6523 and so in Ansattporten's answers."""
DETAILS = "authorization_details"


@dataclass(frozen=True, slots=True)
class Represents:
    """That the person has this role of ours at the organisation with this number; "" where no role follows."""

    number: str
    role: str


def represented(provider: Provider, claims: Mapping[str, Any]) -> tuple[Represents, ...]:
    """All that the claims say of it, each once."""
    roles = dict(provider.roles)
    if provider.organisation_claim == DETAILS:
        found = [(number, [roles.get(resource, "")]) for number, resource in _parties(claims.get(DETAILS))]
    else:
        given = [role for value in _words(claims.get(provider.roles_claim)) if (role := roles.get(value))]
        named = [number for value in _items(claims.get(provider.organisation_claim)) if (number := _number(value))]
        numbers = [provider.organisation] if provider.organisation else named
        found = [(number, given or [""]) for number in numbers]
    return tuple(dict.fromkeys(Represents(number, role) for number, each in found for role in each))


def _parties(details: Any) -> Iterator[tuple[str, str]]:
    """The organisations that the person chose to act for, and the resource in Altinn that it is about.

    The form is that of `ansattporten:altinn:resource`.
    """
    for detail in _items(details):
        if not isinstance(detail, dict):
            continue
        for party in _items(detail.get("authorized_parties")):
            number = _number(party.get("orgno")) if isinstance(party, dict) else ""
            if number:
                yield number, str(detail.get("resource", "")).rpartition(":")[2]


def _number(value: Any) -> str:
    """Nine digits, written as they are, after 0192:, or as the ID of an identifier of Ansattporten's form."""
    word = value.get("ID") if isinstance(value, dict) else value
    digits = word.removeprefix(NORWEGIAN) if isinstance(word, str) else ""
    return digits if len(digits) == 9 and digits.isascii() and digits.isdigit() else ""


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _words(value: Any) -> list[str]:
    return [each for each in _items(value) if isinstance(each, str)]
