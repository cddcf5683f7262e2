"""Groups of a question beside all of it: none is shown that is small, or that is all that the shown ones leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.comparing.groups import GroupResult
from analysis.comparing.results import ItemResult, ScoreResult
from analysis.comparing.values import Estimate
from analysis.disclosure.hiding import hide_estimate
from analysis.disclosure.suppression import is_small

Codes = frozenset[str | None]
"""Codes of groups; None is the group of those who did not answer the question that parts them."""


def protected_groups(question: ItemResult, gone: Codes, *, all_told: bool) -> ItemResult:
    """The question with the groups that may be shown; none when numbers of all are hidden that groups add up to."""
    return replace(question, groups=told_groups(question.groups, gone, all_told=all_told))


def told_groups(groups: tuple[GroupResult, ...], gone: Codes, *, all_told: bool) -> tuple[GroupResult, ...]:
    """The groups as they may be told.

    A group is hidden when it is of `gone`, or when any count that its numbers are made of is 1-4. What is left when the
    shown groups are taken from all must be of two groups at least and have no such count either: the smallest shown
    groups are hidden until that is so.
    """
    shown = _shown(groups, gone) if all_told else frozenset()
    return tuple(replace(each, counts=()) if at in shown else _hidden(each) for at, each in enumerate(groups))


def uncounted(parting: ItemResult) -> Codes:
    """The groups whose size is hidden in what everybody answered to the question that parts them, in any round.

    A number of such a group beside another question would tell how many it is.
    """
    rounds = [each for each in (parting.baseline, parting.followup) if each is not None]
    unanswered = any(each.not_answered is None for each in rounds)
    codes = {code.code for each in rounds for code in (*each.codes, *each.missing) if code.suppressed}
    return Codes({*codes, None} if unanswered else codes)


def without_counts(groups: tuple[GroupResult, ...]) -> tuple[GroupResult, ...]:
    """All the groups, as public bodies' answers may be shown."""
    return tuple(replace(each, counts=()) for each in groups)


def tells_score(score: ScoreResult) -> bool:
    """Whether a protected score is told whole: its counts, its means in both rounds and its estimates."""
    ends = score.baseline, score.followup
    means = all(each is not None and each.mean is not None for each in ends)
    return means and not score.suppressed


def tells_all(question: ItemResult) -> bool:
    """Whether every number that the groups' numbers add up to is shown for all of them together."""
    found = question.indicator
    if found is None:
        return not question.suppressed
    ends = (found.baseline, found.followup, found.pairs_baseline, found.pairs_followup, found.change)
    moved = question.paired and None in (found.gained, found.lost)
    return not moved and not any(each is not None and each.suppressed for each in ends)


def _shown(groups: Sequence[GroupResult], gone: Codes) -> frozenset[int]:
    shown = {at for at, each in enumerate(groups) if each.group not in gone and not _small(each.counts)}
    while shown and not _doubtful([each for at, each in enumerate(groups) if at not in shown]):
        shown.remove(min(shown, key=lambda at: (sum(map(sum, groups[at].counts)), at)))
    return frozenset(shown)


def _doubtful(left: Sequence[GroupResult]) -> bool:
    """Whether no small count can be worked out of what is left: of nobody, or of several groups.

    Together they have no small count; and where one of them has, not all are of one part, for then each group is too.
    """
    if not left:
        return True
    for parts in zip(*(each.counts for each in left), strict=True):
        together = [sum(counts) for counts in zip(*parts, strict=True)]
        alike = len(together) > 1 and sum(map(bool, together)) == 1
        if any(map(is_small, together)) or (alike and _small(parts)):
            return False
    return len(left) > 1


def _small(counts: Iterable[Sequence[int]]) -> bool:
    return any(is_small(count) for parts in counts for count in parts)


def _hidden(group: GroupResult) -> GroupResult:
    def gone(estimate: Estimate | None) -> Estimate | None:
        return None if estimate is None else hide_estimate(estimate)

    return GroupResult(
        group.group,
        None,
        None,
        None,
        gone(group.baseline),
        gone(group.followup),
        gone(group.change),
        verdict="cannot_say",
        direction="neutral",
        reason="hidden",
        suppressed=True,
    )
