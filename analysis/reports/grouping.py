"""Which questions stand together: sections by sub-goal or page, and groups that share one figure and one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.comparing.results import Comparison, ItemResult
from analysis.figures.scales import scale_of
from analysis.wording.phrases import say, words
from questionnaires.codebook import SUBGOALS

ACROSS = 4
"""A question tagged with this many sub-goals belongs to none of them in particular."""
TEXT = {"text", "key"}
ROLE = "role"
"""The question of who answers, which is told with how many did."""
LEVEL = "tilbudsniva"
"""The question of which service, whose codes are the levels of the rehabilitation pyramid."""
APART = {ROLE, LEVEL}
"""What a report on experience tells of in sections of their own."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A section to be: its questions, and those that also touch it but stand elsewhere."""

    id: str
    title: str
    questions: tuple[ItemResult, ...]
    also: tuple[ItemResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions with one heading, one table and figures on one scale."""

    heading: str
    questions: tuple[ItemResult, ...]

    @property
    def parts(self) -> bool:
        """Whether these are the rows or choices of one question."""
        return self.questions[0].part is not None


Themes = Callable[[Comparison], tuple[Theme, ...]]
"""A way of parting the questions into sections."""


def themes(comparison: Comparison) -> tuple[Theme, ...]:
    """One theme per sub-goal when questions have sub-goals, else one per page; empty ones are left out."""
    questions = tuple(result for result in comparison.questions if result.name not in APART)
    if any(result.subgoal for result in questions):
        return _by_subgoal(questions)
    found = (
        Theme(
            f"tema-{page.id}",
            words(page.title),
            tuple(result for result in questions if result.page == page.id),
        )
        for page in comparison.pages
    )
    return tuple(theme for theme in found if theme.questions)


def rows_of(comparison: Comparison) -> tuple[Theme, ...]:
    """One theme per row that several questions share, such as the columns of a model, and one of all others."""
    asked: dict[str, list[ItemResult]] = {}
    for result in comparison.questions:
        if result.part is not None:
            asked.setdefault(result.part, []).append(result)
    shared = {part: tuple(each) for part, each in asked.items() if len(each) > 1}
    found = [Theme(f"rad-{part}", words(each[0].part_label), each) for part, each in shared.items()]
    rest = tuple(each for each in comparison.questions if each.part not in shared and each.name not in APART)
    if rest:
        found.append(Theme("andre", say("heading_rest"), rest))
    return tuple(found)


def _by_subgoal(questions: Sequence[ItemResult]) -> tuple[Theme, ...]:
    found = []
    for letter, title in SUBGOALS.items():
        own = tuple(each for each in questions if home(each.subgoal) == letter)
        also = tuple(
            each for each in questions if letter in each.subgoal and home(each.subgoal) not in {letter, "across"}
        )
        if own or also:
            heading = say("heading_subgoal", letter=letter, title=words(title))
            found.append(Theme(f"delmal-{letter}", heading, own, also))
    across = tuple(each for each in questions if home(each.subgoal) == "across")
    rest = tuple(each for each in questions if home(each.subgoal) == "")
    if across:
        found.append(Theme("pa-tvers", say("heading_across"), across))
    if rest:
        found.append(Theme("andre", say("heading_rest"), rest))
    return tuple(found)


def home(subgoal: Sequence[str]) -> str:
    """The one sub-goal that a question stands under: its first, "across" when it has many, else none."""
    if len(subgoal) >= ACROSS:
        return "across"
    return subgoal[0] if subgoal else ""


def groups(theme: Theme, comparison: Comparison) -> tuple[Group, ...]:
    """Rows and choices of one question together; single questions of one page with one scale together."""
    titles = {page.id: words(page.title) for page in comparison.pages}
    found = []
    told = [result for result in theme.questions if result.level not in TEXT]
    for (page, _), members in groupby(told, key=_together):
        own = tuple(members)
        one_question = len({each.question for each in own}) == 1
        found.append(Group(words(own[0].text) if one_question else _scale_heading(titles[page], own[0]), own))
    return tuple(found)


def _scale_heading(page: str, result: ItemResult) -> str:
    """«Samhandling: I svært liten grad – I svært stor grad»."""
    labels = [words(code.label) for code in scale_of(result)]
    return say("heading_scale", page=page, first=labels[0], last=labels[-1])


def written(theme: Theme) -> tuple[ItemResult, ...]:
    """Questions answered in free text, which a report never shows."""
    return tuple(result for result in theme.questions if result.level in TEXT)


def scale_key(result: ItemResult) -> tuple[str, ...]:
    """What two questions must share to stand in one figure of answers; the better end too."""
    codes = tuple(f"{code.code} {words(code.label)}" for code in scale_of(result))
    sides = result.indicator.codes if result.indicator is not None and result.level == "nominal" else ()
    return (result.level, result.better, *codes, "|", *sides)


def _together(result: ItemResult) -> tuple[str, object]:
    """Parts of one question, else the same scale on the same page; numbers stand alone, as their units differ."""
    if result.part is not None or result.level == "number" or not scale_of(result):
        return result.page, result.question
    return result.page, scale_key(result)
