"""The same comparison within each group: a linked unit is in the group that it is in at follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from analysis.comparing.findings import TwoRounds
from analysis.comparing.groups import GroupResult
from analysis.comparing.questions import Setting, compare_question
from analysis.comparing.results import IndicatorResult, ItemResult, ScoreResult
from analysis.comparing.values import Change, Estimate, Share
from analysis.files.rounds import Round
from analysis.linking.pairing import Links, link
from analysis.linking.versions import Matched
from analysis.reducing.counting import count
from analysis.reducing.grouped import GroupsError
from analysis.scales.scores import compare_score
from questionnaires.codebook import NOT_ASKED, Codebook, ScoreEntry

OF_GROUP = "Mean of the group's answers"
MOST_GROUPS = 60
"""More are no groups but names: the counties of the country are fewer."""


@dataclass(frozen=True, slots=True)
class Within:
    """One group's part of the two rounds; `label` is None for those without a group."""

    label: str | None
    baseline: Round
    followup: Round
    links: Links


def groups_of(rounds: TwoRounds, column: str, codebook: Codebook, pair_by: str | None) -> tuple[Within, ...]:
    """The rounds split by this column of both; raises GroupsError when one lacks it, or there are too many groups."""
    before, after = (_labels(each, column) for each in (rounds.baseline, rounds.followup))
    was, became = before.to_list(), after.to_list()
    links = rounds.links
    for first, second in zip(links.first.tolist(), links.second.tolist(), strict=True):
        was[first] = became[second]
    for meeting in links.meetings:
        for former in meeting.former:
            if former.row is not None:
                was[former.row] = became[meeting.row]
    found = sorted({*was, *became}, key=lambda label: (label is None, label or ""))
    if len(found) > MOST_GROUPS:
        raise GroupsError(f"{column!r} has {len(found)} groups; {MOST_GROUPS} at most. Put some together.")
    return tuple(_within(rounds, (was, became), label, (codebook, pair_by)) for label in found)


def grouped(question: ItemResult, match: Matched, groups: tuple[Within, ...], setting: Setting) -> ItemResult:
    """The question with what it says within each group; one that cannot be judged or compared is left as it is."""
    if not groups or question.judged is None or not match.drawn:
        return question
    alone = replace(setting, denominators=(None, None))
    told = (
        (each.label, compare_question(match, count(match, each.baseline, each.followup, each.links), alone))
        for each in groups
    )
    return replace(question, groups=tuple(_told(label, found) for label, found in told))


def score_groups(
    score: ScoreEntry, matches: Mapping[str, Matched], groups: tuple[Within, ...], level: float
) -> tuple[GroupResult, ...]:
    """What the score says within each group."""
    told = (
        (each.label, compare_score(score, matches, TwoRounds(each.baseline, each.followup, each.links, level)))
        for each in groups
    )
    return tuple(_told_score(label, found) for label, found in told if found is not None)


def _labels(round_: Round, column: str) -> pl.Series:
    if column not in round_.data.columns:
        raise GroupsError(f"{round_.info.label}: there is no column {column!r} to group by.")
    labels = round_.data[column].cast(pl.String)
    return labels.set(labels.is_in([NOT_ASKED, ""]).fill_null(value=False), None)


def _within(
    rounds: TwoRounds,
    labels: tuple[list[str | None], list[str | None]],
    label: str | None,
    how: tuple[Codebook, str | None],
) -> Within:
    parts = [
        Round(each.info, each.data.filter(pl.Series([own == label for own in column], dtype=pl.Boolean)))
        for each, column in zip((rounds.baseline, rounds.followup), labels, strict=True)
    ]
    return Within(label, parts[0], parts[1], link(parts[0], parts[1], *how))


def _told(label: str | None, found: ItemResult) -> GroupResult:
    if found.indicator is not None:
        return _share(label, found, found.indicator)
    sides = (found.baseline, found.followup)
    ends = [
        None if each is None or each.summary is None else Estimate("mean", each.summary.mean, method=OF_GROUP)
        for each in sides
    ]
    valid = [0 if each is None else each.valid or 0 for each in sides]
    counts = [tuple(code.count or 0 for code in each.codes) for each in sides if each is not None]
    if found.pairs is not None:
        # Who is in one round only is told by the two means and the change together.
        counts += [_ways(found.change), *((each - found.pairs,) for each in valid)]
    change = next((each for each in found.estimates if each.name == found.judged), None)
    return _result((label, found), (valid[0], valid[1], found.pairs), (ends[0], ends[1], change), counts)


def _told_score(label: str | None, found: ScoreResult) -> GroupResult:
    sides = (found.baseline, found.followup)
    ends = [None if each is None else Estimate("mean", each.mean, method=OF_GROUP) for each in sides]
    change = next((each for each in found.estimates if each.name == "mean_change"), None)
    pairs = found.pairs if found.paired else None
    counts: list[tuple[int, ...]] = []
    if pairs is not None:
        counts = [_ways(found.change), (found.started - pairs,), (found.followed - pairs,)]
    return _result((label, found), (found.started, found.followed, pairs), (ends[0], ends[1], change), counts)


def _ways(change: Change | None) -> tuple[int, int, int]:
    """How many pairs rose, stayed and fell."""
    if change is None:
        return 0, 0, 0
    return change.up.count or 0, change.same.count or 0, change.down.count or 0


def _share(label: str | None, found: ItemResult, indicator: IndicatorResult) -> GroupResult:
    rounds = (indicator.baseline, indicator.followup)
    ends = [
        None
        if each is None
        else Estimate("share", each.value, each.low, each.high, each.level, each.method, each.source)
        for each in rounds
    ]
    sizes = [0 if each is None else each.of or 0 for each in rounds]
    before = indicator.pairs_baseline
    pairs = None if indicator.gained is None else (0 if before is None else before.of or 0)
    counts: list[tuple[int, ...]] = [_parts(each) for each in rounds]
    if pairs is not None:
        gained, lost = indicator.gained or 0, indicator.lost or 0
        inside, outside = _parts(before)
        counts += [(gained, lost, inside - lost, outside - gained), *((each - pairs,) for each in sizes)]
    return _result((label, found), (sizes[0], sizes[1], pairs), (ends[0], ends[1], indicator.change), counts)


def _parts(share: Share | None) -> tuple[int, int]:
    inside, of = (0, 0) if share is None else (share.count or 0, share.of or 0)
    return inside, of - inside


def _result(
    of: tuple[str | None, ItemResult | ScoreResult],
    sizes: tuple[int, int, int | None],
    ends: tuple[Estimate | None, Estimate | None, Estimate | None],
    counts: list[tuple[int, ...]],
) -> GroupResult:
    label, found = of
    return GroupResult(
        group=label,
        n_baseline=sizes[0],
        n_followup=sizes[1],
        pairs=sizes[2],
        baseline=ends[0],
        followup=ends[1],
        change=ends[2],
        verdict=found.verdict,
        direction=found.direction,
        reason=found.reason,
        counts=(*((each,) for each in sizes if each is not None), *counts),
    )
