"""What views ask of the app around them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from flask import current_app, request

TOKEN_KEY = "MEDVIRK_TOKEN_KEY"  # noqa: S105 -- the name of a setting
REPORTS = "MEDVIRK_REPORTS"
PUBLIC_URL = "MEDVIRK_PUBLIC_URL"
BOUNCES_TO = "MEDVIRK_BOUNCES_TO"
SENDING_HOURS = "MEDVIRK_SENDING_HOURS"


def now() -> datetime:
    """The time it is."""
    return datetime.now(UTC)


def token_key() -> bytes:
    """The key that tokens in links are coded with."""
    return cast(bytes, current_app.config[TOKEN_KEY])


def reports() -> Path:
    """The folder that reports lie in."""
    return cast(Path, current_app.config[REPORTS])


def public_url() -> str:
    """Where people reach the app, without a slash at the end."""
    return str(current_app.config[PUBLIC_URL] or request.url_root.rstrip("/"))


def bounces_to() -> str:
    """The mailbox for what could not be delivered; "" for none."""
    return str(current_app.config[BOUNCES_TO])


def sending_hours() -> tuple[int, int] | None:
    """From which hour to which people are written to, and not on Sundays; None: always."""
    return cast("tuple[int, int] | None", current_app.config[SENDING_HOURS])
