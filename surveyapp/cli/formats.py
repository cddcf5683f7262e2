"""Questionnaires in and out of the formats that others use: import and export."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from questionnaires.formats.report import OUTCOMES, ExportReport, Imported, ImportReport
from questionnaires.loading import load_file
from surveyapp.cli.opening import QUESTIONNAIRE, opened
from surveyapp.services import exporting, finding

MOST_BYTES = 20_000_000
"""A file of another format that is larger than this is not opened."""


def _of(format_name: str, function: str) -> Callable[..., Any]:
    """A format's own function; each brings a library that the other commands should not wait for."""
    found: Callable[..., Any] = getattr(import_module(f"questionnaires.formats.{format_name}"), function)
    return found


@click.command("import")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(["xlsform", "fhir", "surveyjs"]))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The questionnaire file to write.")
@click.option("--report", type=click.Path(path_type=Path), help="Where to write all that became of the file.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def import_questionnaire(format_name: str, file: Path, output: Path, report: Path | None, force: bool) -> None:
    """Make a questionnaire of a file in another format.

    FORMAT is xlsform (.xlsx), fhir (Questionnaire as JSON) or surveyjs (JSON). The screen tells, place by place, what
    was not carried and what was changed on the way; the report tells what was carried too.

    Example: surveyapp import xlsform form.xlsx -o form.yaml
    """
    if output.exists() and not force:
        raise click.UsageError(f"{output} is there already. Choose another file, or add --force.")
    with file.open("rb") as opened_file:
        data = opened_file.read(MOST_BYTES + 1)
    found: Imported = _of(format_name, f"read_{format_name}")(data, name=file.name)
    write_whole(output, found.questionnaire_yaml.encode())
    if report is not None:
        write_whole(report, f"{found.report}\n".encode())
    lost, changed, carried = (found.report.with_outcome(outcome) for outcome in OUTCOMES)
    if lost or changed:
        click.echo(ImportReport((*lost, *changed)))
    click.echo(f"Wrote {output}: {len(carried)} carried, {len(changed)} changed, {len(lost)} not carried")
    click.echo(f"Look it through: surveyapp preview {output}")


OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")


@click.group("export")
def export() -> None:
    """Questionnaires and answers in the formats that others use."""


@export.command()
@click.argument("questionnaire", type=QUESTIONNAIRE)
@OUTPUT
@click.option("--url", help="The canonical address of the Questionnaire, where it will be published.")
def fhir(questionnaire: Path, output: Path, url: str | None) -> None:
    """Write a FHIR R4B Questionnaire (JSON).

    Example: surveyapp export fhir psfs -o psfs.json
    """
    data, report = _of("fhir", "write_fhir")(load_file(questionnaire), url=url)
    _wrote(output, data, report)


@export.command()
@click.argument("questionnaire", type=QUESTIONNAIRE)
@OUTPUT
def xlsform(questionnaire: Path, output: Path) -> None:
    """Write an XLSForm (.xlsx), for ODK, KoboToolbox and others.

    Example: surveyapp export xlsform psfs -o psfs.xlsx
    """
    data, report = _of("xlsform", "write_xlsform")(load_file(questionnaire))
    _wrote(output, data, report)


@export.command()
@click.argument("questionnaire", type=QUESTIONNAIRE)
@OUTPUT
def ddi(questionnaire: Path, output: Path) -> None:
    """Write the variables as DDI-Codebook 2.5 (XML).

    Example: surveyapp export ddi psfs -o psfs.xml
    """
    _wrote(output, _of("ddi", "write_ddi")(load_file(questionnaire)))


@export.command()
@click.argument("questionnaire", type=QUESTIONNAIRE)
@OUTPUT
@click.option("--language", help="One of the questionnaire's languages; else its first.")
@click.option("--easy", is_flag=True, help="In easy words, where the questionnaire has them.")
@click.option("--role", default="self", show_default=True, help="Who will answer: self, with_help, proxy or relative.")
def paper(questionnaire: Path, output: Path, language: str | None, easy: bool, role: str) -> None:
    """Write a form to print (PDF), with the jumps between questions in words.

    Example: surveyapp export paper brukererfaring --language nn -o skjema.pdf
    """
    read = load_file(questionnaire)
    spoken = language or read.languages[0]
    if spoken not in read.languages:
        raise click.BadParameter(f"{read.id} is written in {', '.join(read.languages)}.", param_hint="--language")
    if role != "self" and role not in read.roles:
        who = ", ".join(read.roles) or "self"
        raise click.BadParameter(f"those who answer {read.id} are: {who}.", param_hint="--role")
    _wrote(output, _of("paper", "write_paper")(read, language=spoken, easy=easy, role=role))


@export.command()
@click.argument("survey_name", metavar="SURVEY")
@click.argument("round_name", metavar="ROUND")
@OUTPUT
@click.option("--free-text", is_flag=True, help="Also what people wrote in their own words: it may identify them.")
def responses(survey_name: str, round_name: str, output: Path, free_text: bool) -> None:
    """Write a round's answers as a Bundle of FHIR QuestionnaireResponses (JSON).

    Example: surveyapp export responses "Erfaringer" 1 -o svar.json
    """
    with opened() as work:
        survey = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, survey, round_name)
        found = exporting.documents(work.session, survey.id, asked.id, texts=free_text)
    document = _of("fhir", "AnsweredDocument")
    rows = [document(answers, authored=submitted_on) for answers, submitted_on in found.answers]
    _wrote(output, _of("fhir", "write_responses")(found.questionnaire, rows))


def _wrote(output: Path, data: bytes, report: ExportReport | None = None) -> None:
    write_whole(output, data)
    if report is not None and report.entries:
        click.echo(report)
    click.echo(f"Wrote {output}")


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write the whole file or nothing: what was there stays until the new one is complete.

    `private`: nobody else on the machine may read it.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o600 if private else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
