"""What each kind of report is called and whom it is for, and what is said of authors' own paragraphs."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "title_change": "{title} – endring frå {first} til {second}",
    "subtitle_change": "Evalueringsrapport. Samanlikning av to rundar: {first} og {second}.",
    "for_change": "For alle som vil vite kva som har endra seg mellom to rundar.",
    "rehearsed": (
        "Prøvesvar: alt i rapporten er dikta opp for å vise korleis han blir. Ingen har svart eller meldt frå om noko."
    ),
    "mark_rehearsed": "Prøvesvar",
    "mark_synthetic": "Syntetiske svar",
    "still_open": "Førebelse tal: {rounds} tek framleis imot svar, så tala kan endre seg.",
    "heading_next": "Kva bør skje vidare",
    "next_unwritten": "Ingen har skrive enno kva som skal gjerast med resultata.",
    "heading_notes": "Avsnitt utan plass",
    "remark_changed": "Tala som dette avsnittet byggjer på, er endra sidan det vart skrive. Les det på nytt.",
}
