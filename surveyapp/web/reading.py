"""How this reader wants to read: the size of the text, one question at a time, and read aloud. Kept in the session."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import has_request_context, session

from surveyapp.web.languages import language

SIZES = ("md", "lg", "xl")
"""Ordinary, large and largest text."""

VOICE_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,80}")
MOST_VOICES = 4
"""A cookie holds 4 kB; a voice is named in up to 80 characters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The choices of one reader; `alone`: one question at a time; `voice`: what the browser calls the chosen voice."""

    size: str = SIZES[0]
    alone: bool = False
    aloud: bool = False
    easy: bool = False
    voice: str = ""


def reading_now() -> Reading:
    """What this browser has chosen, with the voice for this page's language; the ordinary way if it has not."""
    if not has_request_context():
        return Reading()
    kept: dict[str, Any] = session.get("reading", {})
    return Reading(
        size=kept.get("size", SIZES[0]),
        alone=kept.get("alone", False),
        aloud=kept.get("aloud", False),
        easy=bool(session.get("easy", False)),
        voice=kept.get("voices", {}).get(language(), ""),
    )


def keep(reading: Reading) -> None:
    """Remember the choices in this browser; what is not one of ours counts as the ordinary way."""
    voices: dict[str, str] = dict(session.get("reading", {}).get("voices", {}))
    spoken = language()
    voices.pop(spoken, None)
    if VOICE_NAME.fullmatch(reading.voice):
        voices[spoken] = reading.voice
    session["easy"] = reading.easy
    session["reading"] = {
        "size": reading.size if reading.size in SIZES else SIZES[0],
        "alone": reading.alone,
        "aloud": reading.aloud,
        "voices": dict(list(voices.items())[-MOST_VOICES:]),
    }
