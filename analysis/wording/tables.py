"""What a language must have to write a report: a table of words for each kind of code, its phrases and its numerals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Table = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """One language; the tables have the same keys in every language, and phrases the same fields, by test.

    `units` is one, many and all of those who answer; `code` is BCP 47.
    """

    code: str
    phrases: Table
    units: Mapping[str, tuple[str, str, str]]
    verdicts: Table
    directions: Table
    tallies: Table
    reasons: Table
    no_verdict: Table
    comparability: Table
    cautions: Table
    estimates: Table
    tests: Table
    methods: Table
    months: tuple[str, ...]
    decimal: str
    thousands: str
    percent: str
    date: str
    last: str
