"""Every sentence and label in bokmål. Fields in braces are filled by functions that read results; nothing else may."""

from analysis.wording.bokmal.labels import (
    CAUTIONS,
    COMPARABILITY,
    DIRECTIONS,
    ESTIMATES,
    METHODS,
    NO_VERDICT,
    REASONS,
    TALLIES,
    TESTS,
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

PHRASES: dict[str, str] = {**RESULTS, **REPORT}
