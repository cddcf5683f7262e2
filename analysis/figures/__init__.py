"""Figures: each function takes results and gives an SVG with its message, its words and its notes."""

from analysis.figures.bars import diverging_bars
from analysis.figures.countymaps import county_multiples, county_tiles
from analysis.figures.cumulatives import cumulative_change
from analysis.figures.curves import response_curves
from analysis.figures.dumbbells import mean_dumbbells, share_dumbbells
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.flows import score_flows
from analysis.figures.forests import changes_forest, forest
from analysis.figures.funnels import funnel
from analysis.figures.milestones import milestone_line
from analysis.figures.positions import positions
from analysis.figures.quadrants import importance_map
from analysis.figures.slopes import slopes, trend_slopes
from analysis.figures.strips import quarter_strip
from analysis.figures.transitions import transition_map
from analysis.figures.waterfalls import waterfall

__all__ = [
    "Figure",
    "FigureTable",
    "changes_forest",
    "county_multiples",
    "county_tiles",
    "cumulative_change",
    "diverging_bars",
    "forest",
    "funnel",
    "importance_map",
    "mean_dumbbells",
    "milestone_line",
    "positions",
    "quarter_strip",
    "response_curves",
    "score_flows",
    "share_dumbbells",
    "slopes",
    "transition_map",
    "trend_slopes",
    "waterfall",
]
