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
    ScoreEntry,
    ThresholdEntry,
    Variable,
    Words,
)
from questionnaires.definition import (
    BaseQuestion,
    Choice,
    Count,
    Grade,
    Grid,
    LongText,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    Option,
    OwnList,
    Page,
    Question,
    Questionnaire,
    Rating,
    ShortText,
    Year,
)

CHOSEN = {"nb": "Valgt", "nn": "Vald", "en": "Chosen"}
NOT_CHOSEN = {"nb": "Ikke valgt", "nn": "Ikkje vald", "en": "Not chosen"}


def sha256_of(questionnaire: Questionnaire) -> str:
    """The fingerprint of the content, as hexadecimal digits."""
    return hashlib.sha256(questionnaire.canonical_json().encode()).hexdigest()


def codebook(questionnaire: Questionnaire) -> Codebook:
    """The flat variables of a questionnaire."""
    return Codebook(
        id=questionnaire.id,
        title=questionnaire.title.plain,
        languages=questionnaire.languages,
        unit=questionnaire.unit,
        sha256=sha256_of(questionnaire),
        pages=tuple(PageEntry(id=page.id, title=page.title.plain) for page in questionnaire.pages),
        variables=tuple(
            variable
            for page in questionnaire.pages
            for question in page.questions
            for variable in _variables(questionnaire, page, question)
        ),
        scores=tuple(_score_entries(questionnaire)),
    )


def _variables(questionnaire: Questionnaire, page: Page, question: Question) -> Iterator[Variable]:
    own = VARIABLES[type(question)](question)
    common: dict[str, Any] = {
        "question": question.id,
        "kind": question.type,
        "text": question.text.plain,
        "page": page.id,
        "missing": _entries(getattr(question, "missing", ()), valued=False),
        "trend_core": question.trend == "core",
        "merge": question.merge,
        "matters": question.matters,
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


def _parts(
    questionnaire: Questionnaire, page: Page, question: Question
) -> Iterator[tuple[str | None, Words, dict[str, tuple[str, ...]]]]:
    """The choices, rows or slots that become a variable each; else the question itself."""
    if isinstance(question, MultipleChoice):
        for option in question.choices:
            yield option.code, option.label.plain, {}
    elif isinstance(question, Grid | NumberGrid):
        for row in question.rows:
            tags = {"subgoal": row.subgoal, "challenge": row.challenge}
            yield row.code, row.label.plain, {name: tag for name, tag in tags.items() if tag}
    elif isinstance(question, OwnList) or page.for_each is not None:
        own_list = question if isinstance(question, OwnList) else questionnaire.question(page.for_each or "")
        for slot in own_list.slots if isinstance(own_list, OwnList) else ():
            yield slot, {}, {}
    else:
        yield None, {}, {}


def _choice(question: Choice) -> dict[str, Any]:
    codes = _entries(question.choices, valued=False)
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
    ends = {end.code: end.label.plain for end in question.ends}
    numbers = range(question.low, question.high + 1)
    codes = tuple(
        CodeEntry(code=str(n), value=n, label={lang: str(n) for lang in question.text.plain} | ends.get(str(n), {}))
        for n in numbers
    )
    bounds = {"low": question.low, "high": question.high}
    return {"level": "ordinal", "codes": codes, "better": question.better, **bounds}


def _numeric(question: Number | NumberGrid | Count) -> dict[str, Any]:
    return {
        "level": "number",
        "low": question.low,
        "high": question.high,
        "decimals": question.decimals,
        "unit": question.unit.plain if question.unit else {},
        "small_cell": question.small_cell if isinstance(question, Count) else None,
    }


def _year(question: Year) -> dict[str, Any]:
    return {
        "level": "number",
        "low": question.low,
        "high": None if question.high == "round" else question.high,
    }


def _written(_question: BaseQuestion) -> dict[str, Any]:
    return {"level": "text", "sensitive": True}


def _key(_question: Municipality) -> dict[str, Any]:
    return {"level": "key"}


VARIABLES: dict[type[BaseQuestion], Callable[[Any], dict[str, Any]]] = {
    Choice: _choice,
    MultipleChoice: _multiple,
    Grade: _graded,
    Grid: _graded,
    Rating: _rating,
    Number: _numeric,
    NumberGrid: _numeric,
    Count: _numeric,
    Year: _year,
    ShortText: _written,
    LongText: _written,
    OwnList: _written,
    Municipality: _key,
}
"""What each type of question is as a variable."""


def _entries(options: tuple[Option, ...], *, valued: bool) -> tuple[CodeEntry, ...]:
    """Codes in their order; the value is the code itself when all codes are numbers, else the place 1..k."""
    whole = all(option.code.isdigit() for option in options)
    return tuple(
        CodeEntry(
            code=option.code,
            value=(int(option.code) if whole else place) if valued else None,
            label=option.label.plain,
        )
        for place, option in enumerate(options, start=1)
    )


def _indicator(question: Choice | Grade | Grid) -> IndicatorEntry | None:
    found = question.indicator
    if found is None:
        return None
    return IndicatorEntry(codes=found.codes, label=found.label.plain, better=found.better, of=found.of)


def _score_entries(questionnaire: Questionnaire) -> Iterator[ScoreEntry]:
    for name, score in questionnaire.scores.items():
        rating, own_list = questionnaire.question(score.mean_of), questionnaire.question(score.over)
        if isinstance(rating, Rating) and isinstance(own_list, OwnList):
            yield ScoreEntry(
                name=name,
                label=score.label.plain,
                mean_of=tuple(f"{rating.id}.{slot}" for slot in own_list.slots),
                at_least=score.at_least,
                better=score.better,
                low=rating.low,
                high=rating.high,
                thresholds=tuple(
                    ThresholdEntry(name=key, value=found.value, source=found.source)
                    for key, found in score.thresholds.items()
                ),
            )


_BOOKS: dict[int, tuple[Questionnaire, Codebook]] = {}


def codebook_of(questionnaire: Questionnaire) -> Codebook:
    """The codebook, made once per questionnaire object, since every row asks for it."""
    held = _BOOKS.get(id(questionnaire))
    if held is None or held[0] is not questionnaire:
        if len(_BOOKS) > 64:
            _BOOKS.clear()
        held = _BOOKS[id(questionnaire)] = (questionnaire, codebook(questionnaire))
    return held[1]
