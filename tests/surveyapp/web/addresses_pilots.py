"""The addresses of pilots, and what each needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from surveyapp.services.access import Action

OF_PILOTS: Mapping[str, Action | Literal["signing in"]] = {
    "pilots.overview": "signing in",
    "pilots.show": "pilot.see",
    "pilots.milestone": "pilot.change",
    "pilots.training": "pilot.change",
    "pilots.hearing": "pilot.change",
    "pilots.meeting": "pilot.change",
}
