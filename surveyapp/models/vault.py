"""Sealing what tells how to reach a person, under a key that is used for nothing else."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from surveyapp.config import Settings
from surveyapp.models.errors import SurveyAppError

_LOG = structlog.get_logger("medvirk")
NONCE_BYTES = 12
"""What AES-GCM is made for (NIST SP 800-38D, section 5.2.1.1); drawn anew for everything that is sealed."""


class MissingContactKeyError(SurveyAppError):
    """The database was opened without the key of contact data."""


class WrongContactKeyError(SurveyAppError):
    """What is sealed was sealed with another key, or moved from another place."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals words with AES-256-GCM to the place they are kept in: moved to another place, they don't open.

    It seals with the first of its keys, and opens with any: only the one that sealed fits.
    """

    _keys: tuple[bytes, ...] = field(repr=False)
    _audit_key: bytes = field(repr=False)
    _pseudonym_key: bytes = field(repr=False)
    _finding_key: bytes = field(repr=False)

    @classmethod
    def keyed_by(cls, contact_key: str, *, former: Sequence[str] = (), audit_key: str = "") -> Vault:
        """The vault of this `CONTACT_KEY`; what is never made anew is made with `audit_key`, where there is one."""
        keys = tuple(_derived(each, b"medvirk contact data") for each in (contact_key, *former))
        lasting = (b"medvirk audit log", b"medvirk pseudonyms", b"medvirk addresses")
        return cls(keys, *(_derived(audit_key or contact_key, use) for use in lasting))

    @classmethod
    def of(cls, settings: Settings) -> Vault:
        """The vault of these settings."""
        return cls.keyed_by(settings.contact_key, former=settings.former_contact_keys, audit_key=settings.audit_key)

    def seal(self, words: str, place: bytes) -> bytes:
        """The words, unreadable without the key: nonce and ciphertext."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._keys[0]).encrypt(nonce, words.encode(), place)

    def open(self, sealed: bytes, place: bytes) -> str:
        """The words again; raises `WrongContactKeyError`."""
        for key in self._keys:
            # ValueError: it is too short to have been sealed at all.
            with suppress(InvalidTag, ValueError):
                return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place).decode()
        raise WrongContactKeyError(
            "Contact data was sealed with another key. Set CONTACT_KEY to the one it was sealed with, "
            "or name that one in CONTACT_KEY_OLD."
        )

    def reseal(self, sealed: bytes, place: bytes) -> bytes | None:
        """The same words under the newest key; None where they are already. Raises `WrongContactKeyError`."""
        with suppress(InvalidTag):
            AESGCM(self._keys[0]).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
            return None
        return self.seal(self.open(sealed, place), place)

    def code_of(self, words: str) -> bytes:
        """What stands for an address so that the same one is found again, 32 bytes; nobody reads it back."""
        return hmac.digest(self._finding_key, words.encode(), hashlib.sha256)

    def authenticate(self, words: bytes) -> bytes:
        """The words' HMAC-SHA-256, 32 bytes, which nobody without the key can make."""
        return hmac.digest(self._audit_key, words, hashlib.sha256)

    def pseudonym(self, words: str) -> str:
        """What stands for words that may not be told: always the same, and nobody without the key can make it."""
        return hmac.digest(self._pseudonym_key, words.encode(), hashlib.sha256).hex()[:20]


def _derived(key: str, use: bytes) -> bytes:
    return hmac.digest(key.encode(), use, hashlib.sha256)


def vault_of(session: Session) -> Vault:
    """The vault that the session's database was opened with; raises `MissingContactKeyError`."""
    vault = session.connection().get_execution_options().get("vault")
    if not isinstance(vault, Vault):
        raise MissingContactKeyError("The database was opened without CONTACT_KEY, which contact data is sealed with.")
    return vault


def read_or_pass(session: Session, sealed: bytes, place: bytes, **row: object) -> str | None:
    """The words; None where no key of ours opens them, which is told to the log by the row's ids and stops nothing."""
    try:
        return vault_of(session).open(sealed, place)
    except WrongContactKeyError:
        _LOG.error("unreadable", **{name: str(word) for name, word in row.items()})
        return None
