"""Protecting persons: what may leave a comparison.

For persons and courses every count of 1-4 is hidden, with so many others that it cannot be worked out from counts, sums
and means (`suppression`); estimates and tests of fewer than five are hidden, the others rounded where counts beside
them are hidden. How many took part is not hidden, but how many were asked a question that hangs on another is, when
they or the others are few. Intervals go where they would tell a count.
Municipalities answer as public bodies: their answers stand, but small counts of persons in them do not.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.comparing.families import corrected, primary
from analysis.comparing.results import (
    Comparison,
    ItemResult,
    ListedUnit,
    PairingSummary,
    Responders,
    ScoreResult,
)
from analysis.comparing.values import Caution, Distribution, Share, Summary
from analysis.disclosure.blurring import estimate_by_size, group_by_size, numbers_by_size, p_by_size, summary_by_size
from analysis.disclosure.groups import (
    Codes,
    protected_groups,
    tells_all,
    tells_score,
    told_groups,
    uncounted,
    without_counts,
)
from analysis.disclosure.hiding import (
    coarse_test,
    hide_estimate,
    hide_rule,
    hide_share,
    hide_summary,
    hide_test,
    without,
)
from analysis.disclosure.published import systems
from analysis.disclosure.suppression import SMALLEST_SHOWN, Name, Question, Shown, hidden
from analysis.disclosure.weighted import coarse_weighted, hide_weighted, weighted_score
from analysis.scales.ends import RESAMPLED, shown_ends

OF_PERSONS = ("person", "course")
"""Units of a questionnaire whose answers are a person's own."""


def protect(comparison: Comparison) -> Comparison:
    """The comparison as it may be shown, stored and sent; protecting it twice changes nothing."""
    if comparison.protected:
        return comparison
    questions, scores = comparison.questions, comparison.scores
    if comparison.unit in OF_PERSONS:
        everybody = _persons(comparison.pairing)
        by = next((each for each in questions if each.name == comparison.grouped_by), None)
        gone = Codes() if by is None else uncounted(_protected(by, everybody, Codes()))
        questions = tuple(_protected(question, everybody, gone) for question in questions)
        scores = tuple(_protected_score(score, gone) for score in scores)
    else:
        questions = tuple(_of_bodies(question) for question in questions)
        scores = tuple(replace(score, groups=without_counts(score.groups)) for score in scores)
    # An adjusted p is made of the family's other p as well, which may be hidden by now.
    questions = corrected(questions, comparison.families, primary)
    return replace(comparison, questions=questions, scores=scores, protected=True)


def _persons(pairing: PairingSummary) -> int:
    """How many different persons there are in the rounds together."""
    return pairing.both + pairing.only_first + pairing.only_second + pairing.without_key


def _protected(question: ItemResult, everybody: int, gone: Codes) -> ItemResult:
    names = frozenset[Name]().union(*(hidden(system) for system in systems(question, everybody)))
    if names:
        question = without(question, names)
        question = replace(question, cautions=(*question.cautions, Caution("suppressed", len(names))))
    told = hide_weighted(question.weighted) if names else coarse_weighted(question.weighted)
    question = replace(question, weighted=told)
    question = _without_few(question, SMALLEST_SHOWN)
    question = protected_groups(question, gone, all_told=tells_all(question))
    return numbers_by_size(question) if question.level == "number" else question


def _of_bodies(question: ItemResult) -> ItemResult:
    if question.small_cell is None:
        return replace(question, groups=without_counts(question.groups))
    question = _without_small_cells(question)
    return protected_groups(question, Codes(), all_told=not question.suppressed)


def _without_few(question: ItemResult, fewest: int) -> ItemResult:
    """Without estimates and tests over fewer than `fewest` pairs, or persons in a group, and without their middle."""
    before, after = (_few_answers(each, question.pairs, fewest) for each in (question.baseline, question.followup))
    if any(told is not each for told, each in ((before, question.baseline), (after, question.followup))):
        question = replace(question, baseline=before, followup=after, weighted=hide_weighted(question.weighted))
    sizes = [each.valid for each in (question.baseline, question.followup) if each is not None]
    size = question.pairs if question.paired else min((each or 0 for each in sizes), default=0)
    few = size is None or size < fewest
    if few:
        estimates, tests = tuple(map(hide_estimate, question.estimates)), tuple(map(hide_test, question.tests))
        question = replace(question, estimates=estimates, tests=tests, weighted=hide_weighted(question.weighted))
    other = question.other_rule
    if few or (other is not None and (other.alternative_pairs or 0) < fewest):
        question = _without_other_rule(question)
    if few:
        middles = (hide_summary(question.pairs_baseline), hide_summary(question.pairs_followup))
        question = replace(question, pairs_baseline=middles[0], pairs_followup=middles[1])
    found = question.indicator
    counted = found.pairs_baseline if found is not None else None
    if found is not None and found.change is not None and counted is not None and (counted.of or 0) < fewest:
        question = replace(question, indicator=replace(found, change=hide_estimate(found.change)))
    return _without_verdict_of_hidden(question)


def _without_other_rule(question: ItemResult) -> ItemResult:
    cautions = tuple(each for each in question.cautions if each.code != "other_merge_rule")
    return replace(question, other_rule=hide_rule(question.other_rule), cautions=cautions)


def _few_answers(answers: Distribution | None, pairs: int | None, fewest: int) -> Distribution | None:
    """Without the middle of few, or of all when few numbers are not the pairs': the two means would tell theirs."""
    if answers is None:
        return None
    valid = answers.valid or 0
    beside = pairs is not None and not answers.codes and 0 < valid - pairs < fewest
    if valid >= fewest and not beside:
        return answers
    return replace(answers, summary=hide_summary(answers.summary))


def _without_verdict_of_hidden(question: ItemResult) -> ItemResult:
    judged = [each for each in question.estimates if each.name == question.judged]
    if question.judged == "share_change" and question.indicator is not None and question.indicator.change is not None:
        judged = [question.indicator.change]
    if not any(each.suppressed and each.value is None for each in judged):
        return question
    return replace(_without_other_rule(question), verdict="cannot_say", direction="neutral", reason="hidden")


def _protected_score(score: ScoreResult, gone: Codes) -> ScoreResult:
    names = hidden(_moves(score)) if score.change is not None else frozenset[Name]()
    few, ceiling = _protected_share(score.few_items), _protected_share(score.ceiling)
    change = score.change
    if change is not None:
        up, same, down = (_unless(each, (each.name,), names) for each in (change.up, change.same, change.down))
        change = replace(change, up=up, same=same, down=down)
    score = replace(
        score,
        change=change,
        responders=tuple(_responders(each, names) for each in score.responders),
        few_items=few,
        ceiling=ceiling,
        ends=shown_ends(score),
        estimates=tuple(each for each in score.estimates if not names or each.name not in RESAMPLED),
        tests=tuple(map(coarse_test, score.tests)) if names else score.tests,
        cautions=tuple(_caution(each, few, ceiling) for each in score.cautions),
        baseline=_few(score.baseline, score.started, score),
        followup=_few(score.followup, score.followed, score),
        suppressed=bool(names) or any(share is not None and share.suppressed for share in (few, ceiling)),
    )
    size = score.pairs if score.paired else min(score.started, score.followed)
    score = replace(
        score,
        baseline=summary_by_size(score.baseline),
        followup=summary_by_size(score.followup),
        pairs_baseline=summary_by_size(score.pairs_baseline),
        pairs_followup=summary_by_size(score.pairs_followup),
        estimates=tuple(estimate_by_size(each, size) for each in score.estimates),
        tests=tuple(p_by_size(each, size) for each in score.tests),
    )
    score = weighted_score(score if size >= SMALLEST_SHOWN else _without_pairs(score))
    groups = told_groups(score.groups, gone, all_told=tells_score(score))
    return replace(score, groups=tuple(map(group_by_size, groups)))


def _without_pairs(score: ScoreResult) -> ScoreResult:
    return replace(
        score,
        pairs_baseline=hide_summary(score.pairs_baseline),
        pairs_followup=hide_summary(score.pairs_followup),
        estimates=tuple(map(hide_estimate, score.estimates)),
        tests=tuple(map(hide_test, score.tests)),
        suppressed=True,
    )


def _moves(score: ScoreResult) -> Question:
    """Counts of pairs by how far they moved: beyond each threshold, less, or not at all."""
    ordered = sorted(score.responders, key=lambda each: each.threshold)
    change = score.change
    if change is None:
        return Question(np.zeros(0, dtype=np.int64), [], [], [])
    better, worse = (change.up, change.down) if score.better != "lower" else (change.down, change.up)
    gains = _bins(better, [each.improved for each in ordered])
    losses = _bins(worse, [each.worse for each in ordered])[::-1]
    atoms = np.array([*gains, change.same.count or 0, *losses], dtype=np.int64)
    size, middle = len(atoms), len(gains)

    def among(first: int, last: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([int(first <= place < last) for place in range(size)], dtype=np.int64)

    shown = [
        Shown((better.name,), among(0, middle), 1, answer=True),
        Shown(("same",), among(middle, middle + 1), 1, answer=True),
        Shown((worse.name,), among(middle + 1, size), 1, answer=True),
    ]
    for place, each in enumerate(ordered):
        # Gains lie largest first; losses beyond the largest threshold lie last.
        reached = middle - 1 - place
        beyond = middle + 2 + place
        shown += [
            Shown((each.name, "improved"), among(0, reached), 4, answer=True),
            Shown((each.name, "unchanged"), among(reached, beyond), 3, answer=True),
            Shown((each.name, "worse"), among(beyond, size), 2, answer=True),
        ]
    return Question(atoms, [among(0, size)], shown, [])


def _bins(moved: Share, reached: list[Share]) -> list[int]:
    """Pairs beyond the largest threshold first, then between thresholds, last those that moved less than any."""
    counts = [share.count or 0 for share in (moved, *reached)]
    return [each - further for each, further in zip(counts, [*counts[1:], 0], strict=True)][::-1]


def _responders(found: Responders, names: frozenset[Name]) -> Responders:
    return replace(
        found,
        improved=_unless(found.improved, (found.name, "improved"), names),
        unchanged=_unless(found.unchanged, (found.name, "unchanged"), names),
        worse=_unless(found.worse, (found.name, "worse"), names),
    )


def _unless(share: Share, name: Name, names: frozenset[Name]) -> Share:
    return hide_share(share, count=name in names, of=False) or share


def _protected_share(share: Share | None) -> Share | None:
    """A share that stands alone; few outside it are as telling as few inside."""
    if share is None or share.count is None or share.of is None:
        return share
    small = any(0 < count < SMALLEST_SHOWN for count in (share.count, share.of - share.count))
    return hide_share(share, count=small, of=False)


def _caution(caution: Caution, few: Share | None, ceiling: Share | None) -> Caution:
    source = {"few_activities": few, "ceiling": ceiling}.get(caution.code)
    return replace(caution, count=source.count) if source is not None else caution


def _few(summary: Summary | None, n: int, score: ScoreResult) -> Summary | None:
    """Nothing of few, nor of all when few are not in the pairs: the two means would tell their scores."""
    beside = score.paired and 0 < n - score.pairs < SMALLEST_SHOWN
    return hide_summary(summary) if n < SMALLEST_SHOWN or beside else summary


def _without_small_cells(question: ItemResult) -> ItemResult:
    """Counts of persons that a municipality answered, without those that are too small to show."""
    listed = tuple(_listed(unit, question.small_cell or 0) for unit in question.listed)
    question = replace(question, listed=listed, suppressed=any(unit.suppressed for unit in listed))
    if question.suppressed:
        # The two rules' means and numbers of pairs would tell what a listed municipality had.
        question = replace(_without_other_rule(question), weighted=hide_weighted(question.weighted))
    return _without_few(question, SMALLEST_SHOWN)


def _listed(unit: ListedUnit, smallest: int) -> ListedUnit:
    former = tuple(
        replace(each, answer=None, suppressed=True) if _too_small(each.answer, smallest) else each
        for each in unit.former
    )
    now = _too_small(unit.now, smallest)
    parts = any(each.suppressed for each in former)
    # The sum and the other parts would tell the one that is hidden.
    total = parts or (unit.total is not None and 0 < unit.total < smallest)
    return replace(
        unit,
        former=former,
        now=None if now else unit.now,
        total=None if total else unit.total,
        suppressed=now or parts or total,
    )


def _too_small(answer: str | None, smallest: int) -> bool:
    try:
        return answer is not None and 0 < float(answer) < smallest
    except ValueError:
        # A missing code: no number was given.
        return False
