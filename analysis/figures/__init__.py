"""Figures: each function takes results and gives an SVG with its message, its words and its notes."""

from analysis.figures.bars import diverging_bars
from analysis.figures.dumbbells import mean_dumbbells, share_dumbbells
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.waterfalls import waterfall

__all__ = ["Figure", "FigureTable", "diverging_bars", "mean_dumbbells", "share_dumbbells", "waterfall"]
