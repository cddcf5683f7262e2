"""When an item is asked: FHIR's enableWhen -> a condition of ours."""

from __future__ import annotations

import re
from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.forms import Form, Lines, Link
from questionnaires.formats.fhir.ledger import Node
from questionnaires.formats.fhir.reading import leaves

COMPARISONS = {"=": "equals", ">": "more_than", "<": "less_than", ">=": "at_least", "<=": "at_most"}
CODED = ("choice", "choices", "grade", "consent")
COMPARED = ("number", "rating", "date", "time")


def condition_of(form: Form, item: Node) -> Lines | None:
    """The condition of one item; a part of it that cannot be said makes the item asked more often, never less."""
    parts: list[Lines] = []
    lost = False
    for each in item.children("enableWhen"):
        part = _one(form, each)
        lost |= part is None
        if part is not None:
            parts.append(part)
    if item.extension(urls.ENABLE_WHEN) is not None and not is_own(form, item):
        lost = True
    any_of = _behaviour(item, len(item.children("enableWhen")))
    if lost and any_of:
        # One of several ways in cannot be said: the item is asked of everybody rather than of too few.
        for each in item.children("enableWhen"):
            form.ledger.give_back(each.path)
        parts = []
    return _written(parts, any_of=any_of)


def is_own(form: Form, item: Node) -> bool:
    """Whether Medvirk wrote this item, and says in an extension of its own what FHIR cannot."""
    return form.own and item.extension(urls.OWN_QUESTION, urls.OWN_PAGE) is not None


def loses_condition(item: Node) -> bool:
    """Whether a condition that the form has is not carried: then nobody can be required to answer."""
    conditions = item.children("enableWhen")
    taken = [any(leaf in item.ledger.taken for leaf, _value in leaves(each.value, each.path)) for each in conditions]
    return not all(taken) or item.extension(urls.ENABLE_WHEN) is not None


def _behaviour(item: Node, count: int) -> bool:
    """Whether one of several conditions is enough; STU3 has no word for it and means so."""
    said = item.text("enableBehavior")
    if said is None and count > 1:
        form_says = "The form does not say whether one condition is enough; one is."
        item.tell("enableBehavior", "changed", form_says)
    return said != "all" and count > 1


def _written(parts: list[Lines], *, any_of: bool) -> Lines | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    keys = [next(iter(part)) for part in parts]
    if not any_of:
        plain = len(set(keys)) == len(keys) and "not" not in keys
        return {key: value for part in parts for key, value in part.items()} if plain else {"all": parts}
    codes = [part[key] for part, key in zip(parts, keys, strict=True)]
    if len(set(keys)) == 1 and all(isinstance(code, str) for code in codes):
        return {keys[0]: codes}
    return {"any": parts}


def _one(form: Form, node: Node) -> Lines | None:
    """One enableWhen, or None with the reason told."""
    asked = node.peek("question")
    link = form.links.get(asked) if isinstance(asked, str) else None
    if link is None:
        known = isinstance(asked, str) and asked in form.ids
        node.because(f"'{asked}' is {'asked later or not at all' if known else 'not in the form'}.")
        return None
    found = _compared(link, node)
    if found is None:
        node.because(f"A condition on '{link.variable}' cannot be said this way.")
        return None
    node.take_all()
    return found


def _compared(link: Link, node: Node) -> Lines | None:
    operator = node.peek("operator") or ("exists" if isinstance(node.peek("hasAnswer"), bool) else "=")
    if operator == "exists":
        wanted = node.peek("hasAnswer") if isinstance(node.peek("hasAnswer"), bool) else node.peek("answerBoolean")
        return {link.variable: {"answered": wanted}} if isinstance(wanted, bool) else None
    if not isinstance(operator, str) or operator not in (*COMPARISONS, "!="):
        return None
    if operator in ("=", "!="):
        same = _equal(link, node)
        return {"not": same} if operator == "!=" and same is not None else same
    if link.kind not in COMPARED:
        return None
    bound = bound_of(link.kind, node, "answer")
    return None if bound is None else {link.variable: {COMPARISONS[operator]: bound}}


def _equal(link: Link, node: Node) -> Lines | None:
    truth = node.peek("answerBoolean")
    if isinstance(truth, bool):
        return _truth(link, truth=truth)
    if link.kind in CODED:
        code = _code_asked_for(link, node)
        return None if code is None else {link.variable: code}
    coding = node.child("answerCoding")
    if coding is not None:
        code = link.codes.get(str(coding.peek("code")))
        return None if code is None else {link.variable: code}
    bound = bound_of(link.kind, node, "answer") if link.kind in COMPARED else None
    return None if bound is None else {link.variable: {"equals": bound}}


def _truth(link: Link, *, truth: bool) -> Lines | None:
    if link.kind == "consent":
        return {link.variable: "yes"} if truth else {"not": {link.variable: "yes"}}
    code = link.codes.get("true" if truth else "false")
    return None if code is None else {link.variable: code}


def _code_asked_for(link: Link, node: Node) -> str | None:
    coding = node.child("answerCoding")
    if coding is not None:
        written = coding.peek("code") if coding.peek("code") is not None else coding.peek("display")
    else:
        keys = ("answerString", "answerInteger", "answerDate", "answerTime")
        written = next((node.peek(key) for key in keys if node.peek(key) is not None), None)
    return None if isinstance(written, bool | dict | list) else link.codes.get(str(written).strip())


def bound_of(kind: str, node: Node, stem: str) -> int | float | str | None:
    """What an answer is compared with: a number, or a date or time as ISO 8601 writes it; not taken."""
    if kind in ("number", "rating"):
        quantity = node.child(f"{stem}Quantity")
        value: Any = quantity.peek("value") if quantity else None
        for key in (f"{stem}Integer", f"{stem}Decimal"):
            value = node.peek(key) if value is None else value
        fine = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
        return value if fine else None
    pattern, keys = _MOMENTS[kind]
    for key in keys:
        found = re.match(pattern, str(node.peek(f"{stem}{key}") or ""))
        if found:
            return found[0]
    return None


_MOMENTS = {
    "date": (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=$|T)", ("Date", "DateTime")),
    # Times are answered to the minute: a bound inside a minute is none that an answer can be held against.
    "time": (r"([01]\d|2[0-3]):[0-5]\d(?=$|:00(\.0+)?$)", ("Time",)),
}


def both(outer: Lines | None, inner: Lines | None) -> Lines | None:
    """What holds when both do."""
    if outer is None or inner is None:
        return outer or inner
    return outer if outer == inner else {"all": [outer, inner]}
