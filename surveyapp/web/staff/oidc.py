"""Signing in and out by somebody else's word: ID-porten, Ansattporten, Entra ID, Feide, or whoever is configured."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from flask import Blueprint, Flask, current_app, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from surveyapp.config import Settings, SettingsError
from surveyapp.models import db
from surveyapp.models.errors import NotFoundError
from surveyapp.oidc import Directory, Fetcher, Way
from surveyapp.services import federating
from surveyapp.web import visits
from surveyapp.web.context import now, public_url
from surveyapp.web.languages import language
from surveyapp.web.pages import render
from surveyapp.web.staff import oidc_cookies
from surveyapp.web.staff.letting_in import inside, sign_in
from surveyapp.web.staff.oidc_pages import SignedOutPage, leaving_page, signed_out_page

Answer = Response | tuple[str, int]

oidc = Blueprint("oidc", __name__)
EXTENSION = "oidc"


def set_up(app: Flask, settings: Settings) -> None:
    """Know the providers of the settings; raises `SettingsError` for a role that there is not."""
    for provider in settings.providers:
        if unknown := federating.unknown_roles(provider):
            raise SettingsError(f"[{provider.key}] roles: {', '.join(unknown)} is no role.")
    fetcher = Fetcher(loopback=settings.environment == "development")
    app.extensions[EXTENSION] = Directory(settings.providers, fetcher)


def directory() -> Directory:
    """The providers that people may sign in by."""
    return cast(Directory, current_app.extensions[EXTENSION])


def way_by(key: str) -> Way:
    """The way of this provider; raises `NotFoundError` where nobody has configured it."""
    provider = directory().providers.get(key)
    if provider is None:
        raise NotFoundError(f"There is no provider {key}.")
    return Way(directory(), provider, public_url() + url_for("oidc.answer", key=key))


@oidc.get("/logg-inn/hos/<key>")
def begin(key: str) -> Answer:
    """Send the person to the provider. A link, not a form: our pages let forms be sent nowhere else than to us."""
    address, asked = way_by(key).begin(language())
    oidc_cookies.begun(asked, request.args.get("next", ""), now())
    return redirect(address)


@oidc.get("/logg-inn/hos/<key>/svar")
def answer(key: str) -> Answer:
    """What the provider answers; whoever it vouches for is let in."""
    way, at = way_by(key), now()
    asked, goal = oidc_cookies.take_begun(at)
    code = way.received(asked, request.args)
    if asked is None:
        raise NotFoundError("Nothing was asked.")
    federating.spend(db.session(), asked.state, at)
    vouched = way.redeem(asked, code, at)
    signed_in = federating.sign_in(db.session(), way.provider, vouched, at)
    sign_in(signed_in.account_id, "elsewhere")
    oidc_cookies.visit(signed_in.visit_id)
    return redirect(inside(goal))


@oidc.get("/logg-inn/hos/<key>/avsluttet")
def ended(key: str) -> Answer:
    """Shown by the provider in a frame of its own when the person has signed out there (Front-Channel Logout 1.0).

    The browser sends us no cookie from there, so the session is found by the provider's own name for it.
    """
    way = way_by(key)
    session_id, issuer = request.args.get("sid", ""), request.args.get("iss", "")
    named = issuer == way.provider.issuer or (not issuer and not way.provider.names_issuer_at_logout)
    if session_id and named:
        federating.end_at_provider(db.session(), way.provider.issuer, session_id)
    told = make_response("", 200 if session_id and named else 400)
    told.headers["Content-Security-Policy"] = f"default-src 'none'; frame-ancestors {' '.join(way.origins())}"
    told.headers["X-Frame-Options"] = ""
    return told


@oidc.get("/logget-ut")
def signed_out() -> Answer:
    """Where providers send people back to when they have signed out there."""
    return render(signed_out_page())


def require_visit(account_id: UUID, at: datetime) -> None:
    """Raise `SignInFirstError` where this browser signed in by a visit that has ended, here or at the provider."""
    visit_id = oidc_cookies.visit_id()
    if visit_id is not None and not federating.is_on(db.session(), visit_id, account_id, at):
        raise visits.SignInFirstError("The session ended at the provider.")


def leave() -> SignedOutPage | None:
    """End this browser's visit; the page that leads to the end of the session at the provider, if there was one."""
    visit_id = oidc_cookies.forget_visit()
    over = federating.end(db.session(), visit_id) if visit_id else None
    provider = next((each for each in directory().providers.values() if over and each.issuer == over.issuer), None)
    if over is None or provider is None:
        return None
    address = way_by(provider.key).sign_out_address(over.hint, public_url() + url_for("oidc.signed_out"))
    return leaving_page(provider.name, address) if address else None
