"""What is said of a pilot: its units, milestones, feedback and meetings, and what is still open."""

from __future__ import annotations

PILOTS: dict[str, str] = {
    "title_pilot": "{title}: hva piloten viser",
    "subtitle_pilot": "Pilotrapport. {subject}",
    "for_pilot": "For prosjektgruppa, og for dem som skal bestemme om utprøvingen går videre.",
    "survey_section": "{survey}",
    "survey_appendix": "Vedlegg: {survey}",
    "month": "{month} {year}",
    # The first page.
    "heading_pilot": "Piloten på én side",
    "pilot_stands": "Slik står {title} {day}.",
    "pilot_empty": (
        "Det er ikke skrevet noe om piloten ennå: ingen virksomheter, milepæler, tilbakemeldinger eller møter."
    ),
    "pilot_units": "Virksomheter i piloten: {n}. Har hatt opplæring: {trained}. Er i gang med forløp: {begun}.",
    "pilot_no_units": "Piloten har ingen virksomheter ennå.",
    "pilot_unlinked": "Virksomheter der vi ikke vet om de er i gang, fordi de ikke er koblet til en enhet her: {n}.",
    "pilot_courses": "Forløp som er startet i virksomhetene som kan vises: {started}. Målt flere ganger: {pairs}.",
    "pilot_hidden": "Virksomheter der noen tall er skjult fordi de gjelder få personer: {n}.",
    "pilot_milestones": "Milepæler som er nådd: {n} av {of}. Fristen er gått ut for {late} som ikke er nådd.",
    "pilot_hearings": "Runder med tilbakemeldinger: {n}. Svar i alt: {answers}.",
    "pilot_hearings_unreplied": "Runder med tilbakemeldinger: {n}. Det er ikke skrevet hvor mange som svarte.",
    "pilot_meetings": "Dialogmøter: {n}. Deltakere i alt: {people}.",
    "heading_surveys": "Hva undersøkelsene sier",
    "surveys_silent": "Ingen av undersøkelsene har svar som kan vises.",
    "survey_subject": "{survey}: {subject}",
    "survey_unsure": "{survey}: vi kan ikke si sikkert at noe har endret seg.",
    "survey_alone": "{survey}: ingen tall som kan vises her.",
    "heading_pilot_open": "Hva som gjenstår",
    "open_milestones": "Milepæler som ikke er nådd: {n}. Fristen er gått ut for {late} av dem.",
    "open_evidence": "Milepæler som er meldt nådd, uten at det står hva som viser det: {n}.",
    "open_waiting": "Virksomheter som ikke er i gang: {n} ({names}).",
    "open_untrained": "Virksomheter uten opplæring: {n} ({names}).",
    "open_hearings": "Runder med tilbakemeldinger der det ikke er skrevet hvor mange som svarte: {n}.",
    "open_surveys": "Undersøkelser som ingen har svart på: {n} ({names}).",
    "open_left_out": (
        "Undersøkelser som ikke er med her, fordi andre eier dem eller en annen her bruker samme skjema: {n} ({names})."
    ),
    "open_nothing": "Ingenting av det som er skrevet inn om piloten, gjenstår.",
    # Units.
    "heading_pilot_units": "Virksomhetene",
    "caption_pilot_units": "Opplæring og forløp i hver virksomhet",
    "col_unit_name": "Virksomhet",
    "col_sessions": "Opplæringer",
    "col_attended": "Deltok på opplæring",
    "col_started": "Startet",
    "col_measured_first": "Målt ved start",
    "col_measured_again": "Målt igjen",
    "col_since": "Siden",
    "note_pilot_units": (
        "Skjult: tallet gjelder så få personer at de kunne bli kjent igjen. Strek: virksomheten er ikke koblet til en "
        "enhet her, eller det er ikke noe å oppgi."
    ),
    "caption_pilot_missing": "Forløp der en måling ikke ble gjort, etter grunn",
    "caption_pilot_chapters": "Hva gjøremålene handler om",
    "note_pilot_few": "Skjult: så få personer at de kunne bli kjent igjen, eller ingen.",
    "missing_discharged": "Skrevet ut",
    "missing_moved": "Flyttet",
    "missing_died": "Døde",
    "missing_unwilling": "Ville ikke",
    "missing_unable": "Kunne ikke",
    "missing_forgotten": "Glemt",
    "chapter_d4": "Bevegelse (d4)",
    "chapter_d5": "Egenomsorg (d5)",
    "chapter_d6": "Husarbeid (d6)",
    "chapter_d7-d9": "Samvær, arbeid og fritid (d7–d9)",
    # Milestones, feedback and meetings.
    "heading_pilot_milestones": "Milepælene",
    "caption_pilot_milestones": "Milepæler, frister og hva som viser at de er nådd",
    "col_pilot_milestone": "Milepæl",
    "col_pilot_due": "Frist",
    "col_pilot_evidence": "Hva som viser det",
    "heading_pilot_hearings": "Tilbakemeldinger",
    "caption_pilot_hearings": "Hvem som ble spurt, og hva de råder til",
    "col_hearing_asked": "Hvem som ble spurt",
    "col_replies": "Svar",
    "col_advice": "Råd",
    "heading_pilot_meetings": "Dialogmøtene",
    "caption_pilot_meetings": "Møtene, hvem som kom, og hva gruppene anbefaler",
    "col_place": "Sted",
    "col_month": "Måned",
    "col_people": "Deltakere",
    "col_roles": "Etter rolle",
    "col_recommended": "Anbefalinger",
    "role_count": "{role}: {n}",
    "note_pilot_meetings": "Anbefalingene er skrevet av prosjektgruppa.",
    "heading_pilot_method": "Slik er rapporten laget",
    "pilot_method_written": "Opplæring, milepæler, tilbakemeldinger og møter er det prosjektgruppa har skrevet inn.",
    "pilot_method_courses": (
        "Forløpene telles fra svarene. Tall om få personer er skjult, også når de kunne regnes ut av andre tall."
    ),
    "pilot_method_surveys": (
        "Undersøkelsene er fortalt hver for seg. De som svarte, er ikke nødvendigvis de samme fra undersøkelse til "
        "undersøkelse."
    ),
    "pilot_method_source": "Oppsettet av piloten er hentet fra: {source}.",
}
