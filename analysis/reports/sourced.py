"""No number is printed that its result does not hold: every numeral of a finished text is looked for in the results."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import chain
from math import isfinite
from string import Formatter

from analysis.comparing.results import Comparison, ItemResult, ScoreResult
from analysis.comparing.verdicts import POINTS_MATTER, SHARE_MATTERS
from analysis.reports.grouping import groups, rows_of, themes
from analysis.reports.material import Material
from analysis.reports.model import Report
from analysis.reports.texts import figures_of, texts_of
from analysis.wording import shown
from analysis.wording.language import LANGUAGES, spoken
from analysis.wording.numbers import JOINED, THIN
from questionnaires.codebook import CHALLENGES

BOUND = re.compile(rf"[<>]{JOINED}\d+[.,]\d+")
"""«< 0,001»: what a number is below is no number of the result."""
DIGITS = re.compile(r"\d+")
RULES = (SHARE_MATTERS, POINTS_MATTER)
"""What the rules for verdicts say, which a report explains."""
NUMBERS = (int, float)


class UnsourcedNumberError(ValueError):
    """A text holds a number that is not in the result it tells of."""


def require_numbers_of(material: Material, report: Report) -> None:
    """Raises `UnsourcedNumberError` unless each number of the report is one of its material's.

    What tells of one result is looked for in the results of that name, and in who answered. Authors' own paragraphs
    are theirs.
    """
    blocks = [*chain.from_iterable(each.blocks for each in report.sections)]
    drawn = chain.from_iterable(each.shows for block in blocks for each in figures_of(block))
    everything = Source((replace(material, notes=()), *_counted(material), *drawn, *RULES))
    named = _named(material)
    for block in blocks:
        for about, text in texts_of(block):
            require_sourced(text, named[about] if about else everything)


def _named(material: Material) -> dict[str, Source]:
    """By the name of a result, the numbers that may be told of it."""
    found = defaultdict[str, list[object]](list)
    for comparison in material.compared:
        results: tuple[ItemResult | ScoreResult, ...] = (*comparison.questions, *comparison.scores)
        for each in results:
            found[each.name] += [each, comparison.baseline, comparison.followup, comparison.pairing]
    if material.trend is not None:
        for series in (*material.trend.questions, *material.trend.scores):
            found[series.name] += [series, material.trend.rounds]
    if material.area is not None:
        for told in material.area.results:
            found[told.name] += [told, material.area.of, *told.counted()]
    if material.own is not None:
        about = (material.own.rounds, material.own.areas)
        for asked in material.own.questions:
            found[asked.name] += [asked, *about, *asked.counted()]
    return {name: Source(results) for name, results in found.items()}


def _counted(material: Material) -> Iterator[object]:
    """How many results there are of each kind: in all, in a section, and in a group with one heading.

    Facts count themselves.
    """
    for facts in material.facts:
        yield from facts.counted()
    if material.own is not None:
        yield from material.own.counted()
    if material.area is not None:
        yield from material.area.counted()
    yield from (each.table.answered + each.table.not_answered for each in material.responses)
    for comparison in material.compared:
        told = (*themes(comparison), *rows_of(comparison))
        grouped = (each.questions for theme in told for each in groups(theme, comparison))
        for result in comparison.questions:
            rounds = (result.baseline, result.followup)
            yield from (shown.off_scale_count(each) for each in rounds if each is not None)
        yield Counter(each.comparability for each in comparison.questions)
        yield (len({each.question for each in comparison.questions}), len(comparison.scores))
        challenged = (_of_challenge(code, comparison) for code in CHALLENGES)
        for questions in (comparison.questions, *(each.questions for each in told), *grouped, *challenged):
            judged = [each for each in questions if each.judged is not None]
            yield len(questions)
            yield len(judged)
            for results in (questions, judged):
                yield Counter(chain.from_iterable((each.verdict, each.reason, each.direction) for each in results))


def _of_challenge(code: str, comparison: Comparison) -> tuple[ItemResult, ...]:
    return tuple(each for each in comparison.questions if code in each.challenge)


class _Names(dict[type, tuple[str, ...]]):
    """The fields of a dataclass, looked up once: thousands of results are of few kinds."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        names = tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
        self[kind] = names
        return names


_NAMES = _Names()


def _held(results: Iterable[object]) -> tuple[set[float], set[str]]:
    """Every number and every text in the results, however deep."""
    numbers, texts, waiting = set[float](), set[str](), [*results]
    while waiting:
        each = waiting.pop()
        if each is None or isinstance(each, bool):
            continue
        # Most that a result holds is a field: looked up first.
        if names := _NAMES[type(each)]:
            waiting += [getattr(each, name) for name in names]
        elif isinstance(each, str):
            texts.add(each)
        elif isinstance(each, NUMBERS):
            numbers.add(each)
        elif isinstance(each, tuple):
            waiting += each
        elif isinstance(each, Mapping):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, dt.date):
            numbers |= {each.day, each.year}
        elif isinstance(each, Iterable):
            waiting += each
    return numbers, texts


class Source:
    """All numbers of some results, and the numerals in their texts, as they may be written."""

    def __init__(self, results: Iterable[object]) -> None:
        # Results hold the same texts and numbers many times over: each is read once.
        numbers, texts = _held(results)
        self._numbers = {abs(Decimal(repr(each))) for each in numbers if isfinite(each)}
        code = spoken().code
        self._words = frozenset(chain.from_iterable(_written(each, code) for each in texts))
        self._written: dict[int, set[Decimal]] = {}

    def holds(self, numeral: str) -> bool:
        """Whether a numeral, as this language writes it, is a number of the results rounded to its decimals."""
        plain = numeral.replace(spoken().thousands, "").replace(spoken().decimal, ".")
        if numeral in self._words or plain in self._words:
            return True
        value = Decimal(plain)
        decimals = max(0, -int(value.as_tuple().exponent))
        return value in self._rounded(decimals)

    def _rounded(self, decimals: int) -> set[Decimal]:
        if decimals not in self._written:
            step = Decimal(1).scaleb(-decimals)
            # A share is written as a percentage.
            self._written[decimals] = {
                (number * times).quantize(step, ROUND_HALF_UP)
                for number in self._numbers
                for times in (1, 100)
                if number < 10**12
            }
        return self._written[decimals]


def require_sourced(text: str, source: Source) -> None:
    """Raises `UnsourcedNumberError` for a numeral that is neither in the source nor a fixed part of a phrase."""
    for numeral in numerals(text):
        if not source.holds(numeral):
            raise UnsourcedNumberError(f"{numeral!r} is no number of the result that this text tells of: {text}")


@lru_cache(maxsize=2**14)
def _written(text: str, _language: str) -> frozenset[str]:
    """The numerals that somebody wrote, digit by digit and as the language reads them; results say the same often."""
    return frozenset((*DIGITS.findall(text), *numerals(text)))


def numerals(text: str) -> Iterator[str]:
    """The numerals of a text, without those that stand in the phrases themselves, as «95 % KI»."""
    if not DIGITS.search(text):
        return
    language = spoken()
    bare = BOUND.sub(" ", _fixed(language.code).sub(" ", text))
    thousands, decimal = re.escape(language.thousands), re.escape(language.decimal)
    for found in re.finditer(rf"\d+(?:{thousands}\d{{3}})*(?:{decimal}\d+)?", bare):
        yield found.group()


@lru_cache
def _fixed(code: str) -> re.Pattern[str]:
    """The parts of a language's phrases that hold digits."""
    words = LANGUAGES[code]
    tables = (
        words.phrases,
        words.reasons,
        words.no_verdict,
        words.cautions,
        words.estimates,
        words.methods,
        words.tests,
    )
    parts = {
        literal
        for table in tables
        for phrase in table.values()
        for literal, *_ in Formatter().parse(phrase)
        if re.search(r"\d", literal)
    }
    spaces = rf"[ {JOINED}{THIN}]"
    made = (re.escape(each.strip()).replace(r"\ ", spaces) for each in sorted(parts, key=len, reverse=True))
    return re.compile("|".join(made) or "$^")
