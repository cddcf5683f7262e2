"""Words for what is said of more than two rounds, of who answered, and of answers that come in groups."""

from __future__ import annotations

CAUTIONS: dict[str, str] = {
    "did_not_converge": "Beregningen av modellen kom ikke fram til noe svar, så den gir ingen tall.",
    "few_units": "Det er bare {count} {count:enhet|enheter}, så usikkerheten er trolig større enn intervallet viser.",
    "few_moved": "Bare {count} endret svar, så p-verdien er usikker.",
    "few_quarters": (
        "Den korteste siden har {count} {count:kvartal|kvartaler}; en serie som brytes, bør ha minst {of} på hver side."
    ),
    "exact_fit": "Tallene ligger nøyaktig på linjene, så usikkerheten kan ikke regnes ut.",
    "stopped": "{count} av {of} tiltak ble avbrutt før de var gjennomført.",
    "reopened": "{count} av {of} tiltak ble meldt ikke gjennomført etter at de hadde vært det.",
    "eligibility_unknown": "Det er ikke kjent hvor mange av de uavklarte som kunne svart, så noen rater mangler.",
    "incomplete_panel": "{count} av {of} svarte bare i noen av rundene, og er ikke med i panelet.",
}

ESTIMATES: dict[str, str] = {
    "kendall_w": "Samstemthet om rundene (Kendalls W, 0 til 1)",
    "trend_correlation": "Jevn stigning over rundene (−1 til 1)",
    "share_slope": "Endring i andel for hvert steg i tid",
    "between_variance": "Varians mellom enhetene",
    "within_variance": "Varians innen enhetene",
    "icc": "Intraklassekorrelasjon (ICC)",
    "working_correlation": "Korrelasjon mellom to svar fra samme enhet",
    "icc_binary": "Intraklassekorrelasjon for ja og nei",
    "design_effect": "Designeffekt",
    "mean": "Gjennomsnitt",
    "share": "Andel",
    "median_time": "Median tid",
    "start": "Nivå i første kvartal",
    "slope_before": "Stigning per kvartal før bruddet",
    "level_change": "Endring i nivå ved bruddet",
    "slope_change": "Endring i stigning etter bruddet",
}

TESTS: dict[str, str] = {
    "cochran_q": "Cochrans Q",
    "friedman": "Friedmans test",
    "page_trend": "Pages trendtest",
    "cochran_armitage": "Cochran og Armitages trendtest",
    "linear_trend": "Mantels trendtest",
    "level_change": "Test av endring i nivå ved bruddet",
    "slope_change": "Test av endring i stigning etter bruddet",
}

METHODS: dict[str, str] = {
    "kendall_w": "Kendalls W sier hvor samstemte enhetene er om hvilke runder som ligger høyest.",
    "trend_correlation": "Rangkorrelasjonen mellom svar og runde, i snitt, sier hvor jevnt svarene stiger.",
    "share_slope": "Stigningen er endringen i andelen for hvert steg i tid, som en rett linje gjennom rundene.",
    "between_variance": "Variansen mellom enhetene sier hvor ulike de er i snitt over rundene.",
    "within_variance": "Variansen innen enhetene sier hvor mye svarene fra én og samme enhet spriker.",
    "icc": "Intraklassekorrelasjonen sier hvor like svar fra samme enhet er.",
    "working_correlation": "Korrelasjonen mellom svar fra samme enhet er det modellen regner med når den veier dem.",
    "icc_binary": "For ja og nei regnes intraklassekorrelasjonen ut fra hvor ofte to svar fra samme enhet er ulike.",
    "design_effect": "Designeffekten er hvor mange ganger flere svar vi trenger fordi svar fra samme enhet er like.",
    "mean": "Intervallet rundt gjennomsnittet sier hvor sikkert det er.",
    "median_time": "Medianen er tiden da halvparten er ferdige; de andre regnes med så langt de er fulgt.",
    "start": "Nivået i første kvartal er der linjen før bruddet begynner.",
    "slope_before": "Stigningen før bruddet er endringen fra et kvartal til det neste.",
    "level_change": "Endringen i nivå er spranget ved bruddet, målt fra linjen som kvartalene før peker mot.",
    "slope_change": "Endringen i stigning er stigningen etter bruddet minus den før.",
    "cochran_q": "Testen ser på om andelen er den samme i alle runder, blant enheter som svarte hver gang.",
    "friedman": "Testen rangerer hver enhets svar, og ser på om noen runde jevnt over ligger høyere.",
    "page_trend": "Testen ser på om svarene stiger eller faller jevnt, blant enheter som svarte i alle runder.",
    "cochran_armitage": "Testen ser på om en andel stiger eller faller jevnt over runder der ulike personer svarte.",
    "linear_trend": "Testen ser på om svarene stiger eller faller jevnt over runder der ulike personer svarte.",
}
