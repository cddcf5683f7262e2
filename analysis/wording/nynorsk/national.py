"""What only a report on a whole country, or on a county in it, says."""

from __future__ import annotations

NATIONAL: dict[str, str] = {
    "title_national": "{title} – heile landet",
    "subtitle_national": "Nasjonal evalueringsrapport. Endring frå {first} til {second}.",
    "subtitle_national_alone": "Nasjonal evalueringsrapport frå éin runde: {first}.",
    "for_national": "For direktoratet og departementet: heile landet samla, etter delmål og hovudutfordring.",
    "all_answers": "{theme} – alle svar i tal",
    "col_result": "Resultat",
    "note_changes": (
        "Prosent er delar, med talet i parentes. Tal utan prosent er gjennomsnitt. Par er dei som svarte begge "
        "gongene; endringa er blant dei når rundane kan koplast."
    ),
    # Response by county.
    "heading_counties": "Kven svarte i kvart fylke",
    "all_counties_answered": "Alle kommunane svarte i {counties}.",
    "most_answered": "I {round} svarte størst del av kommunane i {most}.",
    "fewest_answered": "I {round} svarte minst del av kommunane i {fewest}.",
    "county_answered": "{county} ({count} av {of})",
    "response_rate": "Svarprosent",
    "map_of_response": "Svarprosent i {round}",
    "caption_counties": "Svar frå kommunane i kvart fylke, {round} (fylka slik dei var {date})",
    "note_counties": (
        "«Blant dei som svarte» er kor stor del av dei som kjem frå fylket. Er han ein annan enn blant dei andre, "
        "er fylket for mykje eller for lite med i landstala."
    ),
    "col_county": "Fylke",
    "col_answered_share": "Blant dei som svarte",
    "col_other_share": "Blant dei andre",
    "bounds_intro": (
        "Kommunane som ikkje svarte, kan skilje seg frå dei andre. Tabellen viser kva delane ville vore i verste "
        "fall: om ingen av dei, eller alle, hadde svart slik som blir talt."
    ),
    "caption_bounds": "Kjernespørsmåla: kor mykje dei som ikkje svarte, kan bety",
    "note_bounds": "Delen av kommunane som svarte, og grensene for alle kommunar.",
    "col_share": "Del",
    "col_if_none": "Viss ingen av dei andre",
    "col_if_all": "Viss alle dei andre",
    # Challenges.
    "heading_challenges": "Dei fire hovudutfordringane",
    "challenges_intro": (
        "Spørsmåla er også merkte med kva hovudutfordring dei handlar om. Eit spørsmål kan høyre til fleire."
    ),
    "caption_challenges": "Resultata etter hovudutfordring",
    "note_challenges": "Tala for kvart resultat står under delmåla.",
    "open_challenges": "Endringane i kvar hovudutfordring, teikna",
    "col_challenge": "Hovudutfordring",
    "col_results": "Talet på resultat",
    "col_fell_out": "Slik gjekk det",
    "col_moved": "Auka eller redusert",
    "moved_so": "{told}: {verdict}",
    "moved_more": "og fleire",
    # All rounds.
    "heading_trend": "Utviklinga gjennom alle rundar",
    "no_trend": "Ingen av kjernespørsmåla er stilte slik at dei kan følgjast gjennom {rounds}.",
    "trend_intro": (
        "Kjernespørsmåla som kan følgjast gjennom {rounds}. Ei linje går berre gjennom rundar der spørsmålet er "
        "stilt slik at svara kan samanliknast."
    ),
    "trend_verdicts": (
        "Dommen ved kvart spørsmål gjeld frå {first} til {second}; rundane imellom blir viste, men ikkje dømde for seg."
    ),
    "in_round": "{share} i {round}",
    "caption_trend": "Kjernespørsmåla i kvar runde",
    "note_trend": (
        "Delar av alle som svarte i runden. Testen er over dei som svarte i alle rundar, når rundane kan koplast. "
        "Ein liten p seier at noko har endra seg, ikkje kor mykje."
    ),
    "col_panel": "Svarte i alle",
    "col_test": "Test",
    # The register.
    "heading_register": "Kommunar som er slåtte saman eller delte",
    "register_on": "Det var {n} kommunar {date} ({round}).",
    "register_merged": (
        "Ein samanslått kommune blir følgd når alle dei tidlegare kommunane svarte, og svarte likt. Tal blir "
        "lagde saman. Elles blir svara viste, men dei er ikkje med i endringa."
    ),
    "register_split": "Delar av ein kommune som vart delt, er aldri med i endringa.",
    "register_renumbered": "Ein kommune som berre fekk nytt nummer, blir følgd som før.",
    # The ledger.
    "heading_ledger": "Spørsmål som er endra",
    "ledger_intro": "Berre spørsmål som er stilte slik at svara betyr det same, blir samanlikna.",
    "caption_ledger": "Korleis spørsmåla vart stilte i dei to rundane",
    "caption_changed": "Spørsmåla som ikkje er stilte likt",
    "col_asked": "Stilt",
    "col_why": "Grunngiving",
    "asked_same": "likt i begge rundar",
    "asked_recoded": "med andre svaralternativ som er rekna om",
    "asked_reworded": "med ny ordlyd",
    "asked_broken": "så annleis at det ikkje kan samanliknast",
    "asked_new": "berre i andre runde",
    "asked_gone": "berre i første runde",
}
