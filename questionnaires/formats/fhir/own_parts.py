"""Scales, and the items that are parts of one question: rows, what stands for no answer, what Medvirk asks itself."""

from __future__ import annotations

from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.forms import Form, Link, controls
from questionnaires.formats.fhir.languages import own_value
from questionnaires.formats.fhir.ledger import Node
from questionnaires.formats.fhir.measures import measures_of
from questionnaires.formats.fhir.names import code_from, id_from
from questionnaires.formats.fhir.options import Options, from_value_set, options_of

GENERATED = (
    "linkId",
    "type",
    "enableBehavior",
    "required",
    "maxLength",
)
"""What an item has that Medvirk asks by itself, such as who answers."""


def part_of(form: Form, item: Node) -> dict[str, Any] | None:
    """What an item is a part of, when Medvirk wrote it so."""
    extension = item.extension(urls.OWN_PART) if form.own else None
    return None if extension is None else own_value(extension)


def take_generated(form: Form, item: Node, variable: str) -> None:
    """An item that Medvirk will ask again without being told; others may hang on it."""
    _take_condition(form, item)
    item.take(*GENERATED)
    codes = {code: code for code in options_of(form, item).codes}
    form.links[str(item.peek("linkId"))] = Link(variable, "choice" if codes else "text", codes)
    for child in item.children("item"):
        take_generated(form, child, str(child.peek("linkId")))


def _take_condition(form: Form, item: Node) -> None:
    """The words and the condition of an item that are those of another."""
    form.speech.words(item, "text")
    for each in (*item.children("enableWhen"), *item.extensions(urls.ENABLE_WHEN, urls.OWN_PART, urls.OWN_QUESTION)):
        each.take_all()


def add_missing(form: Form, item: Node, question: dict[str, Any], variable: str) -> None:
    """The ways of not answering a number or a date, which FHIR asks for as an item of their own."""
    options = options_of(form, item)
    every = (*options.choices, *options.missing)
    question["missing"] = [{"code": option["code"], "label": option["label"]} for option in every]
    _take_condition(form, item)
    item.take(*GENERATED)
    form.links[str(item.peek("linkId"))] = Link(variable, "choice", options.codes)


def scale_id(value_set: Node) -> str:
    """The scale that a value set of ours stands for; FHIR has no `_` in an id."""
    return str(value_set.peek("id")).replace("-", "_")


def read_own_scales(form: Form) -> None:
    """The scales of a form that Medvirk wrote, those too that no item is answered on."""
    for value_set in form.root.children("contained"):
        own = value_set.extension(urls.OWN_SCALE)
        if own is not None:
            options = Options()
            from_value_set(form, f"#{value_set.peek('id')}", options)
            options.take_scores()
            name = scale_id(value_set)
            form.scales[name] = {"choices": options.choices}
            if options.missing:
                form.scales[name]["missing"] = options.missing
            form.overlays["scale", name] = own_value(own)


def scale_of(form: Form, item: Node, options: Options) -> str | None:
    """The scale that a choice is made on, when each answer has a point; else None."""
    address = item.peek("answerValueSet")
    value_set = form.contained(address, "ValueSet") if isinstance(address, str) else None
    if value_set is not None and form.own and value_set.extension(urls.OWN_SCALE) is not None:
        return scale_id(value_set)
    if len(options.choices) < 2 or any("exclusive" in option for option in options.choices):
        return None
    if not _points(options, item):
        return None
    return _shared(form, value_set, options)


def _points(options: Options, item: Node) -> bool:
    """Make the scores the codes of the scale, unless the codes say the same already."""
    scores, count = options.scores, len(options.choices)
    if len(scores) != count or any(score is None or score < 0 or score != int(score) for score in scores):
        return False
    whole = [int(score) for score in scores if score is not None]
    if len(set(whole)) < count:
        return False
    if [option["code"] for option in options.choices] != [str(point) for point in whole]:
        points = {option["code"]: str(point) for option, point in zip(options.choices, whole, strict=True)}
        if {option["code"] for option in options.missing} & set(points.values()):
            return False
        for option in options.choices:
            option["code"] = points[option["code"]]
        options.codes.update({written: points.get(code, code) for written, code in options.codes.items()})
        item.tell("ordinalValue", "changed", "The scores of the answers are now their codes.")
        for node, _written in options.written:
            node.take("code", outcome="changed")
        options.written.clear()
    options.take_scores()
    return True


def _shared(form: Form, value_set: Node | None, options: Options, *, ordered: bool = True) -> str:
    """The scale with just these answers: the one that is there already, or a new one."""
    content: dict[str, Any] = {"choices": options.choices, "missing": options.missing}
    if not ordered:
        content["ordered"] = False
    for name, scale in form.scales.items():
        if scale == content:
            return name
    wished = str(value_set.peek("id") or "scale") if value_set else "scale"
    name = id_from(wished, {*form.scales, *form.taken})
    form.scales[name] = content
    return name


def rows_of(form: Form, group: Node, variable: str) -> dict[str, Any] | None:
    """The one question that a table of alike items is; None when the group is no such table."""
    rows = [row for row in group.children("item") if row.peek("type") != "display"]
    parts = [part_of(form, row) or {} for row in rows]
    if rows and all(part.get("part") == "row" for part in parts):
        return _marked_rows(form, rows, parts, variable)
    return _table(form, rows, variable) if rows and "table" in controls(group) else None


def _marked_rows(form: Form, rows: list[Node], parts: list[dict[str, Any]], variable: str) -> dict[str, Any] | None:
    kinds = {str(row.peek("type")) for row in rows}
    found: list[dict[str, Any]] = []
    for row, part in zip(rows, parts, strict=True):
        label = form.speech.words(row, "text")
        code = str(part.get("code") or code_from(str(row.peek("linkId")), {each["code"] for each in found}))
        more = {key: value for key, value in part.items() if key not in ("part", "code")}
        found.append({"code": code, "label": label, **more})
        row.take("linkId", "type", "required")
    if any(row["label"] is None for row in found):
        return None
    if kinds == {"choice"}:
        return _grid(form, rows, found, variable)
    measures = [measures_of(form, row) for row in rows]
    for row, each in zip(rows, found, strict=True):
        form.links[str(row.peek("linkId"))] = Link(f"{variable}.{each['code']}", "number")
    alike = measures[0] if all(each == measures[0] for each in measures) else {}
    return {"type": "number_grid", "rows": found, **alike}


def _table(form: Form, rows: list[Node], variable: str) -> dict[str, Any] | None:
    """A table of another system: choices out of the same answers, none of them asked on a condition of its own."""
    if any(row.peek("type") != "choice" or row.peek("repeats") or row.peek("enableWhen") for row in rows):
        return None
    if any(row.peek("item") or not isinstance(row.peek("text"), str) for row in rows):
        return None
    keys = ("answerOption", "answerValueSet")
    if any(row.peek(key) != rows[0].peek(key) for row in rows for key in keys):
        return None
    found: list[dict[str, Any]] = []
    for row in rows:
        label = form.speech.words(row, "text")
        if label is None:
            return None
        found.append({"code": code_from(str(row.peek("linkId")), {each["code"] for each in found}), "label": label})
        row.take("linkId", "type", "repeats")
    return _grid(form, rows, found, variable)


def _grid(form: Form, rows: list[Node], found: list[dict[str, Any]], variable: str) -> dict[str, Any] | None:
    scale = None
    for row, each in zip(rows, found, strict=True):
        options = options_of(form, row)
        scale = scale_of(form, row, options)
        if scale is None and len(options.choices) < 2:
            return None
        kind = "grade" if scale is not None else "choice"
        options.tell_renamed()
        scale = scale or _shared(form, None, options, ordered=False)
        form.links[str(row.peek("linkId"))] = Link(f"{variable}.{each['code']}", kind, options.codes)
    return {"type": "grid", "scale": scale, "rows": found}
