"""Leaving out what a questionnaire cannot have, so that one odd condition does not cost the whole form."""

from __future__ import annotations

from typing import Any

from questionnaires.checker import Finding, findings
from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir.forms import Form
from questionnaires.formats.report import FormatError
from questionnaires.piping import PLACEHOLDER

ROUNDS = 20
"""How often leaving something out may bring up something else."""

SPARE = frozenset(
    {
        "again",
        "at_least",
        "at_most",
        "breaks",
        "challenge",
        "ends",
        "examples",
        "for_each",
        "from",
        "help",
        "importance",
        "indicator",
        "instrument",
        "intro",
        "keeps",
        "maps",
        "matters",
        "merge",
        "minutes",
        "refuse_if",
        "required",
        "show_when",
        "small_cell",
        "subgoal",
        "to",
        "trend",
        "unit",
        "warn_if",
    }
)
"""Keys without which a question or page can still be asked."""


def mended(form: Form, content: dict[str, Any], name: str) -> Questionnaire:
    """The questionnaire without what the checker refuses, each told as not carried; raises FormatError."""
    for _round in range(ROUNDS):
        questionnaire = Questionnaire.model_validate(content)
        errors = [found for found in findings(questionnaire) if found.level == "error"]
        if not errors:
            return questionnaire
        left_out = [_left_out(form, content, found) for found in errors]
        if not any(left_out):
            raise FormatError(name, "", f"What the form says cannot be a questionnaire: {errors[0].text}")
    raise FormatError(name, "", "Too much in the form cannot be in a questionnaire.")


def _left_out(form: Form, content: dict[str, Any], found: Finding) -> bool:
    """Take out the smallest thing around a finding that can be spared; False when it is gone or cannot."""
    if found.rule == "placeholder-unfilled":
        return _unpiped(form, content, found)
    path = found.path
    if path[:1] == ("unit",) and content["unit"] != "person":
        content["unit"] = "person"
        return _told(form, found, "unit")
    if path[:1] in (("scores",), ("checks",)) and len(path) > 1:
        return content.get(str(path[0]), {}).pop(path[1], None) is not None and _told(
            form, found, f"{path[0]} {path[1]}"
        )
    node: Any = content
    holders = []
    for step in path:
        holders.append((node, step))
        if not _has(node, step):
            break
        node = node[step]
    else:
        # What is wrong with a whole page or question is mostly that nobody would ever meet it.
        holders.append((node, "show_when"))
    for holder, step in reversed(holders):
        if isinstance(holder, dict) and step in SPARE | {"exclusive", "own_text"} and step in holder:
            del holder[step]
            if step == "show_when":
                holder.pop("required", None)
            where = holder.get("id") or holder.get("code") or "the form"
            return _told(form, found, f"{step} of {where}")
    return False


def _has(node: Any, step: str | int) -> bool:
    return (
        step in node
        if isinstance(node, dict)
        else isinstance(node, list) and isinstance(step, int) and step < len(node)
    )


def _told(form: Form, found: Finding, what: str) -> bool:
    form.ledger.tell((), what, "not carried", found.text)
    return True


def _unpiped(form: Form, content: Any, found: Finding) -> bool:
    """Let a text say nothing where it would have said an answer that is not there."""
    node: Any = content
    for step in found.path[:-1]:
        if not _has(node, step):
            return False
        node = node[step]
    key = found.path[-1]
    words = node.get(key) if isinstance(node, dict) else None
    if not isinstance(words, str) or not PLACEHOLDER.search(words):
        return False
    node[key] = PLACEHOLDER.sub("…", words)
    return _told(form, found, "an answer inside a text")
