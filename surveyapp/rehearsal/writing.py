"""A rehearsal's rounds as files that `python -m analysis compare` reads, each marked as made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from questionnaires.routing import Route
from questionnaires.rows import flatten
from questionnaires.variables import codebook_of
from surveyapp.models.datafiles import KEY_COLUMN, RoundInfo
from surveyapp.rehearsal.rehearsing import HandedIn, Rehearsal

CAVEAT = "Syntetiske svar: ingen har svart dette."


def write_rounds(done: Rehearsal, folder: Path) -> list[Path]:
    """`codebook.json`, and `round1.csv` with `round1.round.json` for each round; a kommune answers a round once."""
    folder.mkdir(parents=True, exist_ok=True)
    book = codebook_of(done.questionnaire)
    written = [folder / "codebook.json"]
    written[0].write_text(book.model_dump_json(indent=2) + "\n", "utf-8")
    for number, (on, answered) in enumerate(zip(done.dates, done.rounds, strict=True), start=1):
        rows = rows_of(done, answered)
        path = folder / f"round{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header_of(done))
            writer.writerows(rows)
        info = RoundInfo(f"Runde {number} (syntetisk)", on, len(rows), on, CAVEAT, synthetic=True)
        beside = folder / f"round{number}.round.json"
        beside.write_text(json.dumps(asdict(info), ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
        written += [path, beside]
    return written


def header_of(done: Rehearsal) -> tuple[str, ...]:
    """The columns of a rehearsed round."""
    names = tuple(variable.name for variable in codebook_of(done.questionnaire).variables)
    return (KEY_COLUMN, *names) if _keyed(done) else names


def rows_of(done: Rehearsal, answered: Sequence[HandedIn]) -> tuple[tuple[str, ...], ...]:
    """What was handed in to a rehearsed round, each respondent once."""
    once = {each.key: each for each in reversed(answered)}
    names = [variable.name for variable in codebook_of(done.questionnaire).variables]
    rows = []
    for key, each in sorted(once.items()):
        row = flatten(Route(done.questionnaire, each.answers, each.setting))
        rows.append((*([key] if _keyed(done) else []), *(row.get(name, "") for name in names)))
    return tuple(rows)


def _keyed(done: Rehearsal) -> bool:
    """A municipality is followed by its own number, which is among the answers."""
    return done.questionnaire.unit != "municipality"
