"""What is said of dialogue meetings, and of groups of respondents side by side."""

from __future__ import annotations

MEETINGS: dict[str, str] = {
    "title_meetings": "{title}: dialogmøtene",
    "subtitle_meetings": "Rapport om dialogmøter. {subject}",
    "for_meetings": "For dem som holdt møtene, og for dem som skal følge opp anbefalingene.",
    "heading_meetings": "Møtene på én side",
    "meetings_none": "Det er ikke skrevet inn noen møter ennå.",
    "meetings_advised": "Møter der gruppenes anbefalinger er skrevet inn: {n}.",
    "caption_meeting_roles": "Hvem som kom, alle møtene sammen",
    "col_role": "Rolle",
    "note_meeting_roles": "Den som kom på flere møter, er talt med hver gang.",
    "meetings_method_register": (
        "Møter, deltakere etter rolle og anbefalinger er det prosjektgruppa har skrevet inn. Ingen deltaker er "
        "navngitt."
    ),
    "meetings_method_form": "Evalueringsskjemaet er anonymt. Det deltakere skrev med egne ord, er ikke gjengitt.",
    "heading_levels": "Gruppene ved siden av hverandre",
    "levels_what": (
        "Tabellen viser hva hver gruppe svarte på de samme spørsmålene. Gruppene er ulike på mer enn dette, så "
        "en forskjell sier ikke hvorfor."
    ),
    "levels_none": "Ingen gruppe har tall som kan vises.",
    "levels_hidden": "Ikke vist, fordi alt om dem er skjult: {groups}.",
    "caption_levels": "Hva hver gruppe svarte: {round}",
    "level_row": "{question} {part}",
    "level_cell": "{value} (n = {n})",
    "note_levels": (
        "Andel eller gjennomsnitt i hver gruppe, som i resten av rapporten. Skjult: gruppen er så liten at noen "
        "kunne bli kjent igjen, eller andre tall ville røpt en som er det."
    ),
}
