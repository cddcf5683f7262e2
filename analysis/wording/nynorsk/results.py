"""Sentences about results, and words in and around figures."""

from __future__ import annotations

RESULTS: dict[str, str] = {
    "hidden": "Kan ikkje visast: færre enn 5 har svart.",
    "protected": "Blir ikkje vist, for å verne enkeltpersonar.",
    "hidden_cell": "skjult",
    "hidden_key": "Skjult (færre enn 5)",
    "off_scale": "Utan svar",
    "n": "n",
    "round": "Runde {place}",
    "share_of": "{percent} ({count} av {of})",
    "subject_part": "{question} – {part}",
    "chose": "kryssa av for «{choice}»",
    # What happened, over all who answered.
    "share_up": "Delen {units} som {label}, auka frå {first} til {second}.",
    "share_down": "Delen {units} som {label}, gjekk ned frå {first} til {second}.",
    "share_still": "Delen {units} som {label}, var {first} i første runde og {second} i andre.",
    "share_once": "Delen {units} som {label}, var {only}.",
    "mean_once": "Gjennomsnittet var {only}.",
    "mean_up": "Gjennomsnittet auka frå {first} til {second}.",
    "mean_down": "Gjennomsnittet gjekk ned frå {first} til {second}.",
    "mean_still": "Gjennomsnittet var {first} i første runde og {second} i andre.",
    "mean_of": "{mean} (n = {n})",
    # The change, over those who answered twice.
    "paired_increased": "Blant dei {pairs} {units} som svarte begge gongene, auka {it} med {size}{unit} ({interval}).",
    "paired_decreased": (
        "Blant dei {pairs} {units} som svarte begge gongene, gjekk {it} ned med {size}{unit} ({interval})."
    ),
    "paired_small_increase": (
        "Blant dei {pairs} {units} som svarte begge gongene, auka {it} litt, med {size}{unit} ({interval})."
    ),
    "paired_small_decrease": (
        "Blant dei {pairs} {units} som svarte begge gongene, gjekk {it} litt ned, med {size}{unit} ({interval})."
    ),
    "paired_unchanged": (
        "Blant dei {pairs} {units} som svarte begge gongene, er endringa så lita at vi reknar {it} som "
        "uendra: {change}{unit} ({interval})."
    ),
    "paired_cannot_say": (
        "Blant dei {pairs} {units} som svarte begge gongene, var endringa {change}{unit} ({interval})."
    ),
    "unpaired_increased": "Det er ein auke på {size}{unit} ({interval}).",
    "unpaired_decreased": "Det er ein nedgang på {size}{unit} ({interval}).",
    "unpaired_small_increase": "Det er ein liten auke på {size}{unit} ({interval}).",
    "unpaired_small_decrease": "Det er ein liten nedgang på {size}{unit} ({interval}).",
    "unpaired_unchanged": "Skilnaden er så liten at vi reknar det som uendra: {change}{unit} ({interval}).",
    "unpaired_cannot_say": "Skilnaden er {change}{unit} ({interval}).",
    "no_interval": "utan intervall",
    "interval": "{level} KI {low} til {high}",
    "bare_interval": "{low} til {high}",
    "some": "nokre",
    "it_share": "han",
    "it_mean": "det",
    "percentage_points": " prosentpoeng",
    "score_points": " poeng",
    # Beside the sentence: the pairs alone.
    "pairs_share": (
        "Dei {pairs} {units} som svarte begge gongene, for seg: delen var {first} i første runde og {second} i andre."
    ),
    "pairs_mean": (
        "Dei {pairs} {units} som svarte begge gongene, for seg: gjennomsnittet var {first} i første runde "
        "og {second} i andre."
    ),
    # Beside the sentence: merged municipalities by another rule than the questionnaire's.
    "other_rule_share": "Hadde ein samanslegen kommune vore med når minst éin av dei tidlegare var det",
    "other_rule_sum": "Hadde delane av ein samanslegen kommune vore lagde saman også når nokre mangla",
    "other_rule": (
        "{had}, ville endringa vore {change}{unit} ({interval}; {pairs} kommunar) og konklusjonen «{verdict}»."
    ),
    # Beside the sentence: with weights.
    "weighted": "Vekta: {first} i første runde og {second} i andre, endring {change}{unit} ({interval}).",
    "weighted_hidden": "Dei vekta tala blir ikkje viste, for å verne enkeltpersonar.",
    "bounds": (
        "I {round} svarte {answered} av {of} {units} på dette. Om ingen av dei andre var med i delen, "
        "ville han vore {low}; om alle var det, {high}."
    ),
    # Figures.
    "one_message": "{subject}: {verdict}",
    "one_message_share": "Delen {units} som {label}: {verdict}",
    "many_message": "{of} resultat: {tally}",
    "apart_message": "{of} spørsmål som ikkje kan samanliknast mellom rundane",
    "none_message": "Inga sikker endring i noko av dei {of} resultata",
    "commonest": "{subject} Vanlegast i {round}: {answer} ({percent})",
    "moved": "{verdict} ({change}{unit})",
    "n_in_round": "{n} {units} i {round}",
    "n_pairs": "{n} {units} svarte begge gongene",
    "span": "{low} til {high}",
    "spoken_row": "{subject}: {told}.",
    "row_told": "{verdict}, {change} ({interval})",
    "spoken_rest": "Dei {n} andre står i tabellen.",
    "row_in_share": "{part}: {label}",
    "code_share": "{label} {percent}",
    "bar_in_words": "{round}: {answers}.",
    "bars_note_better": "Betre svar står til høgre for streken, dårlegare til venstre.",
    "bars_note_higher": "Høgare svar står til høgre for streken, lågare til venstre.",
    "bars_note_plain": (
        "Tal i prosent av dei som svarte på skalaen. Dei som ikkje gjorde det («Veit ikkje», ikkje svart), "
        "står utanfor søyla."
    ),
    "bars_note_hidden": "Skraverte felt er fleire svar slegne saman for å verne enkeltpersonar.",
    "rounds_note": "Runde 1 er {first}, runde 2 er {second}.",
    "not_in_round": "Ikkje spurt i denne runden",
    "nobody": "Ingen svarte",
    "change_header": "Endring (95 % KI)",
    "dumbbell_note_share": "Punkta er delar, strekane 95 % konfidensintervall. Endringa er i prosentpoeng.",
    "dumbbell_note_mean": (
        "Punkta er gjennomsnittet av alle svar i kvar runde, strekane 95 % konfidensintervall (t-fordelinga)."
    ),
    "dumbbell_note_pairs": "Endringa er blant dei som svarte begge gongene.",
    "dumbbell_sorted": "Radene er sorterte etter endringa.",
    "waterfall_axis": "Endring i snitt, i poeng",
    "waterfall_order": "Personar, sorterte etter endring",
    "waterfall_n": "{n} personar med måling både ved start og slutt",
    "waterfall_note": (
        "Kvar søyle er gjennomsnittet for minst fem personar med nesten same endring, så ingen "
        "enkeltperson blir vist. Kor mange som nådde terskelen, er rekna per person."
    ),
    "waterfall_title": "{count} av {of} ({percent}) vart betre med minst {threshold} poeng",
    "waterfall_title_plain": "Endring for kvar gruppe av personar",
    "waterfall_range": "Endringane i figuren går frå {low} til {high} poeng.",
    "threshold_mark": "terskel {value}",
    "better_by": "Betre: {told}",
    "about_same": "Omtrent som før: {told}",
    "worse_by": "Verre: {told}",
    "share_bare": "{count} ({percent})",
}
