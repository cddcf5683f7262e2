"""Words for what is said of more than two rounds, of who answered, and of answers that come in groups."""

from __future__ import annotations

CAUTIONS: dict[str, str] = {
    "did_not_converge": "Beregningen av modellen kom ikke fram til noe svar, så den gir ingen tall.",
    "few_units": "Det er bare {count} enheter, så usikkerheten er trolig større enn intervallet viser.",
    "few_moved": "Bare {count} endret svar, så p-verdien er usikker.",
}

ESTIMATES: dict[str, str] = {
    "kendall_w": "Samstemthet om rundene (Kendalls W, 0 til 1)",
    "trend_correlation": "Jevn stigning over rundene (−1 til 1)",
    "share_slope": "Endring i andel for hvert steg i tid",
    "between_variance": "Varians mellom enhetene",
    "within_variance": "Varians innen enhetene",
    "icc": "Intraklassekorrelasjon (ICC)",
    "working_correlation": "Korrelasjon mellom to svar fra samme enhet",
}

TESTS: dict[str, str] = {
    "cochran_q": "Cochrans Q",
    "friedman": "Friedmans test",
    "page_trend": "Pages trendtest",
    "cochran_armitage": "Cochran og Armitages trendtest",
    "linear_trend": "Mantels trendtest",
}

METHODS: dict[str, str] = {
    "kendall_w": "Kendalls W sier hvor samstemte enhetene er om hvilke runder som ligger høyest.",
    "trend_correlation": "Rangkorrelasjonen mellom svar og runde, i snitt, sier hvor jevnt svarene stiger.",
    "share_slope": "Stigningen er endringen i andelen for hvert steg i tid, som en rett linje gjennom rundene.",
    "between_variance": "Variansen mellom enhetene sier hvor ulike de er i snitt over rundene.",
    "within_variance": "Variansen innen enhetene sier hvor mye svarene fra én og samme enhet spriker.",
    "icc": "Intraklassekorrelasjonen sier hvor like svar fra samme enhet er.",
    "working_correlation": "Korrelasjonen mellom svar fra samme enhet er det modellen regner med når den veier dem.",
    "cochran_q": "Testen ser på om andelen er den samme i alle runder, blant enheter som svarte hver gang.",
    "friedman": "Testen rangerer hver enhets svar, og ser på om noen runde jevnt over ligger høyere.",
    "page_trend": "Testen ser på om svarene stiger eller faller jevnt, blant enheter som svarte i alle runder.",
    "cochran_armitage": "Testen ser på om en andel stiger eller faller jevnt over runder der ulike personer svarte.",
    "linear_trend": "Testen ser på om svarene stiger eller faller jevnt over runder der ulike personer svarte.",
}
