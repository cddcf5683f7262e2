"""The author's commands: check questionnaire files, and the JSON Schema that editors check them by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from questionnaires.loading import QuestionnaireError, check_file
from questionnaires.schema import schema_text
from questionnaires.yaml_tree import Problem
from surveyapp.cli.opening import QUESTIONNAIRE

Found = Iterable[tuple[Path, Problem]]


@click.command()
@click.argument("files", nargs=-1, required=True, type=QUESTIONNAIRE)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["human", "json", "github"]),
    default="human",
    show_default=True,
    help="Lines for people and editors, one JSON list, or annotations of a GitHub workflow.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
def check(files: tuple[Path, ...], shape: str, *, strict: bool) -> None:
    """Find every problem in questionnaire files.

    Each is told as file:line:column with what to do, so that an editor can jump to it. An error keeps the
    questionnaire from being used; a warning is worth another look. Exit code 1 if there are errors.

    Example: surveyapp check questionnaires/library/psfs.yaml
    """
    found = [(file, problem) for file in files for problem in _problems(file)]
    click.echo(SHAPES[shape](found), nl=False)
    if shape == "human":
        told = {file for file, _problem in found}
        click.echo("".join(f"{file}: no problems\n" for file in files if file not in told), nl=False)
    if any(strict or problem.level == "error" for _file, problem in found):
        raise SystemExit(1)


def _problems(file: Path) -> tuple[Problem, ...]:
    try:
        return check_file(file).warnings
    except QuestionnaireError as error:
        return error.problems


def _human(found: Found) -> str:
    return "".join(f"{file}:{problem}\n" for file, problem in found)


def _json(found: Found) -> str:
    listed = [
        {
            "file": str(file),
            "line": problem.line,
            "column": problem.column,
            "level": problem.level,
            "rule": problem.rule,
            "text": problem.text,
            "hint": problem.hint,
        }
        for file, problem in found
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _github(found: Found) -> str:
    """Workflow commands; GitHub draws them beside the lines of a pull request."""
    return "".join(
        f"::{problem.level} file={_property(str(file))},line={problem.line},col={problem.column},"
        f"title={_property(problem.rule)}::{_data(f'{problem.text} {problem.hint}'.strip())}\n"
        for file, problem in found
    )


def _data(words: str) -> str:
    """Escaped as the message of a workflow command (actions/toolkit, `escapeData`)."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    """Escaped as a property of a workflow command (actions/toolkit, `escapeProperty`)."""
    return _data(words).replace(":", "%3A").replace(",", "%2C")


SHAPES: dict[str, Callable[[Found], str]] = {"human": _human, "json": _json, "github": _github}
"""How the problems are written, by the name of the format."""


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; else to the screen."
)
def schema(output: Path | None) -> None:
    """Write the JSON Schema of the questionnaire language.

    An editor that knows it completes keys and shows what they mean while you write.

    Example: surveyapp schema -o questionnaire.schema.json
    """
    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.write_text(schema_text(), encoding="utf-8")
        click.echo(f"Wrote {output}")
