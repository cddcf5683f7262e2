"""Two versions of a questionnaire on the command line: diff."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from questionnaires.codebook import Comparability, Words
from questionnaires.loading import load_file
from questionnaires.revisions import CodeChange, QuestionChange, Revision, VariableChange, revise
from surveyapp.cli.opening import QUESTIONNAIRE

ALSO = {
    "page": "stands on another page",
    "order": "stands elsewhere among the questions",
    "routing": "is shown on another condition",
    "required": "must now be answered",
    "optional": "need no longer be answered",
    "help": "has another help text",
    "other_words": "has other words for a role, or in easy language",
    "bounds": "has other bounds or warnings",
}
"""What changed beside the trend -> how it is told."""


@click.command()
@click.argument("old", type=QUESTIONNAIRE)
@click.argument("new", type=QUESTIONNAIRE)
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True)
def diff(old: Path, new: Path, form: str) -> None:
    """Tell what changed from one version to the next.

    OLD and NEW are files, or ids of shipped questionnaires. For each question that changed it tells what was
    changed, and what that does to its trend.

    Example: surveyapp diff plan-2017.yaml plan-2020.yaml
    """
    revision = revise(load_file(old), load_file(new))
    if form == "json":
        click.echo(json.dumps(asdict(revision), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*lines(revision), f"{revision.new_id}: {revision.summary}"]))


def lines(revision: Revision) -> Iterator[str]:
    """What changed, question by question; what did not change is not mentioned."""
    if revision.old_id != revision.new_id:
        both = f"{revision.old_id} and {revision.new_id}"
        yield f"These are two questionnaires, {both}: no trend goes from one to the other."
    for question in revision.questions:
        if question.unchanged:
            continue
        core = " (core)" if question.core else ""
        yield f"{question.id}{core}: {question.status}. {question.trend['en']}"
        yield from (f"  {line}" for line in _changes(question))
    for broken in revision.broken_trends:
        yield f"To publish, {broken.item}: {broken.write}."


def _changes(question: QuestionChange) -> Iterator[str]:
    if question.old_text is None or question.new_text is None:
        yield f"text: {_said(question.new_text or question.old_text or {})}"
    elif question.old_text != question.new_text:
        yield from (f"text {told}" for told in _from_to(question.old_text, question.new_text))
    if question.old_type != question.new_type and question.old_type and question.new_type:
        yield f"type: {question.old_type} -> {question.new_type}"
    for code in question.codes:
        yield from _code(code)
    if question.old_text is not None and question.new_text is not None:
        for variable in question.variables:
            yield from _variable(variable, question.status)
    yield from (ALSO[each] for each in question.also)
    if question.reason is not None:
        yield f"why: {_said(question.reason)}"


def _code(code: CodeChange) -> Iterator[str]:
    if code.led_to is not None:
        yield f"code {code.code} ({_said(code.old or {})}): mapped to {code.led_to}"
    elif code.old is None:
        yield f"code {code.code} ({_said(code.new or {})}): added"
    elif code.new is None:
        yield f"code {code.code} ({_said(code.old)}): taken away"
    else:
        yield from (f"code {code.code} {told}" for told in _from_to(code.old, code.new))


def _variable(variable: VariableChange, of_question: Comparability) -> Iterator[str]:
    """A row or choice that fares worse than its question, or has other words."""
    if variable.status not in (of_question, "same"):
        yield f"{variable.name} ({_said(variable.new_label or variable.old_label or {})}): {variable.status}"
    if variable.old_label and variable.new_label:
        yield from (f"{variable.name} {told}" for told in _from_to(variable.old_label, variable.new_label))


def _from_to(old: Words, new: Words) -> Iterator[str]:
    for language in old | new:
        before, after = old.get(language), new.get(language)
        if before != after:
            yield f"[{language}]: {before or '(none)'} -> {after or '(none)'}"


def _said(words: Words) -> str:
    """The words in the first language that they are in."""
    return next(iter(words.values()), "no words")
