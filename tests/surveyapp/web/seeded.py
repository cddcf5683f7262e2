"""A survey of two rounds that are over, with answers and a report, for what is read from outside."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from surveyapp.models.surveys import Privacy
from surveyapp.models.tokens import token_key
from surveyapp.services import importing, keys, reporting
from surveyapp.services.access import Action
from surveyapp.services.importing import ImportLimits
from surveyapp.services.keys import SCOPES, KeyPlan
from surveyapp.services.reporting import Order
from tests.sites import SECRET, AskedRound, PutSurvey, Site
from tests.surveyapp.stage import PLAN

HEADER = ("key", "har", "antall", "hvem.brukere", "hvem.parorende", "hvem.ansatte")
Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Seeded:
    """The survey, its rounds with the rows that were read in, and the report on them."""

    site: Site
    survey: PutSurvey
    rounds: tuple[AskedRound, AskedRound]
    rows: tuple[Rows, Rows]
    report_id: UUID


def seeded(site: Site, privacy: Privacy = "confidential") -> Seeded:
    """Two hundred persons in each round, all but twenty in both; few have no plan at first, and more later."""
    survey = site.put(PLAN, privacy)
    chance = random.Random(4)
    rounds, rows = [], []
    for number in (1, 2):
        asked = survey.round(f"Runde {number}", opens=-40, closes=-5)
        persons = range(20 * number, 20 * number + 200)
        rows.append([(f"=P{person}", *_answers(chance, number, person)) for person in persons])
        _read_in(site, asked, rows[-1])
        rounds.append(asked)
    return Seeded(site, survey, (rounds[0], rounds[1]), (rows[0], rows[1]), _compared(site, survey, rounds))


def _answers(chance: random.Random, number: int, person: int) -> tuple[str, ...]:
    if 100 <= person < 100 + (3 if number == 1 else 30):
        return ("no", "", "not_asked", "not_asked", "not_asked")
    chosen = [str(int(chance.random() < share)) for share in (0.3 * number, 0.5)]
    return ("yes", str(chance.randint(0, 9)), *chosen, "0" if "1" in chosen else "1")


def _read_in(site: Site, asked: AskedRound, rows: Rows) -> None:
    with tempfile.TemporaryDirectory() as folder, site.session() as session:
        file = Path(folder) / "runde.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([HEADER, *rows])
        limits = ImportLimits(max_bytes=100_000, max_rows=1000)
        now = datetime.now(UTC)
        importing.import_round(session, asked.survey_id, asked.id, file, key_column="key", limits=limits, now=now)


def _compared(site: Site, survey: PutSurvey, rounds: Sequence[AskedRound]) -> UUID:
    with site.session() as session:
        wanted = Order(kind="change", survey_id=survey.id, baseline_id=rounds[0].id, followup_id=rounds[1].id)
        made = reporting.order(session, wanted, datetime.now(UTC))
        return reporting.build(session, made, site.settings.reports, datetime.now(UTC), faces=("html",)).id


def bearer(survey: PutSurvey, *scopes: Action) -> dict[str, str]:
    """The header with a fresh key that may do these, or everything."""
    last = datetime.now(UTC).date() + timedelta(days=3)
    plan = KeyPlan(survey.organisation_id, "Prøve", frozenset(scopes or SCOPES), last)
    with survey.site.session() as session:
        made = keys.make_key(session, plan, token_key(SECRET), datetime.now(UTC))
    return {"Authorization": f"Bearer {made.secret}"}
