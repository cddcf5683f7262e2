"""What a municipality is told of its own answers."""

from __future__ import annotations

OWN: dict[str, str] = {
    "title_municipality": "{subject}: {title}",
    "subtitle_municipality": (
        "Kommunen sine eigne svar, ved sida av svara i fylket og landet. Rapporten er laga for kommunen sjølv."
    ),
    "for_municipality": "For kommunen sjølv: eigne svar den gongen og no, ved sida av fylket og landet.",
    "heading_own": "Svara dykkar",
    "heading_own_moved": "Kva som er annleis no",
    "heading_unlike": "Der de skil dykk frå dei fleste",
    "heading_lacking": "Spørsmål utan svar",
    "took_part": "De svarte i {rounds}.",
    "took_part_once": "De svarte i {round}, men ikkje i {other}.",
    "took_no_part": "De har ikkje svart i {rounds}. Rapporten viser kva dei andre svarte.",
    "came_merged": "{name} er slått saman av {former}: {n} av {of} tidlegare kommunar svarte i {first}.",
    "came_split": (
        "{name} kjem heilt eller delvis av {former}, der ein kommune vart delt: {n} av {of} tidlegare kommunar "
        "svarte i {first}. Svara deira blir viste, men ikkje rekna som svara til {name}."
    ),
    "came_renumbered": "{name} har fått nytt kommunenummer sidan {first}; svara er følgde.",
    "caption_areas": "Så mange kommunar svarte i {round}",
    "col_area": "Område",
    "country": "Landet",
    "own_moved": "{of} svar kan haldast mot {round}: {told}.",
    "moved_same": "{n} uendra",
    "moved_better": "{n} betre",
    "moved_worse": "{n} dårlegare",
    "moved_changed": "{n} endra utan å vere klart betre eller dårlegare",
    "nothing_held": "Ingen av svara kan haldast mot {round}.",
    "own_chosen": "Kjernespørsmål, som skal stillast likt i kvar runde, står først.",
    "verdict_better": "Betre",
    "verdict_worse": "Dårlegare",
    "nothing_unlike": "Ingen av svara dykkar er av dei som få kommunar gir.",
    "unlike_chosen": (
        "Dette er svar som høgst ein av tre kommunar i landet gir, det sjeldnaste først. Å vere annleis er ikkje "
        "i seg sjølv bra eller dårleg."
    ),
    "own_once": "De svarte «{answer}» i {round}.",
    "own_twice": "De svarte «{answer}» begge gongene.",
    "own_both": "De svarte «{before}» i {first} og «{now}» i {second}.",
    "own_not_answered": "De svarte ikkje i {round}.",
    "alike_country": "Det same svarte {percent} av kommunane i landet ({count} av {of}).",
    "alike_both": "Det same svarte {percent} av kommunane i landet ({count} av {of}) og {nearer} av {all} i {county}.",
    "middle_country": (
        "Midt blant dei {n} kommunane i landet som svarte, ligg {median}; halvparten ligg frå {low} til {high}."
    ),
    "middle_cell": "midten {median} ({low} til {high})",
    "so_many_of": "{count} av {of}",
    "chosen_by": "{choice} ({percent})",
    "none_chosen": "Ingen valde",
    "col_alike_in": "Same svar i {area}",
    "note_own": (
        "Der fleire val kan kryssast av, står vala på éi linje, og prosenten er kor mange kommunar i landet som "
        "kryssa av for dei i siste runde. For tal står midten i landet, og kor den midtarste halvparten ligg."
    ),
    "caption_former": "{heading}: kva dei tidlegare kommunane svarte",
    "col_together": "Til saman",
    "others_not_held": "Andre svar kan ikkje haldast mot {round}: {told}.",
    "none_held": "Ingen av svara kan haldast mot {round}: {told}.",
    "not_held_so_many": "{n} fordi {why}",
    "former_answer": "{answer} ({count} av {of})",
    "note_former": "Streken under «Til saman» tyder at svara ikkje kan haldast mot dagens som eitt svar.",
    "see_former": "sjå under",
    "because_by_rule": "svar på dette ikkje kan slåast saman",
    "because_not_all_answered": "ikkje alle dei tidlegare kommunane svarte",
    "because_not_alike": "dei tidlegare kommunane svarte ulikt",
    "because_no_number": "ikkje alle dei tidlegare kommunane oppgav eit tal",
    "because_divided": "ein av dei tidlegare kommunane vart delt",
    "because_not_answered": "spørsmålet ikkje vart svara på i første runde",
    "because_not_alike_asked": "spørsmålet ikkje vart stilt likt i første runde",
    "open_lacking": "{n} spørsmål utan svar",
    "lacking_intro": "Nokre kan ha vore uaktuelle ut frå andre svar.",
    "own_limit_one": (
        "Dette er svara frå éin kommune. Dei seier kva de svarte, og er ikkje målte med noka uvisse eller test."
    ),
    "own_limit_who": "Ein annan kan ha fylt ut skjemaet denne gongen, og ein skilnad kan kome av det.",
    "own_limit_others": "Kommunane som ikkje svarte, er ikkje med i tala for fylket og landet.",
    "own_method": (
        "Delane er av kommunane som svarte på skalaen i siste runde; «Veit ikkje» og liknande svar er ikkje med."
    ),
    "own_texts": "Svar med eigne ord er ikkje med i rapporten.",
    "heading_position": "Der de står, delmål for delmål",
    "position_title": "{name} har det ønskte svaret oftare enn landet i {n} av {of} delmål",
    "position_n": "{n} spørsmål bak kvar rad",
    "position_note": (
        "Eit ønskt svar er det som blir rekna som betre, til dømes at kommunen har ein plan. For fylket og landet er "
        "det gjennomsnittet, over dei same spørsmåla, av kor stor del av kommunane som gav det."
    ),
    "position_missing": (
        "{n} spørsmål er ikkje med: de svarte ikkje på skalaen, eller spørsmålet høyrer ikkje til noko delmål"
    ),
    "position_reading": "Slik les du den: {row}.",
    "position_row": ("{label}: ønskt svar på {n} av {of} spørsmål, i snitt {county} i {area} og {country} i landet."),
    "position_row_country": "{label}: ønskt svar på {n} av {of} spørsmål, i snitt {country} i landet.",
}
