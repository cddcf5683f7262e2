"""Scores and cross-question checks: whether what they are made of is there and has points."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.checker.asking import Asking
from questionnaires.checker.findings import Finding, Path, near
from questionnaires.definition import Questionnaire, Score
from questionnaires.question_types import Calculated, Count, Grade, Grid, NumberGrid, Question, Rating, _Numeric

SCORABLE = (Rating, Grade, Grid, Count, NumberGrid, Calculated, _Numeric)


def scores_and_checks(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Everything wrong with the scores and the checks of a questionnaire."""
    for name, score in questionnaire.scores.items():
        yield from _score(questionnaire, score, ("scores", name))
    for name, check in questionnaire.checks.items():
        path: Path = ("checks", name)
        if not questionnaire.has(check.at):
            text = f"There is no question '{check.at}' to tell it at.{near(check.at, questionnaire.places)}"
            yield Finding((*path, "at"), "variable-unknown", text)
            continue
        asking = Asking(questionnaire, None, f"check '{name}'")
        yield from asking.condition(check.when, (*path, "when"))


def _score(questionnaire: Questionnaire, score: Score, path: Path) -> Iterator[Finding]:
    if bool(score.mean_of) is bool(score.sum_of):
        yield Finding(path, "score-of", "A score is either 'mean_of' or 'sum_of' some questions.", key=True)
        return
    name = "mean_of" if score.mean_of else "sum_of"
    for item in score.items:
        yield from _item(questionnaire, item, (*path, name))
    for item in score.reverse:
        if item not in score.items and item.partition(".")[0] not in score.items:
            yield Finding((*path, "reverse"), "score-of", f"'{item}' is reversed, but is not part of the score.")
    if score.over is not None:
        for item in score.items:
            if questionnaire.has(item) and questionnaire.page_of(item.partition(".")[0]).for_each != score.over:
                text = f"'{item}' is not asked for each '{score.over}'."
                yield Finding((*path, "over"), "score-over", text)
    yield from _direction(questionnaire, score, path)


def _item(questionnaire: Questionnaire, item: str, path: Path) -> Iterator[Finding]:
    question_id, _, part = item.partition(".")
    if not questionnaire.has(question_id):
        text = f"There is no question '{question_id}'.{near(question_id, questionnaire.places)}"
        yield Finding(path, "variable-unknown", text)
        return
    question = questionnaire.question(question_id)
    if not isinstance(question, SCORABLE) or not _has_points(question):
        yield Finding(
            path, "score-no-points", f"'{question_id}' has no points to score: it is of type '{question.type}'."
        )
    rows = [row.code for row in question.rows] if isinstance(question, Grid | NumberGrid) else []
    if part and part not in rows:
        yield Finding(path, "variable-unknown", f"'{question_id}' has no row '{part}'.{near(part, rows)}")


def _has_points(question: Question) -> bool:
    return not isinstance(question, Grade | Grid) or not question.has_scale or question.bound.ordered


def _direction(questionnaire: Questionnaire, score: Score, path: Path) -> Iterator[Finding]:
    """An item whose scale says that the other end is good, without being reversed."""
    for item in score.items:
        question_id = item.partition(".")[0]
        question = questionnaire.question(question_id) if questionnaire.has(question_id) else None
        better = question.better if isinstance(question, Rating) else "none"
        if isinstance(question, Grade | Grid) and question.has_scale:
            better = question.bound.better
        turned = item in score.reverse or question_id in score.reverse
        agrees = (better == score.better) is not turned
        if "none" not in (better, score.better) and not agrees:
            text = f"'{item}' is better when {better}, but the score when {score.better}: "
            text += "take it out of 'reverse'." if turned else "name it in 'reverse'."
            yield Finding(path, "score-direction", text, key=True)
