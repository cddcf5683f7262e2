"""What only a report on users' and relatives' experience says."""

from __future__ import annotations

EXPERIENCE: dict[str, str] = {
    "title_experience": "{title} – erfaringar",
    "subtitle_experience": "Kva brukarar og pårørande seier i {first} og {second}.",
    "subtitle_experience_alone": "Kva brukarar og pårørande seier i {first}.",
    "for_experience": "For tenestene og brukarorganisasjonane: kva brukarar og pårørande seier, samla og i grupper.",
    "heading_voices": "Kven som kjem til orde",
    "voices_counted": (
        "{title}, {round}: av {of} svar vart {helped} gitt med hjelp, og {spoken} av ein annan på vegner av personen."
    ),
    "voices_hidden": (
        "Nokre svar er gitt med hjelp, eller av ein annan på vegner av personen. Kor mange blir ikkje vist, for å "
        "verne enkeltpersonar."
    ),
    "voices_voluntary": "Det er frivillig å svare. Dei som ikkje svarte, kan ha opplevd noko anna enn dei som svarte.",
    "voices_other_persons": "Ulike personar svarer i kvar runde. Ein skilnad kan kome av at andre har svart.",
    "heading_groups": "Gruppe for gruppe",
    "groups_intro": "Gruppene er små og ikkje trekte tilfeldig. Skilnader mellom dei er ikkje testa.",
    "heading_services": "Etter tilbod og nivå",
    "groups_levels": (
        "Nivåa er dei fem i rehabiliteringspyramiden: 1 er nærast kvardagen, 5 er mest spesialisert. Dei som svarer, "
        "vel tilbodet dei fekk mest hjelp frå. Ulike menneske får ulike tilbod, så ein skilnad mellom nivåa seier "
        "ikkje at eitt tilbod er betre enn eit anna. Skilnadene er ikkje testa."
    ),
    "level": "Nivå {level}",
    "level_named": "Nivå {level}: {service}",
    "level_counted": "{name} ({n} svar)",
    "level_uncounted": "{name} (talet på svar blir ikkje vist)",
    "col_share_who": "Delen som …",
    "service_cell": "{value} ({n})",
    "note_services": (
        "I parentes: kor mange som svarte. Den som ikkje valde ei av gruppene, er ikkje med. Skjult: gruppa er så "
        "lita at nokon kunne bli kjend att, eller talet ville ha røpt ei som er det."
    ),
    "groups_changes": (
        "Frå {first} til {second} (det er mange samanlikningar, så nokre av endringane kan vere tilfeldige):"
    ),
    "group_changed": "{group}:",
    "group_change": "Delen som {row}: {first} før, {second} no – {judged}: {change}.",
    "group_moved": "{change}{unit} ({interval})",
    "groups_still": "Inga endring som vi kan seie noko sikkert om: {groups}.",
    "groups_hidden": "Blir ikkje vist, fordi det er få svar: {groups}.",
    "heading_together": "Brukarar og pårørande side om side",
    "caption_together": "Spørsmål som begge fekk, siste runde",
    "note_together": (
        "Der pårørande fekk spørsmålet med andre ord, står dei i parentes. Brukarar og pårørande er ulike personar, "
        "ofte frå ulike forløp, så skilnaden er ikkje testa."
    ),
    "together_row": "{asked} ({theirs})",
    "col_share_of": "Del: {title}",
}
