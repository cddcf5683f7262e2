"""What this browser keeps of a sign-in at a provider, in the signed session cookie."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from flask import session

from surveyapp.oidc import Asked
from surveyapp.oidc.errors import StaleSignInError
from surveyapp.services.federating import ANSWERED_WITHIN

BEGUN, VISIT = "sign_in_begun", "federated_visit"


def begun(asked: Asked, goal: str, now: datetime) -> None:
    """Remember what was asked, and the page to go to afterwards; an earlier one is forgotten."""
    session[BEGUN] = {**asdict(asked), "goal": goal, "until": (now + ANSWERED_WITHIN).timestamp()}


def take_begun(now: datetime) -> tuple[Asked | None, str]:
    """What was asked last, once; raises `StaleSignInError` when it was too long ago."""
    kept = session.pop(BEGUN, None)
    if kept is None:
        return None, ""
    until, goal = kept.pop("until"), kept.pop("goal")
    if now.timestamp() > until:
        raise StaleSignInError("begun too long ago")
    return Asked(**kept), goal


def visit(visit_id: UUID) -> None:
    """Remember the visit that this sign-in began."""
    session[VISIT] = visit_id.hex


def visit_id() -> UUID | None:
    """The visit that this browser signed in by; None where somebody signed in by password, or nobody did."""
    kept = session.get(VISIT)
    return UUID(hex=kept) if kept else None


def forget_visit() -> UUID | None:
    """The visit, and no more of it in this browser."""
    found = visit_id()
    session.pop(VISIT, None)
    return found
