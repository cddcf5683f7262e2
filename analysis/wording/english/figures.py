"""Titles, readings, notes and headings of figures and their tables."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure_table": "The numbers in figure {number}",
    "missing_answers": "Without an answer on the scale: {told}",
    "missing_in_round": "{n} in {round}",
    # Diverging bars.
    "bars_reading": "How to read it: in {round}, {percent} answered “{answer}” to “{subject}”.",
    # Dumbbells.
    "dumbbell_reading": "How to read it: “{subject}” went from {before} in {first} to {after} in {second}.",
    # A waterfall.
    "waterfall_reading": "How to read it: the leftmost bar is {persons} persons whose change was {value} on average.",
    "waterfall_missing": "{pairs} of {started} who were measured at the start were measured again",
    "col_group_change": "Mean change",
}
