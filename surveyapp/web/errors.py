"""One table: what went wrong -> the status and the page that says so. Nothing else knows status codes of errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from surveyapp.models.errors import (
    AlreadySubmittedError,
    ExpiredTokenError,
    ForbiddenError,
    NobodyActsError,
    NotFoundError,
    NotSubmittedError,
    RoundClosedError,
    RoundFullError,
    RoundNotOpenError,
    RoundNotReleasedError,
    RoundStillOpenError,
    SomebodyElseSignsError,
    SurveyAppError,
    UnknownAnswerError,
    UnknownTokenError,
    UnsignedError,
)
from surveyapp.services.accounts import UnknownMemberInvitationError, UnknownPasswordLinkError
from surveyapp.services.answering import AnsweredOnTheWebError, KeyedAlreadyError, KeyedByYouError, UnknownSheetError
from surveyapp.services.keys import UnknownKeyError
from surveyapp.web import refusal
from surveyapp.web.api.problems import for_a_program, problem
from surveyapp.web.api.refusals import NoKeyError, NotAcceptableError, TooFastError, WrongParametersError
from surveyapp.web.guessing import TooManyTriesError
from surveyapp.web.languages import day
from surveyapp.web.pages import ErrorPage, render
from surveyapp.web.staff import entrance_pages, life, member_pages, oidc_pages, pilot_parts, plan_refusals
from surveyapp.web.staff.acting import ConfirmFirstError, SetUpFirstError
from surveyapp.web.visits import NotEnteredError, NotOpenedHereError, SignInFirstError

Explain = Callable[[Any], ErrorPage]


def _page(title: str, *lines: str, link: tuple[str, str] | None = None) -> ErrorPage:
    return ErrorPage(title=title, lines=lines, link=link)


def _unknown_link(_error: UnknownTokenError) -> ErrorPage:
    return _page(
        _("Lenken virker ikke"),
        _("Lenken kan være skrevet av feil, eller den er byttet ut med en ny."),
        _("Åpne lenken på nytt fra meldingen du fikk. Virker den fortsatt ikke, spør den som sendte den, om en ny."),
    )


def _over(_error: ExpiredTokenError) -> ErrorPage:
    return _page(
        _("Undersøkelsen er avsluttet"),
        _("Fristen for å svare er ute, så det går ikke lenger å svare eller endre svar."),
        _("Har du spørsmål, kan du kontakte den som sendte deg lenken."),
    )


def _closed(error: RoundClosedError) -> ErrorPage:
    return _page(
        _("Undersøkelsen er avsluttet"),
        _("Den ble avsluttet %(day)s. Svar som ikke var levert da, er ikke med.", day=day(error.closed_on)),
        _("Har du spørsmål, kan du kontakte den som sendte deg lenken."),
    )


def _not_open(error: RoundNotOpenError) -> ErrorPage:
    return _page(
        _("Undersøkelsen har ikke åpnet ennå"),
        _("Du kan svare fra %(day)s. Bruk den samme lenken da.", day=day(error.opens_on)),
    )


def _not_released(_error: RoundNotReleasedError) -> ErrorPage:
    return _page(_("Runden er ikke åpnet ennå"), _("Den er et utkast. Åpne den først, så kan svar tas imot."))


def _full(_error: RoundFullError) -> ErrorPage:
    return _page(
        _("Undersøkelsen har fått alle svarene den skal ha"),
        _("Takk for at du ville svare. Det tas ikke imot flere svar nå."),
    )


def _submitted(error: AlreadySubmittedError) -> ErrorPage:
    return _page(
        _("Svarene er allerede levert"),
        _("Når svarene er levert, kan de ikke endres. Referansekoden er %(code)s.", code=error.reference),
        link=(url_for("respond.receipt", **_response()), _("Se kvitteringen")),
    )


def _not_submitted(_error: NotSubmittedError) -> ErrorPage:
    return _page(
        _("Svarene er ikke levert ennå"),
        _("Du får en kvittering når du har sett over svarene og levert dem."),
        link=(url_for("respond.check", **_response()), _("Se over svarene")),
    )


def _not_here(_error: NotOpenedHereError) -> ErrorPage:
    return _page(
        _("Vi finner ikke svarene dine her"),
        _("Denne nettleseren har ikke åpnet svarene, eller den har glemt dem. Det du har lagret, er ikke borte."),
        _("Åpne lenken du fikk, på nytt. Da kommer du tilbake dit du var."),
    )


def _strange_answer(_error: UnknownAnswerError) -> ErrorPage:
    return _page(
        _("Siden passer ikke lenger med svarene"),
        _("Svarene kan være endret et annet sted mens siden sto åpen. Ingenting er lagret fra siden nå."),
        _("Gå til siden på nytt og svar en gang til. Det du lagret før, er der fortsatt."),
        link=(url_for("respond.resume", **_response()), _("Fortsett der du var")) if _has_response() else None,
    )


def _sheet_refused(error: SurveyAppError) -> ErrorPage:
    return _page(_("Skjemaet kan ikke legges inn"), refusal.words(error))


def _somebody_else_signs(_error: SomebodyElseSignsError) -> ErrorPage:
    return _page(
        _("En annen er bedt om å godkjenne svaret"),
        _("Vent til svaret er godkjent, eller ta tilbake forespørselen først."),
    )


def _unsigned(_error: UnsignedError) -> ErrorPage:
    return _page(_("Svaret mangler navn på den som godkjenner"), _("Gå tilbake og fyll ut det som mangler."))


def _form_too_old(_error: CSRFError) -> ErrorPage:
    return _page(
        _("Siden har stått åpen for lenge"),
        _("Vi kunne ikke ta imot det du sendte, fordi nettleseren har glemt hvem du var for oss."),
        _("Åpne lenken du fikk, på nytt, eller logg inn igjen. Det du lagret før, er der fortsatt."),
    )


def _forbidden(_error: ForbiddenError) -> ErrorPage:
    return _page(
        _("Du har ikke tilgang til dette"),
        _("Rollen din i virksomheten gir ikke tilgang til denne siden."),
        _("Trenger du tilgang, kan du be en administrator i virksomheten om det."),
        link=(url_for("staff.surveys"), _("Gå til undersøkelsene")),
    )


def _nothing_there(_error: Exception) -> ErrorPage:
    return _page(
        _("Vi finner ikke siden"),
        _("Adressen kan være skrevet av feil, eller siden finnes ikke lenger."),
        link=(url_for("start.front"), _("Gå til forsiden")),
    )


def _not_that_way(_error: Exception) -> ErrorPage:
    return _page(
        _("Siden kan ikke brukes slik"),
        _("Gå tilbake og prøv på nytt."),
        link=(url_for("start.front"), _("Gå til forsiden")),
    )


def _too_much(_error: Exception) -> ErrorPage:
    return _page(
        _("Det du sendte, er for stort"),
        _("Gå tilbake, kort ned teksten og prøv på nytt. Det du lagret før, er der fortsatt."),
    )


def _our_fault(_error: Exception) -> ErrorPage:
    return _page(
        _("Noe gikk galt hos oss"),
        _("Det du lagret før, er trygt. Vent litt, gå tilbake og prøv på nytt."),
    )


def _patience(_error: TooManyTriesError) -> ErrorPage:
    return _page(
        _("Vent et minutt"),
        _("Det er skrevet mange koder som ikke stemmer. Vent et minutt, og prøv en gang til."),
        link=(url_for("start.front"), _("Gå til forsiden")),
    )


ANSWERS: dict[type[Exception] | int, tuple[int, Explain]] = {
    UnknownTokenError: (404, _unknown_link),
    ExpiredTokenError: (410, _over),
    RoundClosedError: (410, _closed),
    RoundNotReleasedError: (409, _not_released),
    RoundFullError: (410, _full),
    RoundNotOpenError: (403, _not_open),
    AlreadySubmittedError: (409, _submitted),
    NotSubmittedError: (409, _not_submitted),
    NotOpenedHereError: (404, _not_here),
    NotFoundError: (404, _nothing_there),
    ForbiddenError: (403, _forbidden),
    AnsweredOnTheWebError: (409, _sheet_refused),
    KeyedAlreadyError: (409, _sheet_refused),
    KeyedByYouError: (409, _sheet_refused),
    UnknownSheetError: (404, _sheet_refused),
    UnknownAnswerError: (400, _strange_answer),
    NotEnteredError: (404, _nothing_there),
    TooManyTriesError: (429, _patience),
    SomebodyElseSignsError: (409, _somebody_else_signs),
    UnsignedError: (422, _unsigned),
    UnknownMemberInvitationError: (410, member_pages.gone),
    UnknownPasswordLinkError: (410, entrance_pages.link_gone),
    **oidc_pages.ANSWERS,
    **life.ANSWERS,
    **plan_refusals.REFUSALS,
    **pilot_parts.ANSWERS,
    CSRFError: (400, _form_too_old),
    NoKeyError: (401, _nothing_there),
    UnknownKeyError: (401, _nothing_there),
    NotAcceptableError: (406, _not_that_way),
    RoundStillOpenError: (409, _not_that_way),
    WrongParametersError: (422, _not_that_way),
    TooFastError: (429, _not_that_way),
    400: (400, _not_that_way),
    404: (404, _nothing_there),
    405: (405, _not_that_way),
    413: (413, _too_much),
    500: (500, _our_fault),
}
"""What a person is told about each error. A program, which opens no page, is told by `api.problems`."""

LEAD_ELSEWHERE: dict[type[Exception], str] = {
    SignInFirstError: "staff.login",
    NobodyActsError: "staff.login",
    SetUpFirstError: "account.show",
    ConfirmFirstError: "account.confirm",
}
"""Errors that are answered by a page that must come first."""


def set_up(app: Flask) -> None:
    """Answer every error by the table."""
    for kind, (status, explain) in ANSWERS.items():
        app.register_error_handler(kind, _answering(status, explain))
    app.register_error_handler(HTTPException, _other)
    for kind, endpoint in LEAD_ELSEWHERE.items():
        app.register_error_handler(kind, _leading_to(endpoint))


def _answering(status: int, explain: Explain) -> Callable[[Any], Response | tuple[str | Response, int]]:
    def answer(error: Exception) -> Response | tuple[str | Response, int]:
        if for_a_program():
            return problem(error, status)
        page = explain(error)
        return _to_a_script(page, status) if request.method == "PATCH" else render(page, status)

    return answer


def _to_a_script(page: ErrorPage, status: int) -> tuple[Response, int]:
    """The same words, for a script to show on the page that is open."""
    return jsonify(words=f"{page.title}. {page.lines[0]}", link=page.link), status


def _other(error: HTTPException) -> Response | tuple[str, int] | HTTPException:
    """Redirects go their way; the rest has its own status and the page for what cannot be used."""
    if error.code is None or error.code < 400:
        return error
    if for_a_program():
        return problem(error, error.code)
    return render(_not_that_way(error), error.code)


def _leading_to(endpoint: str) -> Callable[[SurveyAppError], Response]:
    """On to a page that comes first, which remembers what was asked for, if that can be shown."""

    def lead(error: SurveyAppError) -> Response:
        if for_a_program():
            return problem(error, 401)
        shown = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
        return redirect(url_for(endpoint, next=request.full_path.removesuffix("?") if shown else None))

    return lead


def _has_response() -> bool:
    return "response_id" in (request.view_args or {})


def _response() -> dict[str, Any]:
    """The response in the address, for a link to another page about it."""
    return {"response_id": (request.view_args or {})["response_id"]}
