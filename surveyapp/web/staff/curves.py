"""How the answers came in, day by day, as steps to draw; the last round's begin at the same day."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.services.overseeing import Curve

WIDTH, HEIGHT = 600, 200


@dataclass(frozen=True, slots=True)
class DrawnCurves:
    """Two lines in a frame of WIDTH times HEIGHT, from the first day to `last_day`, from 0 to 100 per cent."""

    now: str
    before: str
    last_day: int
    width: int = WIDTH
    height: int = HEIGHT


def drawn(now: Curve, before: Curve | None, today: int) -> DrawnCurves:
    """The lines; this round's goes no further than `today`, counted from its first day."""
    last = max(now.last_day, before.last_day if before else 0, 1)
    return DrawnCurves(
        now=_steps(now, min(today, now.last_day), last),
        before=_steps(before, before.last_day, last) if before else "",
        last_day=last,
    )


def _steps(curve: Curve, until: int, last: int) -> str:
    """The path: along the level to each day that answers came, and up."""
    if curve.days is None or not curve.asked or until < 0:
        return ""
    across, up = WIDTH / last, HEIGHT / curve.asked
    steps = (f"H{each.day * across:.1f}V{HEIGHT - each.total * up:.1f}" for each in curve.days)
    return f"M0 {HEIGHT}{''.join(steps)}H{until * across:.1f}"
