"""One question -> the lines of the survey and choices sheets that ask it, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from questionnaires.definition import Questionnaire
from questionnaires.formats.report import Entry, Outcome
from questionnaires.formats.writing import as_written, on_one_line
from questionnaires.formats.xlsform.columns import OURS, OURS_IN_CHOICES, language_name
from questionnaires.formats.xlsform.constraining import constraint
from questionnaires.formats.xlsform.saying import Saying, UnsaidError
from questionnaires.formats.xlsform.sheets import Line
from questionnaires.piping import PLACEHOLDER
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Grade,
    Grid,
    MultipleChoice,
    NumberGrid,
    Option,
    OwnList,
    Rating,
    SuppliedList,
    _Choosing,
    missing_of,
)
from questionnaires.words import Text

TYPES = {
    "choice": "select_one",
    "choices": "select_multiple",
    "ranking": "rank",
    "grade": "select_one",
    "rating": "select_one",
    "count": "integer",
    "year": "integer",
    "date": "date",
    "month": "date",
    "time": "time",
    "information": "note",
    "consent": "acknowledge",
}
"""Type of question -> type of row, where that is not `text`, `integer` or `decimal`."""
APPEARANCES = {"long_text": "multiline", "month": "month-year"}
SAID_ELSEWHERE = frozenset({"id", "text", "help", "required", "when_empty", "show_when", "choices", "rows", "ends"})
BLOCKS = (Grid, NumberGrid, OwnList, SuppliedList)
"""What takes several rows, so that its help and whether it is required stand in columns of ours."""


class Lines:
    """The lines of a form while it is written, and the report on what they cannot hold."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.saying = Saying(questionnaire)
        self.survey: list[Line] = []
        self.choices: list[Line] = []
        self.entries: list[Entry] = []

    def tell(self, place: str, construct: str, outcome: Outcome, text: str) -> None:
        """One thing that is not as it was."""
        self.entries.append(Entry(place, construct, outcome, text))

    def words(self, line: Line, text: Text | None, place: str, *keys: str, stands_in: bool = False) -> None:
        """The words of a text in the columns of its languages; `keys`: the column and our key.

        What a column cannot say stands in a column of ours: the wordings for a role, in easy words, and placeholders.
        """
        column, key, ours = (*keys, OURS)[:3]
        if text is None:
            return
        more: dict[str, str] = {}
        for language in self.questionnaire.languages:
            said = text.in_language(language) if stands_in else text.root.get(language)
            if said is not None:
                line[f"{column}::{language_name(language)}"] = self._without_fallback(said)
                if self._without_fallback(said) != said:
                    more[language] = said
        variants = {name: said for name, said in text.root.items() if "." in name}
        if variants and not stands_in:
            self.tell(
                place, key, "not carried", f"{', '.join(variants)}: a form says it in one way; kept in {ours}{key}"
            )
        if (more or variants) and not stands_in:
            line[f"{ours}{key}"] = on_one_line(more | variants)

    def _without_fallback(self, words: str) -> str:
        """`{name|you}` as `${name}`."""

        def reference(found: Any) -> str:
            name = found[1]
            page = next((page for page in self.questionnaire.pages if page.for_each == name), None)
            if page is not None:
                return f"${{_item.{page.id}}}"
            return f"${{{name}}}" if self.questionnaire.has(name) else str(found[0])

        return PLACEHOLDER.sub(reference, words)

    def relevant(self, line: Line, condition: Any, asker: str, place: str) -> None:
        """When it is shown: as XPath, and in our own words where the XPath says less or other."""
        if condition is None:
            return
        try:
            said = self.saying.condition(condition, asker)
        except UnsaidError as error:
            line[f"{OURS}show_when"] = on_one_line(condition.root)
            self.tell(place, "show_when", "changed", f"always shown, since a form cannot ask for {error}")
            return
        line["relevant"] = said
        if not self.saying.is_said(said, condition):
            line[f"{OURS}show_when"] = on_one_line(condition.root)

    def options(self, name: str, options: Iterable[Option], missing: Iterable[Option], asker: str) -> None:
        """The choices of a list, the ways of not answering last."""
        for kind, group in (("", options), ("missing", missing)):
            for option in group:
                line = {"list_name": name, "name": option.code}
                place = f"{asker}.{option.code}"
                self.words(line, option.label, place, "label", "text", OURS_IN_CHOICES)
                flags = {flag: getattr(option, flag) for flag in ("exclusive", "own_text")} | {"missing": bool(kind)}
                line |= {f"{OURS_IN_CHOICES}{flag}": "true" for flag, is_set in flags.items() if is_set}
                if option.show_when is not None:
                    line[f"{OURS_IN_CHOICES}show_when"] = on_one_line(option.show_when.root)
                self.choices.append(line)

    def question(self, question: BaseQuestion, kind: str) -> Line:
        """The line that asks a question."""
        line: Line = {"type": kind, "name": question.id, f"{OURS}type": question.type}  # type: ignore[attr-defined]
        self.words(line, question.text, question.id, "label", "text")
        self.words(line, question.help, question.id, "hint", "help")
        self.words(line, question.when_empty, question.id, "required_message", "when_empty")
        if question.required:
            line["required"] = "yes"
        if appearance := APPEARANCES.get(line[f"{OURS}type"]):
            line["appearance"] = appearance
        self.relevant(line, question.show_when, question.id, question.id)
        self._limits(line, question)
        line |= self.extras(question)
        return line

    def _limits(self, line: Line, question: BaseQuestion) -> None:
        said, unsaid = constraint(question, self.saying)
        if said:
            line["constraint"] = said
        if question.refuse_if is not None and question.refuse_if.say is not None:
            self.words(line, question.refuse_if.say, question.id, "constraint_message", "say", stands_in=True)
        for what in unsaid:
            self.tell(question.id, "refuse_if", "changed", f"a form cannot ask for {what}; it is not checked there")
        if isinstance(question, Calculated):
            try:
                line["calculation"] = self.saying.formula(question.value, question.id)
            except UnsaidError as error:
                self.tell(question.id, "value", "changed", f"not worked out, since a form cannot ask for {error}")
                line["calculation"] = "''"

    def extras(self, question: BaseQuestion) -> Line:
        """Keys that a form has no column for, each in a column of ours."""
        dumped = question.model_dump(by_alias=True, exclude_defaults=True)
        listed = isinstance(question, Rating | _Choosing)
        said = SAID_ELSEWHERE | {"type"} | ({"missing"} if listed else set())
        found = {key: as_written(value, key) for key, value in dumped.items() if key not in said}
        for key in found:
            if key in TOLD:
                self.tell(question.id, key, "not carried", f"{TOLD[key]}; kept in {OURS}{key}")
        return {f"{OURS}{key}": on_one_line(value) for key, value in found.items()}

    def block(self, question: BaseQuestion, kind: str) -> Line:
        """The begin row of a question that takes several rows."""
        line: Line = {"type": kind, "name": question.id, f"{OURS}type": question.type}  # type: ignore[attr-defined]
        self.words(line, question.text, question.id, "label", "text")
        self.relevant(line, question.show_when, question.id, question.id)
        for key in ("help", "when_empty"):
            text = getattr(question, key)
            if text is not None:
                line[f"{OURS}{key}"] = on_one_line(text.root)
                self.tell(question.id, key, "not carried", f"a group or repeat has no room for it; kept in {OURS}{key}")
        if question.required:
            line[f"{OURS}required"] = "true"
        return line | self.extras(question)

    def companion(self, line: Line) -> Line:
        """A row that follows from another, left out when the form is read again."""
        return {**line, f"{OURS}is": "companion"}


TOLD = {
    "warn_if": "a form can refuse an answer, but not warn",
    "again": "a form has no earlier round",
    "carry_forward": "a form has no earlier round",
    "examples": "a form has no room for examples",
    "trend": "a form is not compared with others",
    "maps": "a form is not compared with others",
    "keeps": "a form is not compared with others",
    "breaks": "a form is not compared with others",
    "matters": "a form is not compared with others",
    "merge": "a form does not know of municipalities that merge",
    "subgoal": "a form has no such tag",
    "challenge": "a form has no such tag",
    "indicator": "a form makes no report",
    "small_cell": "a form makes no report",
    "missing": "a number in a form is a number or nothing",
    "unit": "a number in a form has no unit beside it",
    "shown": "a calculation is not shown in a form",
}
"""Keys that mean nothing outside, and why."""


def kind_of(question: Any) -> str:
    """The type column of a question that takes one row."""
    kind = TYPES.get(question.type, "text")
    if isinstance(question, Grade):
        return f"{kind} {question.scale}"
    if isinstance(question, Rating | _Choosing):
        return f"{kind} _{question.id}"
    if isinstance(question, Calculated):
        return "calculate"
    if hasattr(question, "decimals"):
        return "decimal" if question.decimals else "integer"
    return kind


def numbered(question: Rating, languages: Iterable[str]) -> Iterator[Option]:
    """The numbers of a rating as choices, its ends with their words: «0: Cannot»."""
    ends = {end.code: end.label.root for end in question.ends}
    for number in range(question.low, question.high + 1):
        said = {key: f"{number}: {words}" for key, words in ends.get(str(number), {}).items()}
        plain = {language: str(number) for language in languages if not said}
        yield Option(code=str(number), label=Text(said or plain))


def filter_of(question: Any, source: Any) -> str:
    """The `choice_filter` of a question: what was chosen before, and when each choice is shown."""
    if not isinstance(question, _Choosing) or question.choices_from is None or not isinstance(source, MultipleChoice):
        return ""
    named = [f"name = '{option.code}'" for option in missing_of(question)]
    return " or ".join([f"selected(${{{question.choices_from}}}, name)", *named])
