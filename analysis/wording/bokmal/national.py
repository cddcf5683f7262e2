"""What only a report on a whole country, or on a county in it, says."""

from __future__ import annotations

NATIONAL: dict[str, str] = {
    "title_national": "{title} – hele landet",
    "subtitle_national": "Nasjonal evalueringsrapport. Endring fra {first} til {second}.",
    "subtitle_national_alone": "Nasjonal evalueringsrapport fra én runde: {first}.",
    "for_national": "For direktoratet og departementet: hele landet samlet, etter delmål og hovedutfordring.",
    "all_answers": "{theme} – alle svar i tall",
    "col_result": "Resultat",
    "note_changes": (
        "Prosent er andeler, med antallet i parentes. Tall uten prosent er gjennomsnitt. Par er de som svarte "
        "begge ganger; endringen er blant dem når rundene kan kobles."
    ),
    # Response by county.
    "heading_counties": "Hvem svarte i hvert fylke",
    "all_counties_answered": "Alle kommunene svarte i {counties}.",
    "most_answered": "I {round} svarte størst del av kommunene i {most}.",
    "fewest_answered": "I {round} svarte minst del av kommunene i {fewest}.",
    "county_answered": "{county} ({count} av {of})",
    "response_rate": "Svarprosent",
    "map_of_response": "Svarprosent i {round}",
    "caption_counties": "Svar fra kommunene i hvert fylke, {round} (fylkene slik de var {date})",
    "note_counties": (
        "«Blant dem som svarte» er hvor stor del av dem som kommer fra fylket. Er den en annen enn blant de "
        "andre, er fylket for mye eller for lite med i landstallene."
    ),
    "col_county": "Fylke",
    "col_answered_share": "Blant dem som svarte",
    "col_other_share": "Blant de andre",
    "bounds_intro": (
        "Kommunene som ikke svarte, kan skille seg fra de andre. Tabellen viser hva andelene ville vært i verste "
        "fall: om ingen av dem, eller alle, hadde svart slik som telles."
    ),
    "caption_bounds": "Kjernespørsmålene: hvor mye de som ikke svarte, kan bety",
    "note_bounds": "Andelen av kommuner som svarte, og grensene for alle kommuner.",
    "col_share": "Andel",
    "col_if_none": "Hvis ingen av de andre",
    "col_if_all": "Hvis alle de andre",
    # Challenges.
    "heading_challenges": "De fire hovedutfordringene",
    "challenges_intro": (
        "Spørsmålene er også merket med hvilken hovedutfordring de handler om. Et spørsmål kan høre til flere."
    ),
    "caption_challenges": "Resultatene etter hovedutfordring",
    "note_challenges": "Tallene for hvert resultat står under delmålene.",
    "open_challenges": "Endringene i hver hovedutfordring, tegnet",
    "col_challenge": "Hovedutfordring",
    "col_results": "Antall resultater",
    "col_fell_out": "Slik gikk det",
    "col_moved": "Økt eller redusert",
    "moved_so": "{told}: {verdict}",
    "moved_more": "og flere",
    # All rounds.
    "heading_trend": "Utviklingen gjennom alle runder",
    "no_trend": "Ingen av kjernespørsmålene er stilt slik at de kan følges gjennom {rounds}.",
    "trend_intro": (
        "Kjernespørsmålene som kan følges gjennom {rounds}. En linje går bare gjennom runder der spørsmålet er "
        "stilt slik at svarene kan sammenlignes."
    ),
    "trend_verdicts": (
        "Dommen ved hvert spørsmål gjelder fra {first} til {second}; rundene imellom vises, men dømmes ikke for seg."
    ),
    "in_round": "{share} i {round}",
    "caption_trend": "Kjernespørsmålene i hver runde",
    "note_trend": (
        "Andeler av alle som svarte i runden. Testen er over dem som svarte i alle runder, når rundene kan "
        "kobles. En liten p sier at noe har endret seg, ikke hvor mye."
    ),
    "col_panel": "Svarte i alle",
    "col_test": "Test",
    # The register.
    "heading_register": "Kommuner som er slått sammen eller delt",
    "register_on": "Det var {n} kommuner {date} ({round}).",
    "register_merged": (
        "En sammenslått kommune følges når alle de tidligere kommunene svarte, og svarte likt. Tall legges "
        "sammen. Ellers vises svarene, men de er ikke med i endringen."
    ),
    "register_split": "Deler av en kommune som ble delt, er aldri med i endringen.",
    "register_renumbered": "En kommune som bare fikk nytt nummer, følges som før.",
    # The ledger.
    "heading_ledger": "Spørsmål som er endret",
    "ledger_intro": "Bare spørsmål som er stilt slik at svarene betyr det samme, sammenlignes.",
    "caption_ledger": "Hvordan spørsmålene ble stilt i de to rundene",
    "caption_changed": "Spørsmålene som ikke er stilt likt",
    "col_asked": "Stilt",
    "col_why": "Begrunnelse",
    "asked_same": "likt i begge runder",
    "asked_recoded": "med andre svaralternativer som er regnet om",
    "asked_reworded": "med ny ordlyd",
    "asked_broken": "så annerledes at det ikke kan sammenlignes",
    "asked_new": "bare i andre runde",
    "asked_gone": "bare i første runde",
}
