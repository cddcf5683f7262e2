"""A round's results while it is open: what the database counts, told in steps that tell of nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.codebook import Codebook, Variable
from questionnaires.variables import codebook_of
from surveyapp.models import LiveStep, Response
from surveyapp.models.datafiles import RoundInfo
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import OVER, round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access

if TYPE_CHECKING:
    from analysis.comparing.results import Comparison
    from analysis.live.crossing import Crossing
    from analysis.live.telling import Step
    from analysis.reducing.sql import Execute, StoredRounds
    from analysis.reports import model

    Block = model.Block
    Section = model.Section

MOST_TRIES = 3
"""So often a round is counted again when answers come in between."""


_Steps: TypeAlias = "tuple[Variable | None, tuple[Step, ...], tuple[date, ...]]"
"""The question that groups are made by, all steps, and the days that they were told on."""
_NOTHING: _Steps = (None, (), ())


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A group that may be told of: its code, its words, and how many are in it."""

    code: str
    label: dict[str, str]
    size: int


@dataclass(frozen=True, slots=True)
class LiveResults:
    """How far a round has come, and what may be told of it.

    `told`: of so many; None where too few have answered. `next_at`: more is told when so many have. `asked`: what
    `groups` are made by; `group`: the one that `sections` are of, None for everybody.
    """

    label: str
    synthetic: bool
    over: bool
    answered: int
    told: int | None
    told_on: date | None
    next_at: int
    asked: dict[str, str]
    groups: tuple[GroupTold, ...]
    group: str | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The round that is told of, and what it asks."""

    survey_id: UUID
    round_id: UUID
    info: RoundInfo
    codebook: Codebook
    over: bool

    @property
    def of_persons(self) -> bool:
        """Whether answers are a person's own; public bodies answer in their own names."""
        from analysis.disclosure.comparisons import OF_PERSONS

        return self.codebook.unit in OF_PERSONS


def live(
    session: Session, survey_id: UUID, round_id: UUID, now: datetime, *, group: str | None, language: str
) -> LiveResults:
    """What may be told of the round now, of everybody or of one `group`; tells more when enough more have answered.

    Raises `NotFoundError` and `RoundErasedError`.
    """
    # The analysis takes seconds to import, which no other page should wait for.
    from analysis.comparing.results import to_json
    from analysis.live.attacking import ALL
    from analysis.live.telling import next_at

    asked = _asked(session, survey_id, round_id, now)
    answered = _answered(session, asked)
    by, steps, days = _steps(session, asked, answered, now) if asked.of_persons else _NOTHING
    groups = _groups(by, steps)
    group = group if group in {each.code for each in groups} else None
    if asked.of_persons:
        found = _of_persons(asked, steps, group or ALL)
    else:
        found = _of_bodies(session, asked) if answered else None
    sections = _written(to_json(found), language) if found is not None else ()
    return LiveResults(
        label=asked.info.label,
        synthetic=asked.info.synthetic,
        over=asked.over,
        answered=answered,
        told=None if found is None else steps[-1].respondents if steps else answered,
        told_on=days[-1] if days else None,
        next_at=next_at(steps),
        asked=dict(by.text) if by is not None else {},
        groups=groups,
        group=group,
        sections=sections,
    )


def drawing(found: LiveResults, number: int) -> str:
    """The drawing with this number in the results, from 0, as SVG; raises `NotFoundError`."""
    from analysis.reports.model import Drawing

    drawn = [each for section in found.sections for each in section.blocks if isinstance(each, Drawing)]
    if not 0 <= number < len(drawn):
        raise NotFoundError(f"The results have {len(drawn)} drawings, and no number {number}.")
    return drawn[number].figure.svg


@lru_cache(maxsize=32)
def _written(comparison: str, language: str) -> tuple[Section, ...]:
    """What a report would say of the same results: a page and its pictures are asked for one after the other."""
    from analysis.comparing.results import from_json
    from analysis.reports.oneround import one_round_sections
    from analysis.wording.language import speaking

    with speaking(language):
        sections = one_round_sections(from_json(comparison))
    numbers = count()
    return tuple(
        replace(section, blocks=tuple(_numbered(block, numbers) for block in section.blocks)) for section in sections
    )


def _numbered(block: Block, numbers: Iterator[int]) -> Block:
    from analysis.reports.model import Drawing

    return replace(block, number=next(numbers)) if isinstance(block, Drawing) else block


def _asked(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> _Asked:
    """The round, if the actor may see results of it."""
    survey = access.survey(session, "results.live", survey_id)
    taken = round_of(session, survey_id, round_id)
    taken.require_kept()
    codebook = codebook_of(questionnaire_of(session, taken.version_id))
    over = taken.state_on(norwegian_date(now)) in OVER
    return _Asked(survey_id, round_id, RoundInfo.of(survey, taken), codebook, over)


def _answered(session: Session, asked: _Asked) -> int:
    handed_in = (Response.survey_id == asked.survey_id, Response.round_id == asked.round_id)
    there = select(func.count()).select_from(Response).where(*handed_in, Response.state == "submitted")
    return session.scalar(there) or 0


def _steps(session: Session, asked: _Asked, answered: int, now: datetime) -> _Steps:
    """The question that groups are made by, and all steps with their days; a new one is told when it is due."""
    from analysis.live.crossing import background
    from analysis.live.telling import is_due, next_step

    by = background(asked.codebook)
    steps, days = _told(session, asked)
    crossing = _crossed(session, asked, by) if is_due(answered, steps) else None
    if crossing is not None:
        # The search takes seconds: it is not done inside the transaction, where others would wait.
        step = next_step(crossing, asked.codebook, by, steps)
        _keep(session, asked, len(steps) + 1, step, now)
        steps, days = _told(session, asked)
    return by, steps, days


def _told(session: Session, asked: _Asked) -> tuple[tuple[Step, ...], tuple[date, ...]]:
    from analysis.live.telling import step_from_json

    where = (LiveStep.survey_id == asked.survey_id, LiveStep.round_id == asked.round_id)
    rows = session.execute(select(LiveStep.told, LiveStep.told_on).where(*where).order_by(LiveStep.number)).all()
    return tuple(step_from_json(told) for told, _ in rows), tuple(on for _, on in rows)


def _keep(session: Session, asked: _Asked, number: int, step: Step, now: datetime) -> None:
    """Store the step, unless somebody else told one meanwhile: then theirs is the one that was told."""
    from analysis.live.telling import step_to_json

    with access.changing_survey(session, "results.live", asked.survey_id, step=number):
        round_of(session, asked.survey_id, asked.round_id, held=True)
        if session.get(LiveStep, (asked.survey_id, asked.round_id, number)) is None:
            session.add(
                LiveStep(
                    survey_id=asked.survey_id,
                    round_id=asked.round_id,
                    number=number,
                    respondents=step.respondents,
                    told_on=norwegian_date(now),
                    told=step_to_json(step),
                )
            )


def _crossed(session: Session, asked: _Asked, by: Variable | None) -> Crossing | None:
    """The counts, all of the same answers; None when answers kept coming while they were counted."""
    from analysis.live.crossing import crossed_from_sql

    for _ in range(MOST_TRIES):
        found = crossed_from_sql(_execute(session), _where(session, asked), asked.round_id.hex, asked.codebook, by)
        if found.of_the_same:
            return found
    return None


def _of_bodies(session: Session, asked: _Asked) -> Comparison:
    """How public bodies have answered in their own names, which is no secret among those who follow them."""
    from analysis.comparing.alone import alone
    from analysis.comparing.compare import compare_counts
    from analysis.disclosure.comparisons import protect
    from analysis.files.rounds import RoundInfo as ComparedInfo
    from analysis.reducing.sql import counts_from_sql

    variables = tuple(each for each in asked.codebook.variables if not each.sensitive)
    codebook = asked.codebook.model_copy(update={"variables": variables})
    # No round has the empty id: nobody is compared with these.
    rounds = (asked.round_id.hex, UUID(int=0).hex)
    counts = counts_from_sql(_execute(session), _where(session, asked), rounds, codebook)
    info = ComparedInfo(**asdict(asked.info))
    return protect(alone(compare_counts(counts, codebook, info, info)))


def _of_persons(asked: _Asked, steps: Sequence[Step], group: str) -> Comparison | None:
    from analysis.files.rounds import RoundInfo as ComparedInfo
    from analysis.live.showing import shown_now

    return shown_now(steps, asked.codebook, ComparedInfo(**asdict(asked.info)), group) if steps else None


def _groups(by: Variable | None, steps: Sequence[Step]) -> tuple[GroupTold, ...]:
    """The groups that were told of last."""
    last = next((each.groups for each in reversed(steps) if each.groups), {})
    codes = by.codes if by is not None else ()
    return tuple(GroupTold(each.code, dict(each.label), last[each.code]) for each in codes if each.code in last)


def _execute(session: Session) -> Execute:
    return lambda sql, values: session.connection().exec_driver_sql(sql, tuple(values)).all()


def _where(session: Session, asked: _Asked) -> StoredRounds:
    """Where the answers lie that were handed in and count."""
    from analysis.reducing.sql import StoredRounds

    return StoredRounds(
        "sqlite" if session.get_bind().dialect.name == "sqlite" else "postgresql",
        table=Response.__tablename__,
        document="answers",
        round="round_id",
        where={"survey_id": asked.survey_id.hex, "state": "submitted"},
    )
