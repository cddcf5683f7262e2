"""What reports on a pilot, its dialogue meetings, and a mapping are written from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.codebook import Codebook
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.variables import codebook_of
from surveyapp.models import Organisation, Programme, Report, Round, Survey
from surveyapp.models.datafiles import KEY_COLUMN, RoundTable
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import OVER
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import comparing, coursing, exporting, piloting
from surveyapp.services.piloting import PilotPicture
from surveyapp.services.reporting import rehearsed
from surveyapp.services.reporting.secrecy import is_secret
from surveyapp.services.reporting.tables import answered, tables

if TYPE_CHECKING:
    from analysis.comparing.results import Comparison
    from analysis.facts.pilots import CoverageFacts, PilotFacts
    from analysis.reports.material import Material

MEETING, LEVEL = "dialogmote", "tjenesteniva"
"""The form that ends a dialogue meeting, and the question by which its respondents are told apart."""
LEVEL_OF_MAPPING = "niva"
FOLLOWED = "psfs"
"""The form that a pilot's courses are followed by."""

T = TypeVar("T")


def pilot(session: Session, found: Report, now: datetime) -> Material:
    """All that is kept of the pilot, with each of its surveys."""
    return _gathered(session, found, now)


def meetings(session: Session, found: Report, now: datetime) -> Material:
    """The pilot's dialogue meetings, and the form that ended them, by level of service."""
    return _gathered(session, found, now, only=MEETING, by=LEVEL)


def unit(session: Session, found: Report, now: datetime) -> Material:
    """One unit of the pilot beside the whole of it: what the pilot's own report shows of it, and its own surveys.

    Raises `NotFoundError` when it is a unit of the pilot no more.
    """
    gathered = _gathered(session, found, now)
    if gathered.pilot is None or found.pilot_id is None:
        raise ValueError(f"The report {found.id} is not of a pilot.")
    units = piloting.pilot(session, found.pilot_id).units
    number = next((at for at, each in enumerate(units) if str(each.unit_id) == found.area), None)
    if number is None:
        raise NotFoundError(f"The unit {found.area} is not of the pilot.")
    facts = gathered.pilot.of_unit(number)
    coverage = facts.units[0].coverage
    told = gathered.comparisons
    if coverage is None or coverage.hidden:
        # How many were rated would tell what is hidden.
        told = tuple(each for each in told if each.unit != "course")
    return replace(gathered, subject=facts.units[0].name, comparisons=told, pilot=facts)


def mapping(session: Session, found: Report, _now: datetime) -> Material:
    """One or two rounds of a mapping, by level of service where the form asks for it."""
    from analysis.reports.material import Material

    if found.survey_id is None:
        raise ValueError(f"The report {found.id} is not on a survey.")
    asked = [each for each in (found.baseline_id, found.followup_id) if each is not None]
    told = tables(session, found, found.survey_id, asked)
    forms = [questionnaire_of(session, each.version_id) for each in told]
    owner = session.get_one(Organisation, found.organisation_id).name
    return Material(subject=owner, comparisons=(_compared(told, forms, LEVEL_OF_MAPPING),))


def _gathered(session: Session, found: Report, now: datetime, *, only: str = "", by: str | None = None) -> Material:
    from analysis.reports.material import Material

    if found.pilot_id is None:
        raise ValueError(f"The report {found.id} is not of a pilot.")
    picture = piloting.pilot(session, found.pilot_id)
    surveys = _surveys(session, found, picture, only, norwegian_date(now))
    if found.rehearsed:
        surveys.told.extend(_lacking(surveys, only or FOLLOWED, rehearsed.word_of(found), norwegian_date(now)))
    comparisons = tuple(_compared(each.rounds, each.asked, by) for each in surveys.told)
    facts = _facts(session, picture, surveys, now)
    if found.rehearsed:
        facts = rehearsed.pilot_of(facts, rehearsed.word_of(found))
    return Material(
        title=picture.pilot.title,
        subject=picture.organisation,
        synthetic=picture.pilot.synthetic,
        comparisons=comparisons,
        pilot=facts,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """Rounds of one survey, and what each of them asked."""

    rounds: Sequence[RoundTable]
    asked: Sequence[Questionnaire]


@dataclass(frozen=True, slots=True)
class Surveys:
    """A pilot's surveys: what to tell of each form, and the titles of those that are not told of."""

    told: list[Answered] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def forms(self) -> set[str]:
        """The forms that are told of."""
        return {asked.id for each in self.told for asked in each.asked}


def _surveys(session: Session, report: Report, picture: PilotPicture, only: str, today: date) -> Surveys:
    """What is attached to the pilot: of each form one survey that is its own; of one form alone when that is named.

    Of a report on one unit only that unit's own.
    """
    found = Surveys()
    for survey in piloting.attached(session, picture.pilot.id):
        kept = (Round.survey_id == survey.id, Round.erased_on.is_(None))
        rounds = session.scalars(select(Round).where(*kept).order_by(Round.number)).all()
        form = questionnaire_of(session, rounds[-1].version_id).id if rounds else ""
        secret = is_secret(survey) and not report.rehearsed
        told = [each for each in rounds if not secret or each.state_on(today) in OVER]
        if (only and form != only) or report.area not in ("", str(survey.organisation_id)):
            continue
        if form in found.forms or not _owns(session, picture, survey) or (rounds and not told):
            found.left_out.append(survey.title)
            continue
        read = _told(session, report, survey, [each.id for each in told])
        if not read:
            found.unanswered.append(survey.title)
            continue
        found.told.append(Answered(read, [questionnaire_of(session, each.version_id) for each in read]))
    return found


def _told(session: Session, report: Report, survey: Survey, rounds: Sequence[UUID]) -> Sequence[RoundTable]:
    """The first and last round that were answered, or would be."""
    # What is followed by courses is told from their start to their end; what comes after is another question.
    followed = session.get(Programme, survey.id) is not None
    if report.rehearsed:
        return tables(session, report, survey.id, _ends(rounds, followed=followed)) if rounds else ()
    read = [exporting.export_round(session, survey.id, each) for each in rounds]
    return _ends([each for each in read if each.rows], followed=followed)


def _ends(rounds: Sequence[T], *, followed: bool) -> Sequence[T]:
    return rounds[:2] if followed else [*rounds[:1], *rounds[1:][-1:]]


def _lacking(there: Surveys, form: str, word: str, today: date) -> Iterator[Answered]:
    """What the form that the report is most about would give, where no survey asks it yet."""
    if form in there.forms:
        return
    questionnaire = load_file(paths()[form])
    rounds = 2 if questionnaire.unit == "course" else 1
    made = answered(questionnaire, [f"{word} {number}" for number in range(1, rounds + 1)], today)
    yield Answered(made, [questionnaire] * rounds)


def _owns(session: Session, picture: PilotPicture, survey: Survey) -> bool:
    """Whether the survey is the pilot's owner's, or one of its units'."""
    owner = session.get_one(Organisation, survey.organisation_id)
    return bool({owner.id, owner.part_of} & {picture.pilot.organisation_id, *picture.linked})


def _compared(told: Sequence[RoundTable], asked: Sequence[Questionnaire], by: str | None) -> Comparison:
    """One round described or two compared, with small numbers hidden; by a question, where the form has it."""
    from analysis.comparing.alone import describe
    from analysis.comparing.compare import compare
    from analysis.disclosure.comparisons import protect

    books = [codebook_of(each) for each in asked]
    rounds = [comparing.as_read(each) for each in told]
    group = by if all(_asks(each, by) for each in books) else None
    if len(rounds) == 1:
        return protect(describe(rounds[0], books[0], by=group))
    pair_by = KEY_COLUMN if all(KEY_COLUMN in each.header for each in told) else None
    return protect(compare(rounds[0], rounds[1], books[0], pair_by=pair_by, followup_codebook=books[1], by=group))


def _asks(book: Codebook, question: str | None) -> bool:
    return any(each.name == question for each in book.variables)


def _facts(session: Session, picture: PilotPicture, surveys: Surveys, now: datetime) -> PilotFacts:
    from analysis.facts.pilots import HearingFacts, MeetingFacts, PilotFacts, UnitFacts
    from analysis.figures.milestones import Milestone

    followed = coursing.coverage_of(session, picture.linked)
    coverage = {unit_id: _coverage(each) for unit_id, each in followed.items()}
    return PilotFacts(
        picture.pilot.title,
        norwegian_date(now),
        units=tuple(
            UnitFacts(each.name, each.sessions, each.attended, coverage.get(each.unit_id) if each.unit_id else None)
            for each in picture.units
        ),
        milestones=tuple(
            Milestone(f"{each.party}: {each.words}", each.due_on, each.status, evidence=each.evidence)
            for each in picture.milestones
        ),
        hearings=tuple(HearingFacts(each.asked, each.asked_on, each.answers, each.advice) for each in picture.hearings),
        meetings=tuple(
            MeetingFacts(each.place, each.month, dict(each.participants), each.advice) for each in picture.meetings
        ),
        unanswered=tuple(surveys.unanswered),
        source=picture.pilot.source,
        left_out=tuple(surveys.left_out),
    )


def _coverage(found: coursing.UnitCoverage) -> CoverageFacts:
    from analysis.facts.pilots import CoverageFacts

    missing = {str(each): n for each, n in found.missing.items()}
    chapters = {str(each): n for each, n in found.chapters.items()}
    return CoverageFacts(found.started, found.baseline, found.pairs, missing, chapters, found.since)
