"""The flat variables of a questionnaire: what analysis and every export read, as JSON on disk."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import groupby
from typing import Literal

from pydantic import Field

from questionnaires.words import CHALLENGES, SUBGOALS, Better, Frozen, Merge, Unit

__all__ = [
    "CHALLENGES",
    "NOT_ASKED",
    "NOT_ASKED_LABEL",
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
    "drawn",
    "kept",
    "labelled",
    "led",
    "said_anew",
    "sources",
]

NOT_ASKED = "not_asked"
"""The code of a variable that routing hid from the respondent."""


Level = Literal["binary", "nominal", "ordinal", "number", "text", "key"]
Comparability = Literal["same", "reworded", "recoded", "broken", "new", "gone"]
Words = dict[str, str]

NOT_ASKED_LABEL: Words = {"nb": "Ikke spurt", "nn": "Ikkje spurt", "en": "Not asked"}


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
    """One column of a data file: a question, or one choice, row or slot of it.

    `maps` (old code -> new code), `keeps` and `breaks` (why) are the author's word on what a change does to the trend.
    """

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
    keeps: Words | None = None
    breaks: Words | None = None


class ThresholdEntry(Frozen):
    """A change that counts, and where the number comes from."""

    name: str
    value: float
    source: str


class ScoreItem(Frozen):
    """One variable of a score, with the ends of its range, 0 and 0 where it has none; `reversed` if turned round."""

    variable: str
    low: float
    high: float
    reversed: bool


class ScoreEntry(Frozen):
    """A mean or sum over variables; `over_list` when they are the items of a list, which two rounds have in common.

    `low` and `high` are the ends of the score itself, `raw_low` and `raw_high` those before it is scaled to 0-100; all
    are 0 where an item has no range. An item that is not answered counts as lying where the answered ones lie in their
    joint range, when at least `at_least` are: with one range for all, a sum of some is their mean times all.
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

    @cached_property
    def by_question(self) -> dict[str, tuple[Variable, ...]]:
        """Question -> its variables, in order."""
        ordered = sorted(self.variables, key=lambda variable: variable.question)
        return {question: tuple(group) for question, group in groupby(ordered, key=lambda variable: variable.question)}

    def variable(self, name: str) -> Variable:
        """The variable with this name; raises LookupError."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise LookupError(f"The codebook of {self.id!r} has no variable {name!r}.")


def labelled(variable: Variable) -> Words:
    """The question, with the choice, row or item that the variable is about."""
    part = variable.part_label
    if not part:
        said = f" ({variable.part})" if variable.part else ""
        return {language: words + said for language, words in variable.text.items()}
    other = next(iter(part.values()))
    return {language: f"{words} – {part.get(language, other)}" for language, words in variable.text.items()}


def drawn(status: Comparability, keeps: Words | None) -> bool:
    """Whether a trend is drawn across two versions: the same, mapped on purpose, or reworded and `kept` so."""
    return status in ("same", "recoded") or (status == "reworded" and keeps is not None)


def kept(old: Variable, new: Variable) -> Words | None:
    """Why the author lets the trend go on though the words are new."""
    return said_anew(old.keeps, new.keeps)


def said_anew(old: Words | None, new: Words | None) -> Words | None:
    """The author's word on this change; what the old version said too is about an earlier one."""
    return new if new != old else None


def comparability(old: Codebook, new: Codebook) -> dict[str, Comparability]:
    """Variable by variable, what has changed from one version to the next; `drawn` says whether the trend goes on.

    Words count in the languages that both versions have. Kind, codes and their order, missing codes, decimals and unit
    make the coding; when it changes, `maps` must lead every old code that is gone to a new one. A `breaks` that the old
    version had too is older than both.
    """
    languages = set(old.languages) & set(new.languages)
    found: dict[str, Comparability] = {
        variable.name: "gone" if variable.question not in new.by_question else _ended(variable, new)
        for variable in old.variables
    }
    for variable in new.variables:
        earlier = sources(old, variable)
        found[variable.name] = _since(old, earlier, variable, languages)
        # The answers to a choice that is mapped to another live on in that.
        found |= {each.name: found[variable.name] for each in earlier}
    return found


def sources(old: Codebook, variable: Variable) -> tuple[Variable, ...]:
    """The old variables that a new one goes on from: that of its name, or all the choices that are mapped to it."""
    before = old.by_question.get(variable.question, ())
    if variable.kind != "choices":
        return tuple(each for each in before if each.name == variable.name)
    return tuple(each for each in before if each.kind == "choices" and _led_to(each, variable.maps) == variable.part)


def led(old: Variable, new: Variable) -> dict[str, str]:
    """Old code -> new code for the cells of a variable; whether one of several choices is ticked stays as it is."""
    codes = () if new.kind == "choices" else old.codes
    return {entry.code: new.maps[entry.code] for entry in (*codes, *old.missing) if entry.code in new.maps}


def _led_to(old: Variable, maps: Mapping[str, str]) -> str:
    """The part that a choice has in the new version; items of a list stay what they are."""
    around, dot, choice = (old.part or "").rpartition(".")
    return f"{around}{dot}{maps.get(choice, choice)}"


def _ended(variable: Variable, new: Codebook) -> Comparability:
    """What has become of an old variable without a new one: a row that is gone, or a question of another type."""
    return "gone" if new.by_question[variable.question][0].kind == variable.kind else "broken"


def _since(old: Codebook, earlier: tuple[Variable, ...], new: Variable, languages: set[str]) -> Comparability:
    if not earlier:
        before = old.by_question.get(new.question, ())
        kept = any(each.kind != new.kind or each.name == new.name for each in before)
        return "broken" if kept else "new"
    if any(_breaks(each, new, languages) for each in earlier):
        return "broken"
    first, led_here = earlier[0], [led(each, new) for each in earlier]
    merged = len(earlier) > 1 or first.name != new.name
    moved = any(code != other for codes in led_here for code, other in codes.items())
    if merged or moved or _coding(first) != _coding(new):
        mapped = merged or any(led_here)
        return "recoded" if mapped and all(_covered(each, new) for each in earlier) else "broken"
    worded = all(_wording(first, language) == _wording(new, language) for language in languages)
    return "same" if worded and languages else "reworded"


def _breaks(old: Variable, new: Variable, languages: set[str]) -> bool:
    """Whether no map can help: the author says so, or it is another kind of answer or another unit."""
    said = said_anew(old.breaks, new.breaks) is not None
    turned = {old.better, new.better} == {"higher", "lower"} and not new.maps
    units = any(old.unit.get(language) != new.unit.get(language) for language in languages)
    return said or turned or units or (old.kind, old.decimals) != (new.kind, new.decimals)


def _covered(old: Variable, new: Variable) -> bool:
    """Whether every old code is still there, or leads to one that is."""
    there = {entry.code for entry in (*new.codes, *new.missing)}
    return all(led(old, new).get(entry.code, entry.code) in there for entry in old.codes)


def _coding(variable: Variable) -> object:
    codes = [(entry.code, entry.value) for entry in variable.codes]
    missing = {entry.code for entry in variable.missing}
    return variable.level, codes, missing


def _wording(variable: Variable, language: str) -> object:
    labels = {entry.code: entry.label.get(language) for entry in (*variable.codes, *variable.missing)}
    return variable.text.get(language), variable.part_label.get(language), labels
