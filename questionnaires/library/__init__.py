"""The questionnaires we ship, one YAML file each."""

from __future__ import annotations

from pathlib import Path


def paths() -> dict[str, Path]:
    """Where each shipped questionnaire lies, by its id."""
    return {path.stem: path for path in sorted(Path(__file__).parent.glob("*.yaml"))}
