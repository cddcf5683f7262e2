"""The secret in a link: given out once, kept only as a code that cannot be turned back."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from uuid import UUID

from surveyapp.models.ids import REFERENCE_LETTERS, InvitationKey, ResponseKey

ENTRY_LETTERS = 10
"""50 bits: what a person can type. Guessing is slowed down, see docs/decisions/0023."""

PROOF_BYTES = 16
"""128 bits, which nobody guesses."""

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})


def new_token() -> str:
    """A secret of 256 random bits, in letters that are safe in an address."""
    return secrets.token_urlsafe(32)


def token_key(secret_key: str) -> bytes:
    """The key that tokens are coded with, made from the app's secret and used for nothing else."""
    return hmac.digest(secret_key.encode(), b"medvirk invitation tokens", hashlib.sha256)


def token_code(token: str, key: bytes) -> bytes:
    """What is stored of a token: HMAC-SHA256, 32 bytes. Looking it up tells nothing through time."""
    return hmac.digest(key, token.encode("utf-8", "replace"), hashlib.sha256)


def new_access_key() -> str:
    """A program's secret: 256 random bits after a mark that a leak can be recognised by."""
    return f"mvk_{secrets.token_urlsafe(32)}"


def access_key_code(secret: str, key: bytes) -> bytes:
    """What is stored of an access key."""
    return hmac.digest(key, b"access key " + secret.encode("utf-8", "replace"), hashlib.sha256)


def new_entry() -> str:
    """A code to type, such as K7QM3-XPD9T."""
    return _written(secrets.randbits(5 * ENTRY_LETTERS))


def link_token(key: InvitationKey, issue: int, secret: bytes) -> str:
    """The secret in the link of an invitation: the same each time it is asked for, until the next issue."""
    return base64.urlsafe_b64encode(_of_invitation(b"link ", key, issue, secret)).rstrip(b"=").decode()


def link_entry(key: InvitationKey, issue: int, secret: bytes) -> str:
    """The code to type instead of that link, such as K7QM3-XPD9T."""
    made = _of_invitation(b"entry of ", key, issue, secret)
    return _written(int.from_bytes(made[:8]) >> 64 - 5 * ENTRY_LETTERS)


def _of_invitation(use: bytes, key: InvitationKey, issue: int, secret: bytes) -> bytes:
    place = key.survey_id.bytes + key.id.bytes + issue.to_bytes(4)
    return hmac.digest(secret, use + place, hashlib.sha256)


def recipient_token(survey_id: UUID, recipient_id: UUID, secret: bytes) -> str:
    """What a message carries so that its recipient can ask to be left alone, and a bounce can tell whom it reached.

    It names the recipient and proves that we wrote it; nothing of it is stored.
    """
    named = survey_id.bytes + recipient_id.bytes
    proof = hmac.digest(secret, b"recipient " + named, hashlib.sha256)[:PROOF_BYTES]
    return base64.b32encode(named + proof).rstrip(b"=").decode().lower()


def recipient_of(token: str, secret: bytes) -> tuple[UUID, UUID] | None:
    """The survey and the recipient that a token names; None when we did not write it."""
    try:
        read = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except binascii.Error:
        return None
    if len(read) != 32 + PROOF_BYTES:
        return None
    named = UUID(bytes=read[:16]), UUID(bytes=read[16:32])
    proof = hmac.digest(secret, b"recipient " + read[:32], hashlib.sha256)[:PROOF_BYTES]
    return named if hmac.compare_digest(proof, read[32:]) else None


def return_code_of(key: ResponseKey, secret: bytes) -> str:
    """The code that opens one draft again: always the same, so what was written down stays true."""
    made = hmac.digest(secret, b"return " + key.survey_id.bytes + key.id.bytes, hashlib.sha256)
    return _written(int.from_bytes(made[:8]) >> 64 - 5 * ENTRY_LETTERS)


def _written(number: int) -> str:
    letters = "".join(REFERENCE_LETTERS[number >> 5 * place & 31] for place in reversed(range(ENTRY_LETTERS)))
    return f"{letters[:5]}-{letters[5:]}"


def entry_code(written: str, key: bytes) -> bytes:
    """What is stored of a code to type, however it is written: small letters, spaces, O for 0, I or L for 1."""
    letters = "".join(written.split()).upper().translate(_MISREAD)
    return hmac.digest(key, b"entry " + letters.encode("utf-8", "replace"), hashlib.sha256)


def reference_of(written: str) -> str:
    """The reference code that was meant, such as K7QM-3XPD, however it is written."""
    letters = "".join(written.split()).upper().translate(_MISREAD)
    return f"{letters[:4]}-{letters[4:]}"
