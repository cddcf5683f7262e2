"""What a comparison says: one frozen object that feeds the sentence, the table, the figure and the export.

The conventions of `comparing.values` hold here too: None is hidden, shares are 0..1, changes are later minus earlier.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from analysis.comparing.groups import GroupResult
from analysis.comparing.persons import ChangeGroup, CumulativeStep, ScoreFlow
from analysis.comparing.values import (
    Better,
    Bounds,
    Caution,
    Change,
    Comparability,
    Direction,
    Distribution,
    Estimate,
    Family,
    Reason,
    RuleSensitivity,
    Share,
    Summary,
    Test,
    Text,
    TransitionTable,
    Verdict,
)
from analysis.comparing.weighted import WeightedResult
from analysis.disclosure.leaving import require_protected


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """The share a report speaks of: in each round over all its answers, and its change over the linked pairs.

    `codes` are inside the share; `of` = "answered" counts missing codes in the denominator, "valid" does not.
    `gained` and `lost` are the pairs that came inside and fell outside. Unlinked rounds have none, nobody no share.
    """

    label: Text
    codes: tuple[str, ...]
    better: Better
    of: Literal["answered", "valid"]
    baseline: Share | None
    followup: Share | None
    pairs_baseline: Share | None
    pairs_followup: Share | None
    gained: int | None
    lost: int | None
    change: Estimate | None
    bounds_baseline: Bounds | None
    bounds_followup: Bounds | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Recoding:
    """Old answers, by their words, that are counted as one of the new version's."""

    old: tuple[Text, ...]
    new: Text


@dataclass(frozen=True, slots=True)
class FormerAnswer:
    """What one former municipality answered at baseline; `answer` is None when it did not answer or is hidden."""

    key: str
    name: str
    answer: str | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A municipality whose former units or origin do not make one pair: shown, and left out of the pairs or not.

    `inside` of `answered` former units were inside the indicator; `of` is how many former units there are.
    `total` is the sum of the parts (rule "sum"), shown also when parts are missing; then no change is computed.
    `paired` says what the unit counts in: everything, the indicator alone, or nothing.
    """

    key: str
    name: str
    kind: Literal["merged", "split"]
    rule: Literal["share", "sum", "list", "none"]
    former: tuple[FormerAnswer, ...]
    now: str | None
    answered: int
    of: int
    inside: int | None
    total: float | None
    paired: Literal["all", "indicator", "no"]
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class ItemResult:
    """Everything said of one variable; `name` is the variable's name in the codebook.

    `paired` is about the rounds, `pairs` counts the units that answered on the scale in both of them. `baseline`
    or `followup` is None when the variable is not in that round. The verdict is about `judged`, the name of an
    estimate: "share_change" (the indicator's) when there is an indicator, else "mean_change" (in `estimates`).
    In a family the test of the judged estimate has the adjusted p. Counts of persons below `small_cell` that a unit
    answered are not shown. `recodings` are old answers that are counted as new ones, `formerly` the older words of the
    question (and its part), `keeps` why it is compared all the same when reworded, `breaks` why it is broken.
    """

    name: str
    question: str
    part: str | None
    text: Text
    part_label: Text
    page: str
    subgoal: tuple[str, ...]
    challenge: tuple[str, ...]
    trend_core: bool
    kind: str
    level: str
    unit: Text
    better: Better
    comparability: Comparability
    paired: bool
    pairs: int | None
    baseline: Distribution | None
    followup: Distribution | None
    table: TransitionTable | None
    change: Change | None
    indicator: IndicatorResult | None
    estimates: tuple[Estimate, ...]
    tests: tuple[Test, ...]
    family: str | None
    judged: str | None
    matters: float | None
    verdict: Verdict
    direction: Direction
    reason: Reason
    listed: tuple[ListedUnit, ...]
    cautions: tuple[Caution, ...]
    small_cell: int | None = None
    suppressed: bool = False
    recodings: tuple[Recoding, ...] = ()
    formerly: tuple[Text, ...] = ()
    keeps: Text | None = None
    breaks: Text | None = None
    pairs_baseline: Summary | None = None
    pairs_followup: Summary | None = None
    other_rule: RuleSensitivity | None = None
    weighted: WeightedResult | None = None
    groups: tuple[GroupResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Responders:
    """How many changed by at least a named threshold, for better or worse."""

    name: str
    threshold: float
    source: str
    improved: Share
    unchanged: Share
    worse: Share


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A score such as PSFS: per person the mean over the items rated in both rounds, and its change.

    `started` had a score at baseline, `pairs` in both rounds, `items_used` of `items_rated` baseline ratings in the
    pairs were rated again. `pairs_baseline` and `pairs_followup` are over their common items. `ends` are of each round.
    """

    name: str
    label: Text
    better: Better
    low: float
    high: float
    paired: bool
    started: int
    followed: int
    pairs: int
    items_used: int | None
    items_rated: int | None
    baseline: Summary | None
    followup: Summary | None
    pairs_baseline: Summary | None
    pairs_followup: Summary | None
    change: Change | None
    estimates: tuple[Estimate, ...]
    tests: tuple[Test, ...]
    responders: tuple[Responders, ...]
    few_items: Share | None
    ceiling: Share | None
    waterfall: tuple[ChangeGroup, ...]
    matters: float | None
    verdict: Verdict
    direction: Direction
    reason: Reason
    cautions: tuple[Caution, ...]
    suppressed: bool = False
    keeps: tuple[Text, ...] = ()
    ends: tuple[Share, ...] = ()
    cumulative: tuple[CumulativeStep, ...] = ()
    flows: tuple[ScoreFlow, ...] = ()
    weighted: WeightedResult | None = None
    groups: tuple[GroupResult, ...] = ()


@dataclass(frozen=True, slots=True)
class PairingSummary:
    """How the two rounds' units met.

    `by` is the key column, "municipality" or None (unlinked). `merged` follow-up units have several former units
    (`merged_from` answered); `split` ones came out of a divided unit. `without_key` respondents could not be linked.
    """

    by: str | None
    both: int
    only_first: int
    only_second: int
    renumbered: int = 0
    merged: int = 0
    merged_from: int = 0
    split: int = 0
    without_key: int = 0


@dataclass(frozen=True, slots=True)
class RoundResult:
    """One round: who was asked, who answered and what to keep in mind."""

    label: str
    date: dt.date | None
    denominator: int | None
    denominator_date: dt.date | None
    caveat: str
    synthetic: bool
    respondents: int
    response_rate: Share | None
    sha256: str


@dataclass(frozen=True, slots=True)
class PageTitle:
    """A section of the questionnaire."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds compared, or the baseline `alone`, which `followup` repeats; `protected` by `disclosure.protect`."""

    questionnaire: str
    title: Text
    languages: tuple[str, ...]
    unit: str
    baseline: RoundResult
    followup: RoundResult
    pairing: PairingSummary
    pages: tuple[PageTitle, ...]
    questions: tuple[ItemResult, ...]
    scores: tuple[ScoreResult, ...]
    families: tuple[Family, ...]
    cautions: tuple[Caution, ...]
    baseline_version: str
    followup_version: str
    level: float = 0.95
    protected: bool = False
    weights: str | None = None
    grouped_by: str | None = None
    alone: bool = False

    @property
    def synthetic(self) -> bool:
        """Whether any answer in it is made up."""
        return self.baseline.synthetic or self.followup.synthetic


def to_json(comparison: Comparison) -> str:
    """The comparison as JSON with the same names as the fields; raises `UnprotectedError` for small numbers."""
    require_protected(comparison)
    return _ADAPTER.dump_json(comparison, indent=2).decode() + "\n"


def from_json(text: str | bytes) -> Comparison:
    """A comparison read back from its JSON; raises pydantic's ValidationError when it is not one."""
    return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(Comparison)
