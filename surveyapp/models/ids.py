"""Ids, reference codes and the day it is in Norway."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

NORWAY = ZoneInfo("Europe/Oslo")
REFERENCE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O or U, which are read as other letters or words."""


def uuid7() -> UUID:
    """A UUID that sorts by its time (RFC 9562, version 7): 48 bits of milliseconds, 74 random bits."""
    number = (time.time_ns() // 1_000_000 & (1 << 48) - 1) << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 0x7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def new_reference() -> str:
    """A code that a person can read over the phone: 40 random bits as K7QM-3XPD."""
    letters = [secrets.choice(REFERENCE_LETTERS) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def norwegian_date(moment: datetime) -> date:
    """The date it is in Norway at this moment: rounds open and close by it."""
    return moment.astimezone(NORWAY).date()


@dataclass(frozen=True, slots=True)
class InvitationKey:
    """Where an invitation is: its survey and its id."""

    survey_id: UUID
    id: UUID


@dataclass(frozen=True, slots=True)
class ResponseKey:
    """Where a response is: its survey and its id."""

    survey_id: UUID
    id: UUID
