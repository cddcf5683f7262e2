"""Comparing: rounds of answers become counts, and counts become results and reports.

    from analysis import compare, protect, read_round

`import analysis` itself loads no numbers library; the first use of a name does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.armitage import SeparateRounds, cochran_armitage, linear_trend, separate_rounds, share_slope
    from analysis.comparing import DifferentQuestionnairesError, compare
    from analysis.disclosure import protect
    from analysis.pagetrend import page_trend, trend_correlation
    from analysis.panels import Panel, PanelError, panel
    from analysis.results import Comparison, from_json, to_json
    from analysis.rounds import Round, RoundFileError, RoundInfo, read_round
    from analysis.several import cochran_q, friedman, kendall_w

__all__ = [
    "Comparison",
    "DifferentQuestionnairesError",
    "Panel",
    "PanelError",
    "Round",
    "RoundFileError",
    "RoundInfo",
    "SeparateRounds",
    "cochran_armitage",
    "cochran_q",
    "compare",
    "friedman",
    "from_json",
    "kendall_w",
    "linear_trend",
    "page_trend",
    "panel",
    "protect",
    "read_round",
    "separate_rounds",
    "share_slope",
    "to_json",
    "trend_correlation",
]

_HOMES = {
    "Comparison": "results",
    "DifferentQuestionnairesError": "comparing",
    "Panel": "panels",
    "PanelError": "panels",
    "Round": "rounds",
    "RoundFileError": "rounds",
    "RoundInfo": "rounds",
    "SeparateRounds": "armitage",
    "cochran_armitage": "armitage",
    "cochran_q": "several",
    "compare": "comparing",
    "friedman": "several",
    "from_json": "results",
    "kendall_w": "several",
    "linear_trend": "armitage",
    "page_trend": "pagetrend",
    "panel": "panels",
    "protect": "disclosure",
    "read_round": "rounds",
    "separate_rounds": "armitage",
    "share_slope": "armitage",
    "to_json": "results",
    "trend_correlation": "pagetrend",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOMES[name]}"), name)
