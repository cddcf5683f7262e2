"""Rehearsing a questionnaire on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from questionnaires.loading import load_file
from surveyapp.cli.opening import QUESTIONNAIRE, now
from surveyapp.models.ids import norwegian_date
from surveyapp.rehearsal import rehearse
from surveyapp.rehearsal.reporting import report
from surveyapp.rehearsal.writing import write_rounds


@click.command("rehearse")
@click.argument("file", metavar="QUESTIONNAIRE", type=QUESTIONNAIRE)
@click.option("-n", "--answers", default=500, show_default=True, type=click.IntRange(1, 100_000), help="In each round.")
@click.option("--rounds", default=2, show_default=True, type=click.IntRange(1, 9))
@click.option("--seed", default=1, show_default=True, help="The same number answers the same.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Write the rounds here.")
def rehearse_file(file: Path, answers: int, rounds: int, seed: int, output: Path | None) -> None:
    """Answer a questionnaire file at random, along every path.

    Tells what nobody reaches, and which paths cannot be handed in: then the exit code is 1. The rounds that -o writes
    are for python -m analysis compare.

    Example: surveyapp rehearse psfs -n 500 -o rehearsed
    """
    questionnaire = load_file(file)
    done = rehearse(questionnaire, answers=answers, rounds=rounds, seed=seed, today=norwegian_date(now()))
    for line in report(done, file):
        click.echo(line)
    if output is not None:
        for path in write_rounds(done, output):
            click.echo(f"Wrote {path}")
    if done.dead_ends:
        raise SystemExit(1)
