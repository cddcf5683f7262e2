"""What is done with the members of an organisation, by each action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import uuid4

from surveyapp.models import MemberInvitation
from surveyapp.services import accounts
from surveyapp.services.access import Action
from surveyapp.services.accounts import Member
from tests.surveyapp.services.scene import Scene
from tests.surveyapp.stage import KEY, NOW


def change(scene: Scene) -> None:
    other = Member(scene.other, "Andre", "andre@example.org", ())
    accounts.change_roles(scene.session, other, scene.stage.organisation_id, {"reader"}, NOW)


def ask(scene: Scene) -> None:
    email = f"{uuid4().hex}@example.org"
    accounts.ask_member(scene.session, scene.stage.organisation_id, email, "reader", token_key=KEY, now=NOW)


def withdraw(scene: Scene) -> None:
    # Each try makes one of its own.
    made = MemberInvitation(
        organisation_id=scene.stage.organisation_id,
        email=f"{uuid4().hex}@example.org",
        role="reader",
        code=uuid4().bytes * 2,
        made_at=NOW,
    )
    scene.session.add(made)
    scene.session.commit()
    accounts.withdraw_invitation(scene.session, scene.stage.organisation_id, made.id)


DOES: Mapping[Action, tuple[Callable[[Scene], object], ...]] = {
    "members.see": (
        lambda scene: accounts.members(scene.session, scene.stage.organisation_id),
        lambda scene: accounts.asked(scene.session, scene.stage.organisation_id, NOW),
    ),
    "members.change": (
        change,
        ask,
        withdraw,
        lambda scene: accounts.member(scene.session, scene.other, scene.stage.organisation_id),
        lambda scene: accounts.demand_two_steps(scene.session, scene.stage.organisation_id, demanded=True),
        lambda scene: accounts.take_role(scene.session, scene.other, scene.stage.organisation_id, "reader"),
        lambda scene: accounts.add_member(scene.session, scene.other, scene.stage.organisation_id, "reader", NOW),
    ),
}

SIGNING_IN = "whoever signs in is nobody yet"
LINK = "it is found by the token of a link"
OPEN: Mapping[str, str] = {
    "accounts.logins.sign_in": SIGNING_IN,
    "accounts.logins.resume": SIGNING_IN,
    "accounts.passkeys.ask_for_passkey": SIGNING_IN,
    "accounts.passkeys.verify_passkey": SIGNING_IN,
    "accounts.second_steps.steps_of": SIGNING_IN,
    "accounts.second_steps.verify_second_step": SIGNING_IN,
    "accounts.verifying.answer": SIGNING_IN,
    "accounts.verifying.count_failure": SIGNING_IN,
    "accounts.verifying.verify_login": SIGNING_IN,
    "accounts.invitations.invited": LINK,
    "accounts.invitations.accept": "whoever holds the link becomes a member",
    "accounts.forgetting.ask_for_password": SIGNING_IN,
    "accounts.forgetting.somebody_has_a_password": SIGNING_IN,
    "accounts.forgetting.require_password_link": LINK,
    "accounts.forgetting.renew_password": LINK,
    "accounts.people.find_account": "its id comes from a row that the caller may see",
}
