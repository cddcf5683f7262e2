"""The forms of a pilot as a whole: set up, called something else, and followed by a survey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, FileField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from surveyapp.models import Organisation, Pilot, Survey
from surveyapp.models.marks import mark_of
from surveyapp.services.piloting import Title
from surveyapp.web.staff.forms import NoNationalId, SharedForm, StaffForm, options
from surveyapp.web.staff.pilot_forms import SHORT, Listed


class TitleForm(SharedForm):
    """What the pilot is called."""

    title = StringField(_l("Hva piloten heter"), [InputRequired(message=_l("Skriv hva piloten heter.")), *SHORT])
    source = StringField(
        _l("Kilde for oppsettet"),
        [Length(max=300, message=_l("Kort ned teksten til høyst 300 tegn.")), NoNationalId()],
    )

    @classmethod
    def of(cls, pilot: Pilot, *, was_sent: bool = True) -> Self:
        """Filled in with what it is called now."""
        return cls(pilot, data={"seen": mark_of(Title(pilot.title, pilot.source))}, was_sent=was_sent)

    @property
    def told(self) -> Title:
        """What it is to be."""
        return Title(self.title.data or "", self.source.data or "")


class SurveyForm(StaffForm):
    """Which survey follows the pilot."""

    survey = SelectField(_l("Undersøkelse"), [Listed()], validate_choice=False)

    def __init__(self, surveys: Sequence[Survey]) -> None:
        super().__init__()
        self.survey.choices = options({str(each.id): each.title for each in surveys})


class NewPilotForm(StaffForm):
    """A new pilot, empty or from a file."""

    organisation = SelectField(_l("Virksomhet"), [Listed()], validate_choice=False)
    pilot = StringField(_l("Hva piloten heter"), SHORT, description=_l("Kan stå tomt når dere henter inn en fil."))
    file = FileField(
        _l("Fil med oppsettet (YAML)"),
        description=_l("Med virksomheter, milepæler, tilbakemeldinger og dialogmøter. Alt kan endres etterpå."),
    )

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        super().__init__(data={"organisation": str(organisations[0].id)})
        self.organisation.choices = options({str(each.id): each.name for each in organisations})

    def validate_pilot(self, field: Field) -> None:
        """A file has a name for it."""
        if not (field.data or "").strip() and not request.files.get("file"):
            raise ValidationError(_("Skriv hva piloten heter, eller velg en fil."))
