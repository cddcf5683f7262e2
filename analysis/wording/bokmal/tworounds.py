"""Words for the further estimates and tests of two rounds: ratios, square tables, ranks and their approximations."""

from __future__ import annotations

CAUTIONS: dict[str, str] = {
    "zero_cell": "Et forholdstall er ikke regnet ut, fordi ingen var i en av delene det sammenligner.",
    "no_exact_scores": "Den nøyaktige testen med skår er ikke regnet ut, fordi det ville tatt for lang tid.",
    "no_rank_interval": "{count} par er for få til et intervall rundt den typiske endringen.",
    "one_person": "I en av rundene svarte bare én, så usikkerheten kan ikke regnes ut.",
    "asymptotic_ranks": "p-verdien fra Mann og Whitneys test er tilnærmet, fordi den nøyaktige tok for lang tid.",
}

ESTIMATES: dict[str, str] = {
    "risk_ratio": "Andelen i andre runde delt på andelen i første",
    "odds_ratio": "Oddsen i andre runde delt på oddsen i første",
    "odds_ratio_paired": "De som kom til, delt på de som falt fra (oddsrate)",
    "top_box_change": "Endring i andelen med beste svar",
    "cliffs_delta": "Cliffs delta (−1 til 1)",
    "share": "Andel i gruppen",
    "mean": "Gjennomsnitt i gruppen",
    "weighted_share": "Vektet andel",
    "weighted_mean": "Vektet gjennomsnitt",
}

TESTS: dict[str, str] = {
    "signed_rank_normal": "Tegnrangtest, normaltilnærming",
    "signed_rank_corrected": "Tegnrangtest, normaltilnærming med kontinuitetskorreksjon",
    "stuart_maxwell": "Stuart og Maxwells test",
    "bowker": "Bowkers symmetritest",
    "marginal_scores": "Test av like fordelinger med skår",
    "marginal_scores_exact": "Test av like fordelinger med skår (eksakt)",
    "mann_whitney": "Mann og Whitneys test",
    "mann_whitney_normal": "Mann og Whitneys test, normaltilnærming",
    "mann_whitney_corrected": "Mann og Whitneys test, normaltilnærming med kontinuitetskorreksjon",
    "linear_by_linear": "Test av lineær sammenheng mellom runde og svar",
}

METHODS: dict[str, str] = {
    "share": "Andeler i små grupper har brede intervaller. Forskjeller mellom grupper er ikke prøvd.",
    "mean": "Gjennomsnitt i små grupper svinger mye. Forskjeller mellom grupper er ikke prøvd.",
    "weighted_share": "Vektede andeler har et intervall som blir bredere jo mer ulike vektene er.",
    "weighted_mean": "Vektede gjennomsnitt har et intervall som blir bredere jo mer ulike vektene er.",
    "risk_ratio": "Forholdet mellom to andeler sier hvor mange ganger så stor den siste er.",
    "odds_ratio": "Oddsraten sammenligner innenfor og utenfor i de to rundene. Den er ikke et forhold mellom andeler.",
    "odds_ratio_paired": "Oddsraten for par sier hvor mange som kom til for hver som falt fra.",
    "top_box_change": "Andelen med beste svar er lett å forstå, men ser ikke endringer lenger nede på skalaen.",
    "cliffs_delta": "Cliffs delta er sjansen for et høyere svar i andre runde, minus sjansen for et lavere.",
    "signed_rank_normal": "Tilnærmingen er den mange programmer oppgir. Den nøyaktige p-verdien er å foretrekke.",
    "signed_rank_corrected": "Tilnærmingen kan korrigeres for at rangsummer går i trinn.",
    "stuart_maxwell": "Testen ser på om svarene fordeler seg likt i de to rundene, uten å se på rekkefølgen.",
    "bowker": "Testen ser på om like mange flyttet seg fra ett svar til et annet som den andre veien.",
    "marginal_scores": "Testen ser på om gjennomsnittet av svarenes verdier er likt i de to rundene.",
    "marginal_scores_exact": "Den nøyaktige utgaven går gjennom alle måter fortegnene kunne ha falt på.",
    "mann_whitney": "Testen sammenligner rangene til svarene i to runder med ulike personer.",
    "mann_whitney_normal": "Tilnærmingen er den mange programmer oppgir.",
    "mann_whitney_corrected": "Tilnærmingen kan korrigeres for at rangsummer går i trinn.",
    "linear_by_linear": "Testen ser på om svarenes verdier stiger eller synker fra den ene runden til den andre.",
}
