"""Results made by hand, and comparisons of random answers, for tests of figures and reports."""

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl

from analysis.comparing.compare import compare
from analysis.comparing.persons import ChangeGroup
from analysis.comparing.results import (
    Comparison,
    IndicatorResult,
    ItemResult,
    PageTitle,
    PairingSummary,
    Responders,
    RoundResult,
    ScoreResult,
)
from analysis.comparing.values import Change, CodeCount, Distribution, Estimate, Share, Summary
from analysis.files.rounds import Round, RoundInfo
from analysis.reports.material import Responses
from analysis.responding.nonresponse import responders_by_county
from analysis.statistics.proportions import paired_change, share, unpaired_change
from questionnaires.classifications import kommuner
from questionnaires.codebook import Codebook, Variable
from questionnaires.loading import load, load_file
from questionnaires.variables import codebook

OFFER_ASKS = """
id: tilbud
title: {nb: Tilbud}
languages: [nb]
unit: person
about: {nb: Om tilbudet.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Liten}, 2: {nb: Noen}, 3: {nb: Stor}}
    missing: {dont_know: {nb: Vet ikke}}
pages:
  - id: side
    title: {nb: Side}
    questions:
"""
"""A questionnaire about an offer, but for its questions."""

OFFER = (
    OFFER_ASKS
    + """\
      - {id: grad, type: grade, scale: grad, text: {nb: I hvilken grad?},
         indicator: {codes: [3], label: {nb: i stor grad}}}
      - {id: plan, type: choice, text: {nb: Plan?}, choices: {yes: {nb: Ja}, no: {nb: Nei}},
         indicator: {codes: ["yes"], label: {nb: har plan}}}
      - {id: arsverk, type: number, decimals: 1, from: 0, to: 50, unit: {nb: årsverk}, text: {nb: Hvor mange?},
         missing: {no_figures: {nb: Ikke tall}}}
      - id: hva
        type: choices
        text: {nb: Hva?}
        choices: {a_b: {nb: A}, axb: {nb: B}, none: {nb: Intet, exclusive: true}}
      - {id: drift, type: grid, scale: grad, text: {nb: Drift?}, rows: {dag: {nb: Dag}, natt: {nb: Natt}}}
      - {id: ord, type: short_text, text: {nb: Ord?}}
"""
)
"""A questionnaire with the closed kinds of questions, and one that is answered in words."""

DATES = (dt.date(2017, 10, 16), dt.date(2020, 10, 16))
GRADES = {"1": "I liten grad", "2": "I noen grad", "3": "I stor grad"}


def known(count: int, of: int, name: str = "share") -> Share:
    made = share(name, count, of)
    assert made is not None
    return made


def distribution(
    counts: Mapping[str, int | None],
    labels: Mapping[str, str] = GRADES,
    *,
    valued: bool = True,
    valid: int | None = None,
    missing: int | None = 0,
    not_answered: int | None = 0,
) -> Distribution:
    """One round; a count of None is hidden. `valid` is needed when any is."""
    total = sum(count or 0 for count in counts.values()) if valid is None else valid
    codes = tuple(
        CodeCount(
            code,
            {"nb": labels[code]},
            int(code) if valued else None,
            count,
            None if count is None or not total else count / total,
            suppressed=count is None,
        )
        for code, count in counts.items()
    )
    whole = [(int(code), count) for code, count in counts.items() if valued and count is not None]
    mean = sum(value * count for value, count in whole) / total if len(whole) == len(counts) and total else None
    return Distribution(
        respondents=total + (missing or 0) + (not_answered or 0),
        valid=total,
        not_answered=not_answered,
        not_asked=0,
        codes=codes,
        missing=(CodeCount("dont_know", {"nb": "Vet ikke"}, None, missing, None, suppressed=missing is None),),
        summary=Summary(total, mean, 1.0, 2.0, 1.0, 3.0) if valued else None,
    )


def question(**changes: object) -> ItemResult:
    """A grade in two linked rounds that nothing is said of, but for what `changes` say."""
    plain = ItemResult(
        name="maal",
        question="maal",
        part=None,
        text={"nb": "I hvilken grad settes målene først?"},
        part_label={},
        page="side",
        subgoal=(),
        challenge=(),
        trend_core=False,
        kind="grade",
        level="ordinal",
        unit={},
        better="higher",
        comparability="same",
        paired=True,
        pairs=90,
        baseline=distribution({"1": 40, "2": 35, "3": 25}),
        followup=distribution({"1": 20, "2": 40, "3": 60}),
        table=None,
        change=None,
        indicator=None,
        estimates=(Estimate("mean_change", 0.5, 0.4, 0.6),),
        tests=(),
        family=None,
        judged="mean_change",
        matters=0.3,
        verdict="increased",
        direction="better",
        reason="",
        listed=(),
        cautions=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def plan(
    first: tuple[int, int], second: tuple[int, int], table: tuple[int, int, int, int] | None, **changes: object
) -> ItemResult:
    """A share in each round; `table` is stayed in, lost, gained, stayed out of the pairs, or None when unlinked."""
    before, after = known(*first), known(*second)
    change = unpaired_change(before, after)
    ends: tuple[Share | None, Share | None] = (None, None)
    if table is not None:
        stayed, lost, gained, _ = table
        pairs = sum(table)
        change = paired_change(*table) or change
        ends = (known(stayed + lost, pairs), known(stayed + gained, pairs))
    indicator = IndicatorResult(
        {"nb": "har en plan"}, ("yes",), "higher", "answered", before, after, *ends, None, None, change, None, None
    )
    settings: dict[str, object] = {
        "name": "plan",
        "question": "plan",
        "text": {"nb": "Har kommunen en plan?"},
        "kind": "choice",
        "level": "nominal",
        "paired": table is not None,
        "pairs": sum(table) if table else None,
        "indicator": indicator,
        "estimates": (),
        "judged": "share_change",
        "matters": 0.05,
        "baseline": yes_no(*first),
        "followup": yes_no(*second),
    }
    return question(**(settings | changes))


def yes_no(count: int, of: int) -> Distribution:
    return distribution({"yes": count, "no": of - count}, {"yes": "Ja", "no": "Nei"}, valued=False)


def score(**changes: object) -> ScoreResult:
    """The example of the design: 51 of 97 got better by at least 2.0."""
    plain = ScoreResult(
        name="psfs",
        label={"nb": "Snittet for gjøremålene"},
        better="higher",
        low=0,
        high=10,
        paired=True,
        started=130,
        followed=100,
        pairs=97,
        items_used=290,
        items_rated=300,
        baseline=Summary(130, 3.9, 1.2, 4, 3, 5),
        followup=Summary(100, 5.9, 1.8, 6, 5, 7),
        pairs_baseline=Summary(97, 3.8, 1.2, 4, 3, 5),
        pairs_followup=Summary(97, 5.8, 1.8, 6, 5, 7),
        change=Change(97, known(80, 97, "up"), known(7, 97, "same"), known(10, 97, "down")),
        estimates=(Estimate("mean_change", 2.0, 1.7, 2.3),),
        tests=(),
        responders=(
            Responders(
                "standard", 2.0, "Rysstad 2020", known(51, 97, "improved"), known(40, 97, "unchanged"), known(6, 97)
            ),
        ),
        few_items=None,
        ceiling=None,
        waterfall=(ChangeGroup(-2.4, 5), ChangeGroup(0.5, 46), ChangeGroup(3.1, 46)),
        matters=1.0,
        verdict="increased",
        direction="better",
        reason="",
        cautions=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def comparison(*questions: ItemResult, **changes: object) -> Comparison:
    """A comparison of 2017 and 2020 that holds these questions."""
    plain = Comparison(
        questionnaire="kommuneundersokelsen",
        title={"nb": "Kommuneundersøkelsen"},
        languages=("nb",),
        unit="municipality",
        baseline=told("2017", 248, 426, dt.date(2017, 10, 16)),
        followup=told("2020", 312, 356, dt.date(2020, 10, 16)),
        pairing=PairingSummary("municipality", 231, 17, 81),
        pages=(PageTitle("side", {"nb": "Mål og planer"}),),
        questions=questions,
        scores=(),
        families=(),
        cautions=(),
        baseline_version="a" * 64,
        followup_version="b" * 64,
        protected=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def told(label: str, respondents: int, denominator: int, date: dt.date) -> RoundResult:
    rate = Share("response_rate", respondents, denominator, respondents / denominator, None, None)
    return RoundResult(label, date, denominator, date, "", False, respondents, rate, "c" * 64)


Rows = Sequence[Mapping[str, str | None]]


def rounds(book: Codebook, first: Rows, second: Rows, **info: object) -> tuple[Round, Round]:
    """Two rounds of these answers."""
    columns = sorted({"id", *(each.name for each in book.variables)})
    schema = dict.fromkeys(columns, pl.String)
    tables = [
        pl.DataFrame([[row.get(name) for name in columns] for row in rows], schema, orient="row")
        for rows in (first, second)
    ]
    before, after = (
        Round(RoundInfo(label, date, denominator_date=date, **info), table)  # type: ignore[arg-type]
        for label, date, table in zip(("2017", "2020"), DATES, tables, strict=True)
    )
    return before, after


@cache
def shipped(path: Path) -> Codebook:
    return codebook(load_file(path))


def written(yaml: str) -> Codebook:
    return codebook(load(yaml, "made.yaml"))


def random_comparison(book: Codebook, persons: int = 60, seed: int = 1, **info: object) -> Comparison:
    """Random answers by as many respondents in each round, linked by their key."""
    pair_by = None if any(each.level == "key" for each in book.variables) else "id"
    return compare(*random_rounds(book, persons, seed, **info), book, pair_by=pair_by)


def random_rounds(book: Codebook, persons: int = 60, seed: int = 1, **info: object) -> tuple[Round, Round]:
    """Random answers by as many respondents in each round."""
    chance = random.Random(seed)
    key = next((each.name for each in book.variables if each.level == "key"), None)
    if key is None:
        first = [{"id": str(place), **_row(book, chance)} for place in range(persons)]
        second = [{"id": str(place), **_row(book, chance)} for place in range(persons)]
        return rounds(book, first, second, **info)
    registers = [[each.nr for each in kommuner(date)] for date in DATES]
    places = [chance.sample(register, persons) for register in registers]
    first, second = ([{**_row(book, chance), key: nr} for nr in chosen] for chosen in places)
    return rounds(book, first, second, **info)


def responses(made: Sequence[Round], book: Codebook) -> tuple[Responses, ...]:
    """How many municipalities of each county are in each round."""
    key = next(each.name for each in book.variables if each.level == "key")
    both = zip(made, DATES, strict=False)
    return tuple(
        Responses(each.info.label, on, responders_by_county(each.data[key].to_list(), on)) for each, on in both
    )


def _row(book: Codebook, chance: random.Random) -> dict[str, str | None]:
    return {each.name: _answer(each, chance) for each in book.variables}


def _answer(variable: Variable, chance: random.Random) -> str | None:
    if chance.random() < 0.1:
        return None
    if variable.missing and chance.random() < 0.1:
        return variable.missing[0].code
    return ANSWERS.get(variable.level, _code)(variable, chance)


def _code(variable: Variable, chance: random.Random) -> str | None:
    return chance.choice(variable.codes).code if variable.codes else None


def _number(variable: Variable, chance: random.Random) -> str:
    low = variable.low or 0
    return f"{low + chance.randint(0, 9 if variable.high is None else min(9, int(variable.high - low)))}"


ANSWERS: dict[str, Callable[[Variable, random.Random], str | None]] = {
    "number": _number,
    "text": lambda variable, chance: "ord",
    "key": lambda variable, chance: None,
}
