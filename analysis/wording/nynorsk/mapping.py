"""What is said of a mapping of services: the columns of a model in two phases."""

from __future__ import annotations

MAPPING: dict[str, str] = {
    "title_mapping": "{title}: {first} og {second}",
    "title_mapping_alone": "{title}: {first}",
    "subtitle_mapping": "Kartleggingsrapport etter KS-modellen. {subject}",
    "subtitle_mapping_alone": "Kartleggingsrapport etter KS-modellen, éin fase. {subject}",
    "for_mapping": "For dei som skal avklare ansvar og oppgåver mellom kommunane og spesialisthelsetenesta.",
    "heading_mapping": "KS-modellen kolonne for kolonne",
    "mapping_what": (
        "Tabellane viser kva som finst i dag, kor mange plassar det er, kven dei seier har ansvaret, og kvar "
        "behovet er venta å vekse."
    ),
    "mapping_finnes": "Har tilbodet",
    "mapping_plasser": "Plassar",
    "mapping_ansvar": "Ansvar",
    "mapping_behov": "Behov framover",
    "mapping_empty": "Ingen har svart på spørsmåla om kolonnane i KS-modellen.",
    "caption_mapping_finnes": "Kor mange som har tilbodet",
    "caption_mapping_behov": "Kor mange som ventar større behov",
    "caption_mapping_ansvar": "Kven dei seier har ansvaret",
    "caption_mapping_plasser": "Plassar i alt",
    "col_service": "Kolonne",
    "col_both_times": "{round}, oppgitt begge gonger",
    "total_of": "{total} (n = {n})",
    "note_mapping_shares": (
        "Andel av {units} som svarte, talet i parentes. Dei som svarte «veit ikkje», er haldne utanfor."
    ),
    "note_mapping_places": (
        "Summen av tala, og n er kor mange {units} som oppgav eit tal. Der kommunar er slått saman, er plassane "
        "i dei tidlegare kommunane lagde saman. Den same plassen kan vere talt med av fleire."
    ),
}
