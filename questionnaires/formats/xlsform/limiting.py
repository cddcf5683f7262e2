"""`constraint` -> bounds, limits, exclusive choices, and checks for all that goes beyond the one answer."""

from __future__ import annotations

from typing import Any

from questionnaires.formats.xlsform.expressions import ExpressionError
from questionnaires.formats.xlsform.form import Content, Form, as_name
from questionnaires.formats.xlsform.ledger import Row
from questionnaires.formats.xlsform.limits import Limits, limits_of
from questionnaires.formats.xlsform.meanings import NUMERIC, both

WRONG = {
    "nb": "Se over svaret: det passer ikke med det som er mulig her.",
    "nn": "Sjå over svaret: det passar ikkje med det som er mogleg her.",
    "en": "Look at the answer again: it does not fit with what is possible here.",
}
MOST_CHARACTERS = {"short_text": 1000, "long_text": 10_000}


def constrain(form: Form, row: Row, content: Content) -> None:
    """Put the constraint of a row into its question, as far as the language goes; the rest is told."""
    text = row.text("constraint")
    if not text:
        return
    cell = row.cell("constraint")
    name = row.text("name") or content["id"]
    try:
        limits = limits_of(form.meaning(name), text)
    except ExpressionError as error:
        form.ledger.lost(cell, f"this is not checked, since {error}")
        return
    message = form.text(row, "constraint_message")
    form.took(row, "constraint", content["id"], "refuse_if")
    lost = limits.unsaid + _apply(form, content, limits, message)
    for what in lost:
        form.ledger.changed(cell, what)
    if message and "say" not in content.get("refuse_if", {}) and content["id"] not in _told(form):
        for said in row.in_languages("constraint_message").values():
            form.ledger.lost(said, "the language has words of its own for this limit")


def _told(form: Form) -> set[str]:
    return {check["at"] for check in form.checks.values()}


def _apply(form: Form, content: Content, limits: Limits, message: Any) -> list[str]:
    """Write the limits down; what has no room is returned, in words."""
    lost: list[str] = []
    if message or content["type"] not in NUMERIC or _crossed(limits):
        for name, bound in (("less_than", limits.low), ("more_than", limits.high)):
            if bound is not None:
                limits.refused[name] = bound
    else:
        bounds = {"from": limits.low, "to": limits.high}
        content |= {key: bound for key, bound in bounds.items() if bound is not None}
    content |= limits.round_date
    lost += _counted(content, limits)
    for code in limits.exclusive:
        if code in content.get("choices", {}):
            content["choices"][code]["exclusive"] = True
        else:
            lost.append(f"'{code}' is no choice here that could stand alone")
    if limits.refused:
        content["refuse_if"] = {**limits.refused, **({"say": message} if message else {})}
    if limits.rest:
        form.checks[as_name(content["id"], form.checks)] = {
            "when": both({content["id"]: {"answered": True}}, limits.rest),
            "at": content["id"],
            "level": "refuse",
            "say": message or form.every(WRONG),
        }
    return lost


def _crossed(limits: Limits) -> bool:
    low, high = limits.low, limits.high
    return isinstance(low, int | float) and isinstance(high, int | float) and low >= high


def _counted(content: Content, limits: Limits) -> list[str]:
    """How many characters or choices there may be."""
    kind, most = content["type"], MOST_CHARACTERS.get(content["type"])
    lost: list[str] = []
    if limits.at_most is not None and most is not None:
        content["at_most"] = min(limits.at_most, most)
        if limits.at_most > most:
            lost.append(f"an answer has at most {most:,} characters")
    for key, number in (("at_most", limits.at_most), ("at_least", limits.at_least)):
        if number is None or most is not None:
            continue
        if kind == "choices" and number <= len(content["choices"]):
            content[key] = number
        else:
            lost.append(f"nothing in this question can be limited to {number}")
    return lost
