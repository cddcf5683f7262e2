"""Comparing: rounds of answers become counts, and counts become results and reports.

    from analysis import compare, protect, read_round

`import analysis` itself loads no numbers library; the first use of a name does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.armitage import SeparateRounds, cochran_armitage, linear_trend, separate_rounds, share_slope
    from analysis.auditing import Audit, audit
    from analysis.bootstrap import bootstrap_intervals, bootstrap_mean_change
    from analysis.comparing import DifferentQuestionnairesError, compare
    from analysis.dimensions import Dimension, Group, filtered, flat, nested
    from analysis.disclosure import protect
    from analysis.intraclass import intraclass_correlations, measurement_error
    from analysis.items import item_rows
    from analysis.leaving import UnprotectedError
    from analysis.means import d_av, d_z, oldham, paired_t, standardised_response_mean
    from analysis.models import ModelResult, gee, mixed_model
    from analysis.observations import ModelError, Observations
    from analysis.pagetrend import page_trend, trend_correlation
    from analysis.pairs import pair_table, pair_values
    from analysis.panels import Panel, PanelError, panel
    from analysis.protected import ProtectedTable, table_from_json, table_to_json
    from analysis.protecting import Contribution, audit_table, protect_sums, protect_table
    from analysis.reliability import cronbach_alpha, mcdonald_omega
    from analysis.results import Comparison, from_json, to_json
    from analysis.rounding import audit_rounding, round_table
    from analysis.rounds import Round, RoundFileError, RoundInfo, read_round
    from analysis.segmented import SegmentedResult, SeriesError, TooFewQuartersError, segmented_regression
    from analysis.sensitive import Dominance, PPercent, Threshold, Unanimous
    from analysis.series import (
        PlanStatus,
        PlanStatusError,
        QuarterStatus,
        StatusCodes,
        TimeToDone,
        plan_status,
        status_by_quarter,
        time_to_done,
    )
    from analysis.several import cochran_q, friedman, kendall_w
    from analysis.statements import Secret, Statement
    from analysis.survival import Durations, DurationsError, Survival, SurvivalStep, durations, kaplan_meier
    from analysis.texts.agreement import cohen_kappa, krippendorff_alpha, theme_agreement
    from analysis.texts.coding import read_codings, read_themes
    from analysis.texts.files import read_texts
    from analysis.texts.identifying import suggest
    from analysis.texts.quotes import draft_quote, release_quotes, sign
    from analysis.texts.searching import frequent_terms, search
    from analysis.texts.themes import theme_counts
    from analysis.weighted import (
        WeightedShare,
        WeightedTable,
        weighted_mean,
        weighted_paired_change,
        weighted_share,
        weighted_share_change,
        weighted_transition,
    )
    from analysis.weighting import (
        CannotRakeError,
        DesignEffect,
        EmptyCellError,
        MarginsError,
        Weighting,
        WeightsError,
        kish,
        post_stratify,
        rake,
    )

__all__ = [
    "Audit",
    "CannotRakeError",
    "Comparison",
    "Contribution",
    "DesignEffect",
    "DifferentQuestionnairesError",
    "Dimension",
    "Dominance",
    "Durations",
    "DurationsError",
    "EmptyCellError",
    "Group",
    "MarginsError",
    "ModelError",
    "ModelResult",
    "Observations",
    "PPercent",
    "Panel",
    "PanelError",
    "PlanStatus",
    "PlanStatusError",
    "ProtectedTable",
    "QuarterStatus",
    "Round",
    "RoundFileError",
    "RoundInfo",
    "Secret",
    "SegmentedResult",
    "SeparateRounds",
    "SeriesError",
    "Statement",
    "StatusCodes",
    "Survival",
    "SurvivalStep",
    "Threshold",
    "TimeToDone",
    "TooFewQuartersError",
    "Unanimous",
    "UnprotectedError",
    "WeightedShare",
    "WeightedTable",
    "Weighting",
    "WeightsError",
    "audit",
    "audit_rounding",
    "audit_table",
    "bootstrap_intervals",
    "bootstrap_mean_change",
    "cochran_armitage",
    "cochran_q",
    "cohen_kappa",
    "compare",
    "cronbach_alpha",
    "d_av",
    "d_z",
    "draft_quote",
    "durations",
    "filtered",
    "flat",
    "frequent_terms",
    "friedman",
    "from_json",
    "gee",
    "intraclass_correlations",
    "item_rows",
    "kaplan_meier",
    "kendall_w",
    "kish",
    "krippendorff_alpha",
    "linear_trend",
    "mcdonald_omega",
    "measurement_error",
    "mixed_model",
    "nested",
    "oldham",
    "page_trend",
    "pair_table",
    "pair_values",
    "paired_t",
    "panel",
    "plan_status",
    "post_stratify",
    "protect",
    "protect_sums",
    "protect_table",
    "rake",
    "read_codings",
    "read_round",
    "read_texts",
    "read_themes",
    "release_quotes",
    "round_table",
    "search",
    "segmented_regression",
    "separate_rounds",
    "share_slope",
    "sign",
    "standardised_response_mean",
    "status_by_quarter",
    "suggest",
    "table_from_json",
    "table_to_json",
    "theme_agreement",
    "theme_counts",
    "time_to_done",
    "to_json",
    "trend_correlation",
    "weighted_mean",
    "weighted_paired_change",
    "weighted_share",
    "weighted_share_change",
    "weighted_transition",
]

_HOMES = {
    "Audit": "auditing",
    "CannotRakeError": "weighting",
    "Comparison": "results",
    "Contribution": "protecting",
    "DesignEffect": "weighting",
    "DifferentQuestionnairesError": "comparing",
    "Dimension": "dimensions",
    "Dominance": "sensitive",
    "Durations": "survival",
    "DurationsError": "survival",
    "EmptyCellError": "weighting",
    "Group": "dimensions",
    "MarginsError": "weighting",
    "ModelError": "observations",
    "ModelResult": "models",
    "Observations": "observations",
    "PPercent": "sensitive",
    "Panel": "panels",
    "PanelError": "panels",
    "PlanStatus": "series",
    "PlanStatusError": "series",
    "ProtectedTable": "protected",
    "QuarterStatus": "series",
    "Round": "rounds",
    "RoundFileError": "rounds",
    "RoundInfo": "rounds",
    "Secret": "statements",
    "SegmentedResult": "segmented",
    "SeparateRounds": "armitage",
    "SeriesError": "segmented",
    "Statement": "statements",
    "StatusCodes": "series",
    "Survival": "survival",
    "SurvivalStep": "survival",
    "Threshold": "sensitive",
    "TimeToDone": "series",
    "TooFewQuartersError": "segmented",
    "Unanimous": "sensitive",
    "UnprotectedError": "leaving",
    "WeightedShare": "weighted",
    "WeightedTable": "weighted",
    "Weighting": "weighting",
    "WeightsError": "weighting",
    "audit": "auditing",
    "audit_rounding": "rounding",
    "audit_table": "protecting",
    "bootstrap_intervals": "bootstrap",
    "bootstrap_mean_change": "bootstrap",
    "cochran_armitage": "armitage",
    "cochran_q": "several",
    "cohen_kappa": "texts.agreement",
    "compare": "comparing",
    "cronbach_alpha": "reliability",
    "d_av": "means",
    "d_z": "means",
    "draft_quote": "texts.quotes",
    "durations": "survival",
    "filtered": "dimensions",
    "flat": "dimensions",
    "frequent_terms": "texts.searching",
    "friedman": "several",
    "from_json": "results",
    "gee": "models",
    "intraclass_correlations": "intraclass",
    "item_rows": "items",
    "kaplan_meier": "survival",
    "kendall_w": "several",
    "kish": "weighting",
    "krippendorff_alpha": "texts.agreement",
    "linear_trend": "armitage",
    "mcdonald_omega": "reliability",
    "measurement_error": "intraclass",
    "mixed_model": "models",
    "nested": "dimensions",
    "oldham": "means",
    "page_trend": "pagetrend",
    "pair_table": "pairs",
    "pair_values": "pairs",
    "paired_t": "means",
    "panel": "panels",
    "plan_status": "series",
    "post_stratify": "weighting",
    "protect": "disclosure",
    "protect_sums": "protecting",
    "protect_table": "protecting",
    "rake": "weighting",
    "read_codings": "texts.coding",
    "read_round": "rounds",
    "read_texts": "texts.files",
    "read_themes": "texts.coding",
    "release_quotes": "texts.quotes",
    "round_table": "rounding",
    "search": "texts.searching",
    "segmented_regression": "segmented",
    "separate_rounds": "armitage",
    "share_slope": "armitage",
    "sign": "texts.quotes",
    "standardised_response_mean": "means",
    "status_by_quarter": "series",
    "suggest": "texts.identifying",
    "table_from_json": "protected",
    "table_to_json": "protected",
    "theme_agreement": "texts.agreement",
    "theme_counts": "texts.themes",
    "time_to_done": "series",
    "to_json": "results",
    "trend_correlation": "pagetrend",
    "weighted_mean": "weighted",
    "weighted_paired_change": "weighted",
    "weighted_share": "weighted",
    "weighted_share_change": "weighted",
    "weighted_transition": "weighted",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOMES[name]}"), name)
