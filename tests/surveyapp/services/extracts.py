"""An extract of answers that a test gives, without a database, and the questionnaire that programs stumble over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from questionnaires.answers import Setting
from questionnaires.definition import Questionnaire
from questionnaires.flattening import Cell, Flattener
from questionnaires.loading import load
from questionnaires.variables import codebook_of
from surveyapp.models.datafiles import RoundInfo
from surveyapp.services.exporting import About, Extract

DAY = date(2026, 3, 2)
LONG = "Hvor fornøyd er du 😀 " * 20
LONG_CODE = "Svært fornøyd med hjelpen 😀 " * 8

TRICKY = load(
    f"""
id: vrien
title: {{nb: "=Vrien & <rar>", en: Tricky}}
languages: [nb, en]
unit: person
about: {{nb: Om det vriene., en: About what is tricky.}}
scales:
  grad:
    better: higher
    choices:
      1: {{nb: "{LONG_CODE}1", en: Bad}}
      2: {{nb: "-2 av 5", en: Middle}}
      3: {{nb: "{LONG_CODE}3", en: Good}}
    missing: {{vet_ikke: {{nb: Vet ikke, en: Do not know}}}}
pages:
  - id: side
    title: {{nb: Side, en: Page}}
    questions:
      - {{id: with, type: grade, scale: grad, text: {{nb: "{LONG}", en: "How?"}}}}
      - {{id: With, type: grade, scale: grad, text: {{nb: "=1+1", en: "=1+1"}}}}
      - id: bor
        type: choice
        text: {{nb: "Hvor bor du?", en: "Where do you live?"}}
        choices: {{by: {{nb: "@by", en: Town}}, bygd: {{nb: Bygd, en: Country}}, annet: {{nb: Bygd, en: Country}}}}
        missing: {{vil_ikke: {{nb: Vil ikke si, en: Will not say}}}}
      - id: hvem_var_med_paa_dette_i_fjor_og_i_aar
        type: choices
        text: {{nb: "Hvem?", en: "Who?"}}
        choices: {{en: {{nb: En, en: One}}, to: {{nb: To, en: Two}}}}
      - id: kroner
        type: number
        from: -10
        to: 1000
        decimals: 2
        missing: {{ingen_tall: {{nb: Har ikke tall, en: No figure}}}}
        text: {{nb: "Hvor mye?", en: "How much?"}}
      - {{id: ord, type: long_text, at_most: 10000, text: {{nb: "Egne ord", en: "Own words"}}}}
      - id: dag
        type: date
        text: {{nb: "Hvilken dag?", en: "Which day?"}}
        missing: {{husker_ikke: {{nb: Husker ikke, en: Do not remember}}}}
  - id: mer
    title: {{nb: Mer, en: More}}
    show_when: {{bor: by}}
    questions:
      - {{id: bydel, type: grade, scale: grad, text: {{nb: "Bydelen?", en: "The district?"}}}}
""",
    "vrien.yaml",
)
WRITTEN = '=HYPERLINK("http://x")\nlinje to;\t«sitat» "to", العربية ðŋ 😀'
ANSWERED: list[dict[str, Any]] = [
    {"with": "1", "With": "2", "bor": "by", "bydel": "3", "kroner": -1.5, "ord": WRITTEN, "dag": "2026-02-28"},
    {"with": "3", "With": "vet_ikke", "bor": "bygd", "kroner": "ingen_tall", "ord": "-1", "dag": "husker_ikke"},
    {
        "with": "3",
        "bor": "vil_ikke",
        "hvem_var_med_paa_dette_i_fjor_og_i_aar": ["to"],
        "kroner": 0,
        "dag": "1814-05-17",
    },
    {"with": "vet_ikke", "bor": "annet", "kroner": 999.25, "ord": "\x07pip\x0b\r\nny"},
    {},
]


def extract(
    questionnaire: Questionnaire = TRICKY,
    answered: Sequence[dict[str, Any]] = ANSWERED,
    *,
    count: int | None = None,
    caveat: str = "",
) -> Extract:
    """The answers in their order, each with a pseudonym: p0, p1 and so on."""
    variables = codebook_of(questionnaire).variables
    flattener = Flattener(questionnaire, variables)

    def read() -> Iterator[list[Cell]]:
        for number, answers in enumerate(answered):
            yield [f"p{number}", *flattener.row(answers, Setting(DAY))]

    return Extract(
        about=About(
            survey_id=UUID(int=1),
            round_id=UUID(int=2),
            title="Vrien undersøkelse",
            privacy="confidential",
            info=RoundInfo("Runde 1", DAY, 10, DAY, caveat, synthetic=True),
            number=1,
            closes_on=DAY,
            is_open=False,
            taken_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
        ),
        questionnaire=questionnaire,
        codebook=codebook_of(questionnaire),
        variables=variables,
        keyed=True,
        count=len(answered) if count is None else count,
        rounds=(("Runde 1", questionnaire),),
        read=read,
        documents=lambda: iter([(answers, DAY) for answers in answered]),
    )
