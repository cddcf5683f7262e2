"""Words that every figure with rows needs: from how many to how many, and its rows read out."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.wording.numbers import count
from analysis.wording.phrases import say

MOST_SPOKEN = 10
"""Rows that an alternative text reads out; the table has them all."""


def counts_span(numbers: Sequence[int]) -> str:
    """«12», «12 til 40»."""
    low, high = min(numbers), max(numbers)
    return count(low) if low == high else say("span", low=count(low), high=count(high))


def alt_text(title: str, n: str, rows: Sequence[str]) -> str:
    """The title and the n, then the first rows, which are sentences, and how many more the table has."""
    said = [f"{each}." for each in (title, n) if each] + list(rows[:MOST_SPOKEN])
    if len(rows) > MOST_SPOKEN:
        said.append(say("spoken_rest", n=count(len(rows) - MOST_SPOKEN)))
    return " ".join(said)
