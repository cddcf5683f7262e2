"""Answers of former municipalities in a trend: a row for each that was put together since, by the question's rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.comparing.indicators import NOT_COUNTED, Sides
from analysis.linking.merging import Joined, joined
from analysis.linking.municipalities import Meeting
from analysis.reducing.counts import Answers
from analysis.reducing.differences import Integers
from analysis.trends.trendresults import RoundMerger
from analysis.trends.trendvalues import Mask
from questionnaires.codebook import Variable


@dataclass(frozen=True, slots=True)
class Column:
    """One round of a question, row by row: who answered on the scale, with what number, on which side."""

    valid: Mask
    numbers: Integers
    sides: Sides


def with_merged(
    variable: Variable, answers: Answers, inside: Sides | None, meetings: Sequence[Meeting]
) -> tuple[Column, list[Joined]]:
    """The round's rows and, below them, one for each meeting: what it counts for, or nothing."""
    met = [joined(meeting, variable, inside, answers) for meeting in meetings]
    own = inside[answers.states] if inside is not None else np.full(len(answers.states), NOT_COUNTED, dtype=np.int8)
    valid = [each.state is not None and 0 <= each.state < answers.on_scale for each in met]
    sides = [NOT_COUNTED if each.side is None else each.side for each in met]
    return (
        Column(
            np.concatenate([answers.valid, np.array(valid, dtype=np.bool_)]),
            np.concatenate([answers.numbers, np.array([each.number for each in met], dtype=np.int64)]),
            np.concatenate([own, np.array(sides, dtype=np.int8)]),
        ),
        met,
    )


def merger(label: str, met: Sequence[Joined]) -> RoundMerger:
    """How many of a round's meetings count, and why the others do not."""
    reasons = Counter(each.reason for each in met)
    whole = sum(each.state is not None for each in met)
    return RoundMerger(
        round=label,
        counted=whole,
        in_indicator=len(met) - whole - sum(each.reason is not None for each in met),
        by_rule=reasons["by_rule"],
        not_all_answered=reasons["not_all_answered"],
        not_alike=reasons["not_alike"],
        no_number=reasons["no_number"],
        divided=reasons["divided"],
    )
