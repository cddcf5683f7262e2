"""Single words and fixed sentences for the codes that results carry; each table is complete, by test."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str, str]] = {
    "municipality": ("kommune", "kommuner", "kommunene"),
    "course": ("person", "personer", "personene"),
    "person": ("person", "personer", "personene"),
    "measure": ("tiltak", "tiltak", "tiltakene"),
}
"""One, many and all of those who answer."""

VERDICTS: dict[str, str] = {
    "increased": "Økt",
    "decreased": "Redusert",
    "unchanged": "Uendret",
    "small_increase": "Liten økning",
    "small_decrease": "Liten nedgang",
    "cannot_say": "Kan ikke si",
}

DIRECTIONS: dict[str, str] = {"better": "til det bedre", "worse": "til det verre", "neutral": ""}

TALLIES: dict[str, str] = {
    "increased": "{n} har økt",
    "decreased": "{n} er redusert",
    "unchanged": "{n} er uendret",
    "small_increase": "{n} har økt litt",
    "small_decrease": "{n} har gått litt ned",
    "cannot_say": "{n} kan vi ikke si noe sikkert om",
}

REASONS: dict[str, str] = {
    "too_few": "for få har svart (vi krever 10 par, eller 5 svar i hver runde når rundene ikke kan kobles)",
    "uncertain": "usikkerheten er for stor",
    "no_threshold": "det ikke er bestemt hvor stor endring som betyr noe",
    "no_measure": "svarene ikke gir ett tall som kan øke eller gå ned",
    "not_comparable": "spørsmålet ikke er stilt likt i begge runder",
    "one_value": "alle svarte det samme, så usikkerheten kan ikke regnes ut",
    "hidden": "tallene er skjult for å verne enkeltpersoner",
}

NO_VERDICT: dict[str, str] = {
    "too_few": (
        "Vi kan ikke si om noe har endret seg: for få har svart (vi krever 10 par, eller 5 svar i hver "
        "runde når rundene ikke kan kobles)."
    ),
    "uncertain": "Vi kan ikke si om det er en endring av betydning, fordi usikkerheten er for stor.",
    "no_threshold": "Det er ikke bestemt hvor stor endring som betyr noe her.",
    "no_measure": "Her finnes det ikke ett tall som kan øke eller gå ned. Se fordelingen.",
    "not_comparable": "Rundene kan ikke sammenlignes på dette spørsmålet.",
    "one_value": "Alle svarte det samme i begge runder, så usikkerheten kan ikke regnes ut.",
    "hidden": "Endringen vises ikke, for å verne enkeltpersoner.",
}

COMPARABILITY: dict[str, str] = {
    "new": "Spørsmålet ble bare stilt i andre runde.",
    "gone": "Spørsmålet ble bare stilt i første runde.",
    "reworded": "Ordlyden ble endret mellom rundene, så tallene sammenlignes ikke, og ingen trend er tegnet.",
    "broken": "Spørsmålet eller svaralternativene er endret mellom rundene, så tallene kan ikke sammenlignes.",
}

CAUTIONS: dict[str, str] = {
    "reworded": "Ordlyden er endret mellom rundene, og det kan forklare noe av forskjellen.",
    "recoded": "Svaralternativene er kodet om mellom rundene: svarene i første runde er regnet om til de nye.",
    "constant": "I {count} av {of} runder svarte alle det samme.",
    "separated": "Svarene i de to rundene overlapper ikke, så noen av målene kan ikke regnes ut.",
    "no_change": "Ingen av dem som svarte begge ganger, endret svar.",
    "ceiling": "{count} av {of} lå ved start så nær den beste enden at de ikke kunne bli så mye bedre som terskelen.",
    "few_activities": "{count} av {of} vurderte færre enn tre gjøremål.",
    "asymptotic": "p-verdien er tilnærmet, fordi den nøyaktige fordelingen ble for stor å regne ut.",
    "unlinked": "Rundene kan ikke kobles, så en forskjell kan komme av at andre har svart.",
    "score_left_out": (
        "{count} skår er ikke sammenlignet, fordi spørsmålene i den ble endret eller mangler i en runde."
    ),
    "merged_and_split": "{count} av {of} sammenslåtte kommuner og {split} delte er ikke med i endringen.",
    "merged_left_out": "{count} av {of} sammenslåtte kommuner er ikke med i endringen.",
    "other_merge_rule": (
        "Konklusjonen hviler på hvordan sammenslåtte kommuner følges. Med en annen regel ville den vært en annen."
    ),
    "split": "{count} {count:delt kommune|delte kommuner} er ikke med i endringen.",
    "suppressed": "{count} tall er skjult for å verne enkeltpersoner.",
    "no_comparison_group": "Det fantes ingen sammenligningsgruppe; naturlig bedring er med i tallet.",
    "no_bootstrap": "Alle gjentatte trekninger ga samme tall, så det finnes ikke noe bootstrap-intervall.",
    "no_bca": "Det korrigerte bootstrap-intervallet (BCa) finnes ikke; det enkle står alene.",
    "constant_items": "På {count} av {of} spørsmål svarte alle det samme, så det er ikke målt om de henger sammen.",
    "few_items": "{count} spørsmål er for få til å regne ut omega.",
    "no_factor": "Spørsmålene passer ikke med én felles faktor, så omega er ikke regnet ut.",
    "weak_anchor": "Det personene selv sier om bedring, henger for lite sammen med skåren.",
    "tied_cutoffs": "{count} grenser er like gode; den laveste er oppgitt.",
    "no_spread": "Personene er like, så det finnes ingen forskjeller å måle sikkert.",
    "denominator_too_small": ("Det kom flere svar enn det var mulige svarere, så svarprosenten er ikke regnet ut."),
}

ESTIMATES: dict[str, str] = {
    "share_change": "Endring i andel",
    "mean_change": "Endring i gjennomsnitt",
    "hodges_lehmann": "Typisk endring (Hodges-Lehmann)",
    "rank_biserial": "Rangbiserial korrelasjon (−1 til 1)",
    "superiority": "Sannsynlighet for høyere svar i andre runde",
    "srm": "Endring målt i standardavvik (SRM)",
    "d_z": "Endring delt på endringenes standardavvik (d_z)",
    "d_av": "Endring delt på spredningen mellom personer (d_av)",
    "oldham": "Sammenheng mellom endring og nivå (Oldham)",
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
    "n_minus_1": "Kjikvadrattest med N − 1",
    "signed_rank": "Wilcoxons tegnrangtest",
    "signed_rank_pratt": "Tegnrangtest med Pratts regel",
    "brunner_munzel": "Brunner og Munzels test",
    "paired_t": "Paret t-test",
}

METHODS: dict[str, str] = {
    "share": "Intervallet rundt en andel sier hvor sikker andelen er.",
    "share_change": "Intervallet rundt endringen i en andel tar hensyn til usikkerheten i begge runder.",
    "mean_change": "Endringen i gjennomsnitt har et intervall som bygger på hvor mye endringene spriker.",
    "hodges_lehmann": "Den typiske endringen tåler at noen få har endret seg svært mye.",
    "rank_biserial": ("Rangbiserial korrelasjon sier hvor mye endringene oppover veier mot dem nedover, fra −1 til 1."),
    "superiority": (
        "Sannsynligheten for at et tilfeldig svar i andre runde er høyere enn et i første, der like svar teller halvt."
    ),
    "srm": "Endringen delt på standardavviket til endringene gjør skalaer sammenlignbare.",
    "d_z": "Endringen delt på hvor mye endringene spriker; samme tall som SRM.",
    "d_av": "Endringen delt på hvor mye personene spriker.",
    "oldham": (
        "Oldhams korrelasjon sier om de som lå høyt, endret seg annerledes, uten å bli lurt av at tilfeldig høye og "
        "lave målinger jevner seg ut av seg selv."
    ),
    "alpha": "Cronbachs alfa sier hvor godt spørsmålene i en skår henger sammen, opp til 1.",
    "alpha_baseline": "Cronbachs alfa sier hvor godt spørsmålene i en skår henger sammen, opp til 1.",
    "alpha_followup": "Det samme i andre runde.",
    "omega": "Omega sier hvor mye av forskjellene i summen som kommer av det spørsmålene har felles.",
    "mean_change_percentile": "Bootstrap trekker personene på nytt mange ganger og ser hvor mye endringen svinger.",
    "mean_change_bca": "Samme trekninger, rettet for skjevhet.",
    "paired_t": "Testen ser på om endringen i gjennomsnitt er større enn tilfeldigheter skulle tilsi.",
    "mcnemar_mid_p": "Testen sammenligner hvor mange som kom inn i andelen, med hvor mange som falt ut.",
    "mcnemar_exact": "Den eksakte utgaven av samme test er strengere.",
    "n_minus_1": "Testen sammenligner andelen i to runder som ikke kan kobles, som om ulike personer svarte i hver.",
    "signed_rank": ("Testen ser på om endringene oppover og nedover er like store, uten å kreve en bestemt fordeling."),
    "signed_rank_pratt": "Samme test, der også de som ikke endret seg, får rang før de tas ut.",
    "brunner_munzel": "Testen ser på om svarene i den ene runden jevnt over er høyere enn i den andre.",
    "holm": (
        "Når mange spørsmål undersøkes samtidig, blir noen små p-verdier til ved en tilfeldighet. Holms "
        "metode retter p opp innen hvert delmål, og innen hver side i skjemaet for spørsmål uten delmål."
    ),
}
"""What each method does, in a sentence; the name and source of the method follow it."""
