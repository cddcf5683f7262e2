"""What is to be seen of a round, in words, tables and figures, of everybody or of one group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models.datafiles import RoundInfo
from surveyapp.models.errors import NotFoundError
from surveyapp.services.showing.rounds import Asked, Counting, answered, asked_in, counting, execute, where
from surveyapp.services.showing.stepping import Steps, steps_of

if TYPE_CHECKING:
    from analysis.comparing.results import Comparison
    from analysis.live.telling import Step
    from analysis.reports import model

    Block = model.Block
    Section = model.Section

MOST_KEPT = 32
_KEPT: dict[tuple[UUID, RoundInfo, str, Counting], str] = {}
"""What was counted of public bodies, oldest first."""


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A group that may be told of: its code, its words, and how many are in it."""

    code: str
    label: dict[str, str]
    size: int


@dataclass(frozen=True, slots=True)
class LiveResults:
    """How far a round has come, and what may be told of it.

    `told`: of so many; None where too few have answered. `next_at`: more is told when so many have, which
    `waits` to be done. `asked`: what
    `groups` are made by; `group`: the one that `sections` are of, None for everybody.
    """

    label: str
    synthetic: bool
    over: bool
    answered: int
    told: int | None
    told_on: date | None
    next_at: int
    waits: bool
    asked: dict[str, str]
    groups: tuple[GroupTold, ...]
    group: str | None
    sections: tuple[Section, ...]


def live(
    session: Session, survey_id: UUID, round_id: UUID, now: datetime, *, group: str | None, language: str
) -> LiveResults:
    """What has been told of the round, of everybody or of one `group`; `tell_due` tells more when enough have answered.

    Raises `NotFoundError` and `RoundErasedError`.
    """
    # The analysis takes seconds to import, which no other page should wait for.
    from analysis.comparing.results import to_json
    from analysis.live.attacking import ALL
    from analysis.live.telling import is_due, next_at

    asked = asked_in(session, survey_id, round_id, now)
    there = answered(session, asked)
    steps = steps_of(session, asked) if asked.of_persons else Steps()
    groups = _groups(steps)
    group = group if group in {each.code for each in groups} else None
    if asked.of_persons:
        shown = _of_persons(asked, steps.told, group or ALL)
        found = to_json(shown) if shown is not None else None
    else:
        found = _kept_of_bodies(session, asked) if there else None
    sections = _written(found, language) if found is not None else ()
    return LiveResults(
        label=asked.info.label,
        synthetic=asked.info.synthetic,
        over=asked.over,
        answered=there,
        told=None if found is None else steps.told[-1].respondents if steps.told else there,
        told_on=steps.days[-1] if steps.days else None,
        next_at=next_at(steps.told),
        waits=asked.of_persons and is_due(there, steps.told),
        asked=dict(steps.by.text) if steps.by is not None else {},
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


def _kept_of_bodies(session: Session, asked: Asked) -> str:
    """The counts as they were last, as JSON, while the same answers count: a page asks anew for each of its pictures.

    Kept by the round, what is known of it and asked in it, and the id and revision of each answer that counts.
    """
    from analysis.comparing.results import to_json

    key = (asked.round_id, asked.info, asked.codebook.sha256, counting(session, asked))
    found = _KEPT.get(key)
    if found is None:
        found = to_json(_of_bodies(session, asked))
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT), key), None)
        # Answers that came in while these were counted belong to another key.
        if counting(session, asked) == key[-1]:
            _KEPT[key] = found
    return found


def _of_bodies(session: Session, asked: Asked) -> Comparison:
    """How public bodies have answered in their own names, which is no secret among those who follow them.

    Counts of persons (`small_cell`) are left to the report: two looks around one answer would tell the body's own.
    """
    from analysis.comparing.alone import alone
    from analysis.comparing.compare import compare_counts
    from analysis.disclosure.comparisons import protect
    from analysis.files.rounds import RoundInfo as ComparedInfo
    from analysis.reducing.sql import counts_from_sql

    variables = tuple(each for each in asked.codebook.variables if not each.sensitive and each.small_cell is None)
    codebook = asked.codebook.model_copy(update={"variables": variables})
    # No round has the empty id: nobody is compared with these.
    rounds = (asked.round_id.hex, UUID(int=0).hex)
    counts = counts_from_sql(execute(session), where(session, asked), rounds, codebook)
    info = ComparedInfo(**asdict(asked.info))
    return protect(alone(compare_counts(counts, codebook, info, info)))


def _of_persons(asked: Asked, steps: Sequence[Step], group: str) -> Comparison | None:
    from analysis.files.rounds import RoundInfo as ComparedInfo
    from analysis.live.showing import shown_now

    return shown_now(steps, asked.codebook, ComparedInfo(**asdict(asked.info)), group) if steps else None


def _groups(steps: Steps) -> tuple[GroupTold, ...]:
    """The groups that were told of last."""
    last = next((each.groups for each in reversed(steps.told) if each.groups), {})
    codes = steps.by.codes if steps.by is not None else ()
    return tuple(GroupTold(each.code, dict(each.label), last[each.code]) for each in codes if each.code in last)
