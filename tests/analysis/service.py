"""A small questionnaire with a question of each level, and what tests ask of its comparisons."""

from collections.abc import Mapping, Sequence

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution, Share
from questionnaires.codebook import Codebook
from tests.analysis.made import rounds, written

SERVICE = """
id: tjeneste
title: {nb: Tjenesten}
languages: [nb]
unit: person
about: {nb: Om tjenesten.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Liten}, 2: {nb: Noen}, 3: {nb: Stor}}
    missing: {dont_know: {nb: Vet ikke}}
pages:
  - id: plan
    title: {nb: Planen}
    questions:
      - id: plan
        type: choice
        text: {nb: Har du en plan?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
        missing: {dont_know: {nb: Vet ikke}}
        indicator: {codes: [yes], label: {nb: har en plan}}
      - id: kjent
        type: choice
        text: {nb: Er den kjent?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
        missing: {dont_know: {nb: Vet ikke}}
        indicator: {codes: [yes], label: {nb: har en kjent plan}, of: valid}
      - id: hjelp
        type: choices
        text: {nb: Hvem hjalp deg?}
        choices: {lege: {nb: Lege}, familie: {nb: Familien}}
  - id: grad
    title: {nb: Graden}
    questions:
      - {id: nytte, type: grade, scale: grad, text: {nb: I hvilken grad nytter det?}}
      - {id: timer, type: count, to: 100, text: {nb: Hvor mange timer?}}
      - {id: ord, type: short_text, text: {nb: Med egne ord?}}
"""
BOOK = written(SERVICE)

Column = Sequence[str | None]


def asked(
    first: Mapping[str, Column], second: Mapping[str, Column], book: Codebook = BOOK, by: str | None = "id"
) -> Comparison:
    """Two rounds from columns of answers; the place in the column is who answered."""
    tables = [
        [
            {"id": str(place), **dict(zip(columns, row, strict=True))}
            for place, row in enumerate(zip(*columns.values(), strict=True))
        ]
        for columns in (first, second)
    ]
    return compare(*rounds(book, tables[0], tables[1]), book, pair_by=by)


def about(comparison: Comparison, name: str) -> ItemResult:
    return next(each for each in comparison.questions if each.name == name)


def counted(share: Share | None) -> tuple[int | None, int | None]:
    assert share is not None
    return share.count, share.of


def counts(answers: Distribution | None) -> dict[str, int | None]:
    assert answers is not None
    return {each.code: each.count for each in (*answers.codes, *answers.missing)}


def made_tests(question: ItemResult) -> set[str]:
    return {each.name for each in question.tests}
