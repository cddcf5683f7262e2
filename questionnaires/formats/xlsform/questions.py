"""One row of the survey sheet -> one question, with what holds it: words, conditions, constraints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pyxform import aliases  # type: ignore[import-untyped]

from questionnaires.formats.xlsform import calculating, choosing, limiting
from questionnaires.formats.xlsform.expressions import ExpressionError
from questionnaires.formats.xlsform.form import LONGEST_ID, Content, Form, as_name
from questionnaires.formats.xlsform.ledger import Row
from questionnaires.formats.xlsform.meanings import Known, Lines, both
from questionnaires.formats.xlsform.structure import type_of

ANSWER = {"nb": "Svar på dette spørsmålet.", "nn": "Svar på dette spørsmålet.", "en": "Answer this question."}
OTHER = {"nb": "Annet", "nn": "Anna", "en": "Other"}

_SELECT = re.compile(
    r"(?P<kind>select_one|select one from|select one|select1|add select one prompt using|select_multiple"
    r"|select all that apply from|select all that apply|add select multiple prompt using|rank)"
    r"\s+(?P<list>\S+)(?P<other>\s+(?:or_other|or specify other))?",
    re.IGNORECASE,
)
_FILE = re.compile(r"select_(?:one|multiple)_(?:from_file|external)\b.*", re.IGNORECASE)

UNCARRIED = (
    ("geopoint geotrace geoshape location gps osm start-geopoint background-geopoint", "nobody answers with a map"),
    ("image photo audio video file barcode background-audio", "nobody answers with a picture, a sound or a file"),
    ("deviceid phonenumber username email simserial subscriberid imei audit", "who or what answers is not noted"),
    ("start end today", "when somebody answers is noted without being asked for"),
    ("xml-external csv-external", "its choices are in another file"),
    ("hidden", "nobody is asked for this, so nobody answers"),
)
REASONS = {word: why for words, why in UNCARRIED for word in words.split()}

Made = Content | str
"""The keys of a question that its type gives, or why there can be none."""


def _text(_form: Form, row: Row) -> Made:
    if "multiline" in row.text("appearance").split():
        return {"type": "long_text", "at_most": 10_000}
    return {"type": "short_text", "at_most": 1000}


def _of(kind: str, **keys: Any) -> Callable[[Form, Row], Made]:
    return lambda _form, _row: {"type": kind, **keys}


def _range(form: Form, row: Row) -> Made:
    written = dict(re.findall(r"(start|end|step)\s*=\s*(-?[\d.]+)", row.text("parameters")))
    try:
        start, end, step = (float(written.get(key, usual)) for key, usual in (("start", 1), ("end", 10), ("step", 1)))
    except ValueError:
        return "the start, end or step of the range is no number"
    if start >= end:
        return "the range ends before it starts"
    form.ledger.carried(row.cell("parameters"))
    if step not in (1, 0.1, 0.01):
        form.ledger.changed(row.cell("parameters"), f"any number will do, not only in steps of {step:g}")
    if start.is_integer() and end.is_integer() and step == 1 and end - start <= 20:
        return {"type": "rating", "from": int(start), "to": int(end)}
    return {"type": "number", "decimals": 0 if step.is_integer() else 6, "from": start, "to": end}


def _date(_form: Form, row: Row) -> Made:
    shown = row.text("appearance").split()
    return {"type": "year" if "year" in shown else "month" if "month-year" in shown else "date"}


MAKERS: dict[str, Callable[[Form, Row], Made]] = {
    "text": _text,
    "string": _text,
    "integer": _of("number", decimals=0),
    "int": _of("number", decimals=0),
    "decimal": _of("number", decimals=6),
    "range": _range,
    "date": _date,
    "time": _of("time"),
    "datetime": _of("date"),
    "note": _of("information"),
    "calculate": calculating.calculated,
    "acknowledge": _of("consent"),
    "trigger": _of("consent"),
}
CHANGES = {
    "text": "one line of at most 1,000 characters",
    "decimal": "a number with at most six decimals",
    "datetime": "only the day is asked for, not the time",
    "calculate": "a number that is not shown, with at most six decimals",
    "range": "a number between the ends of the range",
}
"""What the language does in another way."""


def selected(form: Form, row: Row) -> Made:
    """`select_one`, `select_multiple` and `rank` with their list."""
    found = _SELECT.fullmatch(type_of(row))
    if found is None:
        return f"'{type_of(row)}' is no type that the language knows"
    if found["list"] not in form.lists:
        return f"there is no list '{found['list']}' in the choices sheet"
    usual = aliases.select.get(found["kind"].lower(), found["kind"])
    kind = {"select one": "choice", "rank": "ranking"}.get(usual, "choices")
    if "label" in row.text("appearance").split():
        form.ledger.changed(row.cell("type"), "it only heads the questions below, so it is words to read")
        return {"type": "information"}
    if kind == "choice" and "likert" in row.text("appearance").split() and not found["other"]:
        return graded(form, row, found["list"])
    try:
        choices, missing = choosing.options(form, found["list"], row, row.text("choice_filter"))
    except ExpressionError as error:
        form.ledger.lost(row.cell("choice_filter"), str(error))
        choices, missing = choosing.options(form, found["list"], row)
    if found["other"]:
        choices["other" if "other" not in choices else "other_words"] = {**form.every(OTHER), "own_text": True}
    return {"type": kind, "choices": choices, **({"missing": missing} if missing else {})}


def graded(form: Form, row: Row, name: str) -> Made:
    """A Likert question: its list is a scale that others can share."""
    if name not in form.scale_of_list:
        choices, missing = choosing.options(form, name, row)
        if len(choices) < 2:
            return f"the list '{name}' has fewer than two choices"
        scale = as_name(name, form.scales)
        form.scales[scale] = {"choices": choices, **({"missing": missing} if missing else {})}
        form.scale_of_list[name] = scale
    form.ledger.carried(row.cell("appearance"), "a scale")
    return {"type": "grade", "scale": form.scale_of_list[name]}


def question(form: Form, row: Row, around: Lines) -> Content | None:
    """The question of a row, shown when `around` holds too; None when it cannot be carried, which is told."""
    kind = type_of(row)
    if kind.lower() == "calculate" and calculating.is_copy(form, row):
        return None
    made = _made(form, row, kind.lower())
    if isinstance(made, str):
        form.ledger.row_lost(row.cells, made)
        return None
    codes = [code for code, words in made.get("choices", {}).items() if words.get("own_text")]
    question_id = form.new_id(row, longest=LONGEST_ID - max((len(code) + 1 for code in codes), default=0))
    form.ids |= {f"{question_id}_{code}" for code in codes}
    form.uses(question_id, list_of(row))
    cell = row.cell("type")
    if change := CHANGES.get(kind.lower()) or ("beside the last choice stand words of one's own" if codes else ""):
        form.ledger.changed(cell, change)
    else:
        form.ledger.carried(cell)
    return held(form, row, {"id": question_id, **made}, around)


def _made(form: Form, row: Row, kind: str) -> Made:
    if not kind:
        return "the row has no type"
    if _FILE.fullmatch(kind):
        return "its choices are in another file"
    if kind in REASONS:
        return REASONS[kind]
    return MAKERS[kind](form, row) if kind in MAKERS else selected(form, row)


def held(form: Form, row: Row, content: Content, around: Lines) -> Content:
    """The question with its words, conditions and constraints."""
    question_id = content["id"]
    words = form.text(row, "label")
    if words is None:
        form.ledger.beside(row.place, "label", "there is no label; the name stands in its place")
        words = form.named(row.text("name") or question_id)
    content["text"] = words
    helping(form, row, content)
    required(form, row, content)
    remember(form, row, content)
    lines = both(around, relevant(form, row, question_id))
    if lines:
        content["show_when"] = lines
    limiting.constrain(form, row, content)
    return content


def remember(form: Form, row: Row, content: Content) -> None:
    """Let later rows speak of this question under the form's name for it."""
    name = row.text("name") or content["id"]
    codes = {choice.written: choice.code for choice in form.lists.get(list_of(row), [])}
    if "other" in content.get("choices", {}):
        codes.setdefault("other", "other")
    form.known.setdefault(name, Known(content["id"], content["type"], codes))
    form.piped.add(content["id"])


def list_of(row: Row) -> str:
    """The list that a row asks for, or nothing."""
    found = _SELECT.fullmatch(type_of(row))
    return found["list"] if found else ""


def helping(form: Form, row: Row, content: Content) -> None:
    """`hint` and `guidance_hint` -> help."""
    hint, guidance = form.text(row, "hint"), form.text(row, "guidance_hint")
    if hint or guidance:
        content["help"] = {
            code: "\n\n".join(words[code] for words in (hint, guidance) if words and code in words)
            for code in {**(hint or {}), **(guidance or {})}
        }
    for column in ("hint", "guidance_hint"):
        form.cells.setdefault((content["id"], "help"), []).extend(row.in_languages(column).values())
    for cell in row.in_languages("guidance_hint").values():
        form.ledger.changed(cell, "it is always shown, as help")


def required(form: Form, row: Row, content: Content) -> None:
    """`required` and its message."""
    cell = row.cell("required")
    truth = aliases.yes_no.get(row.text("required"))
    if cell is not None and truth is None:
        form.ledger.lost(cell, "an answer is either required or not; the language has no condition for it")
    elif truth and content["type"] in ("information", "calculated"):
        form.ledger.lost(cell, "nobody answers this, so it cannot be required")
        truth = False
    else:
        form.took(row, "required", content["id"], "required")
    message = form.text(row, "required_message")
    if truth:
        content["required"] = True
        if message is None:
            form.ledger.beside(row.place, "required_message", "what to say when it is not answered was written for it")
    if truth or message:
        content["when_empty"] = message or form.every(ANSWER)


def relevant(form: Form, row: Row, owner: str) -> Lines:
    """`relevant` -> condition; {} when there is none, or none that can be carried, which is told."""
    text = row.text("relevant")
    if not text:
        return {}
    try:
        lines, unsaid = form.meaning().most_of(text)
    except ExpressionError as error:
        form.ledger.lost(row.cell("relevant"), f"always shown, since {error}")
        form.wider.add(owner)
        return {}
    form.took(row, "relevant", owner, "show_when")
    for why in unsaid:
        form.wider.add(owner)
        form.ledger.changed(row.cell("relevant"), f"shown without asking for all of this, since {why}")
    return lines


def without(content: Mapping[str, Any], *keys: str) -> Content:
    """The content without some keys."""
    return {key: value for key, value in content.items() if key not in keys}
