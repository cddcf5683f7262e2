"""What is said of one round alone, that no other can be held against."""

from __future__ import annotations

ALONE: dict[str, str] = {
    "title_change_alone": "{title} – {first}",
    "subtitle_change_alone": "Evalueringsrapport fra én runde: {first}.",
    "described": "Rapporten gjelder {questions} spørsmål.",
    "alone": (
        "Dette er den første runden. Det finnes ikke noe å sammenligne med ennå, så rapporten sier hvordan "
        "det står til, ikke hva som har endret seg."
    ),
    "heading_standing": "Slik står det til",
    "nothing_standing": "Ingen av spørsmålene gir ett tall som kan vises her. Se fordelingen i svarene nedenfor.",
    "core_chosen": (
        "Dette er kjernespørsmålene, som skal stilles likt i hver runde, i den rekkefølgen de står i skjemaet."
    ),
    "extremes_chosen": (
        "Kjernespørsmål, som skal stilles likt i hver runde, står først. Så følger spørsmålene med de største "
        "og de minste andelene."
    ),
    "limit_alone": "Én runde viser ikke om noe er blitt bedre eller verre.",
    "texts_alone": "{question} Antall svar: {n}. Svarene vises ikke i rapporten.",
    "commonest_alone": "Vanligst var «{answer}»: {told}.",
    "see_answers": "Her finnes det ikke ett tall. Se fordelingen.",
    "the_round": "Runden",
    "the_round_note": "Runden er {round}.",
    "alone_message": "{of} spørsmål: slik svarte de i {round}",
    "version_alone": "Spørreskjemaet {name}",
}
