"""A comparison that the database counts is the one that the exported files give, and no answers are read for it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import event
from sqlalchemy.orm import Session

from analysis.comparing.results import Comparison, ItemResult, to_json
from analysis.disclosure.comparisons import protect
from analysis.reducing import sql
from questionnaires.loading import load
from questionnaires.variables import codebook_of
from surveyapp.cli import main
from surveyapp.models import Organisation, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.surveys import Privacy
from surveyapp.services import answering, comparing, exporting, publishing
from surveyapp.services.comparing import TwoRounds
from surveyapp.services.surveying import RoundPlan
from tests.analysis.made import OFFER
from tests.databases import Database
from tests.rounds import add_released
from tests.surveyapp.stage import NOW, Stage, set_up

ASKED = load(OFFER, "tilbud.yaml")
GRADES = ("1", "2", "3", "dont_know", "")
ROUNDS, PERSONS, IN_BOTH = 2, 36, 24


def answers(chance: random.Random) -> dict[str, object]:
    """What one person sends; some of it is left open."""
    sent: dict[str, object] = {
        "grad": chance.choice(GRADES),
        "plan": chance.choice(("yes", "no", "")),
        "arsverk": chance.choice((0.0, 1.5, 1.5, 3.0, 12.5, "no_figures", "")),
        "hva": chance.choice((["a_b"], ["axb"], ["a_b", "axb"], ["none"], [])),
        "drift": {row: grade for row in ("dag", "natt") if (grade := chance.choice(GRADES))},
        "ord": "Bare for oss",
    }
    return {name: answer for name, answer in sent.items() if answer not in ("", [], {})}


def submit(stage: Stage, key: ResponseKey, sent: dict[str, object]) -> None:
    saved = answering.save_page(stage.session, key, "side", sent, revision=0, now=NOW)  # type: ignore[arg-type]
    assert saved.problems == ()
    answering.submit(stage.session, key, NOW)


def answered(session: Session, privacy: Privacy) -> Stage:
    """Two rounds; two thirds of each took part in both, and somebody has only begun."""
    stage, chance = set_up(session, ASKED, privacy, rounds=ROUNDS), random.Random(11)
    for number in range(1, ROUNDS + 1):
        first = (number - 1) * (PERSONS - IN_BOTH)
        for person in range(first, first + PERSONS):
            submit(stage, stage.begin(f"p{person}", number), answers(chance))
        draft = stage.begin(f"draft {number}", number)
        answering.save_page(session, draft, "side", {"grad": "3"}, revision=0, now=NOW)
    return stage


class Watched:
    """All statements that reach the database, and the rows that the counting was given."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.rows: list[Sequence[object]] = []


@pytest.fixture
def watched(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    seen = Watched()
    count = sql.counts_from_sql

    def listening(execute: sql.Execute, *rest: object) -> object:
        def told(statement: str, values: Sequence[object]) -> Iterable[Sequence[object]]:
            rows = list(execute(statement, values))
            seen.rows += rows
            return rows

        return count(told, *rest)  # type: ignore[arg-type]

    def remember(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.statements.append(statement)

    monkeypatch.setattr(sql, "counts_from_sql", listening)
    event.listen(database.engine, "before_cursor_execute", remember)
    yield seen
    event.remove(database.engine, "before_cursor_execute", remember)


def by_files(stage: Stage) -> Comparison:
    tables = [exporting.export_round(stage.session, stage.survey_id, each) for each in stage.round_ids]
    return comparing.compare(stage.session, *tables)


def by_database(stage: Stage) -> Comparison:
    return comparing.compare_stored(stage.session, TwoRounds(stage.survey_id, *stage.round_ids))


def closed(comparison: Comparison) -> tuple[ItemResult, ...]:
    """All questions but the one that is answered in words, which are not counted."""
    return tuple(question for question in comparison.questions if question.name != "ord")


@pytest.mark.parametrize("privacy", ["confidential", "anonymous"])
def test_the_database_counts_what_the_exported_files_say(
    session: Session, privacy: Privacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All numbers, those too that would be hidden.
    monkeypatch.setattr("analysis.disclosure.comparisons.protect", lambda comparison: comparison)
    stage = answered(session, privacy)

    found, expected = by_database(stage), by_files(stage)

    assert found.questions == closed(expected)
    assert found.pairing == replace(expected.pairing, by=found.pairing.by)
    assert (found.baseline.respondents, found.pairing.both) == (PERSONS, IN_BOTH if privacy == "confidential" else 0)
    assert (found.families, found.cautions) == (expected.families, expected.cautions)


def test_small_numbers_that_were_counted_by_the_database_are_hidden(session: Session) -> None:
    stage = answered(session, "confidential")

    found, expected = by_database(stage), by_files(stage)

    assert found.protected
    assert found.questions == closed(expected)
    assert protect(found) == found


def test_only_counts_leave_the_database_one_statement_a_round_and_block(session: Session, watched: Watched) -> None:
    stage = answered(session, "confidential")
    watched.statements.clear()

    by_database(stage)

    asked = [each for each in watched.statements if "response" in each]
    # Who there is in either round, who met, and one for all items together.
    assert len(asked) == 4
    assert all("COUNT(" in each for each in asked)
    assert ["one ->" in each for each in asked] == [False, False, False, True]
    items = [row for row in watched.rows if len(row) == 4]
    of_each: dict[str, int] = {}
    for item, _, _, number in items:
        of_each[str(item)] = of_each.get(str(item), 0) + int(str(number))
    # Everybody in either round is in one count of each item, and the words that they wrote are in none.
    names = {variable.name for variable in codebook_of(ASKED).variables} - {"ord"}
    assert of_each == dict.fromkeys(names, 2 * PERSONS - IN_BOTH)
    assert len(watched.rows) == len(items) + 3
    assert all(isinstance(cell, int) for row in watched.rows if len(row) != 4 for cell in row)


def test_municipalities_that_may_have_merged_are_not_counted(session: Session) -> None:
    stage = set_up(session, ASKED.model_copy(update={"unit": "municipality"}), "identified", rounds=2)

    with pytest.raises(comparing.NotCountableError, match="cannot follow municipalities through mergers"):
        by_database(stage)


def test_rounds_of_two_versions_are_not_counted(session: Session) -> None:
    stage = set_up(session, ASKED, "confidential")
    owner = session.get_one(Organisation, stage.organisation_id)
    newer = publishing.publish(session, owner, ASKED.model_copy(update={"minutes": 3}), NOW)
    plan = RoundPlan(newer.id, "Ny", date(2026, 2, 1), date(2026, 3, 31))
    second = add_released(session, stage.survey_id, plan)

    with pytest.raises(comparing.NotCountableError, match="two rounds of one version"):
        comparing.compare_stored(session, TwoRounds(stage.survey_id, stage.round_ids[0], second))


def test_a_round_that_is_not_there_is_told(session: Session) -> None:
    stage = set_up(session, ASKED, "confidential")

    with pytest.raises(NotFoundError, match="has no rounds"):
        comparing.compare_stored(session, TwoRounds(stage.survey_id, stage.round_ids[0], stage.organisation_id))


def test_the_command_builds_the_report_from_what_the_database_counted(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = answered(session, "confidential")
    session.commit()
    monkeypatch.setenv("SURVEYAPP_ENVIRONMENT", "development")
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", session.get_bind().engine.url.render_as_string(hide_password=False))
    title = session.get_one(Survey, stage.survey_id).title

    done = CliRunner().invoke(main, ["report", "build", title, "--counted"])

    assert done.exit_code == 0, done.output
    page = Path(done.stdout.strip())
    results = json.loads((page.parent / "results.json").read_text("utf-8"))
    assert results == json.loads(to_json(by_database(stage)))
    assert "ord" not in {question["name"] for question in results["questions"]}
