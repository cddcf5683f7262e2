"""An app that shows a code each half minute, written from RFC 6238 and nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time


def shows(letters: str, later: int = 0) -> str:
    """The code that the app shows so many half minutes from now."""
    secret = base64.b32decode(letters.replace(" ", ""))
    counter = int(time.time()) // 30 + later
    digest = hmac.digest(secret, counter.to_bytes(8), hashlib.sha1)
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 10**6:06}"
