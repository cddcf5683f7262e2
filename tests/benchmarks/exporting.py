"""One turn of `bench_exporting`, in a process of its own: fill a database, read its rows, or write them as a file."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Participant, Response
from surveyapp.models.engine import open_engine
from surveyapp.models.surveys import round_of
from surveyapp.models.transactions import count_anew
from surveyapp.services import access, exporting
from surveyapp.services.exporting import FormatName
from surveyapp.services.exporting.reading import answers_of
from tests.databases import VAULT
from tests.surveyapp.stage import set_up

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
GRADES, NUMBERS, FEW = 24, 4, 200
BATCH = 5_000

ASKED = load(
    """
id: mange
title: {nb: Mange}
languages: [nb]
unit: person
about: {nb: Om mange.}
scales:
  grad:
    better: higher
    choices: {1: {nb: En}, 2: {nb: To}, 3: {nb: Tre}, 4: {nb: Fire}, 5: {nb: Fem}}
    missing: {vet_ikke: {nb: Vet ikke}}
pages:
  - id: forst
    title: {nb: Først}
    questions:
      - {id: kjenner, type: choice, text: {nb: Kjent?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}
      - id: hvem
        type: choices
        text: {nb: Hvem?}
        choices: {a: {nb: A}, b: {nb: B}, c: {nb: C}, d: {nb: D}, e: {nb: E}}
      - id: del
        type: grid
        scale: grad
        text: {nb: Hvordan?}
        rows: {v: {nb: V}, x: {nb: X}, y: {nb: Y}, z: {nb: Z}}
TALL
  - id: side
    title: {nb: Side}
    show_when: {kjenner: yes}
    questions:
GRADER
  - id: sist
    title: {nb: Sist}
    questions:
      - {id: egne, type: long_text, at_most: 2000, text: {nb: Egne ord}}
      - {id: by, type: short_text, at_most: 60, text: {nb: By}}
""".replace(
        "GRADER",
        "\n".join(f"      - {{id: q{n}, type: grade, scale: grad, text: {{nb: Nummer {n}?}}}}" for n in range(GRADES)),
    ).replace(
        "TALL",
        "\n".join(
            f"      - {{id: tall{n}, type: number, from: 0, to: 1000, decimals: {n % 2}, text: {{nb: Tall {n}?}}}}"
            for n in range(NUMBERS)
        ),
    ),
    "mange.yaml",
)
"""Forty variables: grades that a condition hides from some, choices, a grid, numbers, and two texts."""


def fill(session: Session, persons: int) -> tuple[UUID, UUID]:
    """The survey and its round, with so many answers from so many persons."""
    stage = set_up(session, ASKED, "confidential", owner=f"Eier av {persons}")
    survey_id, round_id = stage.survey_id, stage.round_ids[0]
    chance = random.Random(7)
    for first in range(0, persons, BATCH):
        ids = [uuid4() for _ in range(first, min(first + BATCH, persons))]
        session.execute(insert(Participant), [_participant(survey_id, each, first + n) for n, each in enumerate(ids)])
        rows = [_response(survey_id, round_id, each, first + n, chance) for n, each in enumerate(ids)]
        session.execute(insert(Response), rows)
    session.commit()
    # Else PostgreSQL plans for the few rows that there were.
    count_anew(session, "participant", "response")
    session.commit()
    return survey_id, round_id


def _participant(survey_id: UUID, participant_id: UUID, number: int) -> dict[str, Any]:
    key = f"P{number}"
    known = {"key": key, "label": key, "lists": {}, "former_lists": {}}
    return {"survey_id": survey_id, "id": participant_id, "privacy": "confidential", **known}


def _response(
    survey_id: UUID, round_id: UUID, participant_id: UUID, number: int, chance: random.Random
) -> dict[str, Any]:
    return {
        "survey_id": survey_id,
        "id": uuid4(),
        "privacy": "confidential",
        "synthetic": False,
        "round_id": round_id,
        "participant_id": participant_id,
        "state": "submitted",
        "mode": "web",
        "revision": 1,
        "answers": _answers(chance),
        "carried": {},
        "earlier": {},
        "edition": 1,
        "reason": "",
        "reference": f"{survey_id.hex[-3:]}{number:06}"[:9],
        "started_on": date(2026, 3, 2),
        "submitted_on": date(2026, 3, 2),
    }


def _answers(chance: random.Random) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "kjenner": chance.choice(["yes", "yes", "yes", "no"]),
        "hvem": chance.sample("abcde", 2),
        "del": {row: chance.choice("12345") for row in "vxyz"},
        "egne": "Vi fikk den hjelpen vi trengte, men måtte vente. " * chance.randint(0, 3),
        "by": chance.choice(["Oslo", "Bergen", "Tromsø"]),
    }
    answers |= {f"tall{n}": chance.randint(0, 9999) / 10 if n % 2 else chance.randint(0, 999) for n in range(NUMBERS)}
    if answers["kjenner"] == "yes":
        answers |= {f"q{n}": chance.choice(["1", "2", "3", "4", "5", "vet_ikke"]) for n in range(GRADES)}
    return answers


def read(session: Session, survey_id: UUID, round_id: UUID) -> int:
    """Fetch the rows as the export does, with the documents as Python's own, and do nothing with them."""
    found = session.execute(answers_of(round_of(session, survey_id, round_id), by_key=False))
    return sum(1 for _row in found)


def write(session: Session, ids: tuple[UUID, UUID], name: FormatName, folder: Path) -> int:
    """Write the rows as the export does."""
    with exporting.extract(session, ids[0], ids[1:], NOW, texts=True) as taken:
        exporting.write_files(taken, [name], folder)
        return taken.count


def main() -> None:
    """`fill URL PERSONS...`, or `read` or a format's name, then URL FEW MANY FOLDER; prints what it took as JSON."""
    what, url, *rest = sys.argv[1:]
    with Session(open_engine(url, VAULT)) as session:
        access.act_as(session, access.OPERATOR)
        if what == "fill":
            filled = [fill(session, int(number)) for number in rest]
            print(json.dumps([":".join(map(str, ids)) for ids in filled]))
            return
        turn(session, what, rest[0], Path(rest[2]))
        held, began, worked = _memory(), time.perf_counter(), time.process_time()
        rows = turn(session, what, rest[1], Path(rest[2]))
        took = {"seconds": time.process_time() - worked, "elapsed": time.perf_counter() - began}
        print(json.dumps({**took, "bytes": _memory() - held, "rows": rows}))


def turn(session: Session, what: str, ids: str, folder: Path) -> int:
    """Read or write one survey's round; how many answers that was."""
    survey_id, round_id = map(UUID, ids.split(":"))
    if what == "read":
        return read(session, survey_id, round_id)
    return write(session, (survey_id, round_id), cast(FormatName, what), folder)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
