"""What to do about each kind of problem with an answer, in each language."""

from __future__ import annotations

MESSAGES: dict[str, dict[str, str]] = {
    "empty": {
        "nb": "Svar på dette spørsmålet.",
        "nn": "Svar på dette spørsmålet.",
        "en": "Answer this question.",
    },
    "row_empty": {"nb": "Svar for «{row}».", "nn": "Svar for «{row}».", "en": "Answer for “{row}”."},
    "not_in_list": {
        "nb": "Velg et av svarene i listen.",
        "nn": "Vel eitt av svara i lista.",
        "en": "Choose one of the answers in the list.",
    },
    "exclusive": {
        "nb": "Du har valgt «{choice}» sammen med andre svar. Velg enten det eller de andre.",
        "nn": "Du har valt «{choice}» saman med andre svar. Vel anten det eller dei andre.",
        "en": "You have chosen “{choice}” together with other answers. Choose either that or the others.",
    },
    "too_many": {
        "nb": "Velg høyst {most} svar. Nå har du valgt {given}.",
        "nn": "Vel høgst {most} svar. No har du valt {given}.",
        "en": "Choose at most {most} answers. You have chosen {given}.",
    },
    "not_a_number": {
        "nb": "Skriv svaret som et tall, for eksempel {example}.",
        "nn": "Skriv svaret som eit tal, til dømes {example}.",
        "en": "Write the answer as a number, such as {example}.",
    },
    "not_whole": {
        "nb": "Skriv et helt tall, uten desimaler.",
        "nn": "Skriv eit heilt tal, utan desimalar.",
        "en": "Write a whole number, without decimals.",
    },
    "too_many_decimals": {
        "nb": "Skriv tallet med høyst {most} desimal(er).",
        "nn": "Skriv talet med høgst {most} desimal(ar).",
        "en": "Write the number with at most {most} decimal(s).",
    },
    "out_of_bounds": {
        "nb": "Skriv et tall fra {low} til {high}.",
        "nn": "Skriv eit tal frå {low} til {high}.",
        "en": "Write a number from {low} to {high}.",
    },
    "year_out_of_bounds": {
        "nb": "Skriv et årstall fra {low} til {high}, med fire sifre.",
        "nn": "Skriv eit årstal frå {low} til {high}, med fire siffer.",
        "en": "Write a year from {low} to {high}, with four digits.",
    },
    "too_long": {
        "nb": "Teksten er {given} tegn. Kort den ned til høyst {most}.",
        "nn": "Teksten er {given} teikn. Kort han ned til høgst {most}.",
        "en": "The text has {given} characters. Shorten it to at most {most}.",
    },
    "bad_characters": {
        "nb": "Teksten har tegn som ikke kan lagres. Skriv den på nytt.",
        "nn": "Teksten har teikn som ikkje kan lagrast. Skriv han på nytt.",
        "en": "The text has characters that cannot be stored. Write it again.",
    },
    "no_such_municipality": {
        "nb": "Velg en kommune fra listen.",
        "nn": "Vel ein kommune frå lista.",
        "en": "Choose a municipality from the list.",
    },
    "too_few_items": {
        "nb": "Skriv minst {least}. Nå er det {given}.",
        "nn": "Skriv minst {least}. No er det {given}.",
        "en": "Write at least {least}. There are {given} now.",
    },
    "same_item": {
        "nb": "«{item}» står to ganger. Skriv noe annet, eller la feltet stå tomt.",
        "nn": "«{item}» står to gonger. Skriv noko anna, eller lat feltet stå tomt.",
        "en": "“{item}” is there twice. Write something else, or leave the field empty.",
    },
    "locked": {
        "nb": "Dette svaret er låst, for det følges over tid.",
        "nn": "Dette svaret er låst, for det blir følgt over tid.",
        "en": "This answer is locked, because it is followed over time.",
    },
}
