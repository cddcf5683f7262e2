"""A questionnaire -> an XLSForm workbook, and an account of what a form has no room for."""

from __future__ import annotations

from typing import Any

from questionnaires.companions import ROLE
from questionnaires.definition import Page, Questionnaire
from questionnaires.formats.report import ExportReport
from questionnaires.formats.writing import as_written, on_one_line
from questionnaires.formats.xlsform.columns import OURS, language_name
from questionnaires.formats.xlsform.constraining import constraint
from questionnaires.formats.xlsform.lines import BLOCKS, Lines, filter_of, kind_of, numbered
from questionnaires.formats.xlsform.saying import UnsaidError
from questionnaires.formats.xlsform.sheets import LONGEST, Line, workbook
from questionnaires.question_types import (
    Grid,
    MultipleChoice,
    NumberGrid,
    OwnList,
    Rating,
    SuppliedList,
    _Choosing,
)

ROLES_LIST = "_role"
"""The list of who may answer."""

KEPT = {
    "roles": "a form does not ask in other words by who answers",
    "unit": "a form does not know whom it is about",
    "instrument": "a form has no place for where an instrument comes from",
    "minutes": "a form does not say how long it takes",
    "scores": "a form works out no scores",
    "checks": "a form does not hold answers to several questions together",
}
"""Keys of a questionnaire that mean nothing in a form, and why."""


def write_xlsform(questionnaire: Questionnaire) -> tuple[bytes, ExportReport]:
    """The workbook, which ODK and KoboToolbox take and which reads back the same, and what a form cannot do."""
    sheets, report = lines_of(questionnaire)
    return workbook(sheets), report


def lines_of(questionnaire: Questionnaire) -> tuple[dict[str, list[Line]], ExportReport]:
    """The lines of the three sheets, and the report."""
    lines = Lines(questionnaire)
    about: Line = {"type": "note", "name": "_about", f"{OURS}is": "about"}
    lines.words(about, questionnaire.about, "about", "label", "text")
    lines.survey.append(about)
    for name, scale in questionnaire.scales.items():
        lines.options(name, scale.choices, scale.missing, name)
    for page in questionnaire.all_pages:
        if page.id == ROLE and page not in questionnaire.pages:
            _role(lines, page)
        else:
            _page(lines, page)
    settings = _settings(lines)
    sheets = {"survey": lines.survey, "choices": lines.choices, "settings": [settings]}
    for sheet, rows in sheets.items():
        for number, line in enumerate(rows, start=2):
            for column, text in line.items():
                if len(text) > LONGEST:
                    place = f"{sheet} {number}"
                    lines.tell(place, column, "not carried", f"a cell has at most {LONGEST:,} characters")
                    line[column] = ""
    return sheets, ExportReport(tuple(lines.entries))


def _settings(lines: Lines) -> Line:
    questionnaire = lines.questionnaire
    first = questionnaire.languages[0]
    line: Line = {
        "form_title": questionnaire.title.in_language(first),
        "form_id": questionnaire.id,
        "default_language": language_name(first),
        f"{OURS}title": on_one_line(questionnaire.title.root),
        f"{OURS}languages": on_one_line(list(questionnaire.languages)),
    }
    dumped = questionnaire.model_dump(by_alias=True, exclude_defaults=True)
    scales = {
        name: {key: value for key, value in scale.items() if key not in ("choices", "missing")}
        for name, scale in dumped.get("scales", {}).items()
    }
    if scales:
        line[f"{OURS}scales"] = on_one_line(scales)
    for key, why in KEPT.items():
        if key in dumped:
            line[f"{OURS}{key}"] = on_one_line(as_written(dumped[key], key))
            lines.tell("settings", key, "not carried", f"{why}; kept in {OURS}{key}")
    if len(questionnaire.languages) > 1:
        lines.tell("settings", "title", "changed", f"shown in {first} only; the others are kept in {OURS}title")
    return line


def _role(lines: Lines, page: Page) -> None:
    """The page that asks who answers, which follows from the roles."""
    question: Any = page.questions[0]
    lines.survey.append({"type": "begin_group", "name": "_role", f"{OURS}is": "role"})
    line: Line = {"type": f"select_one {ROLES_LIST}", "name": ROLE, "required": "yes"}
    lines.words(line, question.text, ROLE, "label", "text", stands_in=True)
    lines.survey.append(lines.companion(line))
    for option in question.choices:
        choice: Line = {"list_name": ROLES_LIST, "name": option.code}
        lines.words(choice, option.label, ROLE, "label", "text", stands_in=True)
        lines.choices.append(choice)
    lines.survey.append({"type": "end_group", "name": "_role"})


def _page(lines: Lines, page: Page) -> None:
    kind = "group" if page.for_each is None else "repeat"
    line: Line = {"type": f"begin_{kind}", "name": f"_{page.id}", f"{OURS}id": page.id}
    lines.words(line, page.title, page.id, "label", "title")
    lines.relevant(line, page.show_when, page.questions[0].id, page.id)
    if page.for_each is not None:
        line[f"{OURS}for_each"] = page.for_each
        line["repeat_count"] = _times(lines, page)
    if not any(isinstance(question, OwnList | SuppliedList) for question in page.questions):
        line["appearance"] = "field-list"
    lines.survey.append(line)
    if page.for_each is not None:
        _item(lines, page)
    if page.intro is not None:
        intro: Line = {"type": "note", "name": f"_intro.{page.id}", f"{OURS}is": "intro"}
        lines.words(intro, page.intro, page.id, "label", "text")
        lines.survey.append(intro)
    for question in page.asked:
        _question(lines, question)
    lines.survey.append({"type": f"end_{kind}", "name": f"_{page.id}"})


def _times(lines: Lines, page: Page) -> str:
    """How often the block is asked."""
    source = page.for_each or ""
    if source in lines.questionnaire.scales:
        return str(len(lines.questionnaire.scales[source].choices))
    if isinstance(lines.questionnaire.question(source), MultipleChoice):
        return f"count-selected(${{{source}}})"
    return f"count(${{{source}.item}})"


def _item(lines: Lines, page: Page) -> None:
    """A calculation that says what the block is about this time."""
    source = page.for_each or ""
    if source in lines.questionnaire.scales:
        said = "''"
        for number, option in reversed(list(enumerate(lines.questionnaire.scales[source].choices, start=1))):
            said = f"if(position(..) = {number}, '{option.code}', {said})"
        lines.tell(page.id, "for_each", "changed", "in a form, the block is named by its code")
    elif isinstance(lines.questionnaire.question(source), MultipleChoice):
        said = f"jr:choice-name(selected-at(${{{source}}}, position(..) - 1), '${{{source}}}')"
    else:
        said = f"indexed-repeat(${{{source}.item}}, ${{{source}}}, position(..))"
    line = {"type": "calculate", "name": f"_item.{page.id}", "calculation": said, f"{OURS}of": source}
    lines.survey.append(lines.companion(line))


def _question(lines: Lines, question: Any) -> None:
    if isinstance(question, BLOCKS):
        _block(lines, question)
        return
    line = lines.question(question, kind_of(question))
    if question.companion_of is not None:
        lines.survey.append(lines.companion({key: text for key, text in line.items() if not key.startswith(OURS)}))
        return
    if isinstance(question, Rating):
        numbers = numbered(question, lines.questionnaire.languages)
        lines.options(f"_{question.id}", numbers, question.missing, question.id)
        _filter(lines, question, line)
    elif isinstance(question, _Choosing):
        lines.options(f"_{question.id}", question.all_choices, question.missing, question.id)
        _filter(lines, question, line)
    lines.survey.append(line)


def _filter(lines: Lines, question: Any, line: Line) -> None:
    """Which choices are shown, by what was answered before."""
    drawn = getattr(question, "choices_from", None)
    source = lines.questionnaire.question(drawn) if drawn else None
    said = [filter_of(question, source)] if filter_of(question, source) else []
    if drawn and not said:
        lines.tell(question.id, "choices_from", "changed", "in a form, the items of a list are chosen by their number")
    for option in (*getattr(question, "choices", ()), *question.missing):
        if option.show_when is not None:
            try:
                said.append(f"(name != '{option.code}' or {lines.saying.condition(option.show_when, question.id)})")
            except UnsaidError as error:
                why = f"always shown, since a form cannot ask for {error}"
                lines.tell(f"{question.id}.{option.code}", "show_when", "changed", why)
    if said:
        line["choice_filter"] = " and ".join(said)


def _block(lines: Lines, question: Any) -> None:
    """A grid as a group with a row each; a list as a repeat with one line."""
    if isinstance(question, Grid | NumberGrid):
        lines.survey.append(lines.block(question, "begin_group"))
        for row in question.rows:
            line = _row(lines, question, row)
            lines.survey.append(line)
        lines.survey.append({"type": "end_group", "name": question.id})
        return
    lines.survey.append(lines.block(question, "begin_repeat"))
    item: Line = {"type": "text", "name": f"{question.id}.item"}
    lines.words(item, question.text, question.id, "label", "text", stands_in=True)
    lines.survey.append(lines.companion(item))
    lines.survey.append({"type": "end_repeat", "name": question.id})
    lines.tell(question.id, question.type, "changed", "in a form, a repeat with one line each; not carried to a round")


def _row(lines: Lines, question: Any, row: Any) -> Line:
    kind = f"select_one {question.scale}" if isinstance(question, Grid) else kind_of(question)
    line: Line = {"type": kind, "name": f"{question.id}.{row.code}"}
    lines.words(line, row.label, f"{question.id}.{row.code}", "label", "text")
    if question.required:
        line["required"] = "yes"
        lines.words(line, question.when_empty, question.id, "required_message", "when_empty", stands_in=True)
    said, _unsaid = constraint(question, lines.saying)
    if said:
        line["constraint"] = said
    for key in ("subgoal", "challenge"):
        if getattr(row, key):
            line[f"{OURS}{key}"] = on_one_line(list(getattr(row, key)))
    return line
