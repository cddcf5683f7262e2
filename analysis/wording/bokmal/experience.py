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
    "heading_together": "Brukere og pårørende side om side",
    "caption_together": "Spørsmål som begge fikk, siste runde",
    "note_together": (
        "Spørsmålet står slik brukerne fikk det. Brukere og pårørende er ulike personer, ofte fra ulike forløp, "
        "så forskjellen er ikke testet."
    ),
    "col_n_of": "Svar: {title}",
    "col_share_of": "Andel: {title}",
}
