"""Single words and fixed sentences for the codes that results carry."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str, str]] = {
    "municipality": ("municipality", "municipalities", "municipalities"),
    "course": ("person", "persons", "persons"),
    "person": ("person", "persons", "persons"),
    "measure": ("measure", "measures", "measures"),
}
"""One, many and all of those who answer."""

VERDICTS: dict[str, str] = {
    "increased": "Increased",
    "decreased": "Decreased",
    "unchanged": "Unchanged",
    "small_increase": "Slight increase",
    "small_decrease": "Slight decrease",
    "cannot_say": "Cannot say",
}

DIRECTIONS: dict[str, str] = {"better": "for the better", "worse": "for the worse", "neutral": ""}

TALLIES: dict[str, str] = {
    "increased": "{n} increased",
    "decreased": "{n} decreased",
    "unchanged": "{n} unchanged",
    "small_increase": "{n} increased slightly",
    "small_decrease": "{n} decreased slightly",
    "cannot_say": "{n} that we cannot say anything certain about",
}

REASONS: dict[str, str] = {
    "too_few": "too few answered (we require 10 pairs, or 5 answers in each round where rounds cannot be linked)",
    "uncertain": "the uncertainty is too large",
    "no_threshold": "it has not been decided how large a change matters",
    "no_measure": "the answers do not give one number that can rise or fall",
    "not_comparable": "the question was not asked alike in both rounds",
    "one_value": "everybody answered the same, so the uncertainty cannot be computed",
    "hidden": "the figures are hidden to protect individuals",
}

NO_VERDICT: dict[str, str] = {
    "too_few": (
        "We cannot say whether anything has changed: too few answered (we require 10 pairs, or 5 answers in each "
        "round where rounds cannot be linked)."
    ),
    "uncertain": "We cannot say whether there is a change that matters, because the uncertainty is too large.",
    "no_threshold": "It has not been decided how large a change matters here.",
    "no_measure": "There is no one number here that can rise or fall. See the distribution.",
    "not_comparable": "The rounds cannot be compared on this question.",
    "one_value": "Everybody answered the same in both rounds, so the uncertainty cannot be computed.",
    "hidden": "The change is not shown, to protect individuals.",
}

COMPARABILITY: dict[str, str] = {
    "new": "The question was asked in the second round only.",
    "gone": "The question was asked in the first round only.",
    "reworded": "The wording changed between the rounds, so the figures are not compared and no trend is drawn.",
    "broken": "The question or its answers changed between the rounds, so the figures cannot be compared.",
}

CAUTIONS: dict[str, str] = {
    "reworded": "The wording changed between the rounds, which may explain some of the difference.",
    "recoded": "The answers were recoded between the rounds: those of the first round are converted to the new ones.",
    "constant": "In {count} of {of} rounds everybody answered the same.",
    "separated": "The answers of the two rounds do not overlap, so some of the measures cannot be computed.",
    "no_change": "Nobody who answered both times changed their answer.",
    "ceiling": ("{count} of {of} were so near the best end at the start that they could not improve by the threshold."),
    "few_activities": "{count} of {of} rated fewer than three activities.",
    "asymptotic": "The p-value is approximate, because the exact distribution became too large to compute.",
    "unlinked": "The rounds cannot be linked, so a difference may come of others having answered.",
    "score_left_out": (
        "{count} {count:score is|scores are} not compared, because the questions in them changed or are missing "
        "from a round."
    ),
    "merged_and_split": "{count} of {of} merged municipalities and {split} split ones are left out of the change.",
    "merged_left_out": "{count} of {of} merged municipalities {count:is|are} left out of the change.",
    "other_merge_rule": (
        "The conclusion depends on how merged municipalities are followed. By another rule it would have been another."
    ),
    "split": "{count} {count:split municipality is|split municipalities are} left out of the change.",
    "suppressed": "{count} {count:figure is|figures are} hidden to protect individuals.",
    "no_comparison_group": "There was no comparison group; natural recovery is part of the figure.",
    "no_bootstrap": "All resamples gave the same number, so there is no bootstrap interval.",
    "no_bca": "The corrected bootstrap interval (BCa) does not exist; the simple one stands alone.",
    "constant_items": (
        "On {count} of {of} questions everybody answered the same, so it is not measured whether they hang together."
    ),
    "few_items": "{count} questions are too few to compute omega.",
    "no_factor": "The questions do not fit one common factor, so omega is not computed.",
    "weak_anchor": "What the persons themselves say of improvement is too weakly related to the score.",
    "tied_cutoffs": "{count} cut-offs are equally good; the lowest is given.",
    "no_spread": "The persons are alike, so there are no differences to measure reliably.",
    "denominator_too_small": "There were more answers than possible respondents, so no response rate is computed.",
}

ESTIMATES: dict[str, str] = {
    "share_change": "Change in share",
    "mean_change": "Change in mean",
    "hodges_lehmann": "Typical change (Hodges-Lehmann)",
    "rank_biserial": "Rank-biserial correlation (−1 to 1)",
    "superiority": "Probability of a higher answer in the second round",
    "srm": "Change in standard deviations (SRM)",
    "d_z": "Change divided by the standard deviation of the changes (d_z)",
    "d_av": "Change divided by the spread between persons (d_av)",
    "oldham": "Relation between change and level (Oldham)",
    "alpha": "Cronbach’s alpha",
    "alpha_baseline": "Cronbach’s alpha, first round",
    "alpha_followup": "Cronbach’s alpha, second round",
    "omega": "McDonald’s omega",
    "mean_change_percentile": "Change in mean, bootstrap (percentile)",
    "mean_change_bca": "Change in mean, bootstrap (BCa)",
}

TESTS: dict[str, str] = {
    "mcnemar_mid_p": "McNemar’s test (mid-p)",
    "mcnemar_exact": "McNemar’s test (exact)",
    "n_minus_1": "Chi-squared test with N − 1",
    "signed_rank": "Wilcoxon’s signed-rank test",
    "signed_rank_pratt": "Signed-rank test with Pratt’s rule",
    "brunner_munzel": "Brunner and Munzel’s test",
    "paired_t": "Paired t-test",
}

METHODS: dict[str, str] = {
    "share": "The interval around a share says how certain the share is.",
    "share_change": "The interval around the change in a share allows for the uncertainty in both rounds.",
    "mean_change": "The change in the mean has an interval that follows from how much the changes vary.",
    "hodges_lehmann": "The typical change is not swayed by a few who changed very much.",
    "rank_biserial": "The rank-biserial correlation weighs the changes upwards against those downwards, from −1 to 1.",
    "superiority": (
        "The probability that a random answer of the second round is higher than one of the first; ties count as half."
    ),
    "srm": "The change divided by the standard deviation of the changes makes scales comparable.",
    "d_z": "The change divided by how much the changes vary; the same number as the SRM.",
    "d_av": "The change divided by how much the persons vary.",
    "oldham": (
        "Oldham’s correlation says whether those who were high changed otherwise, without being misled by chance "
        "highs and lows that even out by themselves."
    ),
    "alpha": "Cronbach’s alpha says how well the questions of a score hang together, up to 1.",
    "alpha_baseline": "Cronbach’s alpha says how well the questions of a score hang together, up to 1.",
    "alpha_followup": "The same in the second round.",
    "omega": "Omega says how much of the differences in the sum comes from what the questions have in common.",
    "mean_change_percentile": "The bootstrap draws the persons anew many times and sees how much the change varies.",
    "mean_change_bca": "The same draws, corrected for skewness.",
    "paired_t": "The test asks whether the change in the mean is larger than chance would make it.",
    "mcnemar_mid_p": "The test compares how many came into the share with how many fell out.",
    "mcnemar_exact": "The exact version of the same test is stricter.",
    "n_minus_1": (
        "The test compares the share in two rounds that cannot be linked, as if different persons answered in each."
    ),
    "signed_rank": (
        "The test asks whether changes upwards and downwards are equally large, without a particular distribution."
    ),
    "signed_rank_pratt": "The same test, where those who did not change are ranked before they are taken out.",
    "brunner_munzel": "The test asks whether the answers of one round are generally higher than those of the other.",
    "holm": (
        "When many questions are examined at once, some small p-values come about by chance. Holm’s method "
        "corrects p within each sub-goal, and within each page of the form for questions without a sub-goal."
    ),
}
"""What each method does, in a sentence; the name and source of the method follow it."""
