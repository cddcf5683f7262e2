"""Where each public name of the package lives, so that nothing is loaded before somebody asks for it."""

from __future__ import annotations

HOMES: dict[str, str] = {
    name: module
    for module, names in {
        "armitage": "SeparateRounds cochran_armitage linear_trend separate_rounds share_slope",
        "auditing": "Audit audit",
        "bootstrap": "bootstrap_intervals bootstrap_mean_change",
        "clustered": "clustered_difference clustered_mean clustered_share",
        "clusters": "ClusterResult Clusters ClustersError by_cluster cluster_icc",
        "comparing": "DifferentQuestionnairesError compare compare_counts",
        "contingency": "bowker marginal_scores stuart_maxwell top_box_paired top_box_unpaired",
        "differences": "Differences",
        "dimensions": "Dimension Group filtered flat nested",
        "disclosure": "protect",
        "ends": "at_the_ends",
        "finite": "NearCensus PopulationError finite_mean hypergeometric_interval near_census",
        "groups": "compare_groups",
        "importance": "AnchoredChanges ImportantChange anchored_changes important_change",
        "intraclass": "intraclass_correlations measurement_error",
        "items": "item_rows",
        "leaving": "UnprotectedError",
        "means": "d_av d_z oldham paired_t standardised_response_mean",
        "models": "ModelResult gee mixed_model",
        "multiplicity": "benjamini_hochberg holm",
        "observations": "ModelError Observations",
        "ordinal": "hodges_lehmann mean_change",
        "outcomes": "Dispositions DispositionsError OutcomeRate OutcomeRates outcome_rates",
        "pagetrend": "page_trend trend_correlation",
        "pairs": "pair_table pair_values",
        "panels": "Panel PanelError panel",
        "proportions": "mcnemar paired_change unpaired_change unpaired_test wilson",
        "protected": "ProtectedTable table_from_json table_to_json",
        "protecting": "Contribution audit_sums audit_table protect_sums protect_table",
        "ranks": "cliffs_delta linear_by_linear mann_whitney mann_whitney_normal",
        "ratios": "odds_ratio paired_odds_ratio paired_risk_ratio risk_ratio",
        "reliability": "cronbach_alpha mcdonald_omega reliability_of",
        "responders": "cumulative_change responders_at",
        "responding": (
            "GroupResponse RespondingError ResponseTable compare_responders responders_by_county responders_by_table"
        ),
        "results": "Comparison from_json to_json",
        "rounding": "audit_rounding round_table",
        "rounds": "Round RoundFileError RoundInfo read_round",
        "segmented": "SegmentedResult SeriesError TooFewQuartersError segmented_regression",
        "sensitive": "Dominance PPercent Threshold Unanimous",
        "series": (
            "PlanStatus PlanStatusError QuarterStatus StatusCodes TimeToDone plan_status status_by_quarter time_to_done"
        ),
        "several": "cochran_q friedman kendall_w",
        "signedrank": "rank_biserial signed_rank signed_rank_normal",
        "sql": "StoredRounds counts_from_sql",
        "statements": "Secret Statement",
        "survival": "Durations DurationsError Survival SurvivalStep durations kaplan_meier",
        "texts.agreement": "cohen_kappa krippendorff_alpha theme_agreement",
        "texts.coding": "read_codings read_themes",
        "texts.files": "read_texts",
        "texts.identifying": "suggest",
        "texts.quotes": "draft_quote release_quotes sign",
        "texts.searching": "frequent_terms search",
        "texts.themes": "theme_counts",
        "twogroups": "TwoGroups",
        "trendresults": "RoundPoint SeriesResult Trend protect_trend trend_from_json trend_to_json",
        "trends": "TooFewRoundsError trend",
        "weighted": (
            "WeightedShare WeightedTable weighted_mean weighted_paired_change weighted_share "
            "weighted_share_change weighted_transition"
        ),
        "weighting": (
            "CannotRakeError DesignEffect EmptyCellError MarginsError Weighting WeightsError kish post_stratify rake"
        ),
    }.items()
    for name in names.split()
}
