"""Who does what for each organisation: seen, given, taken, and asked for by mail."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import ChangedMeanwhileError
from surveyapp.models.organisations import Role
from surveyapp.services import accounts
from surveyapp.services.accounts import AlreadyMemberError, LastOfRoleError
from surveyapp.web import mailing
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.member_pages import AskedPage, AskForm, RolesForm, members_page
from surveyapp.web.staff.twice import shown_once

Answer = Response | tuple[str, int]

members = Blueprint("members", __name__, url_prefix="/medlemmer")


@members.get("")
def show() -> Answer:
    """Everybody, in each organisation whose members the account may see."""
    account, session = signed_in(), db.session()
    places = [
        (place, accounts.members(session, place.id), accounts.asked(session, place.id, now()))
        for place in accounts.workplaces(session)
    ]
    return render(members_page(account, places))


@members.route("/<uuid:organisation_id>/<uuid:account_id>", methods=["GET", "POST"])
def change(organisation_id: UUID, account_id: UUID) -> Answer:
    """What one member does."""
    account, session = signed_in(), db.session()
    member = accounts.member(session, account_id, organisation_id)
    form = RolesForm(data={"roles": list(member.roles), "seen": ",".join(member.roles)})
    if form.sent_well():
        try:
            accounts.change_roles(session, form.was(member), organisation_id, form.wanted(), now())
        except ChangedMeanwhileError:
            flash(_("De samme rollene er endret mens siden sto åpen. Se hvordan de er nå, og prøv igjen."))
            return redirect(url_for(".show"))
        except LastOfRoleError:
            form.refuse(
                "roles", str(_("Virksomheten må ha en administrator, og en eier. Gi rollen til en annen først."))
            )
        else:
            told = _("Rollene til %(name)s er lagret.") if form.wanted() else _("%(name)s er ikke lenger medlem.")
            flash(told % {"name": member.name})
            return redirect(url_for(".show"))
    page = FormPage(
        title=member.name,
        part_of=_("Medlemmer"),
        failed=bool(form.problems),
        signed_in=account.name,
        form_data=form,
        back=(url_for(".show"), _("Medlemmer")),
        send=_("Lagre rollene"),
        lead=(member.email,),
    )
    return render(page, 422 if form.problems else 200)


@members.route("/<uuid:organisation_id>/inviter", methods=["GET", "POST"])
def ask(organisation_id: UUID) -> Answer:
    """Ask somebody to become a member: by mail, or by a link to hand over where no mail is sent."""
    account, session, form = signed_in(), db.session(), AskForm()
    place = next((each for each in accounts.workplaces(session) if each.id == organisation_id), None)
    accounts.require_change(session, organisation_id)
    if form.sent_well():
        email, role = form.email.data or "", cast(Role, form.role.data)
        try:
            token = accounts.ask_member(session, organisation_id, email, role, token_key=token_key(), now=now())
        except AlreadyMemberError:
            form.refuse("email", str(_("Personen er medlem allerede. Endre rollene i listen i stedet.")))
        else:
            return _handed(account.name, place.name if place else "", email, token)
    page = FormPage(
        title=_("Inviter et medlem"),
        part_of=place.name if place else "",
        failed=bool(form.problems),
        signed_in=account.name,
        form_data=form,
        back=(url_for(".show"), _("Medlemmer")),
        send=_("Inviter"),
        lead=(_("Personen får en lenke som virker i sju dager, og velger passordet sitt selv."),),
    )
    return render(page, 422 if form.problems else 200)


@members.post("/<uuid:organisation_id>/invitasjoner/<uuid:invitation_id>/trekk")
def withdraw(organisation_id: UUID, invitation_id: UUID) -> Answer:
    """Let a link work no more."""
    signed_in()
    accounts.withdraw_invitation(db.session(), organisation_id, invitation_id)
    flash(_("Invitasjonen er trukket tilbake."))
    return redirect(url_for(".show"))


@members.route("/<uuid:organisation_id>/to-trinn", methods=["GET", "POST"])
def demand(organisation_id: UUID) -> Answer:
    """Demand a second step of all members, once it was told what that does; or leave it to them."""
    account, session, form = signed_in(), db.session(), StaffForm()
    accounts.require_change(session, organisation_id)
    place = next(each for each in accounts.workplaces(session) if each.id == organisation_id)
    if form.sent_well():
        accounts.demand_two_steps(session, organisation_id, demanded=not place.two_steps)
        return redirect(url_for(".show"))
    words = (_("La medlemmene velge"), _("De som vil, logger inn med passord alene."))
    if not place.two_steps:
        words = (
            _("Krev to trinn av alle"),
            _("De som ikke har satt opp en kodeapp eller en passnøkkel, kommer ikke videre før de har gjort det."),
        )
    page = FormPage(
        title=words[0],
        part_of=place.name,
        signed_in=account.name,
        form_data=form,
        back=(url_for(".show"), _("Medlemmer")),
        send=words[0],
        lead=(words[1], *((_("Det gjelder deg også, med det samme."),) if not place.two_steps else ())),
    )
    return render(page)


def _handed(signed_in_as: str, organisation: str, email: str, token: str) -> Answer:
    link = public_url() + url_for("welcoming.open_link", token=token)
    if not mailing.post().is_there:
        # Not a redirect: the link is kept nowhere, so only this answer can show it.
        shown_once(url_for(".show"))
        page = AskedPage(
            title=_("Gi lenken til den du inviterte"),
            part_of=_("Medlemmer"),
            signed_in=signed_in_as,
            email=email,
            link=link,
        )
        return render(page)
    asks = _(
        "%(name)s har invitert deg til å arbeide for %(organisation)s i Medvirk.",
        name=signed_in_as,
        organisation=organisation,
    )
    lines = (str(asks), str(_("Lenken virker i sju dager, og bare én gang.")))
    subject = str(_("Invitasjon til %(organisation)s i Medvirk", organisation=organisation))
    message = mailing.message(email, subject, lines, (link, str(_("Ta imot invitasjonen"))))
    mailing.send(message, f"member:{message.fingerprint()}")
    flash(_("Vi har sendt invitasjonen på e-post til %(email)s.", email=email))
    return redirect(url_for(".show"))
