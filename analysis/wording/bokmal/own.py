"""What a municipality is told of its own answers."""

from __future__ import annotations

OWN: dict[str, str] = {
    "title_municipality": "{subject}: {title}",
    "subtitle_municipality": (
        "Kommunens egne svar, ved siden av fylkets og landets. Rapporten er laget for kommunen selv."
    ),
    "for_municipality": "For kommunen selv: egne svar den gangen og nå, ved siden av fylket og landet.",
    "heading_own": "Svarene deres",
    "heading_own_moved": "Hva som er annerledes nå",
    "heading_unlike": "Der dere skiller dere fra de fleste",
    "heading_lacking": "Spørsmål uten svar",
    "took_part": "Dere svarte i {rounds}.",
    "took_part_once": "Dere svarte i {round}, men ikke i {other}.",
    "took_no_part": "Dere har ikke svart i {rounds}. Rapporten viser hva de andre svarte.",
    "came_merged": "{name} er slått sammen av {former}: {n} av {of} tidligere kommuner svarte i {first}.",
    "came_split": (
        "{name} kommer helt eller delvis av {former}, der en kommune ble delt: {n} av {of} tidligere kommuner "
        "svarte i {first}. Svarene deres vises, men regnes ikke som {name} sine."
    ),
    "came_renumbered": "{name} har fått nytt kommunenummer siden {first}; svarene er fulgt.",
    "caption_areas": "Så mange kommuner svarte i {round}",
    "col_area": "Område",
    "country": "Landet",
    "own_moved": "{of} svar kan holdes mot {round}: {told}.",
    "moved_same": "{n} uendret",
    "moved_better": "{n} bedre",
    "moved_worse": "{n} dårligere",
    "moved_changed": "{n} endret uten å være klart bedre eller dårligere",
    "nothing_held": "Ingen av svarene kan holdes mot {round}.",
    "own_chosen": "Kjernespørsmål, som skal stilles likt i hver runde, står først.",
    "verdict_better": "Bedre",
    "verdict_worse": "Dårligere",
    "nothing_unlike": "Ingen av svarene deres er av dem som få kommuner gir.",
    "unlike_chosen": (
        "Dette er svar som høyst en av tre kommuner i landet gir, det sjeldneste først. Å være annerledes er ikke "
        "i seg selv bra eller dårlig."
    ),
    "own_once": "Dere svarte «{answer}» i {round}.",
    "own_twice": "Dere svarte «{answer}» begge ganger.",
    "own_both": "Dere svarte «{before}» i {first} og «{now}» i {second}.",
    "own_not_answered": "Dere svarte ikke i {round}.",
    "alike_country": "Det samme svarte {percent} av kommunene i landet ({count} av {of}).",
    "alike_both": "Det samme svarte {percent} av kommunene i landet ({count} av {of}) og {nearer} av {all} i {county}.",
    "middle_country": (
        "Midt blant de {n} kommunene i landet som svarte, ligger {median}; halvparten ligger fra {low} til {high}."
    ),
    "middle_cell": "midten {median} ({low} til {high})",
    "so_many_of": "{count} av {of}",
    "chosen_by": "{choice} ({percent})",
    "none_chosen": "Ingen valgt",
    "col_alike_in": "Samme svar i {area}",
    "note_own": (
        "Der flere valg kan krysses av, står valgene på én linje, og prosenten er hvor mange kommuner i landet "
        "som krysset av for dem i siste runde. For tall står midten i landet, og hvor den midterste halvparten "
        "ligger."
    ),
    "caption_former": "{heading}: hva de tidligere kommunene svarte",
    "col_together": "Til sammen",
    "others_not_held": "Andre svar kan ikke holdes mot {round}: {told}.",
    "none_held": "Ingen av svarene kan holdes mot {round}: {told}.",
    "not_held_so_many": "{n} fordi {why}",
    "former_answer": "{answer} ({count} av {of})",
    "note_former": "Streken under «Til sammen» betyr at svarene ikke kan holdes mot dagens som ett svar.",
    "see_former": "se under",
    "because_by_rule": "svar på dette ikke kan slås sammen",
    "because_not_all_answered": "ikke alle de tidligere kommunene svarte",
    "because_not_alike": "de tidligere kommunene svarte ulikt",
    "because_no_number": "ikke alle de tidligere kommunene oppga et tall",
    "because_divided": "en av de tidligere kommunene ble delt",
    "because_not_answered": "spørsmålet ikke ble besvart i første runde",
    "because_not_alike_asked": "spørsmålet ikke ble stilt likt i første runde",
    "open_lacking": "{n} spørsmål uten svar",
    "lacking_intro": "Noen kan ha vært uaktuelle ut fra andre svar.",
    "own_limit_one": (
        "Dette er svarene fra én kommune. De sier hva dere svarte, og er ikke målt med noen usikkerhet eller test."
    ),
    "own_limit_who": "En annen kan ha fylt ut skjemaet denne gangen, og en forskjell kan komme av det.",
    "own_limit_others": "Kommunene som ikke svarte, er ikke med i tallene for fylket og landet.",
    "own_method": (
        "Andelene er av kommunene som svarte på skalaen i siste runde; «Vet ikke» og lignende svar er ikke med."
    ),
    "own_texts": "Svar med egne ord er ikke med i rapporten.",
    "heading_position": "Der dere står, delmål for delmål",
    "position_title": "{name} har det ønskede svaret oftere enn landet i {n} av {of} delmål",
    "position_n": "{n} spørsmål bak hver rad",
    "position_note": (
        "Et ønsket svar er det som regnes som bedre, for eksempel at kommunen har en plan. For fylket og landet er det "
        "gjennomsnittet, over de samme spørsmålene, av hvor stor del av kommunene som ga det."
    ),
    "position_missing": (
        "{n} spørsmål er ikke med: dere svarte ikke på skalaen, eller spørsmålet hører ikke til noe delmål"
    ),
    "position_reading": "Slik leses den: {row}.",
    "position_row": ("{label}: ønsket svar på {n} av {of} spørsmål, i snitt {county} i {area} og {country} i landet."),
    "position_row_country": "{label}: ønsket svar på {n} av {of} spørsmål, i snitt {country} i landet.",
}
