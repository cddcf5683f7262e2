"""Words for what is said of more than two rounds, of who answered, and of answers that come in groups."""

from __future__ import annotations

CAUTIONS: dict[str, str] = {
    "did_not_converge": "Utrekninga av modellen kom ikkje fram til noko svar, så han gir ingen tal.",
    "few_units": "Det er berre {count} {count:eining|einingar}, så uvissa er truleg større enn intervallet viser.",
    "few_moved": "Berre {count} endra svar, så p-verdien er usikker.",
    "few_quarters": "Den kortaste sida har {count} kvartal; ein serie som blir broten, bør ha minst {of} på kvar side.",
    "exact_fit": "Tala ligg nøyaktig på linjene, så uvissa kan ikkje reknast ut.",
    "stopped": "{count} av {of} tiltak vart avbrotne før dei var gjennomførte.",
    "reopened": "{count} av {of} tiltak vart melde ikkje gjennomførte etter at dei hadde vore det.",
    "eligibility_unknown": "Det er ikkje kjent kor mange av dei uavklarte som kunne svart, så nokre ratar manglar.",
    "incomplete_panel": "{count} av {of} svarte berre i nokre av rundane, og er ikkje med i panelet.",
}

ESTIMATES: dict[str, str] = {
    "kendall_w": "Samstemme om rundane (Kendalls W, 0 til 1)",
    "trend_correlation": "Jamn stigning over rundane (−1 til 1)",
    "share_slope": "Endring i del for kvart steg i tid",
    "between_variance": "Varians mellom einingane",
    "within_variance": "Varians innan einingane",
    "icc": "Intraklassekorrelasjon (ICC)",
    "working_correlation": "Korrelasjon mellom to svar frå same eining",
    "icc_binary": "Intraklassekorrelasjon for ja og nei",
    "design_effect": "Designeffekt",
    "mean": "Gjennomsnitt",
    "share": "Del",
    "median_time": "Median tid",
    "start": "Nivå i første kvartal",
    "slope_before": "Stigning per kvartal før brotet",
    "level_change": "Endring i nivå ved brotet",
    "slope_change": "Endring i stigning etter brotet",
}

TESTS: dict[str, str] = {
    "cochran_q": "Cochrans Q",
    "friedman": "Friedmans test",
    "page_trend": "Pages trendtest",
    "cochran_armitage": "Cochran og Armitages trendtest",
    "linear_trend": "Mantels trendtest",
    "level_change": "Test av endring i nivå ved brotet",
    "slope_change": "Test av endring i stigning etter brotet",
}

METHODS: dict[str, str] = {
    "kendall_w": "Kendalls W seier kor samstemte einingane er om kva rundar som ligg høgast.",
    "trend_correlation": "Rangkorrelasjonen mellom svar og runde, i snitt, seier kor jamt svara stig.",
    "share_slope": "Stigninga er endringa i delen for kvart steg i tid, som ei rett linje gjennom rundane.",
    "between_variance": "Variansen mellom einingane seier kor ulike dei er i snitt over rundane.",
    "within_variance": "Variansen innan einingane seier kor mykje svara frå éi og same eining sprikar.",
    "icc": "Intraklassekorrelasjonen seier kor like svar frå same eining er.",
    "working_correlation": "Korrelasjonen mellom svar frå same eining er det modellen reknar med når han veg dei.",
    "icc_binary": "For ja og nei blir intraklassekorrelasjonen rekna ut frå kor ofte to svar frå same eining er ulike.",
    "design_effect": "Designeffekten er kor mange gonger fleire svar vi treng fordi svar frå same eining er like.",
    "mean": "Intervallet rundt gjennomsnittet seier kor sikkert det er.",
    "median_time": "Medianen er tida då halvparten er ferdige; dei andre blir rekna med så langt dei er følgde.",
    "start": "Nivået i første kvartal er der linja før brotet byrjar.",
    "slope_before": "Stigninga før brotet er endringa frå eit kvartal til det neste.",
    "level_change": "Endringa i nivå er spranget ved brotet, målt frå linja som kvartala før peikar mot.",
    "slope_change": "Endringa i stigning er stigninga etter brotet minus den før.",
    "cochran_q": "Testen ser på om delen er den same i alle rundar, blant einingar som svarte kvar gong.",
    "friedman": "Testen rangerer svara til kvar eining, og ser på om nokon runde jamt over ligg høgare.",
    "page_trend": "Testen ser på om svara stig eller fell jamt, blant einingar som svarte i alle rundar.",
    "cochran_armitage": "Testen ser på om ein del stig eller fell jamt over rundar der ulike personar svarte.",
    "linear_trend": "Testen ser på om svara stig eller fell jamt over rundar der ulike personar svarte.",
}
