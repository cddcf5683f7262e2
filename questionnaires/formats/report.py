"""What became of everything in a file that came from, or goes to, another format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

Outcome = Literal["carried", "changed", "not carried"]

OUTCOMES: tuple[Outcome, ...] = ("not carried", "changed", "carried")
"""In the order that a reader wants them: what is lost comes first."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What became of one thing: where it stands, what it is in its own format, and what happened to it."""

    place: str
    construct: str
    outcome: Outcome
    text: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.construct}{f' -> {self.text}' if self.text else ''}"


@dataclass(frozen=True, slots=True)
class _Report:
    entries: tuple[Entry, ...]

    headings: ClassVar[dict[Outcome, str]]

    def with_outcome(self, outcome: Outcome) -> tuple[Entry, ...]:
        """The entries that ended so, in the order of the file."""
        return tuple(entry for entry in self.entries if entry.outcome == outcome)

    def __str__(self) -> str:
        """For a person to read: what was lost, then what was changed, then what came over as it was."""
        return "\n\n".join(
            "\n".join([f"{self.headings[outcome]} ({len(found)})", *_lines(found)])
            for outcome in OUTCOMES
            if (found := self.with_outcome(outcome))
        )


def _lines(entries: Iterable[Entry]) -> Iterable[str]:
    return (f"  {entry}" for entry in entries)


@dataclass(frozen=True, slots=True)
class ImportReport(_Report):
    """What became of everything in a file that was read."""

    headings: ClassVar[dict[Outcome, str]] = {
        "not carried": "Not carried over",
        "changed": "Carried over with a change",
        "carried": "Carried over",
    }


@dataclass(frozen=True, slots=True)
class ExportReport(_Report):
    """What became of everything in a questionnaire that was written; what simply went in may be left out."""

    headings: ClassVar[dict[Outcome, str]] = {
        "not carried": "The format has no room for",
        "changed": "Written in another way",
        "carried": "Written",
    }


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire read from another format, as the text of a questionnaire file, and what became of the rest."""

    questionnaire_yaml: str
    report: ImportReport


class FormatError(ValueError):
    """A file that is refused; the text names the file, the place in it, and what to do."""

    def __init__(self, name: str, place: str, text: str) -> None:
        self.name = name
        self.place = place
        self.text = text
        super().__init__(": ".join(part for part in (name, place, text) if part))
