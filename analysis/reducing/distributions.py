"""All answers to one variable in one round, counted."""

from __future__ import annotations

from analysis.comparing.values import CodeCount, Distribution, Summary
from analysis.reducing.tallies import MEASURED, PairCounts, Tally, valued
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


def pair_summaries(pairs: PairCounts, variable: Variable) -> tuple[Summary | None, Summary | None]:
    """The middle in each round of those on the scale in both; None where there are none, or nothing has a middle."""
    if variable.level not in MEASURED:
        return None, None
    if pairs.numbers is not None:
        was, became = pairs.numbers
        return summary(was.values, was.counts, was.scale), summary(became.values, became.counts, became.scale)
    table = pairs.table[: pairs.on_scale, : pairs.on_scale]
    return summary(*valued(variable, table.sum(axis=1))), summary(*valued(variable, table.sum(axis=0)))


def _summary(tally: Tally, variable: Variable) -> Summary | None:
    if variable.level not in MEASURED:
        return None
    return summary(tally.values, tally.occurrences, tally.scale)
