"""Whether a condition can ever hold, and a page or question ever be met.

What can happen is never called impossible. The other way round, what is impossible is found out for conditions that
hang on few questions, directly or through what shows those; where much hangs together, some of it is let be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from questionnaires.checker.domains import Value, answers_to, rounds
from questionnaires.checker.findings import Finding, Path
from questionnaires.companions import ROLE
from questionnaires.conditions import COMPARISONS, MOMENT, Condition, holds, variables
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import BaseQuestion, MultipleChoice

MOST_VARIABLES = 6
"""Variables looked at together, counting those that decide whether others are shown."""
MOST_ASKED = 20
"""Variables in one condition; one that asks for more is taken to hold."""
MOST_STEPS, MOST_STEPS_IN_ALL = 20_000, 500_000
"""Lines worked out for one condition, and for all of a questionnaire, before the rest is taken to hold."""

_ANYTHING = "?"
"""Begins the name of a line that may or may not hold, whatever is answered."""
_NEVER = "never-holds"


def unreachable(questionnaire: Questionnaire, broken: Collection[Path]) -> Iterator[Finding]:
    """Conditions that never hold, and pages and questions that nobody meets.

    `broken`: the places where something is wrong already; conditions there count as holding.
    """
    reach = Reach(questionnaire, broken)
    shift = len(questionnaire.all_pages) - len(questionnaire.pages)
    for number, page in enumerate(questionnaire.all_pages):
        path: Path = ("pages", number - shift)
        yield from _page(reach, page, path)
        place = -1
        for question in page.asked:
            place += question.companion_of is None
            yield from _question(reach, page, question, (*path, "questions", place))
    for name, check in questionnaire.checks.items():
        path = ("checks", name, "when")
        each = questionnaire.page_of(check.at).for_each if questionnaire.has(check.at) else None
        when = reach.known(check.when, each, path)
        if when and not reach.can_hold([when]):
            text = f"Check '{name}' is never told: its 'when' can never hold."
            yield Finding(path, _NEVER, text, "Change it, or take the check out.", key=True)


def _page(reach: Reach, page: Page, path: Path) -> Iterator[Finding]:
    shown = reach.known(page.show_when, None, (*path, "show_when"))
    brings = reach.known(reach.brings(page.for_each), None, (*path, "for_each"))
    conditions = [condition for condition in (shown, brings) if condition]
    if not reach.can_hold(conditions):
        conditions = []
        if shown and not reach.can_hold([shown]):
            text = f"Page '{page.id}' is never shown: its show_when can never hold."
            yield Finding((*path, "show_when"), _NEVER, text, "Change it, or take the page out.", key=True)
        else:
            text = f"Page '{page.id}' is never shown: there is never an item of '{page.for_each}' to show it for."
            yield Finding((*path, "id"), "page-unreachable", text, "Change 'show_when' or 'for_each'.")
    reach.pages[page.id] = conditions


def _question(reach: Reach, page: Page, question: BaseQuestion, path: Path) -> Iterator[Finding]:
    own = reach.known(question.show_when, page.for_each, (*path, "show_when"))
    conditions = [*reach.pages[page.id], own] if own else reach.pages[page.id]
    if own and not reach.can_hold(conditions):
        conditions = reach.pages[page.id]
        if question.companion_of is None:
            yield _never_shown(question, page, path, by_itself=not reach.can_hold([own]))
    reach.shown[question.id] = conditions
    for place, option in enumerate(getattr(question, "choices", ())):
        where = (*path, "choices", place, "show_when")
        offered = reach.known(option.show_when, page.for_each, where)
        if offered and reach.can_hold([*conditions, offered]):
            reach.offered.setdefault(question.id, {})[option.code] = offered
        elif offered:
            text = f"The choice '{option.code}' of '{question.id}' is never offered: its show_when can never hold."
            yield Finding(where, _NEVER, text, "Change it, or take the choice out.", key=True)


def _never_shown(question: BaseQuestion, page: Page, path: Path, *, by_itself: bool) -> Finding:
    where = (*path, "show_when")
    if by_itself:
        text = f"'{question.id}' is never shown: its show_when can never hold."
        return Finding(where, _NEVER, text, "Change it, or take the question out.", key=True)
    text = f"'{question.id}' is never shown: its show_when never holds where page '{page.id}' is shown."
    return Finding(where, "question-unreachable", text, "Change one of the two conditions.", key=True)


@dataclass(frozen=True, slots=True)
class Known:
    """A condition in which every line that nothing is known of has a name of its own, and all its lines."""

    condition: Condition
    lines: tuple[tuple[str, Any, Condition], ...]
    """Variable, what is wanted of it, and the line as a condition of its own."""

    @property
    def asked(self) -> dict[str, None]:
        """The variables that it asks for."""
        return dict.fromkeys(line[0] for line in self.lines)

    def holds(self, given: Mapping[str, Value]) -> bool:
        """Whether it holds with these answers."""
        return holds(self.condition, given.get)


class Reach:
    """What is known of a questionnaire so far, page by page: when each page, question and choice is shown."""

    def __init__(self, questionnaire: Questionnaire, broken: Collection[Path] = ()) -> None:
        self.questionnaire = questionnaire
        self.broken = {found[:length] for found in broken for length in range(2, len(found) + 1)}
        self.pages: dict[str, list[Known]] = {}
        self.shown: dict[str, list[Known]] = {}
        self.offered: dict[str, dict[str, Known]] = {}
        self.steps_left = MOST_STEPS_IN_ALL
        self.numbers = {name: number for number, name in enumerate(questionnaire.places)}

    def brings(self, each: str | None) -> Condition | None:
        """That there is at least one item of the list that a page repeats for."""
        if each is None or each in self.questionnaire.scales or not self.questionnaire.has(each):
            return None
        source = self.questionnaire.question(each)
        some: object = {"answered": True}
        if isinstance(source, MultipleChoice):
            some = [option.code for option in source.all_choices]
        return Condition.model_construct({each: some})

    def known(self, condition: Condition | None, each: str | None, path: Path) -> Known | None:
        """What is known of a condition at a place that is asked for each item of a list; None if it is broken."""
        if condition is None or path in self.broken:
            return None
        root = self._known(condition.root, each)
        lines = tuple(
            (variable, wanted, Condition.model_construct({variable: wanted}))
            for _path, variable, wanted in variables(root)
        )
        return Known(Condition.model_construct(root), lines)

    def _known(self, lines: Mapping[str, Any], each: str | None) -> dict[str, Any]:
        known: dict[str, Any] = {}
        for key, wanted in lines.items():
            if key in ("any", "all"):
                known[key] = [self._known(branch, each) for branch in wanted]
            elif key == "not":
                known[key] = self._known(wanted, each)
            elif self._is_anything(key, wanted, each):
                known[f"{_ANYTHING}{each}:{key}:{wanted!r}".replace(".", ",")] = "yes"
            else:
                known[key] = wanted
        return known

    def _is_anything(self, variable: str, wanted: object, each: str | None) -> bool:
        """Whether a line asks for what cannot be said beforehand."""
        if isinstance(wanted, Mapping) and not all(_is_fixed(*compared) for compared in wanted.items()):
            return True
        name = variable.removeprefix("earlier.").partition(".")[0]
        if not self.questionnaire.has(name):
            return name not in ("round", ROLE)
        if self.questionnaire.page_of(name).for_each not in (None, each):
            return True
        later = not variable.startswith("earlier.") and name not in self.shown
        return later or self.values(variable, list(_constants(wanted))) is None

    def values(self, variable: str, wanted: list[object]) -> list[Value] | None:
        """Answers to the variable of every sort that matters, and none; None when it may be anything."""
        if variable.startswith(_ANYTHING):
            return ["yes", None]
        if variable == "round":
            return rounds(wanted)
        name, _, part = variable.removeprefix("earlier.").partition(".")
        if not self.questionnaire.has(name):
            return [None]
        found = answers_to(self.questionnaire.question(name), part, [*wanted, *self.limited(variable)])
        return None if found is None else [*found, None]

    def limited(self, variable: str) -> dict[str, Known]:
        """The codes that are offered only when something holds."""
        return self.offered.get(variable.partition(".")[0], {})

    def can_hold(self, goal: list[Known]) -> bool:
        """Whether some answers make all of these hold at once."""
        asked = {variable: None for condition in goal for variable in condition.asked}
        if len(asked) > MOST_ASKED or self.steps_left < 0:
            return True
        needs: dict[str, list[Known]] = {}
        offers: dict[str, dict[str, Known]] = {}
        waiting = list(asked)
        for variable in waiting:
            shown, offered = self.shown.get(variable.partition(".")[0], []), self.limited(variable)
            new = {name: None for one in (*shown, *offered.values()) for name in one.asked if name not in asked}
            if len(asked) + len(new) <= MOST_VARIABLES:
                needs[variable], offers[variable] = shown, offered
                asked |= new
                waiting += new
        order = sorted(asked, key=lambda variable: self.numbers.get(variable.partition(".")[0], -1))
        search = _Search(self, goal, needs, offers)
        found = search.found(order)
        self.steps_left -= search.steps
        return found


def _is_fixed(comparison: str, bound: object) -> bool:
    """A comparison with something that does not hang on other answers or on the date of the round."""
    if comparison == "answered":
        return True
    return comparison in COMPARISONS and (not isinstance(bound, str) or MOMENT.fullmatch(bound) is not None)


class _Search:
    """A search for answers that make the goal hold, each given only where its question, and the choice, is shown."""

    def __init__(
        self, reach: Reach, goal: list[Known], needs: dict[str, list[Known]], offers: dict[str, dict[str, Known]]
    ) -> None:
        self.reach, self.goal, self.needs, self.offers = reach, goal, needs, offers
        self.given: dict[str, Value] = {}
        self.steps = 0

    def found(self, order: list[str]) -> bool:
        """Whether there are such answers; also when looking for them takes too long. `order`: as they are asked."""
        lines: dict[str, list[tuple[str, Any, Condition]]] = {name: [] for name in order}
        several = (*self.needs.values(), *(offered.values() for offered in self.offers.values()))
        for condition in (*self.goal, *(one for each in several for one in each)):
            for line in condition.lines:
                lines[line[0]].append(line)
        tried = [self._worth_trying(name, lines[name]) for name in order]
        # Each part of the goal is looked at as soon as the last variable that it asks for is given.
        due: list[list[Known]] = [[] for _name in order]
        for condition in self.goal:
            if condition.lines:
                due[max(order.index(name) for name in condition.asked)].append(condition)
        return self._from(0, order, tried, due)

    def _from(self, number: int, order: list[str], tried: list[list[Value]], due: list[list[Known]]) -> bool:
        if number == len(order):
            return True
        variable = order[number]
        for value in tried[number]:
            if self.steps > MOST_STEPS:
                return True
            self.given[variable] = value
            needed = (*self._needed(variable, value), *due[number])
            self.steps += 1 + sum(len(one.lines) for one in needed)
            if all(one.holds(self.given) for one in needed) and self._from(number + 1, order, tried, due):
                return True
        del self.given[variable]
        return False

    def _needed(self, variable: str, value: Value) -> list[Known]:
        """What must hold for this to be the answer."""
        if value is None:
            return []
        offered = self.offers.get(variable, {})
        return [*self.needs.get(variable, []), *(offered[code] for code in _codes(value) if code in offered)]

    def _worth_trying(self, variable: str, lines: list[tuple[str, Any, Condition]]) -> list[Value]:
        """One answer of each sort: those that make most lines hold first, as most conditions ask for something."""
        values = self.reach.values(variable, [each for _name, wanted, _line in lines for each in _constants(wanted)])
        if values is None:
            self.steps = MOST_STEPS + 1
            return [None]
        self.steps += len(values) * len(lines)
        sorts: dict[tuple[object, ...], tuple[int, Value]] = {}
        for value in values:
            given = {variable: value}.get
            fits = [holds(condition, given) for _name, _wanted, condition in lines]
            limited = [code for code in _codes(value) if code in self.offers.get(variable, {})]
            sorts.setdefault((*fits, value is None, *limited), (sum(fits) + (value is not None), value))
        return [value for _fits, value in sorted(sorts.values(), key=itemgetter(0), reverse=True)]


def _codes(value: Value) -> list[str]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _constants(wanted: object) -> Iterator[object]:
    """The codes and bounds of one line."""
    if isinstance(wanted, Mapping):
        yield from (bound for comparison, bound in wanted.items() if comparison != "answered")
    elif isinstance(wanted, list):
        yield from wanted
    else:
        yield wanted
