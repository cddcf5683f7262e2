"""Sealing what tells how to reach a person, under a key that is used for nothing else."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from surveyapp.models.errors import SurveyAppError

NONCE_BYTES = 12
"""What AES-GCM is made for (NIST SP 800-38D, section 5.2.1.1); drawn anew for everything that is sealed."""


class MissingContactKeyError(SurveyAppError):
    """The database was opened without the key of contact data."""


class WrongContactKeyError(SurveyAppError):
    """What is sealed was sealed with another key, or moved from another place."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals words with AES-256-GCM to the place they are kept in: moved to another place, they don't open."""

    _key: bytes = field(repr=False)
    _audit_key: bytes = field(repr=False)
    _pseudonym_key: bytes = field(repr=False)
    _finding_key: bytes = field(repr=False)

    @classmethod
    def keyed_by(cls, contact_key: str) -> Vault:
        """The vault of this `CONTACT_KEY`."""
        uses = (b"medvirk contact data", b"medvirk audit log", b"medvirk pseudonyms", b"medvirk addresses")
        return cls(*(hmac.digest(contact_key.encode(), use, hashlib.sha256) for use in uses))

    def seal(self, words: str, place: bytes) -> bytes:
        """The words, unreadable without the key: nonce and ciphertext."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._key).encrypt(nonce, words.encode(), place)

    def open(self, sealed: bytes, place: bytes) -> str:
        """The words again; raises `WrongContactKeyError`."""
        try:
            return AESGCM(self._key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place).decode()
        except InvalidTag as problem:
            raise WrongContactKeyError(
                "Contact data was sealed with another key. Set CONTACT_KEY to the one it was sealed with."
            ) from problem

    def code_of(self, words: str) -> bytes:
        """What stands for an address so that the same one is found again, 32 bytes; nobody reads it back."""
        return hmac.digest(self._finding_key, words.encode(), hashlib.sha256)

    def authenticate(self, words: bytes) -> bytes:
        """The words' HMAC-SHA-256, 32 bytes, which nobody without the key can make."""
        return hmac.digest(self._audit_key, words, hashlib.sha256)

    def pseudonym(self, words: str) -> str:
        """What stands for words that may not be told: always the same, and nobody without the key can make it."""
        return hmac.digest(self._pseudonym_key, words.encode(), hashlib.sha256).hex()[:20]


def vault_of(session: Session) -> Vault:
    """The vault that the session's database was opened with; raises `MissingContactKeyError`."""
    vault = session.connection().get_execution_options().get("vault")
    if not isinstance(vault, Vault):
        raise MissingContactKeyError("The database was opened without CONTACT_KEY, which contact data is sealed with.")
    return vault
