"""What is said of a mapping of services: the columns of a model in two phases."""

from __future__ import annotations

MAPPING: dict[str, str] = {
    "title_mapping": "{title}: {first} and {second}",
    "title_mapping_alone": "{title}: {first}",
    "subtitle_mapping": "Mapping report by the columns of the KS model. {subject}",
    "subtitle_mapping_alone": "Mapping report by the columns of the KS model, one phase. {subject}",
    "for_mapping": (
        "For those who settle responsibilities and tasks between municipalities and specialist health services."
    ),
    "heading_mapping": "The KS model column by column",
    "mapping_what": (
        "The tables show which services there are today, how many places, who is said to be responsible, and "
        "where the need is expected to grow."
    ),
    "mapping_finnes": "Has the service",
    "mapping_plasser": "Places",
    "mapping_ansvar": "Responsibility",
    "mapping_behov": "Need to come",
    "mapping_empty": "Nobody has answered the questions about the columns of the KS model.",
    "caption_mapping_finnes": "How many have the service",
    "caption_mapping_behov": "How many expect more need",
    "caption_mapping_ansvar": "Who is said to be responsible",
    "caption_mapping_plasser": "Places in all",
    "col_service": "Column",
    "col_both_times": "{round}, given both times",
    "total_of": "{total} (n = {n})",
    "note_mapping_shares": "Share of the {units} that answered, the number in brackets. «Don't know» is left out.",
    "note_mapping_places": (
        "The sum of the numbers; n is how many {units} gave one. Where municipalities merged, the places of the "
        "former ones are added up. One place may be counted by several."
    ),
}
