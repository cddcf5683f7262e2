"""What a questionnaire's parts must have in common, checked once every part is right by itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from questionnaires.conditions import COMPARISONS, Condition, variables
from questionnaires.definition import (
    BaseQuestion,
    Choice,
    Count,
    Grade,
    Grid,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    OwnList,
    Page,
    Question,
    Questionnaire,
    Rating,
    Year,
)
from questionnaires.words import Text

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
RESERVED_IDS = {"any", "not", "revision", "csrf_token", "shown", "go"}
RESERVED_CODES = {"not_asked"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a place of the model; `key` when it is about the key and not its value."""

    path: tuple[str | int, ...]
    text: str
    key: bool = False


def inconsistencies(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Everything that is wrong between the parts of the questionnaire."""
    yield from _languages(questionnaire)
    yield from _ids(questionnaire)
    for place, page in enumerate(questionnaire.pages):
        yield from _page(questionnaire, page, ("pages", place))
        for number, question in enumerate(page.questions):
            path = ("pages", place, "questions", number)
            yield from _question(questionnaire, page, question, path)
    for name, scale in questionnaire.scales.items():
        yield from _codes(scale.choices, scale.missing, ("scales", name))
    yield from _scores(questionnaire)
    if questionnaire.unit == "municipality" and not any(isinstance(q, Municipality) for q in questionnaire.questions()):
        yield Finding(("unit",), "A survey of municipalities needs one question of type 'municipality'.")


def texts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every text in the questionnaire and where it stands."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel) and not isinstance(value, Condition):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, (*path, name))
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from texts(inner, (*path, place))


def _languages(questionnaire: Questionnaire) -> Iterator[Finding]:
    wanted = set(questionnaire.languages)
    for path, text in texts(questionnaire):
        for key in text.root:
            if key.partition(".")[0] not in wanted:
                why = f"is not among this questionnaire's languages: {', '.join(questionnaire.languages)}"
                yield Finding((*path, key), f"'{key}' {why}.", key=True)
        lacking = [language for language in questionnaire.languages if language not in text.root]
        if lacking:
            yield Finding(path, f"This text is missing in {', '.join(lacking)}.")


def _ids(questionnaire: Questionnaire) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, page in enumerate(questionnaire.pages):
        if [p.id for p in questionnaire.pages[:place]].count(page.id):
            yield Finding(("pages", place, "id"), f"There is another page '{page.id}' above.")
        for number, question in enumerate(page.questions):
            path = ("pages", place, "questions", number, "id")
            if question.id in seen:
                yield Finding(path, f"There is another question '{question.id}' above. Ids are used once.")
            if question.id in RESERVED_IDS:
                yield Finding(path, f"'{question.id}' is a word of the language; choose another id.")
            seen.add(question.id)
    keys = [q.id for q in questionnaire.questions() if isinstance(q, Municipality)]
    for extra in keys[1:]:
        yield Finding(_path_of(questionnaire, extra), "Only one question can ask for the municipality.")


def _page(questionnaire: Questionnaire, page: Page, path: tuple[str, int]) -> Iterator[Finding]:
    if page.show_when is not None:
        yield from _condition(
            questionnaire, page.show_when, page.questions[0].id, f"page '{page.id}'", (*path, "show_when")
        )
    if page.for_each is None:
        return
    lists = [q for p in questionnaire.pages[: path[1]] for q in p.questions if isinstance(q, OwnList)]
    if page.for_each not in [own_list.id for own_list in lists]:
        yield Finding((*path, "for_each"), f"'{page.for_each}' is not an own_list on an earlier page.")
    for number, question in enumerate(page.questions):
        if isinstance(question, OwnList | Grid | NumberGrid | MultipleChoice | Municipality):
            text = f"A question of type '{question.type}' cannot be asked for each item of a list."
            yield Finding((*path, "questions", number, "type"), text)


def _question(
    questionnaire: Questionnaire, page: Page, question: Question, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    if isinstance(question, Grade | Grid):
        if question.scale not in questionnaire.scales:
            yield Finding(
                (*path, "scale"),
                f"There is no scale '{question.scale}'.{_near(question.scale, questionnaire.scales)}",
            )
            return
        if question.scale and isinstance(question, Grid):
            yield from _twice([row.code for row in question.rows], (*path, "rows"))
    elif isinstance(question, Choice | MultipleChoice):
        yield from _codes(question.choices, question.missing, path)
    elif isinstance(question, NumberGrid | Number | Count | Rating | Year):
        yield from _codes((), question.missing, path)
        yield from _bounds(question, path)
    if question.required and question.when_empty is None:
        text = f"'{question.id}' is required: say in 'when_empty' what the respondent must do, as in «Velg …»."
        yield Finding((*path, "required"), text, key=True)
    yield from _indicator(question, path)
    yield from _shape(question, path)
    if question.show_when is not None:
        name = f"'{question.id}'"
        yield from _condition(questionnaire, question.show_when, question.id, name, (*path, "show_when"))
    yield from _placeholders(page, question, path)


def _shape(question: BaseQuestion, path: tuple[str | int, ...]) -> Iterator[Finding]:
    numeric = isinstance(question, Count | Number | NumberGrid)
    if question.merge == "sum" and not numeric:
        yield Finding((*path, "merge"), "Only counts and numbers can be summed when municipalities merge.")
    if question.merge == "share" and not isinstance(question, Choice | MultipleChoice | Grade | Grid):
        yield Finding((*path, "merge"), "'share' is for choices and grades; numbers take 'sum', the rest 'list'.")
    if isinstance(question, MultipleChoice) and (question.at_most or 0) > len(question.choices):
        yield Finding(
            (*path, "at_most"),
            f"'at_most' is {question.at_most}, but there are {len(question.choices)} choices.",
        )
    if isinstance(question, OwnList) and question.items.low > question.items.high:
        yield Finding((*path, "items"), "'from' is larger than 'to'.")


def _bounds(question: NumberGrid | Number | Count | Rating | Year, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if question.high != "round" and question.low >= question.high:
        yield Finding((*path, "from"), f"'from' ({question.low:g}) must be smaller than 'to' ({question.high:g}).")
    if isinstance(question, Rating):
        for place, end in enumerate(question.ends):
            if end.code not in (str(question.low), str(question.high)):
                yield Finding(
                    (*path, "ends", place),
                    f"'{end.code}' is no end of {question.low}-{question.high}.",
                    key=True,
                )
        if question.high - question.low > 20:
            yield Finding((*path, "to"), "A rating has at most 21 points; use 'count' for more.")


def _codes(choices: Any, missing: Any, path: tuple[str | int, ...]) -> Iterator[Finding]:
    yield from _twice([option.code for option in (*choices, *missing)], path)
    for kind, options in (("choices", choices), ("missing", missing)):
        for place, option in enumerate(options):
            if option.code in RESERVED_CODES:
                text = f"'{option.code}' is a code that Medvirk sets itself; choose another."
                yield Finding((*path, kind, place), text, key=True)


def _twice(codes: list[str], path: tuple[str | int, ...]) -> Iterator[Finding]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Finding(path, f"The code '{code}' is used twice; a code stands for one thing.")


def _indicator(question: BaseQuestion, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if not isinstance(question, Choice | Grade | Grid) or question.indicator is None:
        return
    known = [option.code for option in question.choices]
    for place, code in enumerate(question.indicator.codes):
        if code not in known:
            text = f"The indicator counts '{code}', which '{question.id}' does not have. Its codes: {', '.join(known)}."
            yield Finding((*path, "indicator", "codes", place), text)


def _condition(
    questionnaire: Questionnaire, condition: Condition, before: str, who: str, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions():
        if question.id == before:
            break
        earlier[question.id] = question
    for inner, variable, wanted in variables(condition.root):
        place = (*path, *inner)
        if variable in ("any", "not"):
            yield Finding(
                place, f"'{variable}' takes {'a list of conditions' if variable == 'any' else 'a condition'}."
            )
            continue
        question_id, _, part = variable.partition(".")
        if question_id not in earlier:
            later = any(q.id == question_id for q in questionnaire.questions())
            why = "which comes later" if later else "which is not there"
            text = f"show_when of {who} asks for '{question_id}', {why}.{_near(question_id, earlier)}"
            yield Finding(place, text, key=True)
            continue
        yield from _wanted(earlier[question_id], part, wanted, who, place)


def _wanted(question: Question, part: str, wanted: Any, who: str, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if isinstance(question, Grade | Grid) and not question.has_scale:
        return  # told where the question stands
    rows = [row.code for row in question.rows] if isinstance(question, Grid | NumberGrid) else []
    if part not in rows and (part or rows):
        text = f"show_when of {who} asks for '{question.id}{'.' if part else ''}{part}'. "
        yield Finding(path, text + (f"The rows: {', '.join(rows)}." if rows else "It has no rows."), key=True)
        return
    if isinstance(wanted, dict):
        for name in wanted.keys() - set(COMPARISONS):
            yield Finding((*path, name), f"'{name}' is not one of {', '.join(COMPARISONS)}.", key=True)
        return
    codes = [option.code for option in (*getattr(question, "choices", ()), *getattr(question, "missing", ()))]
    if isinstance(question, Rating):
        codes += [str(number) for number in range(question.low, question.high + 1)]
    for code in wanted if isinstance(wanted, list) else [wanted]:
        if codes and str(code) not in codes:
            text = f"show_when of {who} asks for '{code}', which '{question.id}' does not have."
            text += f" Its codes: {', '.join(codes)}."
            yield Finding(path, text)
        elif not codes:
            text = f"'{question.id}' has no codes; ask for at_least, at_most or answered."
            yield Finding(path, text)


def _placeholders(page: Page, question: Question, path: tuple[str | int, ...]) -> Iterator[Finding]:
    for inner, text in texts(question):
        for language, words in text.root.items():
            for name in PLACEHOLDER.findall(words):
                if name != page.for_each:
                    why = (
                        f"only '{{{page.for_each}}}' can be filled in here"
                        if page.for_each
                        else "nothing fills it in here"
                    )
                    yield Finding((*path, *inner, language), f"'{{{name}}}' stands in the text, but {why}.")


def _scores(questionnaire: Questionnaire) -> Iterator[Finding]:
    by_id = {question.id: question for question in questionnaire.questions()}
    for name, score in questionnaire.scores.items():
        if not isinstance(by_id.get(score.mean_of), Rating):
            yield Finding(("scores", name, "mean_of"), f"'{score.mean_of}' is not a question of type 'rating'.")
            continue
        if questionnaire.page_of(score.mean_of).for_each != score.over:
            yield Finding(("scores", name, "over"), f"'{score.mean_of}' is not asked for each '{score.over}'.")


def _near(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def _path_of(questionnaire: Questionnaire, question_id: str) -> tuple[str | int, ...]:
    for place, page in enumerate(questionnaire.pages):
        for number, question in enumerate(page.questions):
            if question.id == question_id:
                return ("pages", place, "questions", number)
    return ()
