"""What R computed, as the scripts in the folder `r` wrote it."""

import json
from pathlib import Path
from typing import Any

R = Path(__file__).parent / "r"


def from_r(topic: str) -> dict[str, Any]:
    """The values of one topic, made by the script of the same name; the file names the versions."""
    found: dict[str, Any] = json.loads((R / f"{topic}.json").read_text(encoding="utf-8"))
    return found
