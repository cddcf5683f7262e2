"""What a comparison of municipalities would say, had mergers been followed by another rule."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.comparing import indicators
from analysis.comparing.compare import LEVEL
from analysis.comparing.indicators import Indicator
from analysis.comparing.values import Estimate
from analysis.files.rounds import Round
from analysis.linking.municipalities import Meeting
from analysis.linking.pairing import Links, link
from analysis.linking.versions import Matched, matched
from analysis.reducing.counting import answers_of, count
from analysis.reducing.counts import Answers
from analysis.reducing.differences import Integers, from_values
from analysis.statistics.ordinal import mean_change
from analysis.statistics.proportions import paired_change
from questionnaires.codebook import Codebook

ANY = "any former municipality that answered is inside"
PARTS = "sum of the parts that gave a number"


@dataclass(frozen=True, slots=True)
class RuleSensitivity:
    """One question's change by its own merge rule (`main`) and by the other one (`alternative`), and the pairs of each.

    `rule` is the question's own, `other` the alternative in words.
    """

    name: str
    rule: str
    other: str
    main: Estimate | None
    alternative: Estimate | None
    main_pairs: int
    alternative_pairs: int


def other_merge_rules(baseline: Round, followup: Round, codebook: Codebook) -> tuple[RuleSensitivity, ...]:
    """Compare merged municipalities by another rule than the questionnaire's, to see whether it matters.

    Parameters
    ----------
    baseline, followup : Round
        Two rounds of municipalities that answered one version.
    codebook : Codebook
        Of that version.

    Returns
    -------
    tuple of RuleSensitivity
        One for each question whose rule is `share` and that has an indicator: a merged municipality is inside at
        baseline when any former one that answered was, also when not all of them answered. And one for each number
        whose rule is `sum`: the sum of those that gave a number, also when parts are missing. Small numbers are not
        hidden: it is for the analyst, not for the report.

    Raises
    ------
    PairingError, DuplicateKeysError, ClassificationError
        As `compare`.

    """
    links = link(baseline, followup, codebook, None)
    found = (_compared(match, baseline, followup, links) for match in matched(codebook, codebook).values())
    return tuple(each for each in found if each is not None)


def _compared(match: Matched, baseline: Round, followup: Round, links: Links) -> RuleSensitivity | None:
    variable = match.variable
    before, after = answers_of(baseline, match.old), answers_of(followup, match.new)
    counted = count(match, baseline, followup, links)
    if before is None or after is None or counted.pairs is None:
        return None
    merged = [meeting for meeting in links.meetings if meeting.kind == "merged"]
    alone = count(match, baseline, followup, replace(links, meetings=())).pairs
    indicator = indicators.indicator_of(variable)
    if alone is None:
        return None
    if variable.merge == "share" and indicator is not None:
        where = indicators.sides(before.codes, before.on_scale, indicator)
        own = indicators.fourfold(counted.pairs.table, where)
        for pair in counted.merged.sides:
            if pair.later_side >= 0:
                own[pair.side, pair.later_side] += 1
        other = indicators.fourfold(alone.table, where) + _any_inside(merged, (before, after), indicator)
        return RuleSensitivity(
            variable.name, "share", ANY, _share_change(own), _share_change(other), int(own.sum()), int(other.sum())
        )
    if variable.merge == "sum" and counted.pairs.differences is not None and alone.differences is not None:
        more = _parts(merged, before, after)
        changes = np.repeat(alone.differences.values, alone.differences.counts)
        other_changes = from_values(np.concatenate([changes, more]), before.scale)
        own_changes = counted.pairs.differences
        return RuleSensitivity(
            variable.name,
            "sum",
            PARTS,
            mean_change(own_changes, LEVEL),
            mean_change(other_changes, LEVEL),
            own_changes.pairs,
            other_changes.pairs,
        )
    return None


def _share_change(four: Integers) -> Estimate | None:
    (stayed_out, gained), (lost, stayed_in) = four.tolist()
    return paired_change(stayed_in, lost, gained, stayed_out, LEVEL)


def _any_inside(meetings: list[Meeting], answers: tuple[Answers, Answers], indicator: Indicator) -> Integers:
    """Merged municipalities outside and inside (0, 1) at baseline by the same at follow-up."""
    before, after = answers
    where = indicators.sides(before.codes, before.on_scale, indicator)
    four = np.zeros((2, 2), dtype=np.int64)
    for meeting in meetings:
        parts = [int(where[before.states[each.row]]) for each in meeting.former if each.row is not None]
        known = [part for part in parts if part >= 0]
        now = int(where[after.states[meeting.row]])
        if known and now >= 0:
            four[max(known), now] += 1
    return four


def _parts(meetings: list[Meeting], before: Answers, after: Answers) -> Integers:
    """How much each merged municipality changed from the sum of the parts that gave a number."""
    changes = []
    for meeting in meetings:
        rows = [each.row for each in meeting.former if each.row is not None and before.valid[each.row]]
        if rows and after.valid[meeting.row]:
            changes.append(int(after.numbers[meeting.row]) - int(before.numbers[rows].sum()))
    return np.array(changes, dtype=np.int64)
