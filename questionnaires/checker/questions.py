"""One question: its condition, choices, codes, bounds, indicator and limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.checker.asking import Asking, codes_of
from questionnaires.checker.findings import Finding, listed, near, twice
from questionnaires.definition import Questionnaire
from questionnaires.formulas import number_in
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Choice,
    Grade,
    Grid,
    MultipleChoice,
    Municipality,
    NumberGrid,
    Option,
    OwnList,
    Question,
    Ranking,
    Rating,
    SuppliedList,
    Year,
    _Choosing,
    _Numeric,
    missing_of,
)

RESERVED_CODES = {"not_asked"}
NOT_REPEATED = (OwnList, SuppliedList, Grid, NumberGrid, Ranking, Municipality)
"""What cannot be asked once for each item of a list, since its answer has parts of its own."""
LONGEST_RATING = 21
"""Points on a rating, 0-20."""


def in_question(questionnaire: Questionnaire, question: Question, anywhere: Asking) -> Iterator[Finding]:
    """Everything wrong in one question; the paths begin in it."""
    asking = anywhere.before(question.id, f"show_when of '{question.id}'")
    if question.show_when is not None:
        yield from asking.condition(question.show_when, ("show_when",))
    if isinstance(question, _Choosing):
        yield from _choosing(questionnaire, question, asking)
    if isinstance(question, Calculated):
        yield from asking.called(f"The value of '{question.id}'").formula(question.value, ("value",))
    yield from _scales(questionnaire, question)
    yield from _required(question)
    yield from _missing(question, asking)
    yield from _bounds(question)
    yield from _indicator(question)
    yield from _merging(question)
    yield from _mapping(question)
    yield from _limits(question, anywhere)


def codes(choices: tuple[Option, ...], missing: tuple[Option, ...]) -> Iterator[Finding]:
    """Codes that are used twice, or that Medvirk sets itself."""
    yield from twice((option.code for option in (*choices, *missing)), ())
    for kind, options in (("choices", choices), ("missing", missing)):
        for place, option in enumerate(options):
            if option.code in RESERVED_CODES:
                text = f"'{option.code}' is a code that Medvirk sets itself."
                yield Finding((kind, place), "code-reserved", text, "Choose another code.", key=True)


def plain(options: tuple[Option, ...], what: str) -> Iterator[Finding]:
    """What only the choices of a question of its own can have."""
    for place, option in enumerate(options):
        if option.own_text or option.exclusive or option.show_when:
            hint = "Take out 'own_text', 'exclusive' and 'show_when'."
            yield Finding((place,), "option-plain", f"{what} has words only.", hint, key=True)


def _scales(questionnaire: Questionnaire, question: Question) -> Iterator[Finding]:
    for name in ("scale", "importance"):
        wanted = getattr(question, name, None)
        if wanted is not None and wanted not in questionnaire.scales:
            hint = near(wanted, questionnaire.scales) or "Define it under 'scales'."
            yield Finding((name,), "scale-unknown", f"There is no scale '{wanted}'.", hint)
    if isinstance(question, Grid | NumberGrid):
        yield from twice((row.code for row in question.rows), ("rows",))


def _required(question: Question) -> Iterator[Finding]:
    if question.required and not question.asks:
        text = f"Nobody answers '{question.id}', so it cannot be required."
        yield Finding(("required",), "required-unasked", text, "Take out 'required'.")
    elif question.required and question.when_empty is None:
        hint = "Say in 'when_empty' what the respondent must do, as in «Velg …»."
        yield Finding(("required",), "when-empty-missing", f"'{question.id}' is required.", hint)


def _missing(question: Question, asking: Asking) -> Iterator[Finding]:
    if "missing" not in type(question).model_fields:
        return
    missing = missing_of(question)
    if not isinstance(question, _Choosing):
        yield from codes((), missing)
    for place, option in enumerate(missing):
        if option.own_text or option.exclusive:
            text, hint = "A way of not answering stands alone as it is.", "Take out 'own_text' and 'exclusive'."
            yield Finding(("missing", place), "option-plain", text, hint, key=True)
        if option.show_when is not None:
            where = asking.called(f"show_when of a way of not answering '{question.id}'")
            yield from where.condition(option.show_when, ("missing", place, "show_when"))
    if isinstance(question, _Numeric | Rating | Year):
        for place, option in enumerate(missing):
            if number_in(option.code) is not None:
                text = f"'{option.code}' as a way of not answering looks like an answer."
                yield Finding(("missing", place), "missing-number", text, "Use a word, such as dont_know.", key=True)


def _bounds(question: BaseQuestion) -> Iterator[Finding]:
    low, high = getattr(question, "low", None), getattr(question, "high", None)
    if low is not None and high is not None and "round" not in (low, high) and low >= high:
        shown = (f"{low:g}", f"{high:g}") if isinstance(low, int | float) else (low, high)
        text = f"'from' ({shown[0]}) must be smaller than 'to' ({shown[1]})."
        yield Finding(("from",), "bounds", text, "Change one of them.")
    if isinstance(question, Rating):
        for place, end in enumerate(question.ends):
            if end.code not in (str(question.low), str(question.high)):
                text = f"'{end.code}' is no end of {question.low}-{question.high}."
                hint = f"Give words to {question.low} and {question.high}."
                yield Finding(("ends", place), "rating-ends", text, hint, key=True)
        yield from (found.under(("ends",)) for found in plain(question.ends, "An end of a rating"))
        if question.high - question.low >= LONGEST_RATING:
            text = f"A rating has at most {LONGEST_RATING} points."
            yield Finding(("to",), "rating-long", text, "Use 'count' for more.")
    if isinstance(question, OwnList) and question.items.low > question.items.high:
        yield Finding(("items",), "bounds", "'from' is larger than 'to'.", "Change one of them.")


def _merging(question: BaseQuestion) -> Iterator[Finding]:
    if question.merge == "sum" and not isinstance(question, _Numeric | Calculated):
        text = "Only counts and numbers can be summed when municipalities merge."
        yield Finding(("merge",), "merge", text, "Use 'share' for choices and grades, 'list' for the rest.")
    if question.merge == "share" and not isinstance(question, Choice | MultipleChoice | Grade | Grid):
        text = "'share' is for choices and grades."
        yield Finding(("merge",), "merge", text, "Use 'sum' for numbers, 'list' for the rest.")


def _indicator(question: BaseQuestion) -> Iterator[Finding]:
    if not isinstance(question, Choice | Grade | Grid) or question.indicator is None:
        return
    if isinstance(question, Grade | Grid) and not question.has_scale:
        return
    known = [option.code for option in question.all_choices]
    for place, code in enumerate(question.indicator.codes):
        if code not in known:
            text = f"The indicator counts '{code}', which '{question.id}' does not have."
            yield Finding(("indicator", "codes", place), "code-unknown", text, f"Its codes: {listed(known)}.")
    yield from twice(question.indicator.codes, ("indicator", "codes"))


def _mapping(question: BaseQuestion) -> Iterator[Finding]:
    """A trend goes on or ends; and codes of the last version are gone for good, each in favour of one that is there."""
    if question.keeps is not None and question.breaks is not None:
        text = f"'keeps' says that the trend of '{question.id}' goes on, and 'breaks' that it ends."
        yield Finding(("keeps",), "keeps-and-breaks", text, "Take out the one that is not so.", key=True)
    known = codes_of(question)
    if known is None:
        return
    for old, new in question.maps.items():
        if old in known:
            text = f"'{old}' is an old code in 'maps', and still a code of '{question.id}'."
            hint = "A code is never used again for something else: give the new answer a code of its own."
            yield Finding(("maps", old), "code-reused", text, hint, key=True)
        if new not in known:
            text = f"'maps' leads to '{new}', which '{question.id}' does not have."
            yield Finding(("maps", old), "code-unknown", text, f"Its codes: {listed(known)}." if known else "")


def _limits(question: BaseQuestion, anywhere: Asking) -> Iterator[Finding]:
    for name in ("warn_if", "refuse_if"):
        limit = getattr(question, name)
        if limit is None:
            continue
        if not limit.bounds:
            hint = f"Say when, as in '{name}: {{less_than: 1}}'."
            yield Finding((name,), "condition-shape", f"This {name} never comes true.", hint)
        asking = anywhere.at(question.id, f"{name} of '{question.id}'")
        for comparison, bound in limit.bounds.items():
            yield from asking.bound(bound, (name, comparison))


def _choosing(questionnaire: Questionnaire, question: Any, asking: Asking) -> Iterator[Finding]:
    if bool(question.choices) is (question.choices_from is not None):
        text = f"'{question.id}' has {'both' if question.choices else 'neither'} 'choices' and 'choices_from'."
        if not question.choices:
            text = f"'{question.id}' has nothing to choose from."
        yield Finding((), "choices", text, "Give it either 'choices' or 'choices_from'.", key=True)
    elif question.choices_from is not None:
        yield from _source(questionnaire, question.choices_from, asking)
    for place, option in enumerate(question.choices):
        if option.show_when is not None:
            where = asking.called(f"show_when of a choice of '{question.id}'")
            yield from where.condition(option.show_when, ("choices", place, "show_when"))
        if option.own_text and isinstance(question, Ranking):
            text = "A choice to rank cannot have 'own_text'."
            yield Finding(("choices", place), "choices", text, "Ask for it in a question of its own.", key=True)
        if option.exclusive and not isinstance(question, MultipleChoice):
            text = f"'exclusive' means nothing in a '{question.type}'."
            yield Finding(("choices", place), "choices", text, "Use it in 'choices', or take it out.", key=True)
    yield from codes(question.choices, question.missing)
    yield from _how_many(question)


def _source(questionnaire: Questionnaire, source_id: str, asking: Asking) -> Iterator[Finding]:
    source = asking.earlier(source_id)
    if not isinstance(source, MultipleChoice | OwnList | SuppliedList):
        text = f"'{source_id}' is no earlier list or 'choices'."
        yield Finding(("choices_from",), "choices", text, asking.near(source_id))
    elif questionnaire.page_of(source_id).for_each is not None:
        text = f"'{source_id}' is itself asked for each item of a list."
        yield Finding(("choices_from",), "choices", text, "Draw from a list that is asked once.")


def _how_many(question: Any) -> Iterator[Finding]:
    least, most = getattr(question, "at_least", None), getattr(question, "at_most", None)
    for name, bound in (("at_least", least), ("at_most", most)):
        if bound is not None and question.choices and bound > len(question.choices):
            text = f"'{name}' is {bound}, but there are {len(question.choices)} choices."
            yield Finding((name,), "choices", text, "Make it smaller, or take it out.")
    if least is not None and most is not None and least > most:
        text = f"'at_least' ({least}) is larger than 'at_most' ({most})."
        yield Finding(("at_least",), "choices", text, "Change one of them.")
