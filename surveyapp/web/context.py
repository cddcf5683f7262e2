"""What views ask of the app around them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from flask import current_app

TOKEN_KEY = "MEDVIRK_TOKEN_KEY"  # noqa: S105 -- the name of a setting
REPORTS = "MEDVIRK_REPORTS"


def now() -> datetime:
    """The time it is."""
    return datetime.now(UTC)


def token_key() -> bytes:
    """The key that tokens in links are coded with."""
    return cast(bytes, current_app.config[TOKEN_KEY])


def reports() -> Path:
    """The folder that reports lie in."""
    return cast(Path, current_app.config[REPORTS])
