"""The look of an owner's survey: set without code, and refused where it would not do for those who answer."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Literal
from uuid import UUID

from PIL import Image, UnidentifiedImageError
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Look, Survey
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.looks import MOST_BYTES, MOST_PIXELS, Branding, look_of
from surveyapp.models.marks import require_unchanged
from surveyapp.services import access

COLOUR = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
Fault = Literal["colour", "svg", "kind", "bytes", "pixels", "moving", "words", "no_logo"]
FAULTS: dict[Fault, str] = {
    "colour": "The colour is not understood. Write it as #rrggbb, such as #0055aa.",
    "svg": "An SVG may hold scripts, so it is not taken. Save the logo as PNG, JPEG or WebP.",
    "kind": "The file is not a whole PNG, JPEG or WebP. Save the logo as one of these.",
    "bytes": f"The logo is larger than {MOST_BYTES // 1024} kB. Make it smaller: it is shown 40 pixels high.",
    "pixels": f"The logo has more than {MOST_PIXELS} pixels on a side. Make it smaller: it is shown 40 pixels high.",
    "moving": "The logo moves, which takes the attention from the questions. Use a still picture.",
    "words": "The logo needs words for those who do not see it, such as the owner's name.",
    "no_logo": "There is no logo to give words to. Choose a file too.",
}
"""Why a look is refused, and what to do."""


class LookRefusedError(SurveyAppError):
    """The colour or the logo will not do; `fault` tells why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(FAULTS[fault])
        self.fault: Fault = fault


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of a look: None leaves a thing as it is, an empty one takes it away."""

    name: str | None = None
    colour: str | None = None
    logo: bytes | None = None
    logo_words: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo as it is sent."""

    content: bytes
    type: str


def change_look(session: Session, survey_id: UUID, change: Change, now: datetime, *, seen: str = "") -> Branding:
    """Change the look of a survey, for all who answer it from now on; raises `LookRefusedError`.

    `seen`: the mark of the look that was there before; raises `ChangedMeanwhileError` when it is another now.
    """
    with access.changing_survey(session, "survey.change", survey_id, changed="look"):
        # Two who change it at once wait for each other.
        if session.scalar(select(Survey.id).where(Survey.id == survey_id).with_for_update()) is None:
            raise NotFoundError(f"There is no survey {survey_id}.")
        require_unchanged(look_of(session, survey_id), seen, None)
        look = session.get(Look, survey_id) or Look(survey_id=survey_id, name="", logo_words="")
        _take(look, change)
        look.changed_at = now
        if look.name or look.colour or look.fingerprint:
            session.add(look)
        elif look in session:
            session.delete(look)
        session.flush()
        return look_of(session, survey_id)


def find_logo(session: Session, fingerprint: str) -> Picture:
    """The logo with this fingerprint, of whichever survey; raises `NotFoundError`."""
    wanted = select(Look.logo, Look.logo_type).where(Look.fingerprint == fingerprint).limit(1)
    row: Any = session.execute(wanted).first()
    if row is None:
        raise NotFoundError("No survey has this logo.")
    return Picture(*row)


def _take(look: Look, change: Change) -> None:
    if change.name is not None:
        look.name = " ".join(change.name.split())[:100]
    if change.colour is not None:
        look.colour = whole_colour(change.colour) if change.colour.strip() else None
    if change.logo == b"":
        look.logo = look.logo_type = look.logo_width = look.logo_height = look.fingerprint = None
        look.logo_words = ""
    elif change.logo is not None:
        look.logo_type, (look.logo_width, look.logo_height) = _picture(change.logo)
        look.logo, look.fingerprint = change.logo, hashlib.sha256(change.logo).hexdigest()
    if change.logo_words is not None and change.logo != b"":
        look.logo_words = " ".join(change.logo_words.split())[:200]
    if look.fingerprint and not look.logo_words:
        raise LookRefusedError("words")
    if look.logo_words and not look.fingerprint:
        raise LookRefusedError("no_logo")


def whole_colour(words: str) -> str:
    """The colour as #rrggbb; raises `LookRefusedError`."""
    if not (found := COLOUR.fullmatch(words.strip())):
        raise LookRefusedError("colour")
    digits = found[1].lower()
    # Three digits each stand for two.
    return f"#{digits}" if len(digits) == len("rrggbb") else "#" + "".join(digit * 2 for digit in digits)


def _picture(content: bytes) -> tuple[str, tuple[int, int]]:
    """The type and the size of a logo that will do; it is unpacked only when it is known how large that makes it."""
    if b"<svg" in content[:1000].lower():
        raise LookRefusedError("svg")
    if len(content) > MOST_BYTES:
        raise LookRefusedError("bytes")
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as image:
            if max(image.size) > MOST_PIXELS:
                raise LookRefusedError("pixels")
            if getattr(image, "n_frames", 1) > 1:
                raise LookRefusedError("moving")
            image.load()
            return f"image/{(image.format or '').lower()}", image.size
    except Image.DecompressionBombError as error:
        raise LookRefusedError("pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise LookRefusedError("kind") from error
