"""What is said of a mapping of services: the columns of a model in two phases."""

from __future__ import annotations

MAPPING: dict[str, str] = {
    "title_mapping": "{title}: {first} og {second}",
    "title_mapping_alone": "{title}: {first}",
    "subtitle_mapping": "Kartleggingsrapport etter KS-modellen. {subject}",
    "subtitle_mapping_alone": "Kartleggingsrapport etter KS-modellen, én fase. {subject}",
    "for_mapping": "For dem som skal avklare ansvar og oppgaver mellom kommunene og spesialisthelsetjenesten.",
    "heading_mapping": "KS-modellen kolonne for kolonne",
    "mapping_what": (
        "Tabellene viser hva som finnes i dag, hvor mange plasser det er, hvem som sies å ha ansvaret, og hvor "
        "behovet ventes å vokse."
    ),
    "mapping_finnes": "Har tilbudet",
    "mapping_plasser": "Plasser",
    "mapping_ansvar": "Ansvar",
    "mapping_behov": "Behov framover",
    "mapping_empty": "Ingen har svart på spørsmålene om kolonnene i KS-modellen.",
    "caption_mapping_finnes": "Hvor mange som har tilbudet",
    "caption_mapping_behov": "Hvor mange som venter større behov",
    "caption_mapping_ansvar": "Hvem som sies å ha ansvaret",
    "caption_mapping_plasser": "Plasser i alt",
    "col_service": "Kolonne",
    "col_both_times": "{round}, oppgitt begge ganger",
    "total_of": "{total} (n = {n})",
    "note_mapping_shares": (
        "Andel av {units} som svarte, antallet i parentes. De som svarte «vet ikke», er holdt utenfor."
    ),
    "note_mapping_places": (
        "Summen av tallene, og n er hvor mange {units} som oppga et tall. Der kommuner er slått sammen, er "
        "plassene i de tidligere kommunene lagt sammen. Samme plass kan være talt med av flere."
    ),
}
