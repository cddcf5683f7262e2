"""Words for what is said of more than two rounds, of who answered, and of answers that come in groups."""

from __future__ import annotations

CAUTIONS: dict[str, str] = {
    "did_not_converge": "The model did not arrive at an answer, so it gives no figures.",
    "few_units": (
        "There are only {count} {count:unit|units}, so the uncertainty is probably larger than the interval shows."
    ),
    "few_moved": "Only {count} changed their answer, so the p-value is uncertain.",
    "few_quarters": (
        "The shorter side has {count} {count:quarter|quarters}; an interrupted series should have at least {of} "
        "on each."
    ),
    "exact_fit": "The figures lie exactly on the lines, so the uncertainty cannot be computed.",
    "stopped": "{count} of {of} measures {count:was stopped before it was|were stopped before they were} done.",
    "reopened": (
        "{count} of {of} measures "
        "{count:was reported not done after it had|were reported not done after they had} been."
    ),
    "eligibility_unknown": "It is not known how many of the unresolved could have answered, so some rates are missing.",
    "incomplete_panel": "{count} of {of} answered in some of the rounds only, and are not in the panel.",
}

ESTIMATES: dict[str, str] = {
    "kendall_w": "Agreement about the rounds (Kendall’s W, 0 to 1)",
    "trend_correlation": "Steady rise over the rounds (−1 to 1)",
    "share_slope": "Change in share for each step in time",
    "between_variance": "Variance between units",
    "within_variance": "Variance within units",
    "icc": "Intraclass correlation (ICC)",
    "working_correlation": "Correlation between two answers of the same unit",
    "icc_binary": "Intraclass correlation for yes and no",
    "design_effect": "Design effect",
    "mean": "Mean",
    "share": "Share",
    "median_time": "Median time",
    "start": "Level in the first quarter",
    "slope_before": "Slope per quarter before the break",
    "level_change": "Change in level at the break",
    "slope_change": "Change in slope after the break",
}

TESTS: dict[str, str] = {
    "cochran_q": "Cochran’s Q",
    "friedman": "Friedman’s test",
    "page_trend": "Page’s trend test",
    "cochran_armitage": "Cochran and Armitage’s trend test",
    "linear_trend": "Mantel’s trend test",
    "level_change": "Test of a change in level at the break",
    "slope_change": "Test of a change in slope after the break",
}

METHODS: dict[str, str] = {
    "kendall_w": "Kendall’s W says how much the units agree about which rounds are highest.",
    "trend_correlation": "The mean rank correlation between answer and round says how steadily the answers rise.",
    "share_slope": "The slope is the change in the share for each step in time, as a straight line through the rounds.",
    "between_variance": "The variance between units says how different they are, averaged over the rounds.",
    "within_variance": "The variance within units says how much the answers of one and the same unit vary.",
    "icc": "The intraclass correlation says how alike answers of the same unit are.",
    "working_correlation": "The correlation between answers of the same unit is what the model assumes to weigh them.",
    "icc_binary": "For yes and no, the intraclass correlation follows from how often two answers of a unit differ.",
    "design_effect": "The design effect is how many times more answers are needed because those of a unit are alike.",
    "mean": "The interval around the mean says how certain it is.",
    "median_time": "The median is when half are done; the others count for as long as they were followed.",
    "start": "The level in the first quarter is where the line before the break begins.",
    "slope_before": "The slope before the break is the change from one quarter to the next.",
    "level_change": "The change in level is the jump at the break, from where the line of the quarters before points.",
    "slope_change": "The change in slope is the slope after the break minus the one before.",
    "cochran_q": "The test asks whether the share is the same in all rounds, among units that answered each time.",
    "friedman": "The test ranks the answers of each unit, and asks whether some round is generally higher.",
    "page_trend": "The test asks whether the answers rise or fall steadily, among units that answered in all rounds.",
    "cochran_armitage": "The test asks whether a share rises or falls steadily over rounds of different persons.",
    "linear_trend": "The test asks whether the answers rise or fall steadily over rounds of different persons.",
}
