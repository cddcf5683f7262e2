"""Counting where the answers are stored: the same comparison as from the rows, and no row of answers leaves."""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import psycopg
import pytest

from analysis.comparing.compare import compare, compare_counts
from analysis.comparing.results import Comparison
from analysis.linking.pairing import DuplicateKeysError
from analysis.reducing.counts import UnknownCodeError
from analysis.reducing.sql import SqlNameError, StoredRounds, counts_from_sql, statement
from tests.analysis.made import OFFER, rounds, written
from tests.databases import start_postgresql

BOOK = written(OFFER)
SINGLE = {"grad": ("1", "2", "3", "dont_know"), "plan": ("yes", "no"), "drift.dag": ("1", "2", "3", "dont_know")}
Row = dict[str, str | None]
Document = dict[str, object]
Stored = tuple[str | None, str, Document]


def person(chance: random.Random) -> tuple[Row, Document]:
    """One person's answers as cells of a table and as a document."""
    row: Row = {}
    document: Document = {}
    for name, codes in SINGLE.items():
        row[name] = chance.choice((*codes, None))
    row["drift.natt"] = None
    if chance.random() < 0.8:
        row["arsverk"] = f"{chance.randint(0, 30) / 10:g}" if chance.random() < 0.8 else "no_figures"
        document["arsverk"] = "no_figures" if row["arsverk"] == "no_figures" else float(row["arsverk"] or 0)
    chosen = [code for code in ("a_b", "axb") if chance.random() < 0.4]
    if chance.random() < 0.9:
        row |= {f"hva.{code}": "1" if code in chosen else "0" for code in ("a_b", "axb", "none")}
        document["hva"] = chosen
    document |= {name: row[name] for name in ("grad", "plan") if row[name] is not None}
    if row["drift.dag"] is not None:
        document["drift"] = {"dag": row["drift.dag"]}
    return row, document


def two_rounds(persons: int = 60) -> tuple[list[list[Row]], list[Stored]]:
    """Two rounds that two thirds took part in both of; one respondent of each has no key."""
    chance, tables, stored = random.Random(7), [], []
    for number, label in enumerate(("2017", "2020")):
        rows: list[Row] = []
        for place in range(persons):
            row, document = person(chance)
            key = None if place == 0 else f"p{place + number * persons // 3}"
            rows.append({"id": key, **row})
            stored.append((key, label, document))
        tables.append(rows)
    return tables, stored


class Recorder:
    """A database that remembers what it was asked and how many rows it gave."""

    def __init__(self, run: Callable[[str, Sequence[object]], list[tuple[object, ...]]], dialect: str) -> None:
        self.run, self.dialect = run, dialect
        self.statements: list[str] = []
        self.rows: list[tuple[object, ...]] = []

    def __call__(self, sql: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        self.statements.append(sql)
        found = self.run(sql, values)
        self.rows += found
        return found


@pytest.fixture(params=["sqlite", "postgresql"])
def ask(request: pytest.FixtureRequest, testrun_uid: str) -> Iterator[Callable[[list[Stored]], Recorder]]:
    """Store answers in a database of this kind, and ask it."""
    if request.param == "sqlite":
        with sqlite3.connect(":memory:") as lite:
            lite.execute("CREATE TABLE answer (who TEXT, round TEXT, state TEXT, doc TEXT)")
            yield lambda stored: _filled(
                stored, lambda sql, values: lite.execute(sql, values).fetchall(), "?", "sqlite"
            )
        lite.close()
        return
    with psycopg.connect(start_postgresql(testrun_uid)) as server:
        server.execute("CREATE TEMPORARY TABLE answer (who TEXT, round TEXT, state TEXT, doc JSONB)")

        def run(sql: str, values: Sequence[object]) -> list[tuple[object, ...]]:
            cursor = server.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

        yield lambda stored: _filled(stored, run, "%s", "postgresql")


def _filled(
    stored: list[Stored], run: Callable[[str, Sequence[object]], list[tuple[object, ...]]], sign: str, dialect: str
) -> Recorder:
    insert = f"INSERT INTO answer VALUES ({sign}, {sign}, {sign}, {sign})"  # noqa: S608 -- the signs are ours
    for who, label, document in stored:
        run(insert, (who, label, "submitted", json.dumps(document)))
        # A draft counts nowhere.
        run(insert, (who, label, "draft", json.dumps({"grad": "3"})))
    return Recorder(run, dialect)


def where(database: Recorder, key: str | None = "who") -> StoredRounds:
    return StoredRounds(database.dialect, "answer", "doc", "round", key, {"state": "submitted"})  # type: ignore[arg-type]


def from_database(database: Recorder, before: object, after: object, key: str | None = "who") -> Comparison:
    counts = counts_from_sql(database, where(database, key), ("2017", "2020"), BOOK)
    return compare_counts(counts, BOOK, before, after)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["who", None])
def test_a_database_counts_what_the_rows_do(ask: Callable[[list[Stored]], Recorder], key: str | None) -> None:
    tables, stored = two_rounds()
    before, after = rounds(BOOK, tables[0], tables[1])

    found = from_database(ask(stored), before.info, after.info, key)

    expected = compare(before, after, BOOK, pair_by="id" if key else None)
    by_name = {question.name: question for question in expected.questions}
    assert {each.name for each in found.questions} == by_name.keys() - {"ord"}
    for question in found.questions:
        assert question == by_name[question.name]
    assert found.pairing == replace(expected.pairing, by=key)
    assert (found.baseline.respondents, found.followup.respondents) == (60, 60)


def test_no_answer_of_a_person_leaves_the_database(ask: Callable[[list[Stored]], Recorder]) -> None:
    _, stored = two_rounds(300)
    database = ask(stored)

    counts_from_sql(database, where(database), ("2017", "2020"), BOOK)

    # Three statements about who there is, and one for all items together.
    assert len(database.statements) == 4
    assert all("COUNT(*)" in sql and "SELECT *" not in sql for sql in database.statements)
    *people, _ = database.statements
    assert not any("->" in sql for sql in people)
    items = [row for row in database.rows if len(row) == 4]
    of_each = {str(row[0]) for row in items}
    sums = {name: sum(int(str(row[3])) for row in items if row[0] == name) for name in of_each}
    # Every respondent is in one count of each item, and no key is told.
    assert sums == dict.fromkeys(of_each, 401)
    assert not any(str(cell).startswith("p") and str(cell)[1:].isdigit() for row in database.rows for cell in row)


def test_many_items_are_counted_block_by_block(
    ask: Callable[[list[Stored]], Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, stored = two_rounds()
    database = ask(stored)
    whole = counts_from_sql(database, where(database), ("2017", "2020"), BOOK)
    monkeypatch.setattr("analysis.reducing.sql.BLOCK", 2)

    parts = counts_from_sql(database, where(database), ("2017", "2020"), BOOK)

    assert parts.sha256 == whole.sha256
    assert len(database.statements) == 4 + 3 + 4


def test_a_key_in_two_responses_of_a_round_is_refused(ask: Callable[[list[Stored]], Recorder]) -> None:
    database = ask([("a", "2017", {}), ("a", "2017", {}), ("a", "2020", {})])

    with pytest.raises(DuplicateKeysError, match="baseline: 1 responses have a 'who' that another has too"):
        counts_from_sql(database, where(database), ("2017", "2020"), BOOK)


def test_a_code_that_the_codebook_lacks_is_refused(ask: Callable[[list[Stored]], Recorder]) -> None:
    database = ask([("a", "2017", {"grad": "9"}), ("a", "2020", {"grad": "1"})])

    with pytest.raises(UnknownCodeError, match="grad: '9' is no answer that the codebook allows"):
        counts_from_sql(database, where(database), ("2017", "2020"), BOOK)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"table": "answer; DROP TABLE answer"}, "is no plain name"),
        ({"where": {"state = 'x' OR 1": 1}}, "is no plain name"),
        ({"dialect": "oracle"}, "Use postgresql or sqlite"),
    ],
)
def test_names_that_could_do_harm_are_refused(changed: Mapping[str, object], says: str) -> None:
    plain: dict[str, object] = {"dialect": "sqlite", "table": "answer", "document": "doc", "round": "round"}

    with pytest.raises(SqlNameError, match=says):
        StoredRounds(**{**plain, **changed})  # type: ignore[arg-type]


def test_both_dialects_get_the_same_statement_but_for_the_parameters() -> None:
    variables = [variable for variable in BOOK.variables if variable.level != "text"]
    lite, post = (
        statement(StoredRounds(dialect, "answer", "doc", "round", "who"), variables)
        for dialect in ("sqlite", "postgresql")
    )

    assert lite.replace("?", "%s") == post
