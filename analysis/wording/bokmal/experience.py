"""What only a report on users' and relatives' experience says."""

from __future__ import annotations

EXPERIENCE: dict[str, str] = {
    "title_experience": "{title} – erfaringer",
    "subtitle_experience": "Hva brukere og pårørende sier i {first} og {second}.",
    "subtitle_experience_alone": "Hva brukere og pårørende sier i {first}.",
    "for_experience": "For tjenestene og brukerorganisasjonene: hva brukere og pårørende sier, samlet og i grupper.",
    "heading_voices": "Hvem som kommer til orde",
    "voices_counted": (
        "{title}, {round}: av {of} svar ble {helped} gitt med hjelp, og {spoken} av en annen på vegne av personen."
    ),
    "voices_hidden": (
        "Noen svar er gitt med hjelp, eller av en annen på vegne av personen. Hvor mange vises ikke, for å verne "
        "enkeltpersoner."
    ),
    "voices_voluntary": "Det er frivillig å svare. De som ikke svarte, kan ha opplevd noe annet enn de som svarte.",
    "voices_other_persons": "Ulike personer svarer i hver runde. En forskjell kan komme av at andre har svart.",
    "heading_groups": "Gruppe for gruppe",
    "groups_intro": "Gruppene er små og ikke trukket tilfeldig. Forskjeller mellom dem er ikke testet.",
    "heading_services": "Etter tilbud og nivå",
    "groups_levels": (
        "Nivåene er de fem i rehabiliteringspyramiden: 1 er nærmest hverdagen, 5 er mest spesialisert. De som svarer, "
        "velger tilbudet de fikk mest hjelp fra. Ulike mennesker får ulike tilbud, så en forskjell mellom "
        "nivåene sier ikke at ett tilbud er bedre enn et annet. Forskjellene er ikke testet."
    ),
    "level": "Nivå {level}",
    "level_named": "Nivå {level}: {service}",
    "level_counted": "{name} ({n} svar)",
    "level_uncounted": "{name} (antall svar vises ikke)",
    "col_share_who": "Andelen som …",
    "service_cell": "{value} ({n})",
    "note_services": (
        "I parentes: hvor mange som svarte. Den som ikke valgte en av gruppene, er ikke med. Skjult: gruppen er så "
        "liten at noen kunne bli kjent igjen, eller tallet ville røpt en som er det."
    ),
    "groups_changes": (
        "Fra {first} til {second} (det er mange sammenligninger, så noen av endringene kan være tilfeldige):"
    ),
    "group_changed": "{group}:",
    "group_change": "Andelen som {row}: {first} før, {second} nå – {judged}: {change}.",
    "group_moved": "{change}{unit} ({interval})",
    "groups_still": "Ingen endring som vi kan si noe sikkert om: {groups}.",
    "groups_hidden": "Vises ikke, fordi det er få svar: {groups}.",
    "heading_together": "Brukere og pårørende side om side",
    "caption_together": "Spørsmål som begge fikk, siste runde",
    "note_together": (
        "Der pårørende fikk spørsmålet med andre ord, står de i parentes. Brukere og pårørende er ulike personer, "
        "ofte fra ulike forløp, så forskjellen er ikke testet."
    ),
    "together_row": "{asked} ({theirs})",
    "col_share_of": "Andel: {title}",
}
