"""What it costs to compare a million stored responses where they lie, beside fetching them and counting afterwards.

Two rounds of half a million persons each, everybody in both, eight five-point items, in a PostgreSQL of the run's own
with the app's tables. Ours is the service that compares, from the first statement to protected results. The other way
fetches each round's documents with who gave them, and makes the same tables of counts with polars; it compares nothing.
Each has one turn, in the same process and on the same warm tables, and the counts must be equal.
"""

from __future__ import annotations

import os
import tempfile
import time
from datetime import date
from pathlib import Path
from uuid import UUID

import polars as pl
from sqlalchemy import text
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Response
from surveyapp.services import access, comparing
from surveyapp.services.comparing import TwoRounds
from tests.databases import migrated, start_postgresql
from tests.surveyapp.stage import Stage, set_up

PERSONS, ITEMS = 500_000, 8
QUICKER = 3.0
"""Times quicker than fetching and counting, at least."""
MOST_SECONDS = 15.0

QUESTIONS = "\n".join(
    f"      - {{id: q{number}, type: grade, scale: grad, text: {{nb: Nummer {number}?}}}}" for number in range(ITEMS)
)
ASKED = load(
    f"""
id: mange
title: {{nb: Mange}}
languages: [nb]
unit: person
about: {{nb: Om mange.}}
scales:
  grad: {{better: higher, choices: {{1: {{nb: En}}, 2: {{nb: To}}, 3: {{nb: Tre}}, 4: {{nb: Fire}}, 5: {{nb: Fem}}}}}}
pages:
  - id: side
    title: {{nb: Side}}
    questions:
{QUESTIONS}
""",
    "mange.yaml",
)
PARTICIPANTS = """
INSERT INTO participant (survey_id, id, privacy, key, label, lists, former_lists)
SELECT :survey, CAST(md5('p' || n) AS uuid), 'confidential', 'p' || n, 'p' || n, '{}', '{}'
FROM generate_series(1, :persons) AS n
"""
RESPONSES = """
INSERT INTO response (survey_id, id, privacy, synthetic, round_id, participant_id, state, mode, revision, answers,
    carried, earlier, edition, reason, reference, started_on, submitted_on)
SELECT :survey, gen_random_uuid(), 'confidential', false, :round, CAST(md5('p' || n) AS uuid), 'submitted', 'web', 1,
    jsonb_build_object(ANSWERS), '{}', '{}', 1, '', :letter || lpad(CAST(n AS text), 8, '0'), :day, :day
FROM generate_series(1, :persons) AS n
"""


class TooSlowError(RuntimeError):
    """A figure is above its limit."""


class UnequalCountsError(RuntimeError):
    """The two ways do not agree."""


def main() -> None:
    """Print the figures beside their limits; fail when one is over."""
    server = start_postgresql(f"counting-{os.getpid()}")
    with (
        tempfile.TemporaryDirectory() as folder,
        migrated("postgresql", Path(folder), server) as database,
        Session(database.engine) as session,
    ):
        access.act_as(session, access.OPERATOR)
        stage = set_up(session, ASKED, "confidential", rounds=2)
        session.commit()
        # What is imported on first use is no part of the figures.
        comparing.compare_stored(session, TwoRounds(stage.survey_id, *stage.round_ids))
        fill(stage)
        began = time.perf_counter()
        found = comparing.compare_stored(session, TwoRounds(stage.survey_id, *stage.round_ids))
        ours = time.perf_counter() - began
        began = time.perf_counter()
        tables = fetched(session, stage)
        theirs = time.perf_counter() - began
    for question in found.questions:
        if question.table is None:
            raise UnequalCountsError(f"{question.name} has no table.")
        counts = {
            (was, became): number
            for was, row in zip(question.table.codes, question.table.counts, strict=True)
            for became, number in zip(question.table.codes, row, strict=True)
            if number != 0
        }
        if counts != tables[question.name] or sum(tables[question.name].values()) != PERSONS:
            raise UnequalCountsError(f"{question.name} is counted otherwise by the database.")
    times = theirs / ours
    print(f"{2 * PERSONS:,} stored responses, {ITEMS} items: compared where they lie in {ours:.1f} s")
    print(f"  (limit {MOST_SECONDS:.0f} s); fetched and counted in {theirs:.1f} s: {times:.1f} times (limit {QUICKER})")
    if ours > MOST_SECONDS or times < QUICKER:
        raise TooSlowError(f"Counting in the database took {ours:.1f} s, fetching {theirs:.1f} s.")


def fill(stage: Stage) -> None:
    """Everybody in both rounds; the second a little higher than the first."""
    session, survey = stage.session, stage.survey_id
    # The rows are made to fit; looking each up in the tables it points to would take longer than all the rest.
    session.execute(text("SET session_replication_role = replica"))
    session.execute(text(PARTICIPANTS), {"survey": survey, "persons": PERSONS})
    for place, round_id in enumerate(stage.round_ids):
        codes = ", ".join(
            f"'q{item}', CAST(1 + floor(5 * power(random(), {1.2 - 0.3 * place})) AS text)" for item in range(ITEMS)
        )
        row = {"survey": survey, "round": round_id, "letter": "AB"[place], "day": date(2026, 3, 2), "persons": PERSONS}
        session.execute(text(RESPONSES.replace("ANSWERS", codes)), row)
    session.execute(text("SET session_replication_role = DEFAULT"))
    session.commit()
    session.execute(text("ANALYZE response"))
    session.commit()


def fetched(session: Session, stage: Stage) -> dict[str, dict[tuple[str, str], int]]:
    """How many went from each answer to each other, from documents that were fetched."""
    before, after = (documents(session, stage.survey_id, round_id) for round_id in stage.round_ids)
    both = before.join(after, on="who", suffix="_after")
    names = [name for name in before.columns if name != "who"]
    return {
        name: {(was, became): number for was, became, number in both.group_by(name, f"{name}_after").len().rows()}
        for name in names
    }


def documents(session: Session, survey_id: UUID, round_id: UUID) -> pl.DataFrame:
    """A round's answers as columns."""
    rows = (
        session.query(Response.participant_id, Response.answers)
        .filter_by(survey_id=survey_id, round_id=round_id, state="submitted")
        .all()
    )
    answers = {f"q{item}": [document.get(f"q{item}") for _, document in rows] for item in range(ITEMS)}
    return pl.DataFrame({"who": [str(who) for who, _ in rows], **answers})


if __name__ == "__main__":
    main()
