"""Which surveys the demonstration has: four, with two rounds each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from questionnaires.classifications import kommuner
from surveyapp.models.surveys import Privacy

RELATIVES = "Pårørendes erfaringer (syntetiske svar)"
"""What the relatives' survey is called, which is told beside the users'."""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round of the demonstration and how many made-up answers it gets."""

    label: str
    opens_on: date
    closes_on: date
    denominator: int
    denominator_date: date
    answers: int
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """A survey of the demonstration."""

    title: str
    questionnaire: str
    privacy: Privacy
    rounds: tuple[RoundPlan, RoundPlan]


def plans(today: date) -> tuple[SurveyPlan, ...]:
    """The four surveys: the first rounds are over, the second ones open on `today`."""

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    ends = today + timedelta(days=90)
    baseline_day = date(2017, 10, 16)
    return (
        SurveyPlan(
            "Kommuneundersøkelsen (syntetiske svar)",
            "kommuneundersokelsen",
            "identified",
            (
                RoundPlan("Baseline 2017", date(2017, 9, 1), baseline_day, _kommuner(baseline_day), baseline_day, 248),
                RoundPlan(
                    f"Oppfølging {today.year}",
                    *(ago(40), ends, _kommuner(ago(40)), ago(40), 231),
                    caveat="Runden er ikke avsluttet.",
                ),
            ),
        ),
        SurveyPlan(
            "PSFS i rehabilitering (syntetiske svar)",
            "psfs",
            "confidential",
            (
                RoundPlan("Start", ago(300), ends, 140, ago(10), 124),
                RoundPlan("Avslutning", ago(220), ends, 124, ago(10), 97),
            ),
        ),
        # Before the users' survey, whose report tells of both.
        SurveyPlan(
            RELATIVES,
            "parorende",
            "anonymous",
            (
                RoundPlan(f"Høsten {today.year - 1}", ago(420), ago(330), 210, ago(330), 88),
                RoundPlan(f"Høsten {today.year}", ago(60), ends, 230, ago(60), 104),
            ),
        ),
        SurveyPlan(
            "Brukererfaring i rehabilitering (syntetiske svar)",
            "brukererfaring",
            "anonymous",
            (
                RoundPlan(f"Høsten {today.year - 1}", ago(420), ago(330), 380, ago(330), 172),
                RoundPlan(f"Høsten {today.year}", ago(60), ends, 410, ago(60), 196),
            ),
        ),
    )


def _kommuner(on: date) -> int:
    return len(kommuner(on=on))
