"""Words for the further estimates and tests of two rounds: ratios, square tables, ranks and their approximations."""

from __future__ import annotations

CAUTIONS: dict[str, str] = {
    "zero_cell": "A ratio is not computed, because nobody was in one of the parts that it compares.",
    "no_exact_scores": "The exact test with scores is not computed, because it would take too long.",
    "no_rank_interval": "{count} pairs are too few for an interval around the typical change.",
    "one_person": "In one of the rounds only one answered, so the uncertainty cannot be computed.",
    "asymptotic_ranks": "The p-value of Mann and Whitney’s test is approximate, because the exact one took too long.",
}

ESTIMATES: dict[str, str] = {
    "risk_ratio": "The share in the second round divided by the share in the first",
    "odds_ratio": "The odds in the second round divided by the odds in the first",
    "odds_ratio_paired": "Those who joined, divided by those who left (odds ratio)",
    "top_box_change": "Change in the share with the best answer",
    "cliffs_delta": "Cliff’s delta (−1 to 1)",
    "share": "Share of the group",
    "mean": "Mean of the group",
    "weighted_share": "Weighted share",
    "weighted_mean": "Weighted mean",
}

TESTS: dict[str, str] = {
    "signed_rank_normal": "Signed-rank test, normal approximation",
    "signed_rank_corrected": "Signed-rank test, normal approximation with continuity correction",
    "stuart_maxwell": "Stuart and Maxwell’s test",
    "bowker": "Bowker’s test of symmetry",
    "marginal_scores": "Test of equal distributions with scores",
    "marginal_scores_exact": "Test of equal distributions with scores (exact)",
    "mann_whitney": "Mann and Whitney’s test",
    "mann_whitney_normal": "Mann and Whitney’s test, normal approximation",
    "mann_whitney_corrected": "Mann and Whitney’s test, normal approximation with continuity correction",
    "linear_by_linear": "Test of a linear relation between round and answer",
}

METHODS: dict[str, str] = {
    "share": "Shares in small groups have wide intervals. Differences between groups are not tested.",
    "mean": "Means in small groups vary much. Differences between groups are not tested.",
    "weighted_share": "Weighted shares have an interval that widens the more the weights differ.",
    "weighted_mean": "Weighted means have an interval that widens the more the weights differ.",
    "risk_ratio": "The ratio of two shares says how many times as large the last one is.",
    "odds_ratio": "The odds ratio compares inside and outside in the two rounds. It is not a ratio of shares.",
    "odds_ratio_paired": "The odds ratio for pairs says how many joined for each that left.",
    "top_box_change": "The share with the best answer is easy to grasp, but misses changes further down the scale.",
    "cliffs_delta": "Cliff’s delta is the chance of a higher answer in the second round minus that of a lower one.",
    "signed_rank_normal": "The approximation is what many programs give. The exact p-value is to be preferred.",
    "signed_rank_corrected": "The approximation can be corrected for rank sums going in steps.",
    "stuart_maxwell": "The test asks whether the answers are distributed alike in both rounds, whatever their order.",
    "bowker": "The test asks whether as many moved from one answer to another as the other way.",
    "marginal_scores": "The test asks whether the mean of the answers’ values is the same in both rounds.",
    "marginal_scores_exact": "The exact version goes through all the ways that the signs could have fallen.",
    "mann_whitney": "The test compares the ranks of the answers in two rounds of different persons.",
    "mann_whitney_normal": "The approximation is what many programs give.",
    "mann_whitney_corrected": "The approximation can be corrected for rank sums going in steps.",
    "linear_by_linear": "The test asks whether the answers’ values rise or fall from one round to the other.",
}
