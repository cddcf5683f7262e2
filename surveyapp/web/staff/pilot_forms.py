"""The forms of a pilot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.validators import Optional as MayBeEmpty

from surveyapp.models import Account
from surveyapp.models.pilots import WORDS_AT_MOST, MilestoneStatus
from surveyapp.services.piloting import PilotPicture, UnitTraining
from surveyapp.web.staff.forms import FormPage, NoNationalId, StaffForm, options

STATUSES: dict[MilestoneStatus, LazyString] = {
    "planned": _l("Planlagt"),
    "under_way": _l("Under arbeid"),
    "reached": _l("Nådd"),
    "dropped": _l("Tatt ut"),
}
ROLE_LINE = re.compile(r"\s*(.{1,100}?)\s*:\s*(\d{1,4})\s*")
_WHEN = InputRequired(message=_l("Skriv en dato."))
_TEXT = [Length(max=WORDS_AT_MOST, message=_l("Kort ned teksten til høyst 1000 tegn.")), NoNationalId()]
_NAME = [
    InputRequired(message=_l("Skriv hvem eller hvor.")),
    Length(max=200, message=_l("Kort ned teksten til høyst 200 tegn.")),
    NoNationalId(),
]


class MilestoneForm(StaffForm):
    """How far a milestone has come."""

    status = RadioField(_l("Status"), choices=options(STATUSES))
    due_on = DateField(_l("Dato"), [_WHEN])
    evidence = TextAreaField(
        _l("Hva viser det?"), _TEXT, description=_l("For eksempel en rapport, et vedtak eller et tall fra dekningen.")
    )

    @property
    def values(self) -> dict[str, Any]:
        """What is to be kept."""
        return {"status": self.status.data, "due_on": self.due_on.data, "evidence": self.evidence.data or ""}


class TrainingForm(StaffForm):
    """A training session."""

    unit = SelectField(_l("Virksomhet"))
    held_on = DateField(_l("Dato"), [_WHEN])
    attended = IntegerField(
        _l("Hvor mange var med?"),
        [InputRequired(message=_l("Skriv et tall.")), NumberRange(1, 10_000, message=_l("Skriv et tall fra 1."))],
        description=_l("Bare antallet, ikke hvem."),
    )

    def __init__(self, units: Sequence[UnitTraining]) -> None:
        super().__init__()
        self.unit.choices = options({str(unit.number): unit.name for unit in units})

    @property
    def values(self) -> dict[str, Any]:
        """What is to be kept."""
        return {"held_on": self.held_on.data, "attended": self.attended.data}


class HearingForm(StaffForm):
    """A round of feedback."""

    asked = StringField(_l("Hvem ble spurt?"), _NAME, description=_l("For eksempel en referansegruppe."))
    asked_on = DateField(_l("Dato"), [_WHEN])
    answers = IntegerField(
        _l("Hvor mange svarte?"), [MayBeEmpty(), NumberRange(0, 10_000, message=_l("Skriv et tall fra 0."))]
    )
    advice = TextAreaField(_l("Hva anbefaler de?"), _TEXT)

    @property
    def values(self) -> dict[str, Any]:
        """What is to be kept."""
        return {"asked_on": self.asked_on.data, "answers": self.answers.data, "advice": self.advice.data or ""}


class MeetingForm(StaffForm):
    """A dialogue meeting."""

    where = StringField(_l("Sted"), _NAME)
    month = DateField(_l("Dato"), [_WHEN], description=_l("Bare måneden vises."))
    participants = TextAreaField(
        _l("Hvor mange av hver rolle?"), [NoNationalId()], description=_l("Én rolle på hver linje, slik: Lege: 3")
    )
    advice = TextAreaField(_l("Hva anbefaler de?"), _TEXT)

    def validate_participants(self, field: Field) -> None:
        """Each line is a role and a number."""
        if not all(ROLE_LINE.fullmatch(line) for line in (field.data or "").splitlines() if line.strip()):
            raise ValidationError(_("Skriv én rolle og ett tall på hver linje, slik: Lege: 3"))

    @property
    def values(self) -> dict[str, Any]:
        """What is to be kept."""
        lines = [ROLE_LINE.fullmatch(line) for line in (self.participants.data or "").splitlines()]
        roles = {line[1]: int(line[2]) for line in lines if line}
        return {"month": self.month.data, "participants": roles, "advice": self.advice.data or ""}


def form_page(account: Account, found: PilotPicture, form: StaffForm, title: str) -> FormPage:
    """Where one thing of a pilot is told."""
    return FormPage(
        title=title,
        part_of=found.pilot.title,
        failed=bool(form.problems),
        synthetic=found.pilot.synthetic,
        signed_in=account.name,
        form_data=form,
        back=(url_for("pilots.show", pilot_id=found.pilot.id), found.pilot.title),
        send=_("Lagre"),
    )
