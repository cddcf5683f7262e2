"""Comparing: rounds of answers become counts, and counts become results and reports.

    from analysis import compare, protect, read_round

`import analysis` itself loads no numbers library; the first use of a name does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from analysis.homes import HOMES

if TYPE_CHECKING:
    from analysis.comparing.compare import DifferentQuestionnairesError, compare, compare_counts
    from analysis.comparing.results import Comparison, from_json, to_json
    from analysis.comparing.sensitivity import other_merge_rules
    from analysis.comparing.values import RuleSensitivity
    from analysis.disclosure.auditing import Audit, audit
    from analysis.disclosure.comparisons import protect
    from analysis.disclosure.dimensions import Dimension, Group, filtered, flat, nested
    from analysis.disclosure.leaving import UnprotectedError
    from analysis.disclosure.protected import ProtectedTable, table_from_json, table_to_json
    from analysis.disclosure.protecting import Contribution, audit_sums, audit_table, protect_sums, protect_table
    from analysis.disclosure.rounding import audit_rounding, round_table
    from analysis.disclosure.sensitive import Dominance, PPercent, Threshold, Unanimous
    from analysis.disclosure.statements import Secret, Statement
    from analysis.files.rounds import Round, RoundFileError, RoundInfo, read_round, read_rounds
    from analysis.reducing.differences import Differences
    from analysis.reducing.grouped import GroupsError, crossed_by_group, weighted_by_group
    from analysis.reducing.items import item_rows
    from analysis.reducing.observations import ModelError, Observations
    from analysis.reducing.pairs import pair_table, pair_values
    from analysis.reducing.panels import Panel, PanelError, panel
    from analysis.reducing.sql import StoredRounds, counts_from_sql
    from analysis.reducing.twogroups import TwoGroups
    from analysis.responding.clustered import clustered_difference, clustered_mean, clustered_share
    from analysis.responding.clusters import ClustersError, by_cluster, cluster_icc
    from analysis.responding.finite import PopulationError, finite_mean, hypergeometric_interval, near_census
    from analysis.responding.nonresponse import (
        RespondingError,
        compare_responders,
        responders_by_county,
        responders_by_table,
    )
    from analysis.responding.outcomes import Dispositions, DispositionsError, outcome_rates
    from analysis.responding.weighted import (
        weighted_mean,
        weighted_paired_change,
        weighted_share,
        weighted_share_change,
        weighted_transition,
    )
    from analysis.responding.weighting import (
        CannotRakeError,
        EmptyCellError,
        MarginsError,
        WeightsError,
        kish,
        post_stratify,
        rake,
    )
    from analysis.scales.anchors import AnchoredChanges, anchored_changes
    from analysis.scales.ends import at_the_ends
    from analysis.scales.importance import ImportantChange, important_change
    from analysis.scales.intraclass import intraclass_correlations, measurement_error
    from analysis.scales.reliability import cronbach_alpha, mcdonald_omega, reliability_of
    from analysis.scales.responders import cumulative_change, responders_at
    from analysis.statistics.bootstrap import bootstrap_intervals, bootstrap_mean_change
    from analysis.statistics.contingency import (
        bowker,
        marginal_scores,
        stuart_maxwell,
        top_box_paired,
        top_box_unpaired,
    )
    from analysis.statistics.groups import compare_groups
    from analysis.statistics.means import d_av, d_z, oldham, paired_t, standardised_response_mean
    from analysis.statistics.multiplicity import benjamini_hochberg, holm
    from analysis.statistics.ordinal import hodges_lehmann, mean_change
    from analysis.statistics.proportions import mcnemar, paired_change, unpaired_change, unpaired_test, wilson
    from analysis.statistics.ranks import cliffs_delta, linear_by_linear, mann_whitney, mann_whitney_normal
    from analysis.statistics.ratios import odds_ratio, paired_odds_ratio, paired_risk_ratio, risk_ratio
    from analysis.statistics.signedrank import rank_biserial, signed_rank, signed_rank_normal
    from analysis.texts.agreement import cohen_kappa, krippendorff_alpha, theme_agreement
    from analysis.texts.coding import read_codings, read_themes
    from analysis.texts.files import read_texts
    from analysis.texts.identifying import suggest
    from analysis.texts.quotes import draft_quote, release_quotes, sign
    from analysis.texts.searching import frequent_terms, search
    from analysis.texts.themes import theme_counts
    from analysis.trends.armitage import SeparateRounds, cochran_armitage, linear_trend, separate_rounds, share_slope
    from analysis.trends.models import gee, mixed_model
    from analysis.trends.pagetrend import page_trend, trend_correlation
    from analysis.trends.segmented import SeriesError, TooFewQuartersError, segmented_regression
    from analysis.trends.series import (
        PlanStatusError,
        StatusCodes,
        plan_status,
        plan_status_of_rounds,
        status_by_quarter,
        time_to_done,
    )
    from analysis.trends.several import cochran_q, friedman, kendall_w
    from analysis.trends.survival import DurationsError, durations, kaplan_meier
    from analysis.trends.trend import TooFewRoundsError, trend
    from analysis.trends.trendprotection import protect_trend
    from analysis.trends.trendresults import Trend, trend_from_json, trend_to_json

__all__ = [
    "AnchoredChanges",
    "Audit",
    "CannotRakeError",
    "ClustersError",
    "Comparison",
    "Contribution",
    "Differences",
    "DifferentQuestionnairesError",
    "Dimension",
    "Dispositions",
    "DispositionsError",
    "Dominance",
    "DurationsError",
    "EmptyCellError",
    "Group",
    "GroupsError",
    "ImportantChange",
    "MarginsError",
    "ModelError",
    "Observations",
    "PPercent",
    "Panel",
    "PanelError",
    "PlanStatusError",
    "PopulationError",
    "ProtectedTable",
    "RespondingError",
    "Round",
    "RoundFileError",
    "RoundInfo",
    "RuleSensitivity",
    "Secret",
    "SeparateRounds",
    "SeriesError",
    "Statement",
    "StatusCodes",
    "StoredRounds",
    "Threshold",
    "TooFewQuartersError",
    "TooFewRoundsError",
    "Trend",
    "TwoGroups",
    "Unanimous",
    "UnprotectedError",
    "WeightsError",
    "anchored_changes",
    "at_the_ends",
    "audit",
    "audit_rounding",
    "audit_sums",
    "audit_table",
    "benjamini_hochberg",
    "bootstrap_intervals",
    "bootstrap_mean_change",
    "bowker",
    "by_cluster",
    "cliffs_delta",
    "cluster_icc",
    "clustered_difference",
    "clustered_mean",
    "clustered_share",
    "cochran_armitage",
    "cochran_q",
    "cohen_kappa",
    "compare",
    "compare_counts",
    "compare_groups",
    "compare_responders",
    "counts_from_sql",
    "cronbach_alpha",
    "crossed_by_group",
    "cumulative_change",
    "d_av",
    "d_z",
    "draft_quote",
    "durations",
    "filtered",
    "finite_mean",
    "flat",
    "frequent_terms",
    "friedman",
    "from_json",
    "gee",
    "hodges_lehmann",
    "holm",
    "hypergeometric_interval",
    "important_change",
    "intraclass_correlations",
    "item_rows",
    "kaplan_meier",
    "kendall_w",
    "kish",
    "krippendorff_alpha",
    "linear_by_linear",
    "linear_trend",
    "mann_whitney",
    "mann_whitney_normal",
    "marginal_scores",
    "mcdonald_omega",
    "mcnemar",
    "mean_change",
    "measurement_error",
    "mixed_model",
    "near_census",
    "nested",
    "odds_ratio",
    "oldham",
    "other_merge_rules",
    "outcome_rates",
    "page_trend",
    "pair_table",
    "pair_values",
    "paired_change",
    "paired_odds_ratio",
    "paired_risk_ratio",
    "paired_t",
    "panel",
    "plan_status",
    "plan_status_of_rounds",
    "post_stratify",
    "protect",
    "protect_sums",
    "protect_table",
    "protect_trend",
    "rake",
    "rank_biserial",
    "read_codings",
    "read_round",
    "read_rounds",
    "read_texts",
    "read_themes",
    "release_quotes",
    "reliability_of",
    "responders_at",
    "responders_by_county",
    "responders_by_table",
    "risk_ratio",
    "round_table",
    "search",
    "segmented_regression",
    "separate_rounds",
    "share_slope",
    "sign",
    "signed_rank",
    "signed_rank_normal",
    "standardised_response_mean",
    "status_by_quarter",
    "stuart_maxwell",
    "suggest",
    "table_from_json",
    "table_to_json",
    "theme_agreement",
    "theme_counts",
    "time_to_done",
    "to_json",
    "top_box_paired",
    "top_box_unpaired",
    "trend",
    "trend_correlation",
    "trend_from_json",
    "trend_to_json",
    "unpaired_change",
    "unpaired_test",
    "weighted_by_group",
    "weighted_mean",
    "weighted_paired_change",
    "weighted_share",
    "weighted_share_change",
    "weighted_transition",
    "wilson",
]


def __getattr__(name: str) -> object:
    if name not in HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{HOMES[name]}"), name)
