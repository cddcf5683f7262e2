"""Where a municipality stands in each sub-goal, beside its county and the country."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from analysis.facts.own import OwnAnswers, OwnQuestion
from analysis.figures.positions import Position, Positions
from analysis.reports.grouping import home
from analysis.wording.own import COUNTRY, COUNTY, FEWEST
from analysis.wording.phrases import say, words
from questionnaires.codebook import SUBGOALS


def own_positions(own: OwnAnswers) -> Positions:
    """A row for each sub-goal with questions that have an answer to wish for, and were answered on the scale."""
    wished = [each for each in own.questions if each.inside and each.better != "none" and each.level != "binary"]
    usable = [each for each in wished if each.share_alike(COUNTRY) is not None]
    found = ((letter, [each for each in usable if home(each.subgoal) == letter]) for letter in SUBGOALS)
    rows = tuple(_position(letter, questions) for letter, questions in found if questions)
    return Positions(own.name, own.areas[COUNTY].name, rows, len(wished) - sum(each.of for each in rows))


def _position(letter: str, questions: Sequence[OwnQuestion]) -> Position:
    return Position(
        say("heading_subgoal", letter=letter, title=words(SUBGOALS[letter])),
        sum((each.now in each.inside) == (each.better == "higher") for each in questions),
        len(questions),
        _mean(questions, COUNTY) if all(each.areas[COUNTY].valid >= FEWEST for each in questions) else None,
        _mean(questions, COUNTRY),
    )


def _mean(questions: Sequence[OwnQuestion], area: int) -> float:
    """The mean over the questions of the share that gave the wished-for answer."""
    return fmean(_share(each, area) for each in questions)


def _share(question: OwnQuestion, area: int) -> float:
    found = question.areas[area]
    both = zip(question.codes[: question.on_scale], found.counts, strict=True)
    inside = sum(n for (code, _), n in both if code in question.inside) / found.valid
    return inside if question.better == "higher" else 1 - inside
