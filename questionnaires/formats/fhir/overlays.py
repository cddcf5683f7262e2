"""What FHIR cannot say of a questionnaire: the difference between the questionnaire and what a reader gets of its form.

An overlay is key -> `[mark of what the form says, what is meant]`. When the form has been changed since, the mark
no longer fits, and what the form says counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

GONE = None
SHAPE = frozenset({"type", "choices", "choices_from", "missing", "scale", "rows", "items", "value"})
"""Keys that only make sense together."""


def difference(meant: Mapping[str, Any], said: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """The overlay that makes `meant` out of `said`; `whole` is `meant` with all that goes without saying."""
    differs = [key for key, value in meant.items() if value != said.get(key)]
    differs += [key for key, value in said.items() if key not in meant and value != whole.get(key)]
    return {key: [mark(said.get(key)), meant.get(key)] for key in differs}


def laid_over(said: dict[str, Any], overlay: Mapping[str, Any]) -> list[str]:
    """Lay an overlay over what the form says, in place; the keys where the form has been changed are given back."""
    fits: dict[str, Any] = {}
    changed = []
    for key, found in overlay.items():
        if not isinstance(found, list) or len(found) != 2 or found[0] != mark(said.get(key)):
            changed.append(key)
        else:
            fits[key] = found[1]
    if SHAPE & set(changed):
        fits = {key: value for key, value in fits.items() if key not in SHAPE}
    for key, value in fits.items():
        if value is GONE:
            said.pop(key, None)
        else:
            said[key] = value
    return changed


def mark(value: Any) -> str | None:
    """A short fingerprint of plain values; none for what is not there."""
    if value is None:
        return None
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
