"""What a rehearsal showed, line by line, with the place in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from questionnaires import yaml_tree
from questionnaires.companions import ROLE
from questionnaires.conditions import asks_for
from surveyapp.rehearsal.rehearsing import DeadEnd, Rehearsal
from surveyapp.rehearsal.targets import Kind, Target

PLURALS: dict[Kind, str] = {
    "page": "pages",
    "question": "questions",
    "choice": "choices",
    "warning": "warnings",
    "refusal": "refusals",
}
MOST_LISTED = 40
"""So many of what was not reached are listed; the rest are counted."""


def report(done: Rehearsal, file: Path) -> Iterator[str]:
    """Lines for a person who wrote the questionnaire; those with a place begin `file:line:column:`."""
    tree = yaml_tree.read(file.read_bytes())
    rounds = f"{len(done.rounds)} rounds" if len(done.rounds) > 1 else "1 round"
    yield f"{file}: {done.handed_in} answers handed in, in {rounds}"
    yield _row("paths", f"{done.paths} different ways through the questions")
    yield _row("shortest", f"{done.shortest} questions")
    yield _row("longest", f"{done.longest} questions")
    if done.roles:
        yield _row("roles", ", ".join(f"{role} {count}" for role, count in done.roles.items()))
    yield _row("reached", ", ".join(_reached(done)))
    if done.fired:
        yield _row("fired", ", ".join(f"{name} ({count})" for name, count in done.fired.items()))
    if done.unreached:
        yield ""
        yield f"Not reached by any of these {done.handed_in} answers:"
        yield from (_unreached(target, file, tree) for target in done.unreached[:MOST_LISTED])
        if len(done.unreached) > MOST_LISTED:
            yield f"  and {len(done.unreached) - MOST_LISTED} more"
    for dead in done.dead_ends:
        yield ""
        yield from _dead_end(dead, done, file, tree)


def _row(name: str, words: str) -> str:
    return f"  {name:<10}{words}"


def _reached(done: Rehearsal) -> Iterator[str]:
    there = Counter(target.kind for target in done.targets)
    left = Counter(target.kind for target in done.unreached)
    for kind, plural in PLURALS.items():
        if there[kind]:
            yield f"{there[kind] - left[kind]} of {there[kind]} {plural}"


def _unreached(target: Target, file: Path, tree: yaml_tree.Tree) -> str:
    line, column = tree.place_of(target.path, key=True)
    own = target.when[:-1] if target.kind == "choice" else target.when
    why = f" (when {' and '.join(as_written(condition.root) for condition in own)})" if own else ""
    return f"{file}:{line}:{column}: {target.kind} {target.name}{why}"


def _dead_end(dead: DeadEnd, done: Rehearsal, file: Path, tree: yaml_tree.Tree) -> Iterator[str]:
    at = next(each for each in done.targets if each.kind == "question" and each.name == dead.question_id)
    line, column = tree.place_of(at.path)
    paths = "1 path" if dead.paths == 1 else f"{dead.paths} paths"
    yield f"{file}:{line}:{column}: error: {paths} could not be handed in, whatever was answered."
    yield f"  refused by: {', '.join(dead.reasons)}"
    turning = {name.partition(".")[0] for target in done.targets for when in target.when for name in asks_for(when)}
    known = {name: given for name, given in dead.example.items() if name in turning | {ROLE, dead.question_id}}
    if known:
        yield f"  for example with {as_written(known)}"


def as_written(value: Any) -> str:
    """A condition or an answer on one line, as the file would have it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {as_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_written(inner) for inner in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
