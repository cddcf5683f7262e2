"""Every role, every action, at home and abroad; and no service call that does not ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.models import Account, Organisation
from surveyapp.models.errors import ForbiddenError, NobodyActsError, NotFoundError
from surveyapp.models.organisations import ROLES, Role
from surveyapp.services import (
    access,
    accounts,
    answering,
    contacting,
    importing,
    inviting,
    looking,
    preparing,
    publishing,
    surveying,
)
from surveyapp.services.access import ACTIONS, MAY, Action, Person
from surveyapp.services.contacting import WavePlan
from surveyapp.services.surveying import RoundPlan
from tests.surveyapp.services import (
    recipes_accounts,
    recipes_courses,
    recipes_ending,
    recipes_exporting,
    recipes_federating,
    recipes_keys,
    recipes_links,
    recipes_pilots,
    recipes_plans,
    recipes_reports,
    recipes_retaining,
    recipes_showing,
)
from tests.surveyapp.services.asking import askers, functions, public
from tests.surveyapp.services.recipes_oversight import OVERSIGHT
from tests.surveyapp.services.scene import Scene, planned_wave
from tests.surveyapp.stage import KEY, NOW, PLAN, set_up


def publish(scene: Scene) -> None:
    organisation = scene.session.get_one(Organisation, scene.stage.organisation_id)
    publishing.publish(scene.session, organisation, PLAN.model_copy(update={"minutes": 3}), NOW)


def create(scene: Scene) -> None:
    stage = scene.stage
    surveying.create_survey(
        scene.session,
        stage.organisation_id,
        stage.questionnaire_id,
        title="Ny",
        privacy="confidential",
        synthetic=False,
        now=NOW,
    )


def add_round(scene: Scene) -> None:
    plan = RoundPlan(scene.stage.version_id, "Enda en", date(2026, 4, 1), date(2026, 5, 1))
    surveying.add_round(scene.session, scene.stage.survey_id, plan)


def import_answers(scene: Scene) -> None:
    file = scene.folder / "answers.csv"
    file.write_text("key,har,antall\n4204,yes,2\n", "utf-8")
    importing.import_round(*scene.ids, file, key_column="key", limits=importing.ImportLimits(10_000, 100), now=NOW)


MOVED = preparing.Dates(date(2026, 2, 1), date(2026, 3, 30), 4, date(2026, 1, 1))

DOES: Mapping[Action, tuple[Callable[[Scene], object], ...]] = {
    **recipes_accounts.DOES,
    "members.change": (*recipes_accounts.DOES["members.change"], *recipes_federating.CHANGES),
    **recipes_keys.DOES,
    "questionnaire.publish": (publish,),
    "survey.see": (
        lambda scene: surveying.overview(scene.session, scene.stage.survey_id, NOW),
        *recipes_retaining.SEES,
        lambda scene: preparing.gates(*scene.ids, NOW),
        lambda scene: contacting.waves_of(*scene.ids),
        lambda scene: contacting.uninvited(*scene.ids),
        lambda scene: contacting.recipients_of(*scene.ids),
        lambda scene: surveying.waiting(*scene.ids),
    ),
    "survey.create": (create,),
    "survey.change": (
        add_round,
        lambda scene: looking.change_look(scene.session, scene.stage.survey_id, looking.Change(name="Vi"), NOW),
        lambda scene: preparing.describe(scene.session, scene.stage.survey_id, preparing.Description("Bedre", None)),
        lambda scene: preparing.move(*scene.ids, MOVED, NOW),
        lambda scene: preparing.questionnaire_to_rehearse(*scene.ids),
        lambda scene: preparing.note_rehearsal(*scene.ids, answers=1, now=NOW),
        lambda scene: preparing.release(*scene.ids, NOW),
    ),
    **recipes_ending.DOES,
    "survey.erase": (
        *recipes_retaining.ERASES,
        lambda scene: surveying.erase_survey(scene.session, scene.stage.survey_id),
    ),
    "requests.answer": recipes_retaining.ANSWERS,
    "respondents.invite": (
        lambda scene: inviting.add_participants(scene.session, scene.stage.survey_id, {"4201": "Risør"}),
        lambda scene: inviting.invite(*scene.ids, [], KEY),
        lambda scene: inviting.plan_letters(*scene.ids, NOW),
        *recipes_links.INVITES,
        lambda scene: inviting.supply_lists(scene.session, scene.stage.survey_id, {}, NOW),
        lambda scene: contacting.add_contacts(*scene.ids, [], key=KEY),
        lambda scene: contacting.plan_wave(*scene.ids, WavePlan("invitation", date(2026, 3, 5), {}), NOW),
        lambda scene: contacting.change_texts(scene.session, scene.stage.survey_id, planned_wave(scene), {}),
        lambda scene: contacting.cancel_wave(scene.session, scene.stage.survey_id, planned_wave(scene)),
        lambda scene: contacting.pause(*scene.ids, NOW),
        lambda scene: contacting.resume(*scene.ids),
    ),
    "papers.key": (lambda scene: answering.papers(*scene.ids, UUID(int=1), NOW),),
    "answers.import": (import_answers,),
    "answers.export": recipes_exporting.EXPORTS,
    "report.build": recipes_reports.BUILDS,
    "oversight.see": OVERSIGHT,
    "report.see": recipes_reports.SEES,
    **recipes_showing.DOES,
    **recipes_plans.DOES,
    **recipes_courses.DOES,
    **recipes_pilots.DOES,
}
"""What is done by each action: real calls, with what they need."""

RESPONDENTS = "a respondent acts by the token of a link, which is looked up"
SIGNING_IN = "whoever signs in is nobody yet"
PURE = "it touches no rows"
OPEN: Mapping[str, str] = {
    **recipes_retaining.OPEN,
    **recipes_accounts.OPEN,
    "comparing.compare": "its tables were taken out by exporting",
    "comparing.results_schema": PURE,
    "coursing.refusing.require_no_national_id": PURE,
    "coursing.refusing.require_order": PURE,
    "comparing.told": PURE,
    "contacting.lists.read_contacts": PURE,
    "contacting.stopping.stop": "whoever was written to says no by the token in the message",
    "contacting.stopping.stopping": "whoever was written to says no by the token in the message",
    "contacting.recipients.in_round": "it is a part of queries",
    "contacting.recipients.answered": "it is a part of queries",
    "contacting.recipients.reachable": "it is a part of queries",
    **recipes_exporting.OPEN,
    **recipes_pilots.OPEN,
    "federating.unknown_roles": PURE,
    "federating.spend": SIGNING_IN,
    "federating.sign_in": SIGNING_IN,
    "federating.is_on": "the visit's id comes from its signed cookie",
    "federating.end": "the visit's id comes from its signed cookie",
    "federating.end_at_provider": "the provider's own name for the session opens it",
    "inviting.links.find": RESPONDENTS,
    "inviting.links.find_entered": RESPONDENTS,
    "keys.open_with": "a program is nobody before its key is shown",
    "looking.find_logo": "a logo is shown to all who answer",
    "looking.whole_colour": PURE,
    "migrating.upgrade": "before there are tables, there is nobody",
    "migrating.problems": "before there are tables, there is nobody",
    "posting.queue": "it only adds a message that another service decided on",
    "surveying.making.find_survey": RESPONDENTS,
    "surveying.making.find_round": RESPONDENTS,
    "surveying.making.owner_of": RESPONDENTS,
    "surveying.making.has_synthetic": "the front page tells everybody",
    **recipes_plans.OPEN,
    **recipes_reports.OPEN,
    **recipes_showing.OPEN,
}
"""Service functions that ask nobody, and why."""
RESPONDENTS_OWN = ("answering", "sharing")
"""Packages that a respondent acts in; what staff do there asks."""
PURE_MODULES = (
    "accounts.guessable",
    "accounts.passwords",
    "accounts.people.normal",
    "exporting.formats",
    "importing.columns",
    "importing.reading",
    "importing.tables",
    "importing.problems",
)
READS_FILES = ("importing.columns", "importing.reading", "importing.tables", "importing.problems")


def test_every_service_asks_or_says_why_not() -> None:
    there = functions()
    asking = askers(there)
    open_to_all = (*(f"{each}." for each in RESPONDENTS_OWN), *PURE_MODULES, "access.", "finding.")
    lacking = {name for name in public(there) - asking - OPEN.keys() if not name.startswith(open_to_all)}
    assert lacking == set()
    assert OPEN.keys() <= there.keys()
    assert OPEN.keys() & asking == set()


def test_every_action_is_tried_and_allowed_to_somebody() -> None:
    assert set(DOES) == set(ACTIONS)
    assert all(DOES.values())
    assert set(MAY) == set(ROLES)
    assert set().union(*MAY.values()) == set(ACTIONS)


@pytest.fixture
def scene(session: Session, tmp_path: Path) -> Scene:
    other = add_account(session, "andre@example.org")
    return Scene(session, set_up(session, privacy="confidential", rounds=2), tmp_path, other)


def add_account(session: Session, email: str) -> UUID:
    """An account without the work of a password."""
    account = Account(email=email, name="Kari", password_hash="-", created_at=NOW)
    session.add(account)
    session.commit()
    return account.id


def signs_in(scene: Scene, role: Role, organisation_id: UUID) -> None:
    person = add_account(scene.session, "kari@example.org")
    accounts.add_member(scene.session, person, organisation_id, role, NOW)
    access.act_as(scene.session, Person(person))


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_table_says_and_nothing_else(scene: Scene, role: Role, action: Action) -> None:
    signs_in(scene, role, scene.stage.organisation_id)
    for does in DOES[action]:
        if action in MAY[role]:
            does(scene)
        else:
            with pytest.raises(ForbiddenError, match=f"{action} needs one of these roles"):
                does(scene)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_another_organisations_is_not_there(scene: Scene, role: Role, action: Action) -> None:
    elsewhere = surveying.create_organisation(scene.session, "Et annet sted", NOW)
    signs_in(scene, role, elsewhere.id)
    for does in DOES[action]:
        with pytest.raises(NotFoundError):
            does(scene)
    assert surveying.surveys(scene.session) == []


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_done_when_nobody_acts(scene: Scene, action: Action) -> None:
    scene.session.info.clear()
    for does in DOES[action]:
        with pytest.raises(NobodyActsError):
            does(scene)


def test_the_operator_may_do_everything(scene: Scene) -> None:
    last: tuple[Action, ...] = ("survey.close", "survey.report", "survey.erase")
    for action in (*(each for each in ACTIONS if each not in last), *last):
        for does in DOES[action]:
            does(scene)


def test_a_list_shows_only_where_the_role_allows_it(scene: Scene) -> None:
    signs_in(scene, "unit_staff", scene.stage.organisation_id)
    assert surveying.surveys(scene.session) == []
    access.act_as(scene.session, access.OPERATOR)
    assert [survey.id for survey in surveying.surveys(scene.session)] == [scene.stage.survey_id]
