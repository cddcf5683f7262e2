"""A message that is due: which it is, all that it says, and what may come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from questionnaires.definition import Questionnaire
from surveyapp.models.reaching import Channel, WaveKind
from surveyapp.models.surveys import Privacy

Outcome = Literal["sent", "later", "refused"]


@dataclass(frozen=True, slots=True)
class DispatchKey:
    """Which message this is: of which wave, to whom."""

    survey_id: UUID
    wave_id: UUID
    recipient_id: UUID


@dataclass(frozen=True, slots=True)
class Due:
    """A message that this sender has taken, and all that it says; `token`: the secret of the link it carries."""

    key: DispatchKey
    kind: WaveKind
    texts: Mapping[str, Mapping[str, str]]
    channel: Channel
    address: str
    name: str
    language: str
    token: str
    owner: str
    survey_title: str
    privacy: Privacy
    synthetic: bool
    closes_on: date
    questionnaire: Questionnaire
    attempts: int
