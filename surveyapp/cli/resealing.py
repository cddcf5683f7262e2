"""Changing the key of contact data, on the command line."""

from __future__ import annotations

import json
from collections import Counter

import click

from surveyapp.cli.opening import AS_JSON, opened
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.telling import telling
from surveyapp.services import resealing


class ShutError(SurveyAppError):
    """Some of what lies sealed opens with none of the keys."""


@click.command()
@AS_JSON
def reseal(*, as_json: bool) -> None:
    """Seal anew, with CONTACT_KEY, whatever CONTACT_KEY_OLD sealed; again, if it was stopped.

    Example: surveyapp data reseal
    """
    counts, shut = Counter(resealed=0, current=0, shut=0), Counter[str]()
    with (
        opened(quiet=as_json) as work,
        telling(work.session, "Sealing", resealing.sealed_rows(work.session)) as step,
    ):
        for done in resealing.reseal(work.session):
            counts.update(resealed=done.resealed, current=done.current, shut=done.shut)
            shut.update({done.column: done.shut})
            step(done.resealed + done.current + done.shut)
    click.echo(json.dumps(counts) if as_json else f"{counts['resealed']} sealed anew, {counts['current']} were already")
    if counts["shut"]:
        where = ", ".join(f"{rows} in {column}" for column, rows in shut.items() if rows)
        raise ShutError(
            f"None of the keys opens {where}. Add the key that sealed them to CONTACT_KEY_OLD, and run this again."
        )
