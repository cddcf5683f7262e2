"""Two made-up units that follow made-up courses, some of them due today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.answers import Answer
from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Organisation
from surveyapp.models.courses import CHAPTERS, END
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import accounts, answering, coursing, finding, inviting, publishing, surveying

UNITS = ("Døgnrehabilitering (syntetisk)", "Rehabilitering i hjemmet (syntetisk)")
ACTIVITIES = (
    *("gå i trappa hjemme", "bære handleposer", "lage middag", "dusje alene", "gå tur med hunden"),
    *("spille kort med venner", "kle på meg", "støvsuge stua", "ta bussen", "lese avisa"),
)
STARTED = (0, 3, 10, 42, 42, 43, 60, 75, 140, 150, 160, 230)
"""How many days ago the courses started: at forty-two days the end of six weeks is due today."""

LATE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where courses are made up, what codes their links, and when it is."""

    session: Session
    key: bytes
    now: datetime


def fill_courses(desk: Desk, owner: Organisation, email: str) -> None:
    """Make what is not there yet; whoever signs in to the demonstration works in both units."""
    owner_id = owner.id
    for name in UNITS:
        try:
            finding.organisation_named(desk.session, name)
        except NotFoundError:
            _unit(desk, name, owner_id, email)


def _unit(desk: Desk, name: str, owner_id: UUID, email: str) -> None:
    session, now = desk.session, desk.now
    unit = surveying.create_organisation(session, name, now, kind="unit", part_of=owner_id)
    unit_id = unit.id
    version = publishing.publish(session, unit, load_file(paths()["psfs"]), now)
    begun = now - timedelta(days=max(STARTED))
    survey_id = coursing.take_up(session, unit_id, version.id, begun, synthetic=True).id
    assessed = coursing.Assessment(
        "Personvernombudet (oppdiktet)", norwegian_date(now), "Ingen steder: dette er en demo"
    )
    coursing.assess(session, survey_id, assessed, now)
    person = accounts.account_of(session, email)
    for role in ("owner", "unit_staff"):
        accounts.add_member(session, person.id, unit_id, role, now)
    rng, today = Random(name), norwegian_date(now)
    for days in STARTED if name == UNITS[0] else STARTED[2:7]:
        _course(replace(desk, now=now - timedelta(days=days)), survey_id, today, rng)


def _course(desk: Desk, survey_id: UUID, today: date, rng: Random) -> None:
    """A course that starts when it is at the desk; the end is rated two days late, and the rest when it is due."""
    session, started = desk.session, desk.now
    made = coursing.open_course(session, survey_id, norwegian_date(started), started)
    words = {str(slot): each for slot, each in enumerate(rng.sample(ACTIVITIES, rng.choice((2, 3, 3, 4, 5))), 1)}
    level = {slot: rng.randint(1, 6) for slot in words}
    for place in range(4):
        point = coursing.course(session, survey_id, made).line.points[place]
        if point.due_on > today - LATE:
            return
        if point.number > 1 and rng.random() < 0.2:
            coursing.leave_out(session, survey_id, made, point.round_id, rng.choice(("forgotten", "discharged")))
            continue
        ratings = {
            slot: min(10, value + (rng.randint(0, 4) if point.number > 1 else 0)) for slot, value in level.items()
        }
        rated_on = point.due_on + (LATE if point.number == END else timedelta())
        then = replace(desk, now=started + (rated_on - norwegian_date(started)))
        _rate(then, (survey_id, made), point, words, ratings)
    coursing.code_activities(session, survey_id, made, {slot: rng.choice(CHAPTERS) for slot in words})


def _rate(
    desk: Desk,
    place: tuple[UUID, UUID],
    point: coursing.Point,
    words: Mapping[str, str],
    ratings: Mapping[str, int],
) -> None:
    """Answer as a patient does, behind a fresh link."""
    session, key, now = desk.session, desk.key, desk.now
    link = coursing.ask(session, *place, point.round_id, key=key, now=now)
    begun = answering.start_or_resume(session, inviting.find(session, link.token, key, now).key, now).key
    pages: dict[str, dict[str, Answer]] = {"role": {"role": "with_help"}}
    if point.number == 1:
        pages["aktiviteter"] = {"aktivitet": dict(words)}
    pages["vurdering"] = {"klarer": dict(ratings)}
    for page, given in pages.items():
        revision = answering.open_draft(session, begun, now).revision
        answering.save_page(session, begun, page, given, revision=revision, now=now)
    answering.submit(session, begun, now)
