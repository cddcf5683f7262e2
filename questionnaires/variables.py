"""Questionnaire -> codebook: every question as flat variables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from questionnaires.codebook import (
    Codebook,
    CodeEntry,
    IndicatorEntry,
    PageEntry,
    Variable,
    Words,
)
from questionnaires.definition import Page, Questionnaire
from questionnaires.piping import filled
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Choice,
    Classified,
    Consent,
    Count,
    Currency,
    Date,
    Email,
    Grade,
    Grid,
    Information,
    LongText,
    Month,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    Option,
    OrganisationNumber,
    OwnList,
    Percentage,
    Phone,
    PostalCode,
    Question,
    Ranking,
    Rating,
    Row,
    ShortText,
    SuppliedList,
    Time,
    Year,
    missing_of,
)
from questionnaires.score_entries import score_entries
from questionnaires.words import Text

CHOSEN = {"nb": "Valgt", "nn": "Vald", "en": "Chosen"}
NOT_CHOSEN = {"nb": "Ikke valgt", "nn": "Ikkje vald", "en": "Not chosen"}


def sha256_of(questionnaire: Questionnaire) -> str:
    """The fingerprint of the content, as hexadecimal digits."""
    return hashlib.sha256(questionnaire.canonical_json().encode()).hexdigest()


def codebook(questionnaire: Questionnaire) -> Codebook:
    """The flat variables of a questionnaire."""
    variables = tuple(
        variable
        for page in questionnaire.all_pages
        for question in page.asked
        for variable in _variables(questionnaire, page, question)
    )
    return Codebook(
        id=questionnaire.id,
        title=_said(questionnaire.title),
        languages=questionnaire.languages,
        unit=questionnaire.unit,
        sha256=sha256_of(questionnaire),
        pages=tuple(PageEntry(id=page.id, title=_said(page.title)) for page in questionnaire.all_pages),
        variables=variables,
        scores=tuple(score_entries(questionnaire.scores, variables)),
    )


def _variables(questionnaire: Questionnaire, page: Page, question: Question) -> Iterator[Variable]:
    own = VARIABLES[type(question)](question)
    if own is None:
        return
    common: dict[str, Any] = {
        "question": question.id,
        "kind": question.type,
        "text": _said(question.text),
        "page": page.id,
        "missing": _entries(missing_of(question), valued=False),
        "trend_core": question.trend == "core",
        "merge": question.merge,
        "matters": question.matters,
        "maps": question.maps,
        "breaks": question.breaks.plain if question.breaks else None,
        "keeps": question.keeps.plain if question.keeps else None,
        **_DEFAULTS,
        **own,
    }
    tags = {"subgoal": question.subgoal, "challenge": question.challenge}
    for part, label, part_tags in _parts(questionnaire, page, question):
        name = question.id if part is None else f"{question.id}.{part}"
        yield Variable(name=name, part=part, part_label=label, **common, **{**tags, **part_tags})


_DEFAULTS: dict[str, Any] = {
    "codes": (),
    "better": "none",
    "low": None,
    "high": None,
    "decimals": 0,
    "unit": {},
    "indicator": None,
    "small_cell": None,
    "sensitive": False,
}


def _said(text: Text) -> Words:
    """The plain words of each language, as all were asked: for a person's own answer stands its fallback, or «…»."""
    return {language: filled(words, lambda _: None) for language, words in text.plain.items()}


def _parts(
    questionnaire: Questionnaire, page: Page, question: Question
) -> Iterator[tuple[str | None, Words, dict[str, tuple[str, ...]]]]:
    """The choices, rows, places or items that become a variable each; else the question itself."""
    inside = _inside(question)
    if page.for_each is None:
        yield from inside
        return
    items = questionnaire.could_give(page.for_each)
    written = page.for_each not in questionnaire.scales and isinstance(
        questionnaire.question(page.for_each), OwnList | SuppliedList
    )
    for item in items:
        label = {} if written else _said(item.label)
        for part, words, tags in inside:
            yield item.code if part is None else f"{item.code}.{part}", words if part else label, tags


def _inside(question: Question) -> list[tuple[str | None, Words, dict[str, tuple[str, ...]]]]:
    if isinstance(question, MultipleChoice | Ranking):
        return [(option.code, _said(option.label), {}) for option in question.all_choices]
    if isinstance(question, Grid | NumberGrid):
        return [(row.code, _said(row.label), _tags(row)) for row in question.rows]
    if isinstance(question, OwnList | SuppliedList):
        return [(slot, {}, {}) for slot in question.slots]
    return [(None, {}, {})]


def _tags(row: Row) -> dict[str, tuple[str, ...]]:
    tags: dict[str, tuple[str, ...]] = {"subgoal": row.subgoal, "challenge": row.challenge}
    return {name: tag for name, tag in tags.items() if tag}


def _choice(question: Choice) -> dict[str, Any]:
    codes = _entries(question.all_choices, valued=False)
    return {"level": "nominal", "codes": codes, "indicator": _indicator(question)}


def _multiple(_question: MultipleChoice) -> dict[str, Any]:
    chosen = CodeEntry(code="1", value=1, label=CHOSEN)
    return {"level": "binary", "codes": (chosen, CodeEntry(code="0", value=0, label=NOT_CHOSEN))}


def _graded(question: Grade | Grid) -> dict[str, Any]:
    scale = question.bound
    return {
        "level": "ordinal" if scale.ordered else "nominal",
        "codes": _entries(scale.choices, valued=scale.ordered),
        "better": scale.better,
        "indicator": _indicator(question),
    }


def _rating(question: Rating) -> dict[str, Any]:
    ends = {end.code: _said(end.label) for end in question.ends}
    numbers = range(question.low, question.high + 1)
    codes = tuple(
        CodeEntry(code=str(n), value=n, label={lang: str(n) for lang in question.text.plain} | ends.get(str(n), {}))
        for n in numbers
    )
    bounds = {"low": question.low, "high": question.high}
    return {"level": "ordinal", "codes": codes, "better": question.better, **bounds}


def _ranked(question: Ranking) -> dict[str, Any]:
    places = [Option(code=str(place), label=Text({"nb": str(place)})) for place in range(1, question.places + 1)]
    return {"level": "ordinal", "codes": _entries(tuple(places), valued=True), "low": 1, "high": question.places}


def _numeric(question: Number | NumberGrid | Count | Percentage | Currency) -> dict[str, Any]:
    return {
        "level": "number",
        "low": question.low,
        "high": question.high,
        "decimals": question.decimals,
        "unit": question.unit.plain if question.unit else {},
        "small_cell": question.small_cell if isinstance(question, Count) else None,
    }


def _year(question: Year) -> dict[str, Any]:
    return {"level": "number", "low": question.low, "high": None if question.high == "round" else question.high}


def _calculated(question: Calculated) -> dict[str, Any]:
    unit = question.unit.plain if question.unit else {}
    return {"level": "number", "decimals": question.decimals, "unit": unit}


def _agreed(question: Consent) -> dict[str, Any]:
    return {"level": "nominal", "codes": _entries((Option(code="yes", label=question.text),), valued=False)}


def _apart(_question: BaseQuestion) -> None:
    """No variable: it is not answered, or it tells how to reach a person."""


def _written(_question: BaseQuestion) -> dict[str, Any]:
    return {"level": "text", "sensitive": True}


def _key(_question: Municipality) -> dict[str, Any]:
    return {"level": "key"}


VARIABLES: dict[type[BaseQuestion], Callable[[Any], dict[str, Any] | None]] = {
    Choice: _choice,
    MultipleChoice: _multiple,
    Ranking: _ranked,
    Grade: _graded,
    Grid: _graded,
    Rating: _rating,
    Number: _numeric,
    NumberGrid: _numeric,
    Count: _numeric,
    Percentage: _numeric,
    Currency: _numeric,
    Calculated: _calculated,
    Year: _year,
    Date: _written,
    Month: _written,
    Time: _written,
    ShortText: _written,
    LongText: _written,
    PostalCode: _written,
    OrganisationNumber: _written,
    Classified: _written,
    OwnList: _written,
    SuppliedList: _written,
    Consent: _agreed,
    Municipality: _key,
    Information: _apart,
    Email: _apart,
    Phone: _apart,
}
"""What each type of question is as a variable."""


def _entries(options: tuple[Option, ...], *, valued: bool) -> tuple[CodeEntry, ...]:
    """Codes in their order; the value is the code itself when all codes are numbers, else the place 1..k."""
    whole = all(option.code.isdigit() for option in options)
    return tuple(
        CodeEntry(
            code=option.code,
            value=(int(option.code) if whole else place) if valued else None,
            label=_said(option.label),
        )
        for place, option in enumerate(options, start=1)
    )


def _indicator(question: Choice | Grade | Grid) -> IndicatorEntry | None:
    found = question.indicator
    if found is None:
        return None
    return IndicatorEntry(codes=found.codes, label=_said(found.label), better=found.better, of=found.of)


_BOOKS: dict[int, tuple[Questionnaire, Codebook]] = {}


def codebook_of(questionnaire: Questionnaire) -> Codebook:
    """The codebook, made once per questionnaire object, since every row asks for it."""
    held = _BOOKS.get(id(questionnaire))
    if held is None or held[0] is not questionnaire:
        if len(_BOOKS) > 64:
            _BOOKS.clear()
        held = _BOOKS[id(questionnaire)] = (questionnaire, codebook(questionnaire))
    return held[1]
