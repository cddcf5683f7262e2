"""The XPath of `relevant`, `constraint` and `calculation` -> a tree; nothing is worked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 10_000
DEEPEST = 40


class ExpressionError(ValueError):
    """An expression that is no XPath, or says what the language cannot."""


@dataclass(frozen=True, slots=True)
class Name:
    """`${name}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Itself:
    """`.`, the answer to the question that asks."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word by itself, which a choice filter takes for a column of the choices."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function, its name in small letters."""

    name: str
    args: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of `or and = != < <= > >= + - * div mod`."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Minus:
    """What stands after a minus."""

    inner: Expression


Expression = Name | Itself | Word | Number | Words | Call | Pair | Minus

_QUOTES = str.maketrans("‘’“”", "''\"\"")
"""The quotes of word processors, whichever way they are turned, as pyxform takes them."""
_TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*(?P<name>[^{}\s]{1,200})\s*\})"
    r"|(?P<number>\d+(?:\.\d*)?|\.\d+)"
    r"|(?P<words>'[^']*'|\"[^\"]*\")"
    r"|(?P<sign><=|>=|!=|[=<>+*(),|/\[\]-])"
    r"|(?P<itself>\.(?![.\w]))"
    r"|(?P<word>[A-Za-z_][\w:-]*(?:\.\w+)*))"
)
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
"""From what binds least to what binds most."""


def parsed(text: str) -> Expression:
    """The tree of an expression; raises ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression of more than {LONGEST:,} characters")
    reader = _Reader(_tokens(text))
    tree = reader.level(0)
    if reader.tokens[reader.place] != ("end", ""):
        raise ExpressionError(f"'{reader.tokens[reader.place][1]}' is not understood here")
    return tree


def conjuncts(node: Expression) -> list[Expression]:
    """What must all hold, each by itself."""
    if isinstance(node, Pair) and node.sign == "and":
        return [*conjuncts(node.left), *conjuncts(node.right)]
    return [node]


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    text = text.translate(_QUOTES).strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise ExpressionError(f"'{text[place : place + 20]}' is not understood")
        kind = str(found.lastgroup if found.lastgroup != "name" else "ref")
        tokens.append((kind, found["name"] if kind == "ref" else found[kind]))
        place = found.end()
    return [*tokens, ("end", "")]


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.place, self.depth = tokens, 0, 0

    def take(self) -> tuple[str, str]:
        self.place += 1
        return self.tokens[self.place - 1]

    def sign(self) -> str:
        """The sign that comes next; `or`, `and`, `div` and `mod` are signs where one can stand."""
        kind, text = self.tokens[self.place]
        return text if kind in ("sign", "word") else ""

    def level(self, number: int) -> Expression:
        if number == len(_LEVELS):
            return self.single()
        left = self.level(number + 1)
        while (sign := self.sign()) in _LEVELS[number]:
            self.take()
            left = Pair(sign, left, self.level(number + 1))
            self.depth_of(left)
        return left

    def depth_of(self, pair: Pair) -> None:
        """Refuse what would be too deep to walk through, such as a sum of ten thousand terms."""
        depth, node = 0, pair.left
        while isinstance(node, Pair):
            depth, node = depth + 1, node.left
        if depth > 200:
            raise ExpressionError("an expression with more than 200 terms in a row")

    def single(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(f"an expression with more than {DEEPEST} levels")
        kind, text = self.take()
        try:
            return self._single(kind, text)
        finally:
            self.depth -= 1

    def _single(self, kind: str, text: str) -> Expression:
        simple = _SIMPLE.get(kind)
        if kind == "word" and self.sign() == "(":
            return self._call(text.lower())
        if simple is not None:
            return simple(text)
        if text == "-":
            inner = self.single()
            return Number(-inner.value) if isinstance(inner, Number) else Minus(inner)
        if text == "(":
            inner = self.level(0)
            self.expect(")")
            return inner
        raise ExpressionError(f"'{text}' is not understood here" if text else "the expression ends too early")

    def _call(self, name: str) -> Call:
        self.take()
        args: list[Expression] = []
        while self.sign() != ")":
            args.append(self.level(0))
            if self.sign() == ",":
                self.take()
            elif self.sign() != ")":
                raise ExpressionError(f"a ')' is missing after '{name}('")
        self.take()
        return Call(name, tuple(args))

    def expect(self, sign: str) -> None:
        if self.take() != ("sign", sign):
            raise ExpressionError(f"a '{sign}' is missing")


def _number(digits: str) -> Number:
    return Number(int(digits) if digits.isdigit() and len(digits) <= 15 else float(digits))


_SIMPLE: dict[str, Callable[[str], Expression]] = {
    "ref": lambda name: Name(name.removeprefix("last-saved#")),
    "number": _number,
    "words": lambda quoted: Words(quoted[1:-1]),
    "itself": lambda _: Itself(),
    "word": Word,
}
"""What one token is by itself."""
