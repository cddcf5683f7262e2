"""All answers to one variable in one round, counted."""

from __future__ import annotations

from analysis.comparing.values import CodeCount, Distribution, Summary
from analysis.reducing.tallies import Tally
from analysis.statistics.ordinal import summary
from questionnaires.codebook import Variable


def distribution(tally: Tally, variable: Variable) -> Distribution:
    """How many gave each code, did not answer and were not asked; for numbers and ordered scales their middle too."""
    counts: list[int] = tally.counts.tolist()
    valid, missing = tally.valid, counts[tally.on_scale :]
    return Distribution(
        respondents=tally.respondents,
        valid=valid,
        not_answered=tally.not_answered,
        not_asked=tally.not_asked,
        codes=tuple(
            CodeCount(entry.code, entry.label, entry.value, count, count / valid if valid else None)
            for entry, count in zip(variable.codes, counts, strict=False)
        ),
        missing=tuple(
            CodeCount(entry.code, entry.label, None, count, None)
            for entry, count in zip(variable.missing, missing, strict=True)
        ),
        summary=_summary(tally, variable),
    )


def _summary(tally: Tally, variable: Variable) -> Summary | None:
    if variable.level not in ("ordinal", "number"):
        return None
    return summary(tally.values, tally.occurrences, tally.scale)
