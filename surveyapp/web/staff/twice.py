"""A button that is pressed twice does what it does once, and leads where the first press led."""

from __future__ import annotations

from hashlib import sha256
from time import sleep

from flask import Flask, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.sent import SentBeforeError, forget, led_to, note, taken
from surveyapp.web.pages import ErrorPage, render

WAITS, TIMES = 0.05, 40
"""The first press has done its work, but may not have come back with its page yet."""


def key_of_this() -> bytes | None:
    """What this form says, on the page that it stood on, as a hash; None where nothing is sent.

    The CSRF token differs from page to page that is shown, so a form that is opened anew is another one.
    """
    token = request.form.get("csrf_token")
    if request.method != "POST" or not token:
        return None
    said = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    files = sorted((name, file.filename) for name, file in request.files.items(multi=True))
    return sha256(repr((token, request.path, said, files, request.content_length)).encode()).digest()


def shown_once(then: str) -> None:
    """What this answer shows is made once and kept nowhere: whoever sends the form again is led there instead."""
    g.shown_once_then = then


def set_up(app: Flask) -> None:
    """Remember where forms lead, and lead whoever presses again to the same."""
    app.register_error_handler(SentBeforeError, _there_already)

    @app.after_request
    def remember(response: Response) -> Response:
        key = taken(db.session())
        if key is not None:
            there = response.location if response.status_code in (302, 303) else g.get("shown_once_then")
            if there:
                note(db.session(), key, there)
            else:
                forget(db.session(), key)
        return response


def _there_already(again: SentBeforeError) -> Response | tuple[str, int]:
    for _time in range(TIMES):
        there = led_to(db.session(), again.key)
        if there is not None:
            return redirect(there)
        sleep(WAITS)
    page = ErrorPage(
        title=_("Dette er lagret allerede"),
        lines=(_("Skjemaet ble sendt to ganger. Det første er lagret, og det andre gjør ingenting mer."),),
        link=(url_for("staff.surveys"), _("Undersøkelser")),
    )
    return render(page, 409)
