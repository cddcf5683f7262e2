"""Sentences about results, and words in and around figures."""

from __future__ import annotations

RESULTS: dict[str, str] = {
    "hidden": "Kan ikke vises: færre enn 5 har svart.",
    "protected": "Vises ikke, for å verne enkeltpersoner.",
    "hidden_cell": "skjult",
    "hidden_key": "Skjult (færre enn 5)",
    "off_scale": "Uten svar",
    "n": "n",
    "round": "Runde {place}",
    "share_of": "{percent} ({count} av {of})",
    "subject_part": "{question} – {part}",
    "chose": "krysset av for «{choice}»",
    # What happened, over all who answered.
    "share_up": "Andelen {units} som {label}, økte fra {first} til {second}.",
    "share_down": "Andelen {units} som {label}, gikk ned fra {first} til {second}.",
    "share_still": "Andelen {units} som {label}, var {first} i første runde og {second} i andre.",
    "share_once": "Andelen {units} som {label}, var {only}.",
    "mean_once": "Gjennomsnittet var {only}.",
    "mean_up": "Gjennomsnittet økte fra {first} til {second}.",
    "mean_down": "Gjennomsnittet gikk ned fra {first} til {second}.",
    "mean_still": "Gjennomsnittet var {first} i første runde og {second} i andre.",
    "mean_of": "{mean} (n = {n})",
    # The change, over those who answered twice.
    "paired_increased": ("Blant de {pairs} {units} som svarte begge ganger, økte {it} med {size}{unit} ({interval})."),
    "paired_decreased": (
        "Blant de {pairs} {units} som svarte begge ganger, gikk {it} ned med {size}{unit} ({interval})."
    ),
    "paired_small_increase": (
        "Blant de {pairs} {units} som svarte begge ganger, økte {it} litt, med {size}{unit} ({interval})."
    ),
    "paired_small_decrease": (
        "Blant de {pairs} {units} som svarte begge ganger, gikk {it} litt ned, med {size}{unit} ({interval})."
    ),
    "paired_unchanged": (
        "Blant de {pairs} {units} som svarte begge ganger, er endringen så liten at vi regner {it} som "
        "uendret: {change}{unit} ({interval})."
    ),
    "paired_cannot_say": (
        "Blant de {pairs} {units} som svarte begge ganger, var endringen {change}{unit} ({interval})."
    ),
    "unpaired_increased": "Det er en økning på {size}{unit} ({interval}).",
    "unpaired_decreased": "Det er en nedgang på {size}{unit} ({interval}).",
    "unpaired_small_increase": "Det er en liten økning på {size}{unit} ({interval}).",
    "unpaired_small_decrease": "Det er en liten nedgang på {size}{unit} ({interval}).",
    "unpaired_unchanged": ("Forskjellen er så liten at vi regner det som uendret: {change}{unit} ({interval})."),
    "unpaired_cannot_say": "Forskjellen er {change}{unit} ({interval}).",
    "no_interval": "uten intervall",
    "interval": "{level} KI {low} til {high}",
    "bare_interval": "{low} til {high}",
    "some": "noen",
    "it_share": "den",
    "it_mean": "det",
    "percentage_points": " prosentpoeng",
    "score_points": " poeng",
    # Beside the sentence: the pairs alone.
    "pairs_share": (
        "De {pairs} {units} som svarte begge ganger, for seg: andelen var {first} i første runde og {second} i andre."
    ),
    "pairs_mean": (
        "De {pairs} {units} som svarte begge ganger, for seg: gjennomsnittet var {first} i første runde "
        "og {second} i andre."
    ),
    # Beside the sentence: merged municipalities by another rule than the questionnaire's.
    "other_rule_share": "Hadde en sammenslått kommune vært med når minst én av de tidligere var det",
    "other_rule_sum": "Hadde delene av en sammenslått kommune vært lagt sammen også når noen manglet",
    "other_rule": (
        "{had}, ville endringen vært {change}{unit} ({interval}; {pairs} kommuner) og konklusjonen «{verdict}»."
    ),
    # Beside the sentence: with weights.
    "weighted": "Vektet: {first} i første runde og {second} i andre, endring {change}{unit} ({interval}).",
    "weighted_hidden": "De vektede tallene vises ikke, for å verne enkeltpersoner.",
    "bounds": (
        "I {round} svarte {answered} av {of} {units} på dette. Om ingen av de andre var med i andelen, "
        "ville den vært {low}; om alle var det, {high}."
    ),
    # Figures.
    "one_message": "{subject}: {verdict}",
    "one_message_share": "Andelen {units} som {label}: {verdict}",
    "many_message": "{of} {of:resultat|resultater}: {tally}",
    "apart_message": "{of} spørsmål som ikke kan sammenlignes mellom rundene",
    "none_message": "Ingen sikker endring i noe av de {of} resultatene",
    "commonest": "{subject} Vanligst i {round}: {answer} ({percent})",
    "moved": "{verdict} ({change}{unit})",
    "n_in_round": "{n} {units} i {round}",
    "n_pairs": "{n} {units} svarte begge ganger",
    "span": "{low} til {high}",
    "spoken_row": "{subject}: {told}.",
    "row_told": "{verdict}, {change} ({interval})",
    "spoken_rest": "De {n} andre står i tabellen.",
    "row_in_share": "{part}: {label}",
    "code_share": "{label} {percent}",
    "bar_in_words": "{round}: {answers}.",
    "bars_note_better": "Bedre svar står til høyre for streken, dårligere til venstre.",
    "bars_note_higher": "Høyere svar står til høyre for streken, lavere til venstre.",
    "bars_note_plain": (
        "Tall i prosent av dem som svarte på skalaen. De som ikke gjorde det («Vet ikke», ikke svart), "
        "står utenfor søylen."
    ),
    "bars_note_hidden": "Skraverte felter er flere svar slått sammen for å verne enkeltpersoner.",
    "rounds_note": "Runde 1 er {first}, runde 2 er {second}.",
    "not_in_round": "Ikke spurt i denne runden",
    "nobody": "Ingen svarte",
    "change_header": "Endring (95 % KI)",
    "dumbbell_note_share": ("Punktene er andeler, strekene 95 % konfidensintervall. Endringen er i prosentpoeng."),
    "dumbbell_note_mean": (
        "Punktene er gjennomsnittet av alle svar i hver runde, strekene 95 % konfidensintervall (t-fordelingen)."
    ),
    "dumbbell_note_pairs": "Endringen er blant dem som svarte begge ganger.",
    "dumbbell_sorted": "Radene er sortert etter endringen.",
    "waterfall_axis": "Endring i snitt, i poeng",
    "waterfall_order": "Personer, sortert etter endring",
    "waterfall_n": "{n} personer med måling både ved start og slutt",
    "waterfall_note": (
        "Hver søyle er gjennomsnittet for minst fem personer med nesten samme endring, så ingen "
        "enkeltperson vises. Hvor mange som nådde terskelen, er regnet per person."
    ),
    "waterfall_title": "{count} av {of} ({percent}) ble bedre med minst {threshold} poeng",
    "waterfall_title_plain": "Endring for hver gruppe av personer",
    "waterfall_range": "Endringene i figuren går fra {low} til {high} poeng.",
    "threshold_mark": "terskel {value}",
    "better_by": "Bedre: {told}",
    "about_same": "Omtrent som før: {told}",
    "worse_by": "Verre: {told}",
    "share_bare": "{count} ({percent})",
}
