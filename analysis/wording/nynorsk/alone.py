"""What is said of one round alone, that no other can be held against."""

from __future__ import annotations

ALONE: dict[str, str] = {
    "title_change_alone": "{title} – {first}",
    "subtitle_change_alone": "Evalueringsrapport frå éin runde: {first}.",
    "described": "Rapporten gjeld {questions} spørsmål.",
    "alone": (
        "Dette er den første runden. Det finst ikkje noko å samanlikne med enno, så rapporten seier korleis "
        "det står til, ikkje kva som har endra seg."
    ),
    "heading_standing": "Slik står det til",
    "nothing_standing": "Ingen av spørsmåla gir eitt tal som kan visast her. Sjå fordelinga i svara nedanfor.",
    "core_chosen": (
        "Dette er kjernespørsmåla, som skal stillast likt i kvar runde, i den rekkjefølgja dei står i skjemaet."
    ),
    "extremes_chosen": (
        "Kjernespørsmål, som skal stillast likt i kvar runde, står først. Så følgjer spørsmåla med dei "
        "største og dei minste delane."
    ),
    "limit_alone": "Éin runde viser ikkje om noko er blitt betre eller verre.",
    "texts_alone": "{question} Talet på svar: {n}. Svara blir ikkje viste i rapporten.",
    "commonest_alone": "Vanlegast var «{answer}»: {told}.",
    "see_answers": "Her finst det ikkje eitt tal. Sjå fordelinga.",
    "the_round": "Runden",
    "the_round_note": "Runden er {round}.",
    "alone_message": "{of} spørsmål: slik svarte dei i {round}",
    "version_alone": "Spørjeskjemaet {name}",
}
