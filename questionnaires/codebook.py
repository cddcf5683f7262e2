"""The flat variables of a questionnaire: what analysis and every export read, as JSON on disk."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from questionnaires.words import CHALLENGES, SUBGOALS, Better, Frozen, Merge, Unit

__all__ = [
    "CHALLENGES",
    "NOT_ASKED",
    "SUBGOALS",
    "CodeEntry",
    "Codebook",
    "IndicatorEntry",
    "PageEntry",
    "ScoreEntry",
    "ScoreItem",
    "ThresholdEntry",
    "Variable",
    "comparability",
]

NOT_ASKED = "not_asked"
"""The code of a variable that routing hid from the respondent."""


Level = Literal["binary", "nominal", "ordinal", "number", "text", "key"]
Comparability = Literal["same", "reworded", "recoded", "broken", "new", "gone"]
Words = dict[str, str]


class CodeEntry(Frozen):
    """One code of a variable; `value` is its number where the codes are ordered."""

    code: str
    value: int | None
    label: Words


class IndicatorEntry(Frozen):
    """The share that a report speaks of."""

    codes: tuple[str, ...]
    label: Words
    better: Literal["higher", "lower"]
    of: Literal["answered", "valid"]


class Variable(Frozen):
    """One column of a data file: a question, or one choice, row or slot of it."""

    name: str
    question: str
    part: str | None
    kind: str
    level: Level
    text: Words
    part_label: Words
    page: str
    codes: tuple[CodeEntry, ...]
    missing: tuple[CodeEntry, ...]
    better: Better
    low: float | None
    high: float | None
    decimals: int
    unit: Words
    indicator: IndicatorEntry | None
    subgoal: tuple[str, ...]
    challenge: tuple[str, ...]
    trend_core: bool
    merge: Merge
    matters: float | None
    small_cell: int | None
    sensitive: bool
    maps: dict[str, str] = Field(default_factory=dict)
    breaks: Words | None = None


class ThresholdEntry(Frozen):
    """A change that counts, and where the number comes from."""

    name: str
    value: float
    source: str


class ScoreItem(Frozen):
    """One variable of a score, with the ends of its range; `reversed` when it points the other way."""

    variable: str
    low: float
    high: float
    reversed: bool


class ScoreEntry(Frozen):
    """A mean or sum over variables; `over_list` when they are the items of a list, which two rounds have in common.

    `low` and `high` are the ends of the score itself, `raw_low` and `raw_high` those before it is scaled to 0-100.
    A sum of fewer than all the items, but of at least `at_least`, is their mean times all.
    """

    name: str
    label: Words
    of: Literal["mean", "sum"]
    items: tuple[ScoreItem, ...]
    over_list: bool
    at_least: int
    scaled: bool
    better: Better
    raw_low: float
    raw_high: float
    low: float
    high: float
    thresholds: tuple[ThresholdEntry, ...]


class PageEntry(Frozen):
    """A page, for the headings of a report."""

    id: str
    title: Words


class Codebook(Frozen):
    """All variables and scores of one version of a questionnaire."""

    id: str
    title: Words
    languages: tuple[str, ...]
    unit: Unit
    sha256: str
    pages: tuple[PageEntry, ...]
    variables: tuple[Variable, ...]
    scores: tuple[ScoreEntry, ...]

    def variable(self, name: str) -> Variable:
        """The variable with this name; raises LookupError."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise LookupError(f"The codebook of {self.id!r} has no variable {name!r}.")


def comparability(old: Codebook, new: Codebook) -> dict[str, Comparability]:
    """Variable by variable, whether answers to two versions may be compared.

    A trend is drawn only across `same`. Words count in the languages that both versions have; codes, missing codes,
    bounds and order must all be alike.
    """
    before = {variable.name: variable for variable in old.variables}
    after = {variable.name: variable for variable in new.variables}
    found: dict[str, Comparability] = {}
    for name in before | after:
        if name not in after:
            found[name] = "gone"
        elif name not in before:
            found[name] = "new"
        elif _coding(before[name]) != _coding(after[name]):
            found[name] = "recoded"
        else:
            shared = set(old.languages) & set(new.languages)
            worded = all(_wording(before[name], lang) == _wording(after[name], lang) for lang in shared)
            found[name] = "same" if worded and shared else "reworded"
    return found


def _coding(variable: Variable) -> object:
    codes = [(entry.code, entry.value) for entry in variable.codes]
    missing = {entry.code for entry in variable.missing}
    return variable.kind, variable.level, codes, missing, variable.decimals, variable.better


def _wording(variable: Variable, language: str) -> object:
    labels = [entry.label.get(language) for entry in (*variable.codes, *variable.missing)]
    return variable.text.get(language), variable.part_label.get(language), labels
