"""What an item of each FHIR type becomes: a question of ours, without its text and its condition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.enabling import bound_of
from questionnaires.formats.fhir.forms import Form, Link, controls
from questionnaires.formats.fhir.ledger import Node
from questionnaires.formats.fhir.measures import limit, measures_of, take_limits, unit_of
from questionnaires.formats.fhir.options import Options, options_of
from questionnaires.formats.fhir.own_parts import scale_of
from questionnaires.formats.fhir.scoring import formula_of

Question = dict[str, Any]
SHORT, LONG = 1000, 10_000
"""The most characters that a short and a long text may have."""
MOST_ITEMS = 20
MOST_POINTS = 20


def question_of(form: Form, item: Node, variable: str) -> tuple[Question, Link] | None:
    """The question that an item becomes, and what conditions may ask of it; None for what cannot be asked here."""
    kind = item.peek("type")
    convert = KINDS.get(kind) if isinstance(kind, str) else None
    if convert is None:
        item.because(_WHY_NOT.get(str(kind), "There is no such type of question."))
        return None
    question, link = convert(form, item, variable)
    item.take("type", outcome="carried" if kind in _SAME else "changed")
    if kind in _CHANGED:
        item.tell(f"item of type {kind}", "changed", f"'{variable}': {_CHANGED[kind]}")
    _repeating(item, question)
    return question, link


def _boolean(form: Form, item: Node, variable: str) -> tuple[Question, Link]:
    control = controls(item).get("check-box")
    if control is not None:
        control.take_all()
    if control is not None or _is_for_helsenorge(form):
        return {"type": "consent"}, Link(variable, "consent")
    choices = [{"code": code, "label": form.speech.say(code)} for code in ("yes", "no")]
    return {"type": "choice", "choices": choices}, Link(variable, "choice", {"true": "yes", "false": "no"})


def _is_for_helsenorge(form: Form) -> bool:
    """Whether the form was made for Helsenorge, where a truth value is a box to tick and never yes or no."""
    meta = form.root.child("meta")
    profiles = meta.peek("profile") if meta else None
    return isinstance(profiles, list) and urls.HELSENORGE in profiles


def _number(form: Form, item: Node, variable: str) -> tuple[Question, Link]:
    whole = item.peek("type") == "integer"
    low, high = limit(item, urls.MIN_VALUE), limit(item, urls.MAX_VALUE)
    if whole and "slider" in controls(item) and low is not None and high is not None:
        points = high - low
        if float(low).is_integer() and float(high).is_integer() and 0 < points <= MOST_POINTS:
            take_limits(item)
            controls(item)["slider"].take_all()
            return {"type": "rating", "from": int(low), "to": int(high)}, Link(variable, "rating")
    return {"type": "number", **measures_of(form, item)}, Link(variable, "number")


def _moment(kind: str) -> Callable[[Form, Node, str], tuple[Question, Link]]:
    def convert(_form: Form, item: Node, variable: str) -> tuple[Question, Link]:
        question: Question = {"type": kind}
        bounds = {}
        for key, url in (("from", urls.MIN_VALUE), ("to", urls.MAX_VALUE)):
            found = item.extension(url)
            bound = bound_of(kind, found, "value") if found else None
            if found is not None and isinstance(bound, str) and (kind == "time" or _is_day(bound)):
                bounds[key] = (bound, found)
        if len(bounds) < 2 or bounds["from"][0] < bounds["to"][0]:
            for key, (bound, found) in bounds.items():
                question[key] = bound
                found.take_all()
        return question, Link(variable, kind)

    return convert


def _is_day(word: str) -> bool:
    try:
        date.fromisoformat(word)
    except ValueError:
        return False
    return True


def _written(_form: Form, item: Node, variable: str) -> tuple[Question, Link]:
    wanted = item.whole("maxLength")
    long = item.peek("type") == "text" or (wanted or 0) > SHORT
    most = LONG if long else SHORT
    length = wanted if wanted is not None and 1 <= wanted <= most else most
    if wanted is not None and length != wanted:
        item.take("maxLength", outcome="changed")
        item.tell("maxLength", "changed", f"At most {length} characters instead of {wanted}.")
    return {"type": "long_text" if long else "short_text", "at_most": length}, Link(variable, "text")


def _choice(form: Form, item: Node, variable: str) -> tuple[Question, Link]:
    options = options_of(form, item)
    own_words = item.peek("type") == "open-choice" or item.peek("answerConstraint") in (
        "optionsOrString",
        "optionsOrType",
    )
    if not options.choices:
        text = f"'{variable}': the answers to choose among are not in the form, so the answer is written."
        item.tell(f"item of type {item.peek('type')}", "changed", text)
        return {"type": "short_text", "at_most": SHORT}, Link(variable, "text")
    several = _takes_several(item)
    scale = None if own_words or several else scale_of(form, item, options)
    options.tell_renamed()
    if scale is not None:
        return {"type": "grade", "scale": scale}, Link(variable, "grade", options.codes)
    if not several:
        for option in options.choices:
            # Of a single choice, every answer stands alone.
            option.pop("exclusive", None)
    question: Question = {"type": "choices" if several else "choice", "choices": options.choices}
    if options.missing:
        question["missing"] = options.missing
    if own_words:
        item.take("answerConstraint")
        _own_words(form, item, question, options, variable)
    if several:
        _how_many(item, question)
    return question, Link(variable, "choice", options.codes)


def _takes_several(item: Node) -> bool:
    """Whether more than one answer may be chosen: boxes to tick are ticked each by itself, by FHIR's own definition."""
    if item.flag("repeats") is True:
        return True
    if "check-box" not in controls(item):
        return False
    controls(item)["check-box"].take_all()
    item.take("repeats", outcome="changed")
    item.tell("item control check-box", "changed", "Several boxes can be ticked.")
    return True


def _own_words(form: Form, item: Node, question: Question, options: Options, variable: str) -> None:
    taken, number = options.taken(), 1
    while (code := "other" if number == 1 else f"other{number}") in taken or f"{variable}_{code}" in form.taken:
        number += 1
    question["choices"] = [*options.choices, {"code": code, "label": form.speech.say("other"), "own_text": True}]
    item.tell("item of type open-choice", "changed", f"'{variable}' has the choice '{code}' with own words.")


def _how_many(item: Node, question: Question) -> None:
    for key, url in (("at_least", urls.MIN_OCCURS), ("at_most", urls.MAX_OCCURS)):
        found = item.extension(url)
        count = found.peek("valueInteger") if found else None
        fine = isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= len(question["choices"])
        if found is not None and fine:
            question[key] = count
            found.take_all()


def _repeating(item: Node, question: Question) -> None:
    """An answer that may be given several times: a list for short texts, else asked once."""
    if item.peek("repeats") is not True or question["type"] == "choices":
        item.take("repeats")
        return
    if question["type"] != "short_text" or item.peek("type") not in ("string", "url"):
        item.take("repeats", outcome="changed")
        item.tell("repeats", "changed", "The question is asked once.")
        return
    least, most = _times(item, urls.MIN_OCCURS), _times(item, urls.MAX_OCCURS)
    high = min(most or MOST_ITEMS, MOST_ITEMS)
    low = min(least if least is not None else int(item.peek("required") is True), high)
    length = question.pop("at_most")
    question.update({"type": "own_list", "items": {"from": low, "to": high, "each": "short_text"}})
    outcome_differs = most is None or most > MOST_ITEMS or length != SHORT
    item.take("repeats", outcome="changed" if outcome_differs else "carried")
    if outcome_differs:
        item.tell("repeats", "changed", f"A list of at most {high} items of at most 200 characters.")


def _times(item: Node, url: str) -> int | None:
    found = item.extension(url)
    count = found.peek("valueInteger") if found else None
    if found is None or not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= 10_000:
        return None
    found.take_all()
    return count


def calculated_of(form: Form, item: Node) -> dict[str, Any] | None:
    """A number worked out of other answers, when the rule is plain arithmetic or a sum of points."""
    if item.peek("type") not in ("integer", "decimal", "quantity"):
        return None
    worked = formula_of(form, item)
    if worked is None:
        return None
    item.take("type", "readOnly")
    found: dict[str, Any] = {"type": "calculated", "value": worked[0]}
    if worked[1]:
        found["decimals"] = worked[1]
    places = item.extension(urls.DECIMALS)
    count = places.whole("valueInteger") if places else None
    if places is not None and count is not None and 0 <= count <= 6:
        places.take("url")
        found["decimals"] = count
    if "decimals" not in found and worked[1] is None and item.peek("type") != "integer":
        found["decimals"] = 2
        item.tell("calculatedExpression", "changed", "The form does not say how many decimals; two are shown.")
    unit = unit_of(form, item)
    if unit is not None:
        found["unit"] = unit
    for hidden in item.extensions(urls.HIDDEN):
        hidden.take_all()
        if hidden.peek("valueBoolean") is True:
            found["shown"] = False
    return found


Convert = Callable[[Form, Node, str], tuple[Question, Link]]

KINDS: dict[str, Convert] = {
    "boolean": _boolean,
    "decimal": _number,
    "integer": _number,
    "quantity": _number,
    "date": _moment("date"),
    "dateTime": _moment("date"),
    "time": _moment("time"),
    "string": _written,
    "text": _written,
    "url": _written,
    "choice": _choice,
    "open-choice": _choice,
    "coding": _choice,
}
"""Every type of item that asks something we can ask; R5 calls choices `coding`."""

_SAME = frozenset({"boolean", "decimal", "integer", "date", "time", "string", "text", "choice", "coding"})
_CHANGED = {
    "dateTime": "the day is asked for, not the time of day.",
    "url": "the address is asked for as a short text.",
    "quantity": "a number is asked for, in one unit.",
}
_WHY_NOT = {
    "attachment": "A questionnaire takes no files.",
    "reference": "A questionnaire does not point to records in other systems.",
    "question": "An item of type 'question' asks nothing in particular.",
}
