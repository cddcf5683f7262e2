"""Titles, readings, notes and headings of figures and their tables."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure_table": "Tala i figur {number}",
    "missing_answers": "Utan svar på skalaen: {told}",
    "missing_in_round": "{n} i {round}",
    # Diverging bars.
    "bars_reading": "Slik les du den: i {round} svara {percent} «{answer}» på «{subject}».",
    # Dumbbells.
    "dumbbell_reading": "Slik les du den: «{subject}» gjekk frå {before} i {first} til {after} i {second}.",
    # A waterfall.
    "waterfall_reading": "Slik les du den: søyla lengst til venstre er {persons} personar; snittet er {value}.",
    "waterfall_missing": "{pairs} av {started} med måling ved start vart målte igjen",
    "col_group_change": "Endring i snitt",
}
