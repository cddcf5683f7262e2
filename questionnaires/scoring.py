"""Answers -> scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.answers import Answers
from questionnaires.definition import Questionnaire
from questionnaires.routing import kept


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """One respondent's score: the mean over the `rated` items of `items`; None when too few were rated."""

    value: Fraction | None
    rated: int
    items: int


def scores(questionnaire: Questionnaire, answers: Answers) -> dict[str, ScoreValue]:
    """Every score of the questionnaire, by its name; a missing code is no rating."""
    counted = kept(questionnaire, answers)
    found = {}
    for name, score in questionnaire.scores.items():
        items = _slots(counted, score.over)
        ratings = [
            rating for slot, rating in _slots(counted, score.mean_of).items() if slot in items and _is_number(rating)
        ]
        enough = len(ratings) >= score.at_least
        mean = Fraction(sum(int(rating) for rating in ratings), len(ratings)) if enough else None
        found[name] = ScoreValue(mean, len(ratings), len(items))
    return found


def paired_scores(
    questionnaire: Questionnaire, earlier: Answers, later: Answers
) -> dict[str, tuple[ScoreValue, ScoreValue]]:
    """Every score at both times, over only the items that were rated both times."""
    both = {}
    first, second = kept(questionnaire, earlier), kept(questionnaire, later)
    for name, score in questionnaire.scores.items():
        rated = [
            slot
            for slot, rating in _slots(first, score.mean_of).items()
            if _is_number(rating) and _is_number(_slots(second, score.mean_of).get(slot))
        ]
        values = tuple(
            ScoreValue(
                Fraction(sum(int(_slots(answers, score.mean_of)[slot]) for slot in rated), len(rated))
                if len(rated) >= score.at_least
                else None,
                len(rated),
                len(_slots(answers, score.over)),
            )
            for answers in (first, second)
        )
        both[name] = (values[0], values[1])
    return both


def _slots(answers: Answers, question_id: str) -> Mapping[str, str | int | float]:
    answer = answers.get(question_id)
    return answer if isinstance(answer, Mapping) else {}


def _is_number(rating: object) -> bool:
    return isinstance(rating, int | float) and not isinstance(rating, bool)
