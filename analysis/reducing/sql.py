"""Counting inside a database: one GROUP BY for a pair of rounds and a block of items; only counts leave it.

The answers are one JSON document per response: question -> code, question -> row -> code, or question -> list of codes.
The statements are plain SQL (WITH, FULL JOIN, CASE, UNION ALL, GROUP BY, and -> and ->> to open a document), which
PostgreSQL, Citus, DuckDB and SQLite from 3.39 run unchanged but for the sign of a parameter.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import polars as pl

from analysis.comparing.results import PairingSummary
from analysis.linking.pairing import DuplicateKeysError
from analysis.reducing.counting import Counted, CountedRounds, Weighed, count_weighed
from questionnaires.codebook import Codebook, Variable

Dialect = Literal["postgresql", "sqlite"]
Execute = Callable[[str, Sequence[object]], Iterable[Sequence[object]]]
"""Runs a statement with its parameters, and gives the rows."""

PARAMETER: dict[Dialect, str] = {"postgresql": "%s", "sqlite": "?"}
ABSENT, NOTHING = "~", ""
"""What stands for no response in a round, and for no answer in a response; no code is either."""

BLOCK = 40
"""Items that are counted in one statement."""


@dataclass(frozen=True, slots=True)
class StoredRounds:
    """Where the answers lie: a table with a row per response, and its columns.

    `key` tells who answered, None where nobody may know; `where` are columns that must have a value, such as a state.
    """

    dialect: Dialect
    table: str
    document: str
    round: str
    key: str | None = None
    where: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.dialect not in PARAMETER:
            raise SqlNameError(f"{self.dialect!r} is no dialect that is known. Use {' or '.join(PARAMETER)}.")
        for name in (self.table, self.document, self.round, self.key or "key", *self.where):
            if not re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)?", name, re.ASCII):
                raise SqlNameError(f"{name!r} is no plain name of a table or column.")


def counts_from_sql(
    execute: Execute, stored: StoredRounds, rounds: tuple[object, object], codebook: Codebook
) -> CountedRounds:
    """Count two rounds where their answers are stored.

    Parameters
    ----------
    execute
        Runs one statement with its parameters and gives its rows: `lambda sql, values: cursor.execute(sql, values)`.
    stored
        The table, its columns and the dialect.
    rounds
        The two values of the round column, baseline first.
    codebook
        Of the one version that both rounds answer.

    Returns
    -------
    CountedRounds
        For `comparing.compare_counts`. `left_out` are the variables that cannot be counted so: texts, keys, lists and
        rankings. Merged municipalities are not followed, and a question that routing hid counts as not answered.

    Raises
    ------
    DuplicateKeysError
        When a key stands in several responses of a round.
    UnknownCodeError
        When the database holds a code that the codebook lacks.
    SqlNameError
        When a name is not a plain one.

    """
    values = [value for each in rounds for value in (each, *stored.where.values())]
    summary, respondents = _summary(stored, _people(execute, stored, values))
    counted: dict[str, Counted] = {}
    linked = stored.key is not None
    found = hashlib.sha256()
    variables = [variable for variable in codebook.variables if cell(variable, "one") is not None]
    for start in range(0, len(variables), BLOCK):
        block = variables[start : start + BLOCK]
        rows = defaultdict(list)
        for item, was, became, number in execute(statement(stored, block), values):
            rows[str(item)].append((_text(was), _text(became), int(str(number))))
        for variable in block:
            counted[variable.name] = count_weighed(variable, _weighed(variable, rows[variable.name]), linked=linked)
            found.update(json.dumps([variable.name, sorted(rows[variable.name], key=str)]).encode())
    left_out = tuple(variable.name for variable in codebook.variables if variable.name not in counted)
    return CountedRounds(counted, summary, respondents, left_out, found.hexdigest())


def statement(stored: StoredRounds, variables: Sequence[Variable]) -> str:
    """The one statement that counts these items: item, answer at baseline, answer at follow-up, how many."""
    return f"{_met(stored)} {' UNION ALL '.join(map(_item, variables))}"


def _item(variable: Variable) -> str:
    was, became = _state(variable, "one"), _state(variable, "other")
    # Names of columns are checked, and words are quoted.
    select = f"SELECT {_quoted(variable.name)} AS item, {was} AS was, {became} AS became"
    return f"{select}, COUNT(*) AS n FROM met GROUP BY 2, 3"


def _met(stored: StoredRounds) -> str:
    """The responses of the two rounds side by side; without a key nobody meets anybody."""
    sign = PARAMETER[stored.dialect]
    chosen = " AND ".join(f"{name} = {sign}" for name in (stored.round, *stored.where))
    key = stored.key or "NULL"
    side = f"SELECT {key} AS id, {stored.document} AS doc, 1 AS here FROM {stored.table} WHERE {chosen}"  # noqa: S608 -- names are checked
    columns = "earlier.doc AS one, earlier.here AS one_here, later.doc AS other, later.here AS other_here"
    if stored.key is not None:
        met = f"SELECT {columns} FROM earlier FULL JOIN later ON earlier.id = later.id"  # noqa: S608 -- as above
    else:
        met = (
            "SELECT doc AS one, here AS one_here, NULL AS other, NULL AS other_here FROM earlier UNION ALL "
            "SELECT NULL, NULL, doc, here FROM later"
        )
    return f"WITH earlier AS ({side}), later AS ({side}), met AS ({met})"


def _state(variable: Variable, side: str) -> str:
    return f"CASE WHEN {side}_here IS NULL THEN '{ABSENT}' ELSE COALESCE({cell(variable, side)}, '{NOTHING}') END"


def cell(variable: Variable, side: str) -> str | None:
    """What a response answers to a variable, as SQL; None for a variable that is not one code or number."""
    question = f"{side} -> {_quoted(variable.question)}"
    if variable.kind == "choices":
        return _chosen(variable, f"CAST({question} AS text)")
    if variable.level not in ("nominal", "ordinal", "number"):
        return None
    if variable.part is None:
        return f"CAST({side} ->> {_quoted(variable.question)} AS text)"
    return f"CAST({question} ->> {_quoted(variable.part)} AS text)"


def _chosen(variable: Variable, written: str) -> str | None:
    """Whether a choice is in the list, or how the whole question was not answered."""
    if variable.part is None or "." in variable.part:
        return None
    codes = [(variable.part, "1"), *((entry.code, entry.code) for entry in variable.missing)]
    cases = " ".join(
        f"WHEN REPLACE({written}, {_quoted(_in_json(code))}, '') <> {written} THEN {_quoted(state)}"
        for code, state in codes
    )
    return f"CASE {cases} WHEN {written} IS NOT NULL THEN '0' END"


def _in_json(code: str) -> str:
    return f'"{code}"'


def _quoted(words: str) -> str:
    # A percent sign would be read as the beginning of a parameter.
    if "%" in words or "?" in words:
        raise SqlNameError(f"{words!r} cannot stand in a statement.")
    return "'" + words.replace("'", "''") + "'"


def _people(execute: Execute, stored: StoredRounds, values: Sequence[object]) -> list[int]:
    """Responses in each round, those with a key, different keys, and how many met."""
    sign = PARAMETER[stored.dialect]
    chosen = " AND ".join(f"{name} = {sign}" for name in (stored.round, *stored.where))
    key = stored.key or "NULL"
    parts = f"SELECT COUNT(*), COUNT({key}), COUNT(DISTINCT {key}) FROM {stored.table} WHERE {chosen}"  # noqa: S608 -- names are checked
    half = len(values) // 2
    found = [*next(iter(execute(parts, values[:half]))), *next(iter(execute(parts, values[half:])))]
    both = f"{_met(stored)} SELECT COUNT(*) FROM met WHERE one_here = 1 AND other_here = 1"  # noqa: S608 -- as above
    return [int(str(number)) for number in (*found, *next(iter(execute(both, values))))]


def _summary(stored: StoredRounds, people: list[int]) -> tuple[PairingSummary, tuple[int, int]]:
    first, first_keys, first_distinct, second, second_keys, second_distinct, both = people
    counted = (("baseline", first_keys, first_distinct), ("follow-up", second_keys, second_distinct))
    for label, keys, distinct in counted:
        if keys > distinct:
            raise DuplicateKeysError(
                f"{label}: {keys - distinct} responses have a {stored.key!r} that another has too. "
                "Each respondent needs one response per round."
            )
    if stored.key is None:
        return PairingSummary(None, 0, first, second), (first, second)
    without = first - first_keys + second - second_keys
    return PairingSummary(stored.key, both, first_keys - both, second_keys - both, without_key=without), (first, second)


def _text(cell_: object) -> str:
    return str(cell_)


def _weighed(variable: Variable, rows: Iterable[tuple[str, str, int]]) -> Weighed:
    """The distinct pairs of answers and how many gave each, as columns."""
    was, became, counts = [], [], []
    for first, second, number in rows:
        was.append(first)
        became.append(second)
        counts.append(number)
    here = [np.array([each != ABSENT for each in side], dtype=bool) for side in (was, became)]
    columns = [
        pl.Series(variable.name, [each if each not in (ABSENT, NOTHING) else None for each in side], dtype=pl.String)
        for side in (was, became)
    ]
    return Weighed((columns[0], columns[1]), (here[0], here[1]), np.array(counts, dtype=np.int64))


class SqlNameError(ValueError):
    """A name that would have to stand in a statement is none that may."""
