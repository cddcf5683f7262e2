"""A report in one archive on the command line, and whether its numbers are what comes of its counts."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import click

from surveyapp.cli.opening import AS_JSON, opened
from surveyapp.services import reporting


@click.command("bundle")
@click.argument("report_id", metavar="ID", type=click.UUID)
@click.option("--to", "file", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it.")
def bundle_report(report_id: UUID, file: Path | None) -> None:
    """Put a report and all that it was made of into one archive: results, counts, codebooks, definitions, sums.

    Nothing is in it that the report hides, so it may go where the report may.

    Example: surveyapp report bundle 0190a0c1-7c1e-7b6a-9c52-0a1b2c3d4e5f --to report.zip
    """
    with opened() as work:
        made = reporting.bundle(work.session, report_id, work.settings.reports)
    file = file or Path(f"report-{report_id}.zip")
    # Written aside and then named, so that a full disk leaves no half archive.
    aside = file.with_name(f"{file.name}.part")
    try:
        aside.write_bytes(made)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
    click.echo(file)


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@AS_JSON
def verify_bundle(bundle: Path, *, as_json: bool) -> None:
    """Work a bundle's numbers out again from its counts, and say whether they are the same; needs no database.

    Exit code 0: they are the same. 1: they are not, or the file is no whole bundle.

    Example: surveyapp report verify report.zip
    """
    found = reporting.verify(bundle)
    if as_json:
        click.echo(json.dumps({"same": found.same, "lines": found.lines}, ensure_ascii=False))
    else:
        click.echo("\n".join(found.lines))
    raise SystemExit(0 if found.same else 1)
