"""The forms of a pilot: one for each kind of thing that is kept of it."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.validators import Optional as MayBeEmpty

from surveyapp.models import Organisation
from surveyapp.models.pilots import WORDS_AT_MOST, MilestoneStatus
from surveyapp.services.piloting import (
    HearingTold,
    MeetingTold,
    MilestoneTold,
    PilotPicture,
    Told,
    TrainingTold,
    UnitTold,
)
from surveyapp.web.staff.forms import NoNationalId, SharedForm, options

STATUSES: dict[MilestoneStatus, LazyString] = {
    "planned": _l("Planlagt"),
    "under_way": _l("Under arbeid"),
    "reached": _l("Nådd"),
    "dropped": _l("Tatt ut"),
}
ROLE_LINE = re.compile(r"\s*(.{1,100}?)\s*:\s*(\d{1,4})\s*")
_WHEN = InputRequired(message=_l("Skriv en dato."))
_TEXT = [Length(max=WORDS_AT_MOST, message=_l("Kort ned teksten til høyst 1000 tegn.")), NoNationalId()]
SHORT = [Length(max=200, message=_l("Kort ned teksten til høyst 200 tegn.")), NoNationalId()]
_NAME = [InputRequired(message=_l("Skriv hvem eller hvor.")), *SHORT]


class Listed:
    """A validator: what is chosen is still there to choose."""

    def __call__(self, _form: Form, field: Field) -> None:
        if str(field.data or "") not in _words_of(field):
            raise ValidationError(_("Velg noe fra lista."))


class SeenForm(SharedForm):
    """What is done with something that was read; `seen`: how often that was written when it was."""

    @property
    def revision(self) -> int:
        """What was sent of it as a number, 0 for nothing; the field itself falls back on what stands now."""
        seen = request.form.get("seen", "")
        return int(seen) if seen.isdecimal() and seen.isascii() else 0


class PartForm(SeenForm):
    """What is told of a pilot; its fields are called as in what the service takes."""

    def __init__(
        self, _pilot: PilotPicture, told: Told | None = None, revision: int = 0, *, was_sent: bool = True
    ) -> None:
        super().__init__(data={**_filled(told), "seen": str(revision)} if told else None, was_sent=was_sent)

    @property
    @abstractmethod
    def told(self) -> Told:
        """What is to be kept."""


class UnitForm(PartForm):
    """A unit, and which of the units here it is."""

    name = StringField(_l("Hva virksomheten heter"), _NAME)
    unit_id = SelectField(
        _l("Enhet i Medvirk"),
        [Listed()],
        validate_choice=False,
        description=_l("Velg den enheten som fører forløpene, så telles de på siden om piloten."),
    )

    def offer(self, pilot: PilotPicture, units: Sequence[Organisation]) -> None:
        """The units that may be chosen, and the one that is chosen already."""
        linked = {str(unit.unit_id): unit.unit for unit in pilot.units if unit.unit_id}
        free = {str(unit.id): unit.name for unit in units}
        self.unit_id.choices = options({"": _("Ikke koblet til noen enhet"), **linked, **free})

    @property
    def told(self) -> UnitTold:
        return UnitTold(self.name.data or "", UUID(self.unit_id.data) if self.unit_id.data else None)


class MilestoneForm(PartForm):
    """A milestone, and how far it has come."""

    party = StringField(_l("Arbeidsgruppe eller fase"), _NAME)
    words = StringField(
        _l("Milepæl"),
        [
            InputRequired(message=_l("Skriv hva som skal være nådd.")),
            Length(max=500, message=_l("Kort ned teksten til høyst 500 tegn.")),
            NoNationalId(),
        ],
    )
    due_on = DateField(_l("Dato"), [_WHEN])
    status = RadioField(_l("Status"), choices=options(STATUSES), default="planned")
    evidence = TextAreaField(
        _l("Hva viser det?"), _TEXT, description=_l("For eksempel en rapport, et vedtak eller et tall fra dekningen.")
    )
    shows_coverage = BooleanField(_l("Vis også hvor mange virksomheter som har startet forløp"))

    @property
    def told(self) -> MilestoneTold:
        return MilestoneTold(
            self.party.data or "",
            self.words.data or "",
            _given(self.due_on),
            self.status.data,
            self.evidence.data or "",
            shows_coverage=self.shows_coverage.data,
        )


class TrainingForm(PartForm):
    """A training session."""

    unit_number = SelectField(_l("Virksomhet"), [Listed()], validate_choice=False)
    held_on = DateField(_l("Dato"), [_WHEN])
    attended = IntegerField(
        _l("Hvor mange var med?"),
        [InputRequired(message=_l("Skriv et tall.")), NumberRange(1, 10_000, message=_l("Skriv et tall fra 1."))],
        description=_l("Bare antallet, ikke hvem."),
    )

    def __init__(
        self, pilot: PilotPicture, told: Told | None = None, revision: int = 0, *, was_sent: bool = True
    ) -> None:
        super().__init__(pilot, told, revision, was_sent=was_sent)
        self.unit_number.choices = options({str(unit.number): unit.name for unit in pilot.units})

    @property
    def told(self) -> TrainingTold:
        return TrainingTold(int(self.unit_number.data), _given(self.held_on), _given(self.attended))


class HearingForm(PartForm):
    """A round of feedback."""

    asked = StringField(_l("Hvem ble spurt?"), _NAME, description=_l("For eksempel en referansegruppe."))
    asked_on = DateField(_l("Dato"), [_WHEN])
    answers = IntegerField(
        _l("Hvor mange svarte?"), [MayBeEmpty(), NumberRange(0, 10_000, message=_l("Skriv et tall fra 0."))]
    )
    advice = TextAreaField(_l("Hva anbefaler de?"), _TEXT)

    @property
    def told(self) -> HearingTold:
        return HearingTold(self.asked.data or "", _given(self.asked_on), self.answers.data, self.advice.data or "")


class MeetingForm(PartForm):
    """A dialogue meeting."""

    place = StringField(_l("Sted"), _NAME)
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
    def told(self) -> MeetingTold:
        lines = [ROLE_LINE.fullmatch(line) for line in (self.participants.data or "").splitlines()]
        roles = {line[1]: int(line[2]) for line in lines if line}
        return MeetingTold(self.place.data or "", _given(self.month).replace(day=1), roles, self.advice.data or "")


def _given(field: Field) -> Any:
    """What was filled in, of a form that was sent well."""
    return field.data


def _filled(told: Told) -> dict[str, Any]:
    """What stands in the fields."""
    return {each.name: _in_field(getattr(told, each.name)) for each in fields(told)}


def _in_field(value: object) -> Any:
    if isinstance(value, Mapping):
        return "\n".join(f"{role}: {count}" for role, count in value.items())
    if isinstance(value, str):
        return "\n".join(value.strip().splitlines())
    return str(value) if isinstance(value, UUID) else value


def _words_of(field: Any) -> dict[str, Any]:
    """What can be chosen in a field, if it has choices."""
    return {str(code): words for code, words, *_rest in field.iter_choices()} if hasattr(field, "choices") else {}
