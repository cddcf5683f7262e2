"""A rehearsal's rounds as files that `python -m analysis compare` reads, each marked as made up."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from pathlib import Path

from questionnaires.routing import Route
from questionnaires.rows import flatten
from questionnaires.variables import codebook_of
from surveyapp.models.datafiles import KEY_COLUMN, RoundInfo
from surveyapp.rehearsal.rehearsing import Rehearsal

CAVEAT = "Syntetiske svar: ingen har svart dette."


def write_rounds(done: Rehearsal, folder: Path) -> list[Path]:
    """`codebook.json`, and `round1.csv` with `round1.round.json` for each round; a kommune answers a round once."""
    folder.mkdir(parents=True, exist_ok=True)
    book = codebook_of(done.questionnaire)
    written = [folder / "codebook.json"]
    written[0].write_text(book.model_dump_json(indent=2) + "\n", "utf-8")
    names = [variable.name for variable in book.variables]
    keyed = done.questionnaire.unit != "municipality"
    for number, (on, answered) in enumerate(zip(done.dates, done.rounds, strict=True), start=1):
        once = {each.key: each for each in reversed(answered)}
        path = folder / f"round{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*([KEY_COLUMN] if keyed else []), *names])
            for key, each in sorted(once.items()):
                row = flatten(Route(done.questionnaire, each.answers, each.setting))
                writer.writerow([*([key] if keyed else []), *(row.get(name, "") for name in names)])
        info = RoundInfo(f"Runde {number} (syntetisk)", on, len(once), on, CAVEAT, synthetic=True)
        beside = folder / f"round{number}.round.json"
        beside.write_text(json.dumps(asdict(info), ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
        written += [path, beside]
    return written
