"""What a county governor is told of the own counties beside the rest of the country."""

from __future__ import annotations

AREAS: dict[str, str] = {
    "title_governor": "{title} – {subject}",
    "subtitle_governor": "Rapport til statsforvalteren: kommunene i {subject} ved siden av resten av landet.",
    "for_governor": "For statsforvalteren: egne kommuner mot resten av landet.",
    "heading_area_moved": "Hva som har endret seg i {area}",
    "heading_beside": "{area} ved siden av resten av landet",
    "heading_members": "Kommunene i {area}",
    "area_answered": "I {round} svarte {n} av {of} kommuner i {area}.",
    "area_census": "Alle svarte i {round}, så tallene for {round} er hele {area} og ikke et utvalg.",
    "area_few": "Usikkerheten i tallene for {area} gjelder bare kommunene som ikke svarte i {round}.",
    "caption_area_rounds": "Svar fra kommunene i {area} og i resten av landet",
    "col_own_answers": "Svar i {area}",
    "col_rest_answers": "Svar i resten av landet",
    "area_not_told": "Det finnes ikke tall for {area} i begge runder.",
    "area_from_to": "Andelen kommuner i {area} som {label}, var {first} i første runde og {second} i andre.",
    "area_all_pairs": "Alle {pairs} kommunene kan følges, og blant dem er endringen {change} prosentpoeng.",
    "area_pairs": "Blant de {pairs} av {of} kommunene som kan følges, er endringen {change} prosentpoeng ({interval}).",
    "rest_from_to": "I resten av landet var andelen {first} og {second}.",
    "area_nothing_moved": "Vi kan ikke si sikkert at noe har endret seg i {area} mellom rundene.",
    "beside_none": "Ingen spørsmål med ett svar har en andel som kan holdes mot resten av landet i siste runde.",
    "beside_summary": "{of} {of:resultat|resultater} i siste runde: {told}.",
    "tally_increased": "{n} ligger høyere enn i resten av landet",
    "tally_small_increase": "{n} ligger litt høyere",
    "tally_unchanged": "{n} ligger likt",
    "tally_small_decrease": "{n} ligger litt lavere",
    "tally_decreased": "{n} ligger lavere",
    "tally_cannot_say": "{n} kan vi ikke si noe sikkert om",
    "against_increased": "Høyere",
    "against_small_increase": "Litt høyere",
    "against_unchanged": "Som der",
    "against_small_decrease": "Litt lavere",
    "against_decreased": "Lavere",
    "against_cannot_say": "Kan ikke si",
    "stands_increased": "Høyere enn i resten av landet",
    "stands_decreased": "Lavere enn i resten av landet",
    "beside_higher": (
        "I {area} var andelen kommuner som {label}, {own}, mot {rest} i resten av landet: {size} prosentpoeng "
        "høyere ({interval})."
    ),
    "beside_lower": (
        "I {area} var andelen kommuner som {label}, {own}, mot {rest} i resten av landet: {size} prosentpoeng "
        "lavere ({interval})."
    ),
    "beside_equal": (
        "I {area} var andelen kommuner som {label}, {own}, og i resten av landet {rest} ({interval} for forskjellen)."
    ),
    "forest_area": "{area} mot resten av landet",
    "forest_area_lower": "lavere enn i resten av landet",
    "forest_area_higher": "høyere enn i resten av landet",
    "col_area_in": "{area} {round}",
    "col_rest_in": "Resten {round}",
    "col_standing": "Mot resten av landet",
    "change_cell": "{change} ({interval})",
    "note_area": (
        "Andeler av kommunene som svarte. Endringen er blant kommunene som kan følges, i prosentpoeng med 95 % "
        "KI. Forskjellen er området minus resten av landet i siste runde, i prosentpoeng."
    ),
    "caption_choices": "{heading} – svar der flere valg kan krysses av",
    "col_municipality": "Kommune",
    "caption_members": "Hvilke kommuner i {area} som svarte",
    "note_members": (
        "Kommunene slik de er i siste runde. En sammenslått kommune har svart i første runde når minst én av de "
        "tidligere kommunene gjorde det."
    ),
    "answered_yes": "Svarte",
    "answered_no": "Svarte ikke",
    "area_limit_small": "Området har få kommuner, så noen få svar flytter andelen mye.",
    "area_limit_many": "Mange resultater er undersøkt, og noen av forskjellene kan skyldes tilfeldigheter.",
    "area_method_finite": (
        "Området har et kjent antall kommuner. Usikkerheten gjelder bare dem vi ikke kjenner svarene fra: når "
        "alle har svart, er det ingen (Cochran 1977)."
    ),
    "area_method_beside": (
        "Forskjellen mot resten av landet har et intervall etter Newcombe (1998), regnet av intervallene for de "
        "to andelene."
    ),
    "area_method_rest": "Resten av landet er alle kommuner utenfor området. Områdets egne kommuner er ikke med der.",
}
