"""The secret in a link: given out once, kept only as a code that cannot be turned back."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_token() -> str:
    """A secret of 256 random bits, in letters that are safe in an address."""
    return secrets.token_urlsafe(32)


def token_key(secret_key: str) -> bytes:
    """The key that tokens are coded with, made from the app's secret and used for nothing else."""
    return hmac.digest(secret_key.encode(), b"medvirk invitation tokens", hashlib.sha256)


def token_code(token: str, key: bytes) -> bytes:
    """What is stored of a token: HMAC-SHA256, 32 bytes. Looking it up tells nothing through time."""
    return hmac.digest(key, token.encode("utf-8", "replace"), hashlib.sha256)
