"""The account of an import: what became of every value in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.fhir.reading import UNWRITABLE, JsonPath, leaves, written
from questionnaires.formats.report import Entry, Outcome

_WHY = {
    "initial": "No question is answered beforehand.",
    "initialSelected": "No question is answered beforehand.",
    "sdc-questionnaire-enableWhenExpression)": "A condition in FHIRPath is not read: the item is shown to everybody.",
    "StructureDefinition/regex)": "A pattern by the form's author is never run.",
}
"""Why some elements are never carried; the end of a construct -> the reason."""


@dataclass(slots=True)
class Ledger:
    """Every value of a resource is either taken by a converter or, at the end, told as not carried.

    Nothing is told as carried without being taken, so what no converter knows of cannot be lost in silence.
    """

    resource: dict[str, Any]
    taken: dict[JsonPath, Outcome] = field(default_factory=dict)
    told: list[Entry] = field(default_factory=list)
    reasons: dict[JsonPath, str] = field(default_factory=dict)

    def take(self, path: JsonPath, value: Any, outcome: Outcome = "carried") -> None:
        """All that stands at this path is now in the questionnaire."""
        for leaf, _value in leaves(value, path):
            self.taken[leaf] = outcome

    def give_back(self, path: JsonPath) -> None:
        """What was taken here did not reach the questionnaire after all."""
        value: Any = self.resource
        for step in path:
            value = value[step]
        for leaf, _value in leaves(value, path):
            self.taken.pop(leaf, None)

    def forget(self, path: JsonPath) -> None:
        """Nothing of what stands here reached the questionnaire, whatever was told of it."""
        self.give_back(path)
        place = written(path)
        self.told = [
            each
            for each in self.told
            if each.outcome == "not carried" or not (each.place == place or each.place.startswith(f"{place}."))
        ]

    def tell(self, path: JsonPath, construct: str, outcome: Outcome, text: str) -> None:
        """One line of the report."""
        self.told.append(Entry(written(path), construct, outcome, text))

    def because(self, path: JsonPath, why: str) -> None:
        """Why what stands at this path is not carried."""
        self.reasons.setdefault(path, why)

    def entries(self) -> tuple[Entry, ...]:
        """The whole report: what was told, and everything that nobody took, once per element and kind."""
        gone: dict[tuple[str, str], list[str]] = {}
        inside = {place[:n]: why for place, why in self.reasons.items() for n in range(len(place))}
        for path, value in self._untaken((), self.resource):
            construct = self._construct(path, value)
            why = self._reason(path, construct, inside)
            gone.setdefault((construct, why), []).append(written(path))
        lost = tuple(
            Entry(places[0], construct, "not carried", with_others(why, places[1:]))
            for (construct, why), places in gone.items()
        )
        return (*lost, *self.told)

    def _reason(self, path: JsonPath, construct: str, inside: dict[JsonPath, str]) -> str:
        """Why an element was not taken: told of it, of what is around it, or of something in it."""
        around = (self.reasons[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.reasons)
        return next(around, "") or inside.get(path, "") or _always(construct)

    def left(self) -> tuple[str, ...]:
        """Where each element stands that nobody took."""
        return tuple(written(path) for path, _value in self._untaken((), self.resource))

    def _untaken(self, path: JsonPath, value: Any) -> Iterator[tuple[JsonPath, Any]]:
        """The largest elements of which nothing was taken."""
        bare = [leaf for leaf, _value in leaves(value, path)]
        free = [leaf for leaf in bare if leaf not in self.taken]
        if not free:
            return
        # A list is told one by one: its members have little in common but the place.
        if path and len(free) == len(bare) and (not isinstance(value, list) or not value):
            yield path, value
            return
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in inside:
            yield from self._untaken((*path, step), inner)

    def _construct(self, path: JsonPath, value: Any) -> str:
        """What the element is called wherever it stands; an extension goes by its address."""
        steps: list[str] = []
        here: Any = self.resource
        for step in path:
            here = here[step]
            if isinstance(step, str):
                steps.append(step)
            elif isinstance(here, dict) and isinstance(here.get("url"), str) and steps[-1] == "extension":
                steps[-1] = f"extension({here['url']:.200})"
        kind = value.get("type") if isinstance(value, dict) else None
        named = re.sub(r"\bitem(\.item)+\b", "item", ".".join(steps))
        return f"{named} of type {kind:.40}" if steps[-1] == "item" and isinstance(kind, str) else named


def _always(construct: str) -> str:
    return next((why for end, why in _WHY.items() if construct.endswith(end)), "")


def with_others(why: str, places: list[str]) -> str:
    """A reason, and the other places it goes for; ten of them at most."""
    if not places:
        return why
    also = f"also at {', '.join(places[:10])}" + (f" and {len(places) - 10} more" if len(places) > 10 else "")
    return f"{why} {also}".strip()


_SPECIFIED = re.compile(
    r"(value|answer)[A-Z][A-Za-z0-9]*|url|question|operator|hasAnswer|coding|code|system|version|display|text|unit|value|"
    r"comparator|userSelected|expression|language|description|name|reference"
)
"""The parts of conditions, of extensions and of the values in them."""


@dataclass(frozen=True, slots=True)
class Node:
    """An object in the file, at its place; what is read of it with anything but `peek` is taken."""

    value: dict[str, Any]
    path: JsonPath
    ledger: Ledger

    def peek(self, key: str) -> Any:
        """The value as it stands, not taken."""
        return self.value.get(key)

    def child(self, key: str) -> Node | None:
        """The object under this key."""
        value = self.value.get(key)
        return Node(value, (*self.path, key), self.ledger) if isinstance(value, dict) else None

    def children(self, key: str) -> list[Node]:
        """The objects in the list under this key."""
        value = self.value.get(key)
        return [
            Node(each, (*self.path, key, place), self.ledger)
            for place, each in enumerate(value if isinstance(value, list) else ())
            if isinstance(each, dict)
        ]

    def take(self, *keys: str, outcome: Outcome = "carried") -> None:
        """All that stands under these keys is now in the questionnaire."""
        for key in keys:
            if key in self.value:
                self.ledger.take((*self.path, key), self.value[key], outcome)

    def take_all(self, outcome: Outcome = "carried") -> None:
        """All that the specification says it may hold is now in the questionnaire; what more there is, is not."""
        for leaf, _value in leaves(self.value):
            if all(isinstance(step, int) or _SPECIFIED.fullmatch(step) for step in leaf):
                self.ledger.taken[*self.path, *leaf] = outcome

    def text(self, key: str) -> str | None:
        """A text with something in it; what cannot be shown to people is left out of it."""
        value = self.value.get(key)
        clean = UNWRITABLE.sub("", value).replace("\r\n", "\n").strip() if isinstance(value, str) else ""
        if not clean:
            return None
        same = UNWRITABLE.search(str(value)) is None
        self.take(key, outcome="carried" if same else "changed")
        if not same:
            self.tell(key, "changed", "Characters that cannot be shown are left out.")
        return clean

    def flag(self, key: str) -> bool | None:
        """A truth value."""
        value = self.value.get(key)
        if not isinstance(value, bool):
            return None
        self.take(key)
        return value

    def number(self, key: str) -> int | float | None:
        """A number that a questionnaire can hold."""
        value = self.value.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15:
            return None
        self.take(key)
        return value

    def whole(self, key: str) -> int | None:
        """A whole number that a questionnaire can hold."""
        value = self.value.get(key)
        if isinstance(value, float) and not value.is_integer():
            return None
        found = self.number(key)
        return None if found is None else int(found)

    def extensions(self, *urls: str) -> list[Node]:
        """The extensions with one of these addresses."""
        return [each for each in self.children("extension") if each.peek("url") in urls]

    def extension(self, *urls: str) -> Node | None:
        """The first extension with one of these addresses."""
        return next(iter(self.extensions(*urls)), None)

    def tell(self, construct: str, outcome: Outcome, text: str) -> None:
        """One line of the report, about this object."""
        self.ledger.tell(self.path, construct, outcome, text)

    def because(self, why: str) -> None:
        """Why this is not carried."""
        self.ledger.because(self.path, why)
