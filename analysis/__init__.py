"""Comparing: rounds of answers become counts, and counts become results and reports.

    from analysis import compare, protect, read_round

`import analysis` itself loads no numbers library; the first use of a name does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.comparing import DifferentQuestionnairesError, compare
    from analysis.disclosure import protect
    from analysis.results import Comparison, from_json, to_json
    from analysis.rounds import Round, RoundFileError, RoundInfo, read_round

__all__ = [
    "Comparison",
    "DifferentQuestionnairesError",
    "Round",
    "RoundFileError",
    "RoundInfo",
    "compare",
    "from_json",
    "protect",
    "read_round",
    "to_json",
]

_HOMES = {
    "Comparison": "results",
    "DifferentQuestionnairesError": "comparing",
    "Round": "rounds",
    "RoundFileError": "rounds",
    "RoundInfo": "rounds",
    "compare": "comparing",
    "from_json": "results",
    "protect": "disclosure",
    "read_round": "rounds",
    "to_json": "results",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOMES[name]}"), name)
