"""What the pages of signing in say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask_babel import gettext as _

from surveyapp.web.pages import Page
from surveyapp.web.staff.forms import StaffForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepPage(Page):
    """After the password; `question` is what a passkey is asked, "" where none can be used."""

    template: ClassVar[str] = "staff/second_step.html"
    form_data: StaffForm
    question: str


def second_step_page(form: StaffForm, question: str) -> SecondStepPage:
    """The second step, with what was wrong."""
    return SecondStepPage(
        title=_("Bekreft at det er deg"), failed=bool(form.problems), form_data=form, question=question
    )
