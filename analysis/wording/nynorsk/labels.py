"""Single words and fixed sentences for the codes that results carry."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str, str]] = {
    "municipality": ("kommune", "kommunar", "kommunane"),
    "course": ("person", "personar", "personane"),
    "person": ("person", "personar", "personane"),
    "measure": ("tiltak", "tiltak", "tiltaka"),
}
"""One, many and all of those who answer."""

VERDICTS: dict[str, str] = {
    "increased": "Auka",
    "decreased": "Redusert",
    "unchanged": "Uendra",
    "small_increase": "Liten auke",
    "small_decrease": "Liten nedgang",
    "cannot_say": "Kan ikkje seie",
}

DIRECTIONS: dict[str, str] = {"better": "til det betre", "worse": "til det verre", "neutral": ""}

TALLIES: dict[str, str] = {
    "increased": "{n} har auka",
    "decreased": "{n} er reduserte",
    "unchanged": "{n} er uendra",
    "small_increase": "{n} har auka litt",
    "small_decrease": "{n} har gått litt ned",
    "cannot_say": "{n} kan vi ikkje seie noko sikkert om",
}

REASONS: dict[str, str] = {
    "too_few": "for få har svart (vi krev 10 par, eller 5 svar i kvar runde når rundane ikkje kan koplast)",
    "uncertain": "uvissa er for stor",
    "no_threshold": "det ikkje er bestemt kor stor endring som betyr noko",
    "no_measure": "svara ikkje gir eitt tal som kan auke eller gå ned",
    "not_comparable": "spørsmålet ikkje er stilt likt i begge rundane",
    "one_value": "alle svarte det same, så uvissa kan ikkje reknast ut",
    "hidden": "tala er skjulte for å verne enkeltpersonar",
}

NO_VERDICT: dict[str, str] = {
    "too_few": (
        "Vi kan ikkje seie om noko har endra seg: for få har svart (vi krev 10 par, eller 5 svar i kvar "
        "runde når rundane ikkje kan koplast)."
    ),
    "uncertain": "Vi kan ikkje seie om det er ei endring som betyr noko, fordi uvissa er for stor.",
    "no_threshold": "Det er ikkje bestemt kor stor endring som betyr noko her.",
    "no_measure": "Her finst det ikkje eitt tal som kan auke eller gå ned. Sjå fordelinga.",
    "not_comparable": "Rundane kan ikkje samanliknast på dette spørsmålet.",
    "one_value": "Alle svarte det same i begge rundane, så uvissa kan ikkje reknast ut.",
    "hidden": "Endringa blir ikkje vist, for å verne enkeltpersonar.",
}

COMPARABILITY: dict[str, str] = {
    "new": "Spørsmålet vart berre stilt i andre runde.",
    "gone": "Spørsmålet vart berre stilt i første runde.",
    "reworded": "Ordlyden vart endra mellom rundane, så tala blir ikkje samanlikna, og ingen trend er teikna.",
    "broken": "Spørsmålet eller svaralternativa er endra mellom rundane, så tala kan ikkje samanliknast.",
}

CAUTIONS: dict[str, str] = {
    "reworded": "Ordlyden er endra mellom rundane, og det kan forklare noko av skilnaden.",
    "recoded": "Svaralternativa er koda om mellom rundane: svara i første runde er rekna om til dei nye.",
    "constant": "I {count} av {of} rundar svarte alle det same.",
    "separated": "Svara i dei to rundane overlappar ikkje, så nokre av måla kan ikkje reknast ut.",
    "no_change": "Ingen av dei som svarte begge gongene, endra svar.",
    "ceiling": "{count} av {of} låg ved start så nær den beste enden at dei ikkje kunne nå terskelen.",
    "few_activities": "{count} av {of} vurderte færre enn tre gjeremål.",
    "asymptotic": "p-verdien er tilnærma, fordi den nøyaktige fordelinga vart for stor å rekne ut.",
    "unlinked": "Rundane kan ikkje koplast, så ein skilnad kan kome av at andre har svart.",
    "score_left_out": (
        "{count} skårar er ikkje samanlikna, fordi spørsmåla i dei vart endra eller manglar i ein runde."
    ),
    "merged_and_split": "{count} av {of} samanslegne kommunar og {split} delte er ikkje med i endringa.",
    "merged_left_out": "{count} av {of} samanslegne kommunar er ikkje med i endringa.",
    "other_merge_rule": (
        "Konklusjonen kviler på korleis samanslegne kommunar blir følgde. Med ein annan regel ville han vore ein annan."
    ),
    "split": "{count} {count:delt kommune|delte kommunar} er ikkje med i endringa.",
    "suppressed": "{count} tal er {count:skjult|skjulte} for å verne enkeltpersonar.",
    "no_comparison_group": "Det fanst inga samanlikningsgruppe; naturleg betring er med i talet.",
    "no_bootstrap": "Alle gjentekne trekningar gav same tal, så det finst ikkje noko bootstrap-intervall.",
    "no_bca": "Det korrigerte bootstrap-intervallet (BCa) finst ikkje; det enkle står aleine.",
    "constant_items": "På {count} av {of} spørsmål svarte alle det same, så det er ikkje målt om dei heng saman.",
    "few_items": "{count} spørsmål er for få til å rekne ut omega.",
    "no_factor": "Spørsmåla passar ikkje med éin felles faktor, så omega er ikkje rekna ut.",
    "weak_anchor": "Det personane sjølve seier om betring, heng for lite saman med skåren.",
    "tied_cutoffs": "{count} grenser er like gode; den lågaste er oppgitt.",
    "no_spread": "Personane er like, så det finst ingen skilnader å måle sikkert.",
    "denominator_too_small": "Det kom fleire svar enn det var moglege svararar, så svarprosenten er ikkje rekna ut.",
}

ESTIMATES: dict[str, str] = {
    "share_change": "Endring i del",
    "mean_change": "Endring i gjennomsnitt",
    "hodges_lehmann": "Typisk endring (Hodges-Lehmann)",
    "rank_biserial": "Rangbiserial korrelasjon (−1 til 1)",
    "superiority": "Sannsyn for høgare svar i andre runde",
    "srm": "Endring målt i standardavvik (SRM)",
    "d_z": "Endring delt på standardavviket til endringane (d_z)",
    "d_av": "Endring delt på spreiinga mellom personar (d_av)",
    "oldham": "Samanheng mellom endring og nivå (Oldham)",
    "alpha": "Cronbachs alfa",
    "alpha_baseline": "Cronbachs alfa, første runde",
    "alpha_followup": "Cronbachs alfa, andre runde",
    "omega": "McDonalds omega",
    "mean_change_percentile": "Endring i gjennomsnitt, bootstrap (persentil)",
    "mean_change_bca": "Endring i gjennomsnitt, bootstrap (BCa)",
}

TESTS: dict[str, str] = {
    "mcnemar_mid_p": "McNemars test (mid-p)",
    "mcnemar_exact": "McNemars test (eksakt)",
    "n_minus_1": "Khikvadrattest med N − 1",
    "signed_rank": "Wilcoxons teiknrangtest",
    "signed_rank_pratt": "Teiknrangtest med Pratts regel",
    "brunner_munzel": "Brunner og Munzels test",
    "paired_t": "Para t-test",
}

METHODS: dict[str, str] = {
    "share": "Intervallet rundt ein del seier kor sikker delen er.",
    "share_change": "Intervallet rundt endringa i ein del tek omsyn til uvissa i begge rundane.",
    "mean_change": "Endringa i gjennomsnitt har eit intervall som byggjer på kor mykje endringane sprikar.",
    "hodges_lehmann": "Den typiske endringa toler at nokre få har endra seg svært mykje.",
    "rank_biserial": "Rangbiserial korrelasjon seier kor mykje endringane oppover veg mot dei nedover, frå −1 til 1.",
    "superiority": (
        "Sannsynet for at eit tilfeldig svar i andre runde er høgare enn eit i første, der like svar tel halvt."
    ),
    "srm": "Endringa delt på standardavviket til endringane gjer skalaer samanliknbare.",
    "d_z": "Endringa delt på kor mykje endringane sprikar; same tal som SRM.",
    "d_av": "Endringa delt på kor mykje personane sprikar.",
    "oldham": (
        "Oldhams korrelasjon seier om dei som låg høgt, endra seg annleis, utan å bli lurt av at tilfeldig høge og "
        "låge målingar jamnar seg ut av seg sjølve."
    ),
    "alpha": "Cronbachs alfa seier kor godt spørsmåla i ein skår heng saman, opp til 1.",
    "alpha_baseline": "Cronbachs alfa seier kor godt spørsmåla i ein skår heng saman, opp til 1.",
    "alpha_followup": "Det same i andre runde.",
    "omega": "Omega seier kor mykje av skilnadene i summen som kjem av det spørsmåla har felles.",
    "mean_change_percentile": "Bootstrap trekkjer personane på nytt mange gonger og ser kor mykje endringa svingar.",
    "mean_change_bca": "Same trekningane, retta for skeivskap.",
    "paired_t": "Testen ser på om endringa i gjennomsnitt er større enn tilfeldigheiter skulle tilseie.",
    "mcnemar_mid_p": "Testen samanliknar kor mange som kom inn i delen, med kor mange som fall ut.",
    "mcnemar_exact": "Den eksakte utgåva av same test er strengare.",
    "n_minus_1": "Testen samanliknar delen i to rundar som ikkje kan koplast, som om ulike personar svarte i kvar.",
    "signed_rank": "Testen ser på om endringane oppover og nedover er like store, utan å krevje ei bestemt fordeling.",
    "signed_rank_pratt": "Same test, der også dei som ikkje endra seg, får rang før dei blir tekne ut.",
    "brunner_munzel": "Testen ser på om svara i den eine runden jamt over er høgare enn i den andre.",
    "holm": (
        "Når mange spørsmål blir undersøkte samtidig, blir nokre små p-verdiar til ved eit tilfelle. Holms "
        "metode rettar p opp innan kvart delmål, og innan kvar side i skjemaet for spørsmål utan delmål."
    ),
}
"""What each method does, in a sentence; the name and source of the method follow it."""
