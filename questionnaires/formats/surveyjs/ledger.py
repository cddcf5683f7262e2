"""The account of an import: every value of the file is claimed by what reads it, or told as not carried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.report import Entry, ImportReport, Outcome
from questionnaires.formats.surveyjs.parsing import Steps, inside, place

LONGEST = 160
"""Characters of a value that the report repeats."""


@dataclass(slots=True)
class Ledger:
    """What became of each leaf of the file; a leaf is a word, number or truth value, or an empty object or list."""

    tree: dict[str, Any]
    why: dict[str, str]
    claims: dict[Steps, Entry] = field(default_factory=dict)
    told: list[Entry] = field(default_factory=list)

    def claim(self, path: Steps, outcome: Outcome, text: str = "") -> None:
        """Account for one leaf. The first account stands, unless a later one knows of a change or a loss."""
        held = self.claims.get(path)
        if held is None or (held.outcome == "carried" and outcome != "carried"):
            self.claims[path] = Entry(place(path), _key(path), outcome, text)

    def lose(self, path: Steps, value: Any, why: str) -> None:
        """Say of all that stands at `path` why it is not carried, where nothing has said so before."""
        for leaf, found in leaves(value, path):
            held = self.claims.get(leaf)
            if held is not None and held.outcome == "not carried":
                continue
            self.claims[leaf] = Entry(place(leaf), _key(leaf), "not carried", f"{_short(found)}: {why}")

    def disown(self, path: Steps, why: str) -> None:
        """What was claimed at this leaf did not reach the questionnaire after all."""
        if path in self.claims:
            self.claims[path] = Entry(place(path), _key(path), "not carried", why)

    def tell(self, path: Steps, construct: str, outcome: Outcome, text: str) -> None:
        """Something to know that is about no leaf of its own."""
        self.told.append(Entry(place(path), construct, outcome, text))

    def report(self) -> ImportReport:
        """Every leaf once, in the order of the file, after what is to know besides."""
        found = [self.claims.get(path) or self._unclaimed(path, value) for path, value in leaves(self.tree)]
        return ImportReport((*self.told, *found))

    def _unclaimed(self, path: Steps, value: Any) -> Entry:
        why = next((self.why[step] for step in reversed(path) if isinstance(step, str) and step in self.why), "")
        return Entry(place(path), _key(path), "not carried", f"{_short(value)}{f': {why}' if why else ''}")


def leaves(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Every leaf below `path`, in the order of the file."""
    if isinstance(value, dict | list) and value:
        for step, inner in inside(value):
            yield from leaves(inner, (*path, step))
    else:
        yield path, value


def _key(path: Steps) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "survey")[:80]


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the file, where it stands, and the account of it."""

    value: dict[str, Any]
    path: Steps
    ledger: Ledger

    def peek(self, key: str) -> Any:
        """The value, without accounting for it."""
        return self.value.get(key)

    def at(self, key: str) -> Steps:
        return (*self.path, key)

    def carried(self, key: str, text: str = "") -> None:
        if key in self.value and not (isinstance(self.value[key], dict | list) and self.value[key]):
            self.ledger.claim(self.at(key), "carried", text)

    def changed(self, key: str, text: str) -> None:
        if key in self.value:
            for leaf, _value in leaves(self.value[key], self.at(key)):
                self.ledger.claim(leaf, "changed", text)

    def lost(self, key: str, why: str) -> None:
        if key in self.value:
            self.ledger.lose(self.at(key), self.value[key], why)

    def flag(self, *keys: str) -> bool:
        """Whether any of these is true; SurveyJS has renamed several of its properties."""
        for key in keys:
            if isinstance(self.value.get(key), bool):
                self.carried(key)
        return any(self.value.get(key) is True for key in keys)

    def number(self, key: str) -> float | None:
        """A number, or the number that a text is."""
        value = self.value.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        try:
            found = float(value)
        except (ValueError, OverflowError):
            return None
        if abs(found) > 1e15:
            return None
        self.carried(key)
        return found

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number within bounds; another is told as not carried."""
        found = self.number(key)
        if found is None:
            return None
        if not found.is_integer() or not low <= found <= high:
            self.lost(key, f"It must be a whole number from {low} to {high} here")
            return None
        return int(found)

    def word(self, key: str) -> str | None:
        value = self.value.get(key)
        if not isinstance(value, str) or not value.strip():
            return None
        self.carried(key)
        return value

    def nodes(self, key: str) -> list[Node]:
        """The objects in a list."""
        found = self.value.get(key)
        steps = enumerate(found) if isinstance(found, list) else ()
        return [Node(each, (*self.at(key), number), self.ledger) for number, each in steps if isinstance(each, dict)]
