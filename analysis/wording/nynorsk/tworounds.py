"""Words for the further estimates and tests of two rounds: ratios, square tables, ranks and their approximations."""

from __future__ import annotations

CAUTIONS: dict[str, str] = {
    "zero_cell": "Eit forholdstal er ikkje rekna ut, fordi ingen var i ein av delane det samanliknar.",
    "no_exact_scores": "Den nøyaktige testen med skårar er ikkje rekna ut, fordi det ville teke for lang tid.",
    "no_rank_interval": "{count} par er for få til eit intervall rundt den typiske endringa.",
    "one_person": "I ein av rundane svarte berre éin, så uvissa kan ikkje reknast ut.",
    "asymptotic_ranks": "p-verdien frå Mann og Whitneys test er tilnærma, fordi den nøyaktige tok for lang tid.",
}

ESTIMATES: dict[str, str] = {
    "risk_ratio": "Delen i andre runde delt på delen i første",
    "odds_ratio": "Oddsen i andre runde delt på oddsen i første",
    "odds_ratio_paired": "Dei som kom til, delt på dei som fall frå (oddsrate)",
    "top_box_change": "Endring i delen med beste svar",
    "cliffs_delta": "Cliffs delta (−1 til 1)",
    "share": "Del i gruppa",
    "mean": "Gjennomsnitt i gruppa",
    "weighted_share": "Vekta del",
    "weighted_mean": "Vekta gjennomsnitt",
}

TESTS: dict[str, str] = {
    "signed_rank_normal": "Teiknrangtest, normaltilnærming",
    "signed_rank_corrected": "Teiknrangtest, normaltilnærming med kontinuitetskorreksjon",
    "stuart_maxwell": "Stuart og Maxwells test",
    "bowker": "Bowkers symmetritest",
    "marginal_scores": "Test av like fordelingar med skårar",
    "marginal_scores_exact": "Test av like fordelingar med skårar (eksakt)",
    "mann_whitney": "Mann og Whitneys test",
    "mann_whitney_normal": "Mann og Whitneys test, normaltilnærming",
    "mann_whitney_corrected": "Mann og Whitneys test, normaltilnærming med kontinuitetskorreksjon",
    "linear_by_linear": "Test av lineær samanheng mellom runde og svar",
}

METHODS: dict[str, str] = {
    "share": "Delar i små grupper har breie intervall. Skilnader mellom grupper er ikkje prøvde.",
    "mean": "Gjennomsnitt i små grupper svingar mykje. Skilnader mellom grupper er ikkje prøvde.",
    "weighted_share": "Vekta delar har eit intervall som blir breiare jo meir ulike vektene er.",
    "weighted_mean": "Vekta gjennomsnitt har eit intervall som blir breiare jo meir ulike vektene er.",
    "risk_ratio": "Forholdet mellom to delar seier kor mange gonger så stor den siste er.",
    "odds_ratio": "Oddsraten samanliknar innanfor og utanfor i dei to rundane. Han er ikkje eit forhold mellom delar.",
    "odds_ratio_paired": "Oddsraten for par seier kor mange som kom til for kvar som fall frå.",
    "top_box_change": "Delen med beste svar er lett å forstå, men ser ikkje endringar lenger nede på skalaen.",
    "cliffs_delta": "Cliffs delta er sjansen for eit høgare svar i andre runde, minus sjansen for eit lågare.",
    "signed_rank_normal": "Tilnærminga er den mange program oppgir. Den nøyaktige p-verdien er å føretrekkje.",
    "signed_rank_corrected": "Tilnærminga kan korrigerast for at rangsummar går i trinn.",
    "stuart_maxwell": "Testen ser på om svara fordeler seg likt i dei to rundane, utan å sjå på rekkjefølgja.",
    "bowker": "Testen ser på om like mange flytta seg frå eitt svar til eit anna som den andre vegen.",
    "marginal_scores": "Testen ser på om gjennomsnittet av verdiane til svara er likt i dei to rundane.",
    "marginal_scores_exact": "Den nøyaktige utgåva går gjennom alle måtar forteikna kunne ha falle på.",
    "mann_whitney": "Testen samanliknar rangane til svara i to rundar med ulike personar.",
    "mann_whitney_normal": "Tilnærminga er den mange program oppgir.",
    "mann_whitney_corrected": "Tilnærminga kan korrigerast for at rangsummar går i trinn.",
    "linear_by_linear": "Testen ser på om verdiane til svara stig eller søkk frå den eine runden til den andre.",
}
