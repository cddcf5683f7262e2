"""What a county governor is told of the own counties beside the rest of the country."""

from __future__ import annotations

AREAS: dict[str, str] = {
    "title_governor": "{title} – {subject}",
    "subtitle_governor": "Rapport til statsforvaltaren: kommunane i {subject} ved sida av resten av landet.",
    "for_governor": "For statsforvaltaren: eigne kommunar mot resten av landet.",
    "heading_area_moved": "Kva som har endra seg i {area}",
    "heading_beside": "{area} ved sida av resten av landet",
    "heading_members": "Kommunane i {area}",
    "area_answered": "I {round} svarte {n} av {of} kommunar i {area}.",
    "area_census": "Alle svarte i {round}, så tala for {round} er heile {area} og ikkje eit utval.",
    "area_few": "Uvissa i tala for {area} gjeld berre kommunane som ikkje svarte i {round}.",
    "caption_area_rounds": "Svar frå kommunane i {area} og i resten av landet",
    "col_own_answers": "Svar i {area}",
    "col_rest_answers": "Svar i resten av landet",
    "area_not_told": "Det finst ikkje tal for {area} i begge rundar.",
    "area_from_to": "Delen kommunar i {area} som {label}, var {first} i første runde og {second} i andre.",
    "area_all_pairs": "Alle {pairs} kommunane kan følgjast, og blant dei er endringa {change} prosentpoeng.",
    "area_pairs": (
        "Blant dei {pairs} av {of} kommunane som kan følgjast, er endringa {change} prosentpoeng ({interval})."
    ),
    "rest_from_to": "I resten av landet var delen {first} og {second}.",
    "area_nothing_moved": "Vi kan ikkje seie sikkert at noko har endra seg i {area} mellom rundane.",
    "beside_none": "Ingen spørsmål med eitt svar har ein del som kan haldast mot resten av landet i siste runde.",
    "beside_summary": "{of} resultat i siste runde: {told}.",
    "tally_increased": "{n} ligg høgare enn i resten av landet",
    "tally_small_increase": "{n} ligg litt høgare",
    "tally_unchanged": "{n} ligg likt",
    "tally_small_decrease": "{n} ligg litt lågare",
    "tally_decreased": "{n} ligg lågare",
    "tally_cannot_say": "{n} kan vi ikkje seie noko sikkert om",
    "against_increased": "Høgare",
    "against_small_increase": "Litt høgare",
    "against_unchanged": "Som der",
    "against_small_decrease": "Litt lågare",
    "against_decreased": "Lågare",
    "against_cannot_say": "Kan ikkje seie",
    "stands_increased": "Høgare enn i resten av landet",
    "stands_decreased": "Lågare enn i resten av landet",
    "beside_higher": (
        "I {area} var delen kommunar som {label}, {own}, mot {rest} i resten av landet: {size} prosentpoeng "
        "høgare ({interval})."
    ),
    "beside_lower": (
        "I {area} var delen kommunar som {label}, {own}, mot {rest} i resten av landet: {size} prosentpoeng "
        "lågare ({interval})."
    ),
    "beside_equal": (
        "I {area} var delen kommunar som {label}, {own}, og i resten av landet {rest} ({interval} for skilnaden)."
    ),
    "forest_area": "{area} mot resten av landet",
    "forest_area_lower": "lågare enn i resten av landet",
    "forest_area_higher": "høgare enn i resten av landet",
    "col_area_in": "{area} {round}",
    "col_rest_in": "Resten {round}",
    "col_standing": "Mot resten av landet",
    "change_cell": "{change} ({interval})",
    "note_area": (
        "Delar av kommunane som svarte. Endringa er blant kommunane som kan følgjast, i prosentpoeng med 95 % KI. "
        "Skilnaden er området minus resten av landet i siste runde, i prosentpoeng."
    ),
    "caption_choices": "{heading} – svar der fleire val kan kryssast av",
    "col_municipality": "Kommune",
    "caption_members": "Kva kommunar i {area} som svarte",
    "note_members": (
        "Kommunane slik dei er i siste runde. Ein samanslått kommune har svart i første runde når minst éin av "
        "dei tidlegare kommunane gjorde det."
    ),
    "answered_yes": "Svarte",
    "answered_no": "Svarte ikkje",
    "area_limit_small": "Området har få kommunar, så nokre få svar flytter delen mykje.",
    "area_limit_many": "Mange resultat er undersøkte, og nokre av skilnadene kan kome av tilfelle.",
    "area_method_finite": (
        "Området har eit kjent tal på kommunar. Uvissa gjeld berre dei vi ikkje kjenner svara frå: når alle har "
        "svart, er det inga (Cochran 1977)."
    ),
    "area_method_beside": (
        "Skilnaden mot resten av landet har eit intervall etter Newcombe (1998), rekna av intervalla for dei to delane."
    ),
    "area_method_rest": (
        "Resten av landet er alle kommunar utanfor området. Dei eigne kommunane i området er ikkje med der."
    ),
}
