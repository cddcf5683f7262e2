"""Titles, readings, notes and headings of figures and their tables."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure_table": "Tallene i figur {number}",
    "missing_answers": "Uten svar på skalaen: {told}",
    "missing_in_round": "{n} i {round}",
    # Diverging bars.
    "bars_reading": "Slik leses den: i {round} svarte {percent} «{answer}» på «{subject}».",
    # Dumbbells.
    "dumbbell_reading": "Slik leses den: «{subject}» gikk fra {before} i {first} til {after} i {second}.",
    # A waterfall.
    "waterfall_reading": "Slik leses den: søylen lengst til venstre er {persons} personer; snittet er {value}.",
    "waterfall_missing": "{pairs} av {started} med måling ved start ble målt igjen",
    "col_group_change": "Endring i snitt",
}
