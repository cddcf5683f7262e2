"""Numbers that a form works out of its answers -> formulas of ours: plain arithmetic, and sums of points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from questionnaires import formulas
from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.forms import Form
from questionnaires.formats.fhir.ledger import Node

NUMERIC = ("number", "rating", "grade")
"""The answers that are numbers; the codes of a grade are its points."""
SECTION, TOTAL, QUESTION = "SS", "TS", "QS"
"""What Helsenorge calls the sum of a section, the sum of a form, and a question that counts."""
MOST_CHARACTERS = 5_000
MOST_VARIABLES = 300
"""How long an expression may be, and how often it may ask for one with a name, in all."""
DEEPEST = 5
"""How many variables may stand inside one another."""

_LINK = r"where\(\s*linkId\s*=\s*'[^'\\]{1,255}'\s*\)"
_STEPS = (
    r"(?:%(?:resource|questionnaireresponse|context)\.|QuestionnaireResponse\.|(?<![\w.)]))"
    rf"(?:(?:item|descendants\(\)|repeat\(item\)|{_LINK})\.)+?"
)
_POINTS = r"\.(?:ordinal|weight)\(\)|\.extension(?:\.where\(\s*url\s*=\s*'[^']*'\s*\)|\('[^']*'\))\.value(?:Decimal)?"
_VALUE = (
    r"\.answer(?:\.first\(\))?\.value(?:\.ofType\(\w+\)|Coding|Integer|Decimal|Quantity)?(?:\.value)?"
    rf"(?:{_POINTS})?(?:\.first\(\))?"
)
_ANSWER = re.compile(rf"{_STEPS}where\(\s*linkId\s*=\s*'([^'\\]{{1,255}})'\s*\)(?:{_VALUE})(\.sum\(\))?")
_ALIKE = re.compile(rf"{_STEPS}where\(\s*linkId\.matches\(\s*'([^']{{1,100}})'\s*\)\s*\){_VALUE}\.sum\(\)")
"""The sum of all answers whose link ids look alike."""
_LOOKED_UP = re.compile(
    rf"%questionnaire(?:\.item|\.{_LINK})*?\.where\(\s*linkId\s*=\s*'([^'\\]{{1,255}})'\s*\)\.answerOption\."
    rf"where\(\s*valueCoding\.code\s*=\s*(%resource[^=]{{1,300}}=\s*'\1'\s*\)\.answer\.value)(?:Coding)?\.code\s*\)"
    rf"(?:{_POINTS})"
)
"""The points of an answer, looked up in the form itself."""
_LIST_OF_LINKS = re.compile(r"[\w\-./:^$|\[\]\\]*(?:\([\w\-./:^$|\[\]\\]*\)[\w\-./:^$|\[\]\\]*)?")
"""A pattern that repeats nothing and has one choice at most: it only ever lists link ids, in no time at all."""
_NAME = r"[A-Za-z]\w*(?:\.\w+)?"
_OR_NOTHING = re.compile(rf"iif\(\s*({_NAME})\.exists\(\)\s*,\s*\1\s*,\s*0\s*\)")
_IF_ANY = re.compile(
    rf"iif\(\s*\(?({_NAME}\.exists\(\)(?:\s+or\s+{_NAME}\.exists\(\))*)\)?\s*,(.*),\s*\{{\s*\}}\s*\)", re.DOTALL
)
_ROUNDED = re.compile(r"(.*)\.round\(\s*([0-6])\s*\)", re.DOTALL)
_SQUARED = ".power(2)"


@dataclass(slots=True)
class _Reading:
    """One expression while it is read: the answers it asks for and the variables it is made of."""

    form: Form
    variables: dict[str, tuple[str, Node]]
    names: set[str] = field(default_factory=set)
    used: list[Node] = field(default_factory=list)
    lost: bool = False
    whole: bool = True
    """Whether nothing but points is asked for; they are whole numbers."""

    def named(self, link: str) -> str:
        """The variable that an item became."""
        found = self.form.links.get(link)
        if found is None or found.kind not in NUMERIC:
            self.lost = True
            return "nothing"
        self.names.add(found.variable)
        self.whole &= found.kind == "grade"
        return found.variable

    def alike(self, pattern: str) -> str:
        """The sum of all items whose link ids fit."""
        if not _LIST_OF_LINKS.fullmatch(pattern):
            self.lost = True
            return "nothing"
        try:
            links = [link for link in self.form.ids if re.search(pattern, link)]
        except re.error:
            links = []
        self.lost |= not links
        return f"sum({', '.join(self.named(link) for link in links)})"

    def rewritten(self, expression: str, depth: int = 0) -> str:
        """An expression with our names in it instead of paths and variables."""
        if depth > DEEPEST or len(expression) > MOST_CHARACTERS:
            self.lost = True
            return ""
        said = _LOOKED_UP.sub(r"\2", expression.strip())
        said = _ALIKE.sub(lambda found: self.alike(found[1]), said)
        said = _ANSWER.sub(lambda found: f"sum({self.named(found[1])})" if found[2] else self.named(found[1]), said)
        return re.sub(r"%(\w+)", lambda found: self._variable(found[1], depth), said)

    def _variable(self, name: str, depth: int) -> str:
        if self.lost or name not in self.variables or len(self.used) >= MOST_VARIABLES:
            self.lost = True
            return "nothing"
        expression, node = self.variables[name]
        self.used.append(node)
        inner = self.rewritten(expression, depth + 1)
        return inner if re.fullmatch(rf"{_NAME}|sum\([\w., ]*\)", inner) else f"({inner})"


def is_worked_out(item: Node) -> bool:
    """Whether nobody answers the item, since its answer comes from others."""
    return item.extension(urls.CALCULATED, urls.CALCULATED_VALUE) is not None or bool(_counts(item) & {SECTION, TOTAL})


def formula_of(form: Form, item: Node) -> tuple[str, int | None] | None:
    """The formula that an item's answer comes to, with its decimals when that is known; None when it cannot be said."""
    if _counts(item) & {SECTION, TOTAL}:
        return _sum_of_points(form, item)
    extension = item.extension(urls.CALCULATED, urls.CALCULATED_VALUE)
    if extension is None:
        return None
    expression = extension.child("valueExpression")
    said = expression.peek("expression") if expression else extension.peek("valueString")
    if not isinstance(said, str):
        return None
    reading = _Reading(form, _variables(form, item))
    rewritten = reading.rewritten(said)
    if reading.lost or len(rewritten) > MOST_CHARACTERS:
        return None
    found, decimals = _as_formula(rewritten)
    if not _fits(found, reading.names):
        return None
    extension.take_all()
    for node in reading.used:
        node.take_all()
    if decimals is None and reading.whole and re.fullmatch(r"sum\([^()]*\)", found):
        decimals = 0
    return found, decimals


def _variables(form: Form, item: Node) -> dict[str, tuple[str, Node]]:
    """The expressions with a name that the form, the groups around an item and the item itself have."""
    found: dict[str, tuple[str, Node]] = {}
    here = form.root
    around = [here]
    for step in item.path[1::2]:
        here = next(each for each in here.children("item") if each.path[-1] == step)
        around.append(here)
    for node in around:
        for extension in node.extensions(urls.VARIABLE):
            expression = extension.child("valueExpression")
            name, said = (expression.peek("name"), expression.peek("expression")) if expression else (None, None)
            if isinstance(name, str) and isinstance(said, str):
                found[name] = (said, extension)
    return found


def _as_formula(said: str) -> tuple[str, int | None]:
    """What is left of FHIRPath, as a formula writes it, and the decimals that it is rounded to."""
    decimals = None
    if found := _ROUNDED.fullmatch(said.strip()):
        said, decimals = found[1], int(found[2])
    if found := _IF_ANY.fullmatch(said.strip()):
        asked = set(re.findall(rf"({_NAME})\.exists\(\)", found[1]))
        said = found[2] if asked == set(_OR_NOTHING.findall(found[2])) else said
    if _OR_NOTHING.search(said):
        names = _OR_NOTHING.findall(said)
        plain = re.fullmatch(r"[\s()]*(?:0[\s()]*\+[\s()]*)*0[\s()]*", _OR_NOTHING.sub("0", said))
        said = f"sum({', '.join(names)})" if plain else said
    for _each in range(DEEPEST):
        said = _once_squared(said)
    return said.strip(), decimals


def _once_squared(said: str) -> str:
    """The first square as a product: `a.power(2)` -> `(a * a)`."""
    before, sign, after = said.partition(_SQUARED)
    if not sign:
        return said
    start = len(before) - len(re.search(r"[\w.]*\Z", before)[0])  # type: ignore[index]
    if before.endswith(")"):
        depth, start = 0, len(before)
        while start > 0 and (depth or start == len(before)):
            start -= 1
            depth += {")": 1, "(": -1}.get(before[start], 0)
    base = before[start:]
    return f"{before[:start]}({base} * {base}){after}"


def _fits(formula: str, names: set[str]) -> bool:
    try:
        return bool(names) and set(formulas.names(formula)) == names
    except formulas.FormulaError:
        return False


def _sum_of_points(form: Form, item: Node) -> tuple[str, int] | None:
    """The sum of the questions that count: of those in the group around the item, or of all in the form."""
    around = form.root
    if TOTAL not in _counts(item):
        for step in item.path[1:-2:2]:
            around = next(each for each in around.children("item") if each.path[-1] == step)
    counted = [node for node in _below(around) if QUESTION in _counts(node)]
    links = [form.links.get(str(node.peek("linkId")).strip()) for node in counted]
    names = [link.variable for link in links if link is not None and link.kind == "grade"]
    formula = f"sum({', '.join(names)})"
    if len(names) < len(counted) or not _fits(formula, set(names)):
        return None
    for node in (item, *counted):
        for code in node.children("code"):
            if code.peek("system") in (urls.SCORING, urls.SCORE):
                code.take_all()
    return formula, 0


def _below(node: Node) -> Iterator[Node]:
    for child in node.children("item"):
        yield child
        yield from _below(child)


def _counts(item: Node) -> set[str]:
    return {str(code.peek("code")) for code in item.children("code") if code.peek("system") == urls.SCORING}
