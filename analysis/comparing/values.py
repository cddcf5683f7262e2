"""The small frozen values that results are made of.

Conventions that hold everywhere:
- A count or number that is `None` is hidden to protect persons, and `suppressed` beside it is True. 0 is a real zero.
- Shares lie in 0..1, changes are follow-up minus baseline, never NaN or infinite: what cannot be computed is absent and
  a `Caution` says why.
- Texts are `{language: words}` mappings taken from the codebook.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

Text = dict[str, str]
Comparability = Literal["same", "reworded", "recoded", "broken", "new", "gone"]
Direction = Literal["better", "worse", "neutral"]
Better = Literal["higher", "lower", "none"]
Verdict = Literal["increased", "decreased", "unchanged", "small_increase", "small_decrease", "cannot_say"]
Reason = Literal[
    "",
    "too_few",  # fewer than 10 pairs, or 5 in a group
    "uncertain",  # the interval is too wide
    "no_threshold",  # a number question that does not say which change matters
    "no_measure",  # nominal without an indicator, text, key: there is no one number that can rise or fall
    "not_comparable",  # asked in one round only, or with other codes
    "one_value",  # nobody varied, so no interval exists
    "hidden",  # hidden to protect persons
]
CautionCode = Literal[
    "reworded",  # the question's words changed between the rounds
    "recoded",  # old answers are counted as the new ones that they are mapped to
    "constant",  # count of `of` rounds or groups in which all answered the same
    "separated",  # the groups do not overlap
    "no_change",  # no pair changed
    "ceiling",  # count of `of` could not improve by a threshold
    "few_activities",  # count of `of` rated fewer than three activities
    "asymptotic",  # the exact distribution was too large, the p is approximate
    "no_exact_scores",  # the exact test of the scores would take too long; the normal one stands
    "unlinked",  # the rounds cannot be linked, so shares may differ because others answered
    "merged_left_out",  # count of `of` merged units whose former units did not all answer, or not alike
    "split",  # count of units are split: their old answer is history, not a pair
    "suppressed",  # count of numbers hidden
    "no_comparison_group",  # change over time without a control group
    "score_left_out",  # count of scores whose items differ between the versions, or are not in a file
    "no_bootstrap",  # all resamples give the same number, so no bootstrap interval exists
    "no_bca",  # no bias-corrected bootstrap interval exists
    "constant_items",  # count of `of` items were answered alike by all
    "few_items",  # count of items is too small for the coefficient
    "no_factor",  # no sound one-factor model fits the items
    "no_spread",  # persons do not differ
    "weak_anchor",  # the anchor question hardly follows the score
    "tied_cutoffs",  # count of cut-offs are equally good
    "denominator_too_small",  # more answers than the denominator: no response rate
    "zero_cell",  # a ratio has nobody in one of its parts, so it is not given
    "no_rank_interval",  # count pairs are too few for an interval of the typical change
    "one_person",  # a group has one person, so nothing tells how much it varies
    "asymptotic_ranks",  # the exact distribution of the rank sum was too large, its p is approximate
    "did_not_converge",  # a model's fitting did not end, so it gives no numbers
    "few_units",  # count of units or clusters: robust errors are too small with so few
    "few_moved",  # count of units changed their answer, too few for the chi-squared approximation
    "few_quarters",  # count of quarters on the shorter side, where `of` are asked for
    "exact_fit",  # the values lie on the lines exactly, so no errors can be told
    "stopped",  # count of `of` measures were given up before they were done
    "reopened",  # count of `of` measures were reported not done after they had been done
    "eligibility_unknown",  # no share of the unknown cases is known to be eligible, so some rates are absent
    "other_merge_rule",  # the verdict would be another, had merged units been followed by another rule
    "incomplete_panel",  # count of `of` units answered in some rounds only, and are not in the panel
]


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that could mislead, as data: `count` of `of` when the code speaks of a number."""

    code: CautionCode
    count: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with its uncertainty; `method` names the formula, `source` where it is written."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    method: str = ""
    source: str = ""
    suppressed: bool = False

    def __post_init__(self) -> None:
        _require_finite(self)


@dataclass(frozen=True, slots=True)
class Test:
    """One significance test; in a declared family with `p_adjusted` (Holm) and `p_fdr` (Benjamini and Hochberg)."""

    # pytest would otherwise take a class with this name for one of its own.
    __test__: ClassVar[bool] = False

    name: str
    statistic: float | None
    df: float | None
    p: float | None
    p_adjusted: float | None = None
    method: str = ""
    source: str = ""
    suppressed: bool = False
    p_fdr: float | None = None

    def __post_init__(self) -> None:
        _require_finite(self)


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`, with a Wilson interval: «101 av 248»."""

    name: str
    count: int | None
    of: int | None
    value: float | None
    low: float | None
    high: float | None
    level: float = 0.95
    method: str = ""
    source: str = ""
    suppressed: bool = False

    def __post_init__(self) -> None:
        _require_finite(self)


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many gave one code; `share` is of the answers on the scale, and None for a missing code."""

    code: str
    label: Text
    value: int | None
    count: int | None
    share: float | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The middle and spread of a number, a rating or an ordered scale's values."""

    n: int | None
    mean: float | None
    sd: float | None
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    total: float | None = None
    suppressed: bool = False

    def __post_init__(self) -> None:
        _require_finite(self)


@dataclass(frozen=True, slots=True)
class Distribution:
    """All answers to one variable in one round: respondents = valid + missing codes + not answered + not asked."""

    respondents: int
    valid: int | None
    not_answered: int | None
    not_asked: int | None
    codes: tuple[CodeCount, ...]
    missing: tuple[CodeCount, ...]
    summary: Summary | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class TransitionTable:
    """Answers at baseline (rows) by answers at follow-up (columns) of the linked units; numbers have none.

    `codes` are the scale's codes, then its missing codes; units that did not answer in both rounds are not in it.
    """

    codes: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """How many pairs moved up, stayed and moved down the scale (up is the higher value, not the better one)."""

    pairs: int | None
    up: Share
    same: Share
    down: Share


@dataclass(frozen=True, slots=True)
class Bounds:
    """The share if all who did not answer had been outside the indicator (`low`) or inside it (`high`)."""

    low: float | None
    high: float | None
    denominator: int
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class RuleSensitivity:
    """One question's change by its own merge rule (`main`) and by the other one (`alternative`), and the pairs of each.

    `rule` is the question's own, `other` the alternative in words. `verdict` is what the alternative would be called,
    and `changes` whether the question's own is another.
    """

    name: str
    rule: str
    other: str
    main: Estimate | None
    alternative: Estimate | None
    main_pairs: int | None
    alternative_pairs: int | None
    verdict: Verdict = "cannot_say"
    changes: bool = False
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Questions whose tests are corrected together.

    By `method` where the question was chosen beforehand, by `exploratory` where many were looked through.
    """

    name: str
    label: Text
    questions: tuple[str, ...]
    method: str
    exploratory: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """Estimates and tests, and why others are not there."""

    estimates: tuple[Estimate, ...] = ()
    tests: tuple[Test, ...] = ()
    cautions: tuple[Caution, ...] = ()

    def __add__(self, other: Computed) -> Computed:
        return Computed(
            self.estimates + other.estimates, self.tests + other.tests, _once(self.cautions + other.cautions)
        )


def _once(cautions: tuple[Caution, ...]) -> tuple[Caution, ...]:
    return tuple(dict.fromkeys(cautions))


def _require_finite(value: Estimate | Test | Share | Summary) -> None:
    for name in value.__dataclass_fields__:
        number = getattr(value, name)
        if isinstance(number, float) and not math.isfinite(number):
            raise NotFiniteError(f"{type(value).__name__}.{name} is {number}: leave out what cannot be computed.")


class NotFiniteError(ValueError):
    """A result that is not a number reached a result object."""
