"""What a browser says it is, in words that its owner knows again; nothing that tells two machines apart."""

from __future__ import annotations

from dataclasses import replace

from flask import request

from surveyapp.services.accounts import Device
from surveyapp.web.languages import OURS, language

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
"""What stands in the header, and its name; browsers name those that they descend from too, so the order matters."""


def device() -> Device:
    """The browser that asks; empty names where it does not say."""
    spoken = language()
    found = device_of(request.headers.get("User-Agent", ""))
    return replace(found, language=spoken) if spoken in OURS else found


def device_of(user_agent: str) -> Device:
    """The names in a User-Agent header."""
    return Device(*(_first(user_agent, names) for names in (BROWSERS, SYSTEMS)))


def _first(user_agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in user_agent), "")
