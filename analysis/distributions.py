"""All answers to one variable in one round, counted."""

from __future__ import annotations

from analysis.counts import Answers, distinct, marginal
from analysis.ordinal import summary
from analysis.values import CodeCount, Distribution, Summary
from questionnaires.codebook import Variable


def distribution(answers: Answers, variable: Variable) -> Distribution:
    """How many gave each code, did not answer and were not asked; for numbers and ordered scales their middle too."""
    counts = [int(count) for count in marginal(answers)]
    valid = sum(counts[: answers.on_scale])
    missing = counts[answers.on_scale : len(answers.codes)]
    return Distribution(
        respondents=sum(counts),
        valid=valid,
        not_answered=counts[-2],
        not_asked=counts[-1],
        codes=tuple(
            CodeCount(entry.code, entry.label, entry.value, count, count / valid if valid else None)
            for entry, count in zip(variable.codes, counts, strict=False)
        ),
        missing=tuple(
            CodeCount(entry.code, entry.label, None, count, None)
            for entry, count in zip(variable.missing, missing, strict=True)
        ),
        summary=_summary(answers, variable),
    )


def _summary(answers: Answers, variable: Variable) -> Summary | None:
    if variable.level not in ("ordinal", "number"):
        return None
    values, counts = distinct(answers.numbers[answers.valid])
    return summary(values, counts, answers.scale) if len(values) else None
