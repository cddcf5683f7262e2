"""The expressions of SurveyJS (`{a} = 'x' and {b} notempty`) as trees.

Grammar: https://surveyjs.io/form-library/documentation/design-survey/conditional-logic
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LONGEST = 5000
DEEPEST = 40

_TOKEN = re.compile(
    r"\s*(?:(?P<name>\{[^{}]*\})|(?P<text>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")|(?P<number>\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<mark><=|>=|<>|!=|==|&&|\|\||[=<>!()\[\],+\-*/%^])|(?P<word>[^\W\d][\w.\-]*))"
)

OPERATORS = {
    "=": "equal", "==": "equal", "equal": "equal", "<>": "notequal", "!=": "notequal", "notequal": "notequal",
    ">": "greater", "greater": "greater", "<": "less", "less": "less",
    ">=": "greaterorequal", "greaterorequal": "greaterorequal",
    "<=": "lessorequal", "lessorequal": "lessorequal",
    "contains": "contains", "contain": "contains", "*=": "contains",
    "notcontains": "notcontains", "notcontain": "notcontains",
    "anyof": "anyof", "allof": "allof", "noneof": "noneof",
}  # fmt: skip
"""What each way of writing a comparison means."""

AFTER = {"empty": "empty", "notempty": "notempty"}


class UntranslatableError(ValueError):
    """An expression that cannot be read, or that our conditions cannot say; the text says why."""


@dataclass(frozen=True, slots=True)
class Name:
    """The answer to something: `{a}`, `{panel.a}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A word, number or truth value."""

    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Several:
    """A list: `['a', 'b']`."""

    values: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of some values, or an operator with what it works on: `and`, `not`, `equal`, `+`."""

    name: str
    of: tuple[Tree, ...]


Tree = Name | Constant | Several | Call


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["name", "text", "number", "mark", "word", "end"]
    text: str


def tree_of(expression: str) -> Tree:
    """The expression as a tree; raises UntranslatableError."""
    if len(expression) > LONGEST:
        raise UntranslatableError(f"it is longer than {LONGEST} characters")
    reading = _Reading(_tokens(expression))
    found = reading.either()
    if reading.next.kind != "end":
        raise UntranslatableError(f"it cannot be read at '{reading.next.text:.40}'")
    return found


def _tokens(expression: str) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at)
        if match is None or match.lastgroup is None:
            raise UntranslatableError(f"it cannot be read at '{expression[at : at + 40].strip()}'")
        found.append(_Token(match.lastgroup, match[match.lastgroup]))  # type: ignore[arg-type]
        at = match.end()
    return [*found, _Token("end", "")]


class _Reading:
    """One pass over the tokens, the loosest operator first."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def taken(self, *texts: str) -> bool:
        """Whether the next token is one of these, which is then read."""
        if self.next.kind in ("mark", "word") and self.next.text.lower() in texts:
            self.at += 1
            return True
        return False

    def needs(self, text: str) -> None:
        if not self.taken(text):
            raise UntranslatableError(f"'{text}' is missing before '{self.next.text:.40}'")

    def either(self) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UntranslatableError(f"it is nested more than {DEEPEST} levels deep")
        found = [self._all()]
        while self.taken("or", "||"):
            found.append(self._all())
        self.depth -= 1
        return found[0] if len(found) == 1 else Call("or", tuple(found))

    def _all(self) -> Tree:
        found = [self._negated()]
        while self.taken("and", "&&"):
            found.append(self._negated())
        return found[0] if len(found) == 1 else Call("and", tuple(found))

    def _negated(self) -> Tree:
        turned = False
        while self.taken("!", "negate"):
            turned = not turned
        found = self._compared()
        return Call("not", (found,)) if turned else found

    def _compared(self) -> Tree:
        left = self._sum()
        word = self.next.text.lower() if self.next.kind in ("mark", "word") else ""
        if word in AFTER:
            self.at += 1
            return Call(AFTER[word], (left,))
        if word in OPERATORS:
            self.at += 1
            return Call(OPERATORS[word], (left, self._sum()))
        return left

    def _sum(self) -> Tree:
        found = self._product()
        while self.next.kind == "mark" and self.next.text in ("+", "-"):
            mark = self.next.text
            self.at += 1
            found = Call(mark, (found, self._product()))
        return found

    def _product(self) -> Tree:
        found = self._single()
        while self.next.kind == "mark" and self.next.text in ("*", "/", "%", "^"):
            mark = self.next.text
            self.at += 1
            found = Call(mark, (found, self._single()))
        return found

    def _single(self) -> Tree:
        turned = False
        while self.taken("-"):
            turned = not turned
        found = self._plain()
        if not turned:
            return found
        if isinstance(found, Constant) and isinstance(found.value, float):
            return Constant(-found.value)
        return Call("-", (Constant(0.0), found))

    def _plain(self) -> Tree:
        if self.taken("("):
            found = self.either()
            self.needs(")")
            return found
        if self.taken("["):
            return Several(self._listed("]"))
        return self._leaf()

    def _leaf(self) -> Tree:
        """A name, a text, a number, a word or a function."""
        token = self.next
        if token.kind in ("mark", "end") or (token.kind == "word" and token.text.lower() in ("and", "or")):
            return self._no_value()
        if token.kind == "word" and token.text.lower() == "not":
            raise UntranslatableError("SurveyJS does not know 'not': write '!' for it")
        self.at += 1
        match token.kind:
            case "name":
                return Name(token.text[1:-1].strip())
            case "text":
                return Constant(re.sub(r"\\(.)", r"\1", token.text[1:-1]))
            case "number":
                return Constant(float(token.text))
        if self.taken("("):
            return Call(token.text, self._listed(")"))
        return Constant({"true": True, "false": False}.get(token.text.lower(), token.text))

    def _no_value(self) -> Tree:
        raise UntranslatableError(f"a value is missing before '{self.next.text:.40}'")

    def _listed(self, end: str) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while not self.taken(end):
            found.append(self.either())
            if not self.taken(","):
                self.needs(end)
                break
        return tuple(found)
