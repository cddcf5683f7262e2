"""What the API answers with: one model per kind of thing, in the words of the field (DDI, AAPOR) and of ours."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from surveyapp.models.surveys import Privacy, RoundState

LONGEST_PAGE = 100
Link = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class Told(BaseModel):
    """The base of every answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Paging(BaseModel):
    """Which page of a list is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(50, ge=1, le=LONGEST_PAGE, description="How many to give at most.")
    after: UUID | None = Field(None, description="Go on after the one with this id; `next` holds the whole address.")


class Survey(Told):
    """A questionnaire put to people, over rounds."""

    id: UUID
    title: str
    agency: str = Field(description="The organisation that is responsible for it (DDI: Agency).")
    privacy: Privacy = Field(
        description="Whether nobody can tell who answered (anonymous), a pseudonym links a person's rounds "
        "(confidential), or a public body answers in its own name (identified)."
    )
    synthetic: bool = Field(description="Whether the answers are made up, for a demonstration.")
    rounds: Link = Field(description="Where its rounds are.")
    comparisons: Link = Field(description="Where the comparisons of its rounds are.")


class Surveys(Told):
    """A page of surveys, the newest first."""

    items: list[Survey]
    next: Link | None = Field(description="The next page; null on the last.")


class Round(Told):
    """One time that the survey is answered (DDI: a wave)."""

    id: UUID
    survey_id: UUID
    number: int = Field(ge=1)
    label: str
    analysis_unit: str = Field(description="Who answers: person, course, municipality, unit ... (DDI: AnalysisUnit).")
    collection_start: date = Field(description="The first day that answers are taken (DDI: CollectionDate).")
    collection_end: date = Field(description="The last day.")
    state: RoundState
    caveat: str = Field(description="What a reader of the results must keep in mind.")
    codebook_sha256: str = Field(
        description="The fingerprint of the questionnaire's version; the same in its codebook."
    )
    status: Link = Field(description="Where its counts are.")
    results: Link = Field(description="Where its results are.")
    codebook: Link = Field(description="Where its codebook is.")
    data: Link = Field(description="Where its data file is.")


class Rounds(Told):
    """A page of rounds, in their order."""

    items: list[Round]
    next: Link | None = Field(description="The next page; null on the last.")


class County(Told):
    """How many of a county's municipalities have come how far."""

    code: str | None = Field(
        description="The county's number in the register of the round's date; null for those the register lacks."
    )
    name: str | None
    invited: int = Field(ge=0)
    started: int = Field(ge=0)
    submitted: int = Field(ge=0)
    denominator: int | None = Field(description="The county's municipalities on the round's date.")
    response_rate: float | None = Field(ge=0, description="`submitted` of `denominator`, 0 to 1.")


class Status(Told):
    """How far a round has come."""

    round_id: UUID
    state: RoundState
    invited: int = Field(ge=0, description="Participants invited by name; an open link invites nobody in particular.")
    started: int = Field(ge=0, description="Drafts, and what is submitted.")
    submitted: int = Field(ge=0)
    denominator: int | None = Field(description="How many should answer, as the owner counted them.")
    denominator_date: date | None = Field(description="When they were counted.")
    response_rate: float | None = Field(ge=0, description="`submitted` of `denominator`, 0 to 1 (AAPOR: RR).")
    counties: list[County] = Field(description="By county, in surveys that municipalities answer; else empty.")


class Comparison(Told):
    """Two rounds that were compared, in a report that has been built."""

    id: UUID
    title: str
    baseline_id: UUID
    followup_id: UUID
    built_on: date
    results: Link = Field(description="Where its results are.")


class Comparisons(Told):
    """A page of comparisons, the newest first."""

    items: list[Comparison]
    next: Link | None = Field(description="The next page; null on the last.")


class Problem(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: Link = Field(description="Where this kind of problem is explained.")
    title: str
    status: int
    detail: str = Field(description="What to do.")
    errors: list[ParameterError] | None = Field(None, description="Which parameters are wrong, and how.")


class ParameterError(BaseModel):
    """One parameter that is wrong."""

    model_config = ConfigDict(frozen=True)

    parameter: str
    detail: str


Media = Literal["application/json", "text/csv"]
