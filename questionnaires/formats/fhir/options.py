"""The answers that a form lets one choose among: options of its own, or a value set that comes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.forms import Form
from questionnaires.formats.fhir.languages import Words, language_of, own_value
from questionnaires.formats.fhir.ledger import Node
from questionnaires.formats.fhir.names import code_from

ADMINISTRATIVE: dict[str, dict[str, str]] = {
    "http://hl7.org/fhir/ValueSet/administrative-gender": {
        "male": "male",
        "female": "female",
        "other": "gender_other",
        "unknown": "gender_unknown",
    },
    "http://hl7.org/fhir/ValueSet/yesnodontknow": {"Y": "yes", "N": "no", "asked-unknown": "unknown"},
}
"""The value sets of FHIR itself that forms use without bringing them: code -> our own sentence for it."""


@dataclass(slots=True)
class Options:
    """Choices and ways of not answering, as a questionnaire file writes them; `codes`: the form's code -> ours."""

    choices: list[dict[str, Any]] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    scores: list[int | float | None] = field(default_factory=list)
    places: list[Node] = field(default_factory=list)
    written: list[tuple[Node, str]] = field(default_factory=list)
    """Each code of the form, with the object that it stands in."""

    def taken(self) -> set[str]:
        """The codes that are in use."""
        return {option["code"] for option in (*self.choices, *self.missing)}

    def add(self, form: Form, node: Node, written: str, label: Words) -> None:
        """One more answer, with what its extensions say of it."""
        code = code_from(written, self.taken())
        option: dict[str, Any] = {"code": code, "label": label}
        own = node.extension(urls.OWN_OPTION) if form.own else None
        says = own_value(own) if own else {}
        missing = says.pop("missing", False) is True
        if missing:
            says = {}
        exclusive = node.extension(urls.EXCLUSIVE)
        if exclusive is not None and exclusive.flag("valueBoolean") is not None:
            exclusive.take("url")
            if exclusive.peek("valueBoolean") and not missing:
                option["exclusive"] = True
        option.update(says)
        (self.missing if missing else self.choices).append(option)
        self.codes.setdefault(written, code)
        self._score(node, missing=missing)

    def _score(self, node: Node, *, missing: bool) -> None:
        found = node.extension(*urls.ORDINAL)
        if missing:
            return
        value = found.peek("valueDecimal") if found else None
        whole = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6
        self.scores.append(value if whole else None)
        self.places.append(node)

    def tell_renamed(self) -> None:
        """Tell which codes of the form have become others."""
        for node, written in self.written:
            if written != self.codes[written]:
                node.take("code", outcome="changed")
                node.tell("code", "changed", f"The code '{written:.80}' is now '{self.codes[written]}'.")

    def take_scores(self) -> None:
        """The scores of the answers are in the questionnaire now."""
        for node in self.places:
            if (found := node.extension(*urls.ORDINAL)) is not None:
                found.take("url", "valueDecimal")


def options_of(form: Form, item: Node) -> Options:
    """All that an item lets one choose; none when its list stands elsewhere."""
    found = Options()
    for option in (*item.children("answerOption"), *item.children("option"), *item.extensions(urls.OPTION_REFERENCE)):
        _one(form, option, found)
    for key in ("answerValueSet", "options"):
        address = item.peek(key)
        if isinstance(address, dict):
            address = address.get("reference")
        if isinstance(address, str) and not found.choices:
            from_value_set(form, address, found)
            if found.choices:
                item.take(key)
            else:
                form.ledger.because((*item.path, key), "The list of answers stands elsewhere.")
    return found


def _one(form: Form, node: Node, found: Options) -> None:
    """One option: of R4 on the option itself, or (for scores and exclusiveness) on its coding."""
    coding = node.child("valueCoding")
    if coding is not None:
        _coding(form, coding, node, found)
        return
    for key, as_text in _VALUES.items():
        text = as_text(node, key)
        if text is not None:
            words = form.speech.words(node, key) if key == "valueString" else form.speech.as_it_is(text)
            if words is not None:
                found.add(form, node, text, words)
            return
    reference = node.child("valueReference")
    if reference is not None and (words := form.speech.words(reference, "display")) is not None:
        found.add(form, node, next(iter(words.values())), words)
        if node.peek("url") == urls.OPTION_REFERENCE:
            node.take("url")


def _number(node: Node, key: str) -> str | None:
    value = node.whole(key)
    return None if value is None else str(value)


_VALUES: dict[str, Callable[[Node, str], str | None]] = {
    "valueString": Node.text,
    "valueInteger": _number,
    "valueDate": Node.text,
    "valueTime": Node.text,
}


def _coding(form: Form, coding: Node, option: Node, found: Options) -> None:
    written = coding.text("code")
    words = form.speech.words(coding, "display")
    if words is None and written is not None:
        words = form.speech.as_it_is(written)
        coding.tell("display", "changed", f"The answer '{written}' has no words; its code is shown.")
    if words is None:
        return
    _own_system(coding)
    written = written or next(iter(words.values()))
    # An extension may stand on the option (R4) or on its coding (some tools): it says the same thing.
    found.add(form, option if option.peek("extension") else coding, written, words)
    found.written.append((coding, written))


def _own_system(node: Node) -> None:
    if str(node.peek("system")).startswith(urls.OWN_CODES):
        node.take("system")


def from_value_set(form: Form, address: str, found: Options) -> None:
    """The answers of a value set that comes with the form, or of one that everybody knows."""
    known = ADMINISTRATIVE.get(address.partition("|")[0])
    if known is not None:
        for code, name in known.items():
            found.choices.append({"code": code_from(code, found.taken()), "label": form.speech.say(name)})
            found.codes[code] = found.choices[-1]["code"]
            found.scores.append(None)
        return
    value_set = form.contained(address, "ValueSet")
    if value_set is None:
        return
    excluded = _excluded(value_set)
    for concept in _concepts(form, value_set, depth=0):
        if str(concept.peek("code")) not in excluded:
            _concept(form, concept, found)
    if found.choices:
        value_set.take("resourceType", "id", "url", "status", "name", "title")


def _excluded(value_set: Node) -> set[str]:
    compose = value_set.child("compose")
    gone = set()
    for exclude in compose.children("exclude") if compose else ():
        for concept in exclude.children("concept"):
            concept.take("code")
            gone.add(str(concept.peek("code")))
    return gone


def _concepts(form: Form, value_set: Node, depth: int) -> Iterator[Node]:
    """Every concept of a value set: as it was expanded, else as it is composed."""
    expansion, compose = value_set.child("expansion"), value_set.child("compose")
    if expansion is not None and expansion.children("contains"):
        yield from _nested(expansion, "contains", 0)
        return
    for include in compose.children("include") if compose else ():
        _own_system(include)
        if include.children("concept"):
            yield from include.children("concept")
        elif isinstance(system := include.peek("system"), str) and not include.peek("filter"):
            codes = form.contained(system, "CodeSystem")
            if codes is not None:
                include.take("system")
                codes.take("resourceType", "id", "url", "status", "content", "name", "title")
                yield from _nested(codes, "concept", 0)
        for address in (
            include.peek("valueSet") or () if depth < 5 and isinstance(include.peek("valueSet"), list) else ()
        ):
            other = form.contained(str(address), "ValueSet")
            if other is not None:
                include.take("valueSet")
                yield from _concepts(form, other, depth + 1)


def _nested(node: Node, key: str, depth: int) -> Iterator[Node]:
    for each in node.children(key):
        if each.peek("abstract") is not True:
            yield each
        if depth < 20:
            yield from _nested(each, key, depth + 1)


def _concept(form: Form, concept: Node, found: Options) -> None:
    if concept.text("code") is None:
        return
    _own_system(concept)
    written = str(concept.peek("code")).strip()
    if written in found.codes:
        return
    words = form.speech.words(concept, "display") or form.speech.as_it_is(written)
    for designation in concept.children("designation"):
        language = language_of(designation.peek("language"))
        if language is not None and language not in words and (said := designation.text("value")) is not None:
            designation.take("language")
            words[language] = said
            words.places[language] = designation.path
    if form.own and (variants := concept.extension(urls.OWN_WORDING)) is not None:
        words.update(own_value(variants))
    found.add(form, concept, written, words)
    found.written.append((concept, written))
