"""A condition in words for a reader with a pen, as in «Svar bare hvis du svarte «Ja» på spørsmål 3»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from questionnaires import formulas
from questionnaires.conditions import COMPARISONS, MOMENT, Condition, bound_variables, holds
from questionnaires.formats.paper.sheet import Part, Settled, Sheet
from questionnaires.question_types import Consent, MultipleChoice, Option, OwnList, Question, Ranking, missing_of

QUOTES = {"en": "“{}”"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a condition; `so` is whether it must hold or must not."""

    variable: str
    wanted: Any
    so: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """Several that must all hold, or one of them."""

    joined: Literal["and", "or"]
    inner: tuple[_Line | _Group, ...]


def only_if(sheet: Sheet, part: Part, settled: Settled, where: str = "answer") -> str:
    """When to answer, in a sentence (`where`: answer, page or choice); nothing when it is always."""
    if isinstance(settled, bool):
        return ""
    reads = _Words(sheet, part)
    if list(settled) == ["not"]:
        skip = "skip_if" if where == "answer" else f"{where}_skip_if"
        return sheet.phrase(skip, this=reads.group(_tree(settled["not"], so=True)))
    name = "answer_only_if" if where == "answer" else f"{where}_only_if"
    return sheet.phrase(name, this=reads.group(_tree(settled, so=True)))


def _tree(lines: Mapping[str, Any], *, so: bool) -> _Line | _Group:
    """The condition with every «not» moved in to the lines, where a sentence can say it."""
    inner = tuple(_branch(key, wanted, so=so) for key, wanted in lines.items())
    return inner[0] if len(inner) == 1 else _flat("and" if so else "or", inner)


def _branch(key: str, wanted: Any, *, so: bool) -> _Line | _Group:
    if key == "not":
        return _tree(wanted, so=not so)
    if key in ("any", "all"):
        inner = tuple(_tree(branch, so=so) for branch in wanted)
        return inner[0] if len(inner) == 1 else _flat("and" if (key == "all") is so else "or", inner)
    if isinstance(wanted, Mapping) and len(wanted) > 1:
        each = tuple(_Line(key, {name: bound}, so) for name, bound in wanted.items())
        return _flat("and" if so else "or", each)
    return _Line(key, wanted, so)


def _flat(joined: Literal["and", "or"], inner: tuple[_Line | _Group, ...]) -> _Group:
    """A group within a group of the same kind is one group."""
    opened: list[_Line | _Group] = []
    for each in inner:
        opened += each.inner if isinstance(each, _Group) and each.joined == joined else (each,)
    return _Group(joined, tuple(dict.fromkeys(opened)) if _hashable(opened) else tuple(opened))


def _hashable(lines: list[_Line | _Group]) -> bool:
    return all(isinstance(each, _Line) and isinstance(each.wanted, str) for each in lines)


class _Words:
    def __init__(self, sheet: Sheet, part: Part) -> None:
        self.sheet, self.part = sheet, part

    def group(self, tree: _Line | _Group, *, nested: bool = False) -> str:
        if isinstance(tree, _Line):
            return self.line(tree)
        said = [self.group(each, nested=True) for each in tree.inner]
        if nested:
            name = "either" if tree.joined == "or" else "both"
            return f"({self.sheet.phrase(name, list='; '.join(said))})"
        return self.sheet.phrase(f"{tree.joined}_if").join(said)

    def line(self, line: _Line) -> str:
        if line.variable == "round":
            return self._round(line)
        name, before = line.variable, ""
        if name.startswith("earlier."):
            name, before = name.removeprefix("earlier."), self.sheet.phrase("last_time")
        question = self.sheet.questionnaire.question(name.partition(".")[0])
        number = self._number(name, question)
        if isinstance(line.wanted, Mapping):
            codes = _codes_that_hold(question, line.wanted)
            if codes is None:
                return self._number_line(question, number, line) + before
        else:
            wanted = line.wanted if isinstance(line.wanted, list | tuple) else [line.wanted]
            codes = [str(code) for code in wanted]
        return self._coded(question, number, codes, so=line.so) + before

    def _round(self, line: _Line) -> str:
        """Which time it is; the first, and any other, in the words that people use."""
        if line.wanted in (1, "1", [1], ["1"], {"equals": 1}, {"at_most": 1}, {"less_than": 2}):
            return self.sheet.phrase("first_time" if line.so else "not_first_time")
        if line.wanted in ({"at_least": 2}, {"more_than": 1}):
            return self.sheet.phrase("not_first_time" if line.so else "first_time")
        return self._compared(self.sheet.phrase("time_number"), line.wanted, None, so=line.so)

    def _number(self, variable: str, question: Question) -> str:
        """The number that a variable has on the paper, with its row or what it is an importance of."""
        question_id, _, row = variable.partition(".")
        base = question.companion_of or question_id
        number = str(self.sheet.number(base, self.part) or "…")
        if question.companion_of is not None:
            if question.type == "grade":
                return self.sheet.phrase("importance_of", number=number)
            return self.sheet.phrase("for_row", number=number, row=self.sheet.said(question.text, self.part))
        labels = [*getattr(question, "rows", ()), *getattr(question, "all_choices", ())]
        found = next((each.label for each in labels if each.code == row), None) if row else None
        if found is None:
            return number
        return self.sheet.phrase("for_row", number=number, row=self.sheet.said(found, self.part))

    def _coded(self, question: Question, number: str, codes: list[str], *, so: bool) -> str:
        if isinstance(question, Consent):
            return self.sheet.phrase("agreed" if so else "not_agreed", number=number)
        labels = {option.code: self.sheet.said(option.label, self.part) for option in _with_codes(question)}
        quotes = QUOTES.get(self.sheet.voice.language, "«{}»")
        said = [quotes.format(labels.get(code, code)) for code in codes]
        listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {self.sheet.phrase('or')} {said[-1]}"
        verb = "ticked" if isinstance(question, MultipleChoice) else "answered"
        return self.sheet.phrase(verb if so else f"not_{verb}", codes=listed, number=number)

    def _number_line(self, question: Question, number: str, line: _Line) -> str:
        if "answered" in line.wanted:
            there = bool(line.wanted["answered"]) is line.so
            return self.sheet.phrase("any_answer" if there else "no_answer", number=number)
        counts = isinstance(question, MultipleChoice | OwnList)
        what = self.sheet.phrase("how_many_in" if counts else "answer_to", number=number)
        return self._compared(what, line.wanted, question, so=line.so)

    def _compared(self, what: str, wanted: Any, question: Question | None, *, so: bool) -> str:
        ((name, bound),) = wanted.items() if isinstance(wanted, Mapping) else (("equals", _one_of(wanted)),)
        when = isinstance(bound, str) and MOMENT.fullmatch(bound) is not None
        low = getattr(question, "low", None)
        if name == "at_most" and isinstance(bound, int | float) and bound == low:
            name = "equals"  # «høyst 0» of a count is 0
        than = self.sheet.phrase(f"{name}_when" if when else name, bound=self._bound(bound))
        return self.sheet.phrase("is" if so else "is_not", what=what, than=than)

    def _bound(self, bound: object) -> str:
        if isinstance(bound, str) and not MOMENT.fullmatch(bound):
            return self._formula(bound)
        if isinstance(bound, str):
            return ".".join(reversed(bound.split("-")))
        if isinstance(bound, float):
            comma = self.sheet.voice.language != "en"
            return f"{bound:g}".replace(".", ",") if comma else f"{bound:g}"
        return str(bound)

    def _formula(self, formula: str) -> str:
        """A formula with the places of the answers for their names."""
        places = {name: self._place(name) for name in bound_variables(formula)}
        if not places:
            return f"{formulas.worked_out(formula, lambda _name: None):g}"
        if formula.strip() in places:
            return places[formula.strip()]
        pattern = re.compile("|".join(rf"\b{re.escape(name)}(?![\w.])" for name in sorted(places, key=len)[::-1]))
        return pattern.sub(lambda found: f"({places[found[0]]})", formula)

    def _place(self, variable: str) -> str:
        name, before = variable, ""
        if variable.startswith("earlier."):
            name, before = variable.removeprefix("earlier."), self.sheet.phrase("last_time")
        question = self.sheet.questionnaire.question(name.partition(".")[0])
        return self.sheet.phrase("answer_to", number=self._number(name, question)) + before


def _one_of(wanted: Any) -> object:
    """A round is asked for by its number alone or by several."""
    return " / ".join(str(each) for each in wanted) if isinstance(wanted, list | tuple) else wanted


def _with_codes(question: Question) -> Iterator[Option]:
    if isinstance(question, Ranking):
        return
    yield from getattr(question, "all_choices", ())
    yield from missing_of(question)


def _codes_that_hold(question: Question, wanted: Mapping[str, Any]) -> list[str] | None:
    """The answers of a closed list that a comparison comes to; None when there is no list, or it hangs on more."""
    plain = all(name in COMPARISONS and not isinstance(bound, str) for name, bound in wanted.items())
    if not plain or not hasattr(question, "all_choices") or isinstance(question, MultipleChoice | Ranking):
        return None
    condition = Condition({"x": dict(wanted)})
    codes = [option.code for option in _with_codes(question)]
    return [code for code in codes if holds(condition, {"x": code}.get)] or None
