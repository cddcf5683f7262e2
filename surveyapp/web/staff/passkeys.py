"""Passkeys on pages: where they can be used, and what the browser is asked."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from surveyapp.models import db
from surveyapp.models.errors import NotFoundError
from surveyapp.services import accounts
from surveyapp.services.accounts import Place
from surveyapp.web import visits
from surveyapp.web.context import now, public_url


def place() -> Place:
    """Where the pages are, as keys know it; raises `NotFoundError` where keys cannot be: at a bare IP address."""
    address = urlsplit(public_url())
    try:
        ip_address(address.hostname or "")
    except ValueError:
        return Place(address.hostname or "", f"{address.scheme}://{address.netloc}")
    raise NotFoundError("Keys are for a named machine.")


def question() -> str:
    """What the browser is asked for when somebody signs in, as JSON; "" where keys cannot be used."""
    try:
        asked = accounts.ask_for_passkey(place())
    except NotFoundError:
        return ""
    visits.challenge(asked.words, now())
    return asked.options


def offer() -> str:
    """What the browser is asked for when somebody adds a key."""
    asked = accounts.offer_passkey(db.session(), place())
    visits.challenge(asked.words, now())
    return asked.options
