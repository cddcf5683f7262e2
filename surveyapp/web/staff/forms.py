"""What all forms of those who run surveys have in common: labels, help, and what to do about what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field, Form, HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the types

from questionnaires.identity import has_national_id
from surveyapp.web.languages import day
from surveyapp.web.pages import ErrorLink
from surveyapp.web.staff.pages import StaffPage

UNREADABLE_FILE = _l(
    "Filen kan ikke leses. Åpne den i Excel, velg Lagre som og filtypen «CSV UTF-8» eller Excel-arbeidsbok (.xlsx), "
    "og velg den nye filen her."
)


class StaffForm(Form):
    """A form whose fields carry their own label, help (`description`) and what to do (each validator's `message`).

    It is filled from the request's form and files on POST, else from `obj` or `data`; `was_sent` is False for a form
    beside the one that was sent.
    """

    def __init__(self, obj: object = None, data: Mapping[str, Any] | None = None, *, was_sent: bool = True) -> None:
        sent: MultiDict[str, Any] | None = None
        if request.method == "POST" and was_sent:
            sent = CombinedMultiDict([request.form, request.files])
        super().__init__(sent, obj=obj, data=data)
        for field in self:
            if isinstance(field, SelectField):
                field.invalid_choice_message = _("Velg noe fra lista.")  # type: ignore[attr-defined]  # newer

    def sent_well(self) -> bool:
        """Whether the form was sent, and nothing is wrong with it."""
        return request.method == "POST" and self.validate()

    def refuse(self, name: str, problem: str) -> None:
        """Say at one field what a service would not do, and why."""
        self[name].errors = [*self[name].errors, problem]

    @property
    def sends_files(self) -> bool:
        """Whether it has a field for a file."""
        return any(field.type == "FileField" for field in self)

    @property
    def problems(self) -> dict[str, str]:
        """What to do about each field, by its name."""
        return {field.name: _told(field) for field in self if field.errors}

    @property
    def links(self) -> tuple[ErrorLink, ...]:
        """The same, for the error summary."""
        return tuple(ErrorLink(f"#{_first(self[name])}", text) for name, text in self.problems.items())


class SharedForm(StaffForm):
    """A form about what others may change at the same time; `seen`: the mark of what it was filled in from."""

    seen = HiddenField()

    def changed_meanwhile(self, stored: SharedForm) -> None:
        """Say at each field what was saved meanwhile, maybe by herself; sent once more, what stands here is meant."""
        for field in self:
            theirs = stored[field.name]
            if field.name != "seen" and _plain(field.data) != _plain(theirs.data):
                words = _in_words(theirs) or _("ingenting")
                told = _(
                    "Dette ble lagret fra et annet vindu, av deg eller en annen: «%(words)s». "
                    "Lagrer du nå, gjelder ditt.",
                    words=words,
                )
                self.refuse(field.name, told)
        self.seen.data = stored.seen.data


def _plain(given: object) -> object:
    """Without how a browser ends its lines."""
    return "\n".join(given.strip().splitlines()) if isinstance(given, str) else given


def _in_words(field: Field) -> str:
    """What a field holds, as it is read."""
    if isinstance(field.data, bool):
        return str(_("krysset av") if field.data else _("ikke krysset av"))
    if isinstance(field.data, date):
        return day(field.data)
    if isinstance(field, SelectField):
        return ", ".join(str(label) for _value, label, chosen, _kw in field.iter_choices() if chosen)
    return str(field.data or "")


def _told(field: Field) -> str:
    """What is no date or number at all is told in the form's own words for what must be there."""
    own = [words for each in field.validators if (words := getattr(each, "message", None))]
    return str(own[0] if field.process_errors and own else field.errors[0])


def _first(field: Field) -> str:
    """The id of what to go to: of several buttons, the first."""
    return f"{field.id}-0" if field.type in ("RadioField", "SelectMultipleField") else field.id


def options(words: Mapping[Any, object]) -> list[Any]:
    """What a field lets one choose of, by what is sent."""
    return [SelectChoice(value, each) for value, each in words.items()]


class NoNationalId:
    """A validator: what is written holds no national identity number."""

    def __call__(self, _form: Form, field: Field) -> None:
        if has_national_id(field.data or ""):
            raise ValidationError(_("Ta bort fødselsnummeret. Det skal bare stå i deres eget system."))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(StaffPage):
    """A page that is one form: `back` is (address, words) of the page it belongs to, `send` the button's words.

    `dangerous`: what cannot be undone has a red button. `whose`: the e-mail address whose password it asks for.
    `instead`: (address, words) of what else can be done with what the form is about.
    """

    template: ClassVar[str] = "staff/form.html"
    form_data: StaffForm
    back: tuple[str, str]
    send: str
    lead: tuple[str, ...] = ()
    dangerous: bool = False
    whose: str = ""
    instead: tuple[str, str] | None = None
