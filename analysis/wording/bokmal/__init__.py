"""Every sentence and label in bokmål. Fields in braces are filled by functions that read results; nothing else may."""

from analysis.wording.bokmal import labels, several, tworounds
from analysis.wording.bokmal.labels import (
    COMPARABILITY,
    DIRECTIONS,
    NO_VERDICT,
    REASONS,
    TALLIES,
    UNITS,
    VERDICTS,
)
from analysis.wording.bokmal.report import REPORT
from analysis.wording.bokmal.results import RESULTS

__all__ = [
    "CAUTIONS",
    "COMPARABILITY",
    "DIRECTIONS",
    "ESTIMATES",
    "METHODS",
    "NO_VERDICT",
    "PHRASES",
    "REASONS",
    "TALLIES",
    "TESTS",
    "UNITS",
    "VERDICTS",
]

CAUTIONS: dict[str, str] = {**labels.CAUTIONS, **several.CAUTIONS, **tworounds.CAUTIONS}
ESTIMATES: dict[str, str] = {**labels.ESTIMATES, **several.ESTIMATES, **tworounds.ESTIMATES}
TESTS: dict[str, str] = {**labels.TESTS, **several.TESTS, **tworounds.TESTS}
METHODS: dict[str, str] = {**labels.METHODS, **several.METHODS, **tworounds.METHODS}
PHRASES: dict[str, str] = {**RESULTS, **REPORT}
