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
    "above_bound": {
        "nb": "Skriv et tall som er høyst {high}.",
        "nn": "Skriv eit tal som er høgst {high}.",
        "en": "Write a number that is at most {high}.",
    },
    "below_bound": {
        "nb": "Skriv et tall som er minst {low}.",
        "nn": "Skriv eit tal som er minst {low}.",
        "en": "Write a number that is at least {low}.",
    },
    "too_few": {
        "nb": "Velg minst {least} svar. Nå har du valgt {given}.",
        "nn": "Vel minst {least} svar. No har du valt {given}.",
        "en": "Choose at least {least} answers. You have chosen {given}.",
    },
    "no_such_place": {
        "nb": "Velg en plass fra 1 til {most}.",
        "nn": "Vel ein plass frå 1 til {most}.",
        "en": "Choose a place from 1 to {most}.",
    },
    "same_place": {
        "nb": "Plass {place} er allerede gitt til «{other}». Velg en annen plass.",
        "nn": "Plass {place} er alt gitt til «{other}». Vel ein annan plass.",
        "en": "Place {place} is already given to “{other}”. Choose another place.",
    },
    "rank_all": {
        "nb": "Velg plass for {most} av svarene.",
        "nn": "Vel plass for {most} av svara.",
        "en": "Choose a place for {most} of the answers.",
    },
    "not_a_date": {
        "nb": "Skriv datoen med dag, måned og år (fire sifre), for eksempel 14.03.2026.",
        "nn": "Skriv datoen med dag, månad og år (fire siffer), til dømes 14.03.2026.",
        "en": "Write the date with day, month and year (four digits), such as 14.03.2026.",
    },
    "no_such_date": {
        "nb": "Denne datoen finnes ikke i kalenderen. Se over dag, måned og år.",
        "nn": "Denne datoen finst ikkje i kalenderen. Sjå over dag, månad og år.",
        "en": "This date is not in the calendar. Look at the day, month and year again.",
    },
    "not_a_month": {
        "nb": "Skriv måned og år (fire sifre), for eksempel 03.2026.",
        "nn": "Skriv månad og år (fire siffer), til dømes 03.2026.",
        "en": "Write month and year (four digits), such as 03.2026.",
    },
    "not_a_time": {
        "nb": "Skriv klokkeslettet med timer og minutter, for eksempel 08:30.",
        "nn": "Skriv klokkeslettet med timar og minutt, til dømes 08:30.",
        "en": "Write the time with hours and minutes, such as 08:30.",
    },
    "not_between": {
        "nb": "Svaret må være fra {low} til {high}.",
        "nn": "Svaret må vere frå {low} til {high}.",
        "en": "The answer must be from {low} to {high}.",
    },
    "too_early": {
        "nb": "Svaret kan ikke være før {low}.",
        "nn": "Svaret kan ikkje vere før {low}.",
        "en": "The answer cannot be before {low}.",
    },
    "too_late": {
        "nb": "Svaret kan ikke være etter {high}.",
        "nn": "Svaret kan ikkje vere etter {high}.",
        "en": "The answer cannot be after {high}.",
    },
    "not_a_postal_code": {
        "nb": "Skriv postnummeret med fire sifre, for eksempel 0150.",
        "nn": "Skriv postnummeret med fire siffer, til dømes 0150.",
        "en": "Write the postal code with four digits, such as 0150.",
    },
    "not_an_organisation_number": {
        "nb": "Skriv organisasjonsnummeret med ni sifre. Sjekk at alle sifrene er riktige.",
        "nn": "Skriv organisasjonsnummeret med ni siffer. Sjekk at alle sifra er rette.",
        "en": "Write the organisation number with nine digits. Check that every digit is right.",
    },
    "not_an_email": {
        "nb": "Skriv e-postadressen slik: navn@eksempel.no",
        "nn": "Skriv e-postadressa slik: namn@eksempel.no",
        "en": "Write the e-mail address like this: name@example.com",
    },
    "not_a_phone": {
        "nb": "Skriv telefonnummeret med bare sifre, eventuelt med + og landkode først.",
        "nn": "Skriv telefonnummeret med berre siffer, eventuelt med + og landkode først.",
        "en": "Write the phone number with digits only, if need be with + and the country code first.",
    },
    "not_in_classification": {
        "nb": "Skriv noen bokstaver og velg et navn fra listen.",
        "nn": "Skriv nokre bokstavar og vel eit namn frå lista.",
        "en": "Write a few letters and choose a name from the list.",
    },
}

BEYOND: dict[str, dict[str, str]] = {
    "at_least": {"nb": "{bound} eller mer", "nn": "{bound} eller meir", "en": "{bound} or more"},
    "at_most": {"nb": "{bound} eller mindre", "nn": "{bound} eller mindre", "en": "{bound} or less"},
    "more_than": {"nb": "mer enn {bound}", "nn": "meir enn {bound}", "en": "more than {bound}"},
    "less_than": {"nb": "mindre enn {bound}", "nn": "mindre enn {bound}", "en": "less than {bound}"},
    "equals": {"nb": "det samme som {bound}", "nn": "det same som {bound}", "en": "the same as {bound}"},
    "change_over": {
        "nb": "en endring på mer enn {bound} siden sist",
        "nn": "ei endring på meir enn {bound} sidan sist",
        "en": "a change of more than {bound} since last time",
    },
    "at_least_in_time": {"nb": "{bound} eller senere", "nn": "{bound} eller seinare", "en": "{bound} or later"},
    "at_most_in_time": {"nb": "{bound} eller tidligere", "nn": "{bound} eller tidlegare", "en": "{bound} or earlier"},
    "more_than_in_time": {"nb": "senere enn {bound}", "nn": "seinare enn {bound}", "en": "later than {bound}"},
    "less_than_in_time": {"nb": "tidligere enn {bound}", "nn": "tidlegare enn {bound}", "en": "earlier than {bound}"},
    "equals_in_time": {"nb": "det samme som {bound}", "nn": "det same som {bound}", "en": "the same as {bound}"},
}
"""What an answer is when it is beyond one of its limits; `in_time` for dates, months and times of day."""

FRAMES: dict[str, dict[str, str]] = {
    "warn": {
        "nb": "Du har svart {{given}}. Det er {beyond}. Stemmer det?",
        "nn": "Du har svart {{given}}. Det er {beyond}. Stemmer det?",
        "en": "You have answered {{given}}. That is {beyond}. Is it right?",
    },
    "refuse": {
        "nb": "Du har svart {{given}}. Det kan ikke være {beyond}. Rett svaret.",
        "nn": "Du har svart {{given}}. Det kan ikkje vere {beyond}. Rett svaret.",
        "en": "You have answered {{given}}. It cannot be {beyond}. Mend the answer.",
    },
}

MESSAGES |= {
    f"{level}_{name}": {language: frame[language].format(beyond=words) for language, words in beyond.items()}
    for level, frame in FRAMES.items()
    for name, beyond in BEYOND.items()
}
