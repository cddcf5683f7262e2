"""Scores and cross-question checks: whether what they are made of is there and has points."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.checker.asking import Asking
from questionnaires.checker.findings import Finding, listed, near, twice
from questionnaires.definition import Questionnaire, Score
from questionnaires.question_types import Calculated, Grade, Grid, NumberGrid, Question, Rating, _Numeric

SCORABLE = (Rating, Grade, Grid, Calculated, _Numeric)


def scores_and_checks(questionnaire: Questionnaire, asking: Asking) -> Iterator[Finding]:
    """Everything wrong with the scores and the checks of a questionnaire; `asking` may ask for any answer."""
    for name, score in questionnaire.scores.items():
        yield from (found.under(("scores", name)) for found in _score(questionnaire, score))
    for name, check in questionnaire.checks.items():
        if questionnaire.has(check.at):
            yield from asking.at(check.at, f"Check '{name}'").condition(check.when, ("checks", name, "when"))
        else:
            text = f"There is no question '{check.at}' to tell it at."
            hint = near(check.at, questionnaire.places)
            yield Finding(("checks", name, "at"), "variable-unknown", text, hint)


def _score(questionnaire: Questionnaire, score: Score) -> Iterator[Finding]:
    if bool(score.mean_of) is bool(score.sum_of):
        hint = "Write either 'mean_of' or 'sum_of' with the questions."
        yield Finding((), "score-of", "A score is the mean or the sum of some questions.", hint, key=True)
        return
    name = "mean_of" if score.mean_of else "sum_of"
    for item in score.items:
        yield from (found.under((name,)) for found in _item(questionnaire, score, item))
    yield from twice(score.items, (name,))
    for item in score.reverse:
        if item not in score.items and item.partition(".")[0] not in score.items:
            text = f"'{item}' is reversed, but is not part of the score."
            yield Finding(("reverse",), "score-of", text, f"Its parts: {listed(score.items)}.")
    yield from _at_least(questionnaire, score)


def _at_least(questionnaire: Questionnaire, score: Score) -> Iterator[Finding]:
    """More answers than there are, where each part is one answer."""
    parts = [questionnaire.question(item) for item in score.items if questionnaire.has(item) and "." not in item]
    several = any(isinstance(part, Grid | NumberGrid) or questionnaire.page_of(part.id).for_each for part in parts)
    if score.at_least is not None and not several and score.at_least > len(score.items):
        text = f"'at_least' is {score.at_least}, but there are {len(score.items)} parts: it is never worked out."
        yield Finding(("at_least",), "score-of", text, "Make it smaller, or take it out.")


def _item(questionnaire: Questionnaire, score: Score, item: str) -> Iterator[Finding]:
    question_id, _, part = item.partition(".")
    if not questionnaire.has(question_id):
        text = f"There is no question '{question_id}'."
        yield Finding((), "variable-unknown", text, near(question_id, questionnaire.places))
        return
    question = questionnaire.question(question_id)
    if not isinstance(question, SCORABLE) or not _has_points(question):
        text = f"'{question_id}' has no points to score: it is of type '{question.type}'."
        yield Finding((), "score-no-points", text, "Score ratings, numbers, and grades on an ordered scale.")
    rows = [row.code for row in question.rows] if isinstance(question, Grid | NumberGrid) else []
    if part and part not in rows:
        hint = near(part, rows) or f"Its rows: {listed(rows)}."
        yield Finding((), "variable-unknown", f"'{question_id}' has no row '{part}'.", hint)
    if score.scaled and _endless(question):
        hint = "Give it 'from' and 'to', or take out 'as'."
        yield Finding((), "score-endless", f"'{question_id}' has no ends to make 0 and 100 of.", hint)
    if score.over is not None and questionnaire.page_of(question_id).for_each != score.over:
        hint = f"Ask it on a page with 'for_each: {score.over}', or take out 'over'."
        yield Finding((), "score-over", f"'{item}' is not asked for each '{score.over}'.", hint)
    yield from _direction(score, item, question)


def _has_points(question: Question) -> bool:
    return not isinstance(question, Grade | Grid) or not question.has_scale or question.bound.ordered


def _endless(question: Question) -> bool:
    if isinstance(question, Calculated):
        return True
    return isinstance(question, _Numeric) and (question.low is None or question.high is None)


def _direction(score: Score, item: str, question: Question) -> Iterator[Finding]:
    """An item whose scale says that the other end is good, without being reversed."""
    better = question.better if isinstance(question, Rating) else "none"
    if isinstance(question, Grade | Grid) and question.has_scale:
        better = question.bound.better
    turned = item in score.reverse or question.id in score.reverse
    agrees = (better == score.better) is not turned
    if "none" not in (better, score.better) and not agrees:
        text = f"'{item}' is better when {better}, but the score when {score.better}."
        hint = "Take it out of 'reverse'." if turned else "Name it in 'reverse'."
        yield Finding((), "score-direction", text, hint, key=True)
