"""What each kind of report is called and whom it is for, and what is said of authors' own paragraphs."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "title_change": "{title} – endring fra {first} til {second}",
    "subtitle_change": "Evalueringsrapport. Sammenligning av to runder: {first} og {second}.",
    "for_change": "For alle som vil vite hva som har endret seg mellom to runder.",
    "rehearsed": (
        "Prøvesvar: alt i rapporten er oppdiktet for å vise hvordan den blir. Ingen har svart eller meldt fra om noe."
    ),
    "mark_rehearsed": "Prøvesvar",
    "mark_synthetic": "Syntetiske svar",
    "still_open": "Foreløpige tall: {rounds} tar fortsatt imot svar, så tallene kan endre seg.",
    "heading_next": "Hva bør skje videre",
    "next_unwritten": "Ingen har skrevet ennå hva som skal gjøres med resultatene.",
    "heading_notes": "Avsnitt uten plass",
    "remark_changed": "Tall eller svar som avsnittet bygger på, er endret siden det ble skrevet. Les det på nytt.",
}
