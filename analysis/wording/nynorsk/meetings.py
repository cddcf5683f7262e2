"""What is said of dialogue meetings, and of groups of respondents side by side."""

from __future__ import annotations

MEETINGS: dict[str, str] = {
    "title_meetings": "{title}: dialogmøta",
    "subtitle_meetings": "Rapport om dialogmøte. {subject}",
    "for_meetings": "For dei som heldt møta, og for dei som skal følgje opp tilrådingane.",
    "heading_meetings": "Møta på éi side",
    "meetings_none": "Det er ikkje skrive inn nokon møte enno.",
    "meetings_advised": "Møte der tilrådingane frå gruppene er skrivne inn: {n}.",
    "caption_meeting_roles": "Kven som kom, alle møta saman",
    "col_role": "Rolle",
    "note_meeting_roles": "Den som kom på fleire møte, er talt med kvar gong.",
    "meetings_method_register": (
        "Møte, deltakarar etter rolle og tilrådingar er det prosjektgruppa har skrive inn. Ingen deltakar er namngitt."
    ),
    "meetings_method_form": "Evalueringsskjemaet er anonymt. Det deltakarar skreiv med eigne ord, er ikkje attgjeve.",
    "heading_levels": "Gruppene ved sida av kvarandre",
    "levels_what": (
        "Tabellen viser kva kvar gruppe svarte på dei same spørsmåla. Gruppene er ulike på meir enn dette, så "
        "ein skilnad seier ikkje kvifor."
    ),
    "levels_none": "Ingen gruppe har tal som kan visast.",
    "levels_hidden": "Ikkje vist, fordi alt om dei er skjult: {groups}.",
    "caption_levels": "Kva kvar gruppe svarte: {round}",
    "level_row": "{question} {part}",
    "level_cell": "{value} (n = {n})",
    "note_levels": (
        "Andel eller gjennomsnitt i kvar gruppe, som i resten av rapporten. Skjult: gruppa er så lita at nokon "
        "kunne bli kjend att, eller andre tal ville røpt ei som er det."
    ),
}
