"""What the pages of an organisation's members say, and their forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from flask import get_flashed_messages, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, RadioField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the published types are behind
from wtforms.validators import InputRequired, Regexp

from surveyapp.mail.messages import ADDRESS
from surveyapp.models import Account
from surveyapp.models.ids import norwegian_date
from surveyapp.models.organisations import ROLES, Role
from surveyapp.services.accounts import Asked, Member, Workplace
from surveyapp.web.languages import day
from surveyapp.web.pages import ErrorPage, Page
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.pages import StaffPage

IN_WORDS: dict[Role, LazyString] = {
    "administrator": _l("Administrator: gir og tar roller"),
    "owner": _l("Eier: lager og følger opp undersøkelser, forløp, piloter og handlingsplaner"),
    "analyst": _l("Analytiker: henter ut svar og lager rapporter"),
    "reader": _l("Leser: ser undersøkelser og rapporter"),
    "approver": _l("Godkjenner: ser undersøkelser og rapporter, og godkjenner"),
    "contributor": _l("Bidragsyter: ser undersøkelser og legger inn papirskjemaer"),
    "unit_staff": _l("Ansatt i en enhet: følger PSFS-forløp og legger inn papirskjemaer"),
    "project_group": _l("Prosjektgruppe: følger piloter og handlingsplaner, og ser undersøkelser og rapporter"),
}
"""What each role is called, and what it lets a person do."""


class RolesForm(StaffForm):
    """Everything that one member does; `seen`: the roles as they were when the page was shown."""

    seen = HiddenField()
    roles = SelectMultipleField(
        _l("Hva gjør personen i virksomheten?"),
        choices=[SelectChoice(value=role, label=words) for role, words in IN_WORDS.items()],
        description=_l("Tar du bort alle rollene, er personen ikke lenger medlem."),
    )

    def was(self, member: Member) -> Member:
        """The member as the person who sends the form saw her."""
        seen = tuple(role for role in ROLES if role in (self.seen.data or "").split(","))
        return Member(member.account_id, member.name, member.email, seen)

    def wanted(self) -> set[Role]:
        """The roles that are ticked off."""
        return set(cast("list[Role]", self.roles.data or []))


class AskForm(StaffForm):
    """Who is asked to become a member, and as what."""

    email = EmailField(
        _l("E-postadresse"),
        validators=[
            InputRequired(_l("Skriv e-postadressen til den du vil invitere.")),
            Regexp(ADDRESS, message=_l("Skriv e-postadressen slik: navn@eksempel.no")),
        ],
    )
    role = RadioField(
        _l("Hva skal personen gjøre?"),
        choices=[SelectChoice(value=role, label=words) for role, words in IN_WORDS.items()],
        validators=[InputRequired(_l("Velg hva personen skal gjøre."))],
    )


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member."""

    name: str
    email: str
    roles: tuple[str, ...]
    change: str


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Somebody who was asked."""

    email: str
    role: str
    until: str
    withdraw: str


@dataclass(frozen=True, slots=True)
class WorkplaceView:
    """One organisation and its people; the addresses are "" for whoever only sees them."""

    id: str
    name: str
    two_steps: bool
    members: tuple[MemberLine, ...]
    asked: tuple[AskedLine, ...]
    invite: str
    demand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage(StaffPage):
    """Who does what, in each organisation."""

    template: ClassVar[str] = "staff/members.html"
    notes: tuple[str, ...]
    places: tuple[WorkplaceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage(StaffPage):
    """A link to hand over, this once."""

    template: ClassVar[str] = "staff/asked.html"
    email: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomePage(Page):
    """What a link asks for, and the form of a new account where there is none."""

    template: ClassVar[str] = "staff/welcome.html"
    form_data: StaffForm | None
    organisation: str
    email: str
    role: str


def members_page(
    account: Account, places: Sequence[tuple[Workplace, Sequence[Member], Sequence[Asked]]]
) -> MembersPage:
    """The page, with what was just done."""
    return MembersPage(
        title=_("Medlemmer"),
        signed_in=account.name,
        notes=tuple(str(note) for note in get_flashed_messages()),
        places=tuple(_place(*each) for each in places),
    )


def _place(place: Workplace, members: Sequence[Member], asked: Sequence[Asked]) -> WorkplaceView:
    def link(view: str, **ids: Any) -> str:
        return url_for(f"members.{view}", organisation_id=place.id, **ids) if place.may_change else ""

    def line(each: Member) -> MemberLine:
        change = link("change", account_id=each.account_id)
        return MemberLine(each.name, each.email, tuple(map(role_name, each.roles)), change)

    return WorkplaceView(
        id=f"place-{place.id.hex}",
        name=place.name,
        two_steps=place.two_steps,
        members=tuple(map(line, members)),
        asked=tuple(
            AskedLine(
                each.email,
                role_name(each.role),
                day(norwegian_date(each.until)),
                link("withdraw", invitation_id=each.id),
            )
            for each in asked
        ),
        invite=link("ask"),
        demand=link("demand"),
    )


def role_name(role: Role) -> str:
    """The role's name alone."""
    return str(IN_WORDS[role]).partition(":")[0]


def gone(_error: Exception) -> ErrorPage:
    """What is told of a link that works no more."""
    return ErrorPage(
        title=_("Invitasjonen virker ikke lenger"),
        lines=(
            str(_("Den er brukt, trukket tilbake eller eldre enn sju dager.")),
            str(_("Be den som inviterte deg, om en ny.")),
        ),
        link=(url_for("staff.login"), str(_("Logg inn"))),
    )
