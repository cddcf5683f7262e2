"""What the pages of signing in say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _

from surveyapp.web.pages import ErrorPage, Page
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.offering import new_password_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepPage(Page):
    """After the password; `question` is what a passkey is asked, "" where none can be used; `goal`: where she goes."""

    template: ClassVar[str] = "staff/second_step.html"
    form_data: StaffForm
    question: str
    goal: str


def second_step_page(form: StaffForm, question: str, goal: str) -> SecondStepPage:
    """The second step, with what was wrong."""
    return SecondStepPage(
        title=_("Bekreft at det er deg"), failed=bool(form.problems), form_data=form, question=question, goal=goal
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrancePage(Page):
    """A few lines and, while there is something to do, one form; else the way on to the login.

    `whose`: the e-mail address whose password it asks for.
    """

    template: ClassVar[str] = "staff/entrance.html"
    form_data: StaffForm | None
    lead: tuple[str, ...]
    send: str
    whose: str = ""


def link_gone(_error: Exception) -> ErrorPage:
    """What is told of a link to a new password that works no more."""
    return ErrorPage(
        title=_("Lenken virker ikke lenger"),
        lines=(
            _("Den er brukt, byttet ut med en nyere eller eldre enn en halvtime."),
            _("Be om en ny lenke, og bruk den med en gang."),
        ),
        link=(new_password_at() or url_for("staff.login"), _("Be om en ny lenke")),
    )
