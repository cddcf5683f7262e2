"""The forms of contact lists and messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import DateField, FileField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional, ValidationError

from surveyapp.mail import is_address
from surveyapp.models.marks import mark_of
from surveyapp.models.reaching import BODY_LENGTH, SMS_LENGTH, SUBJECT_LENGTH, WAVE_KINDS
from surveyapp.services.contacting.waves import Reason
from surveyapp.web.languages import day, own_name
from surveyapp.web.staff.forms import SharedForm, StaffForm
from surveyapp.web.staff.message_words import ABOUT_THE_KIND, REFUSALS


@dataclass(frozen=True, slots=True)
class Invited:
    """How far inviting has come: the day that an invitation waits for, whether one has `begun`, and who is `new`."""

    planned: date | None
    begun: bool
    new: int


class WaveForm(StaffForm):
    """What is sent, and on which day."""

    kind = RadioField(
        _l("Hva som sendes"),
        [InputRequired(_l("Velg hva som sendes.")), AnyOf(WAVE_KINDS, _l("Velg hva som sendes."))],
        # What may be sent now is the service's to say, in words.
        validate_choice=False,
    )
    before = IntegerField(
        _l("Så mange dager før siste dag"),
        [Optional(), NumberRange(0, 365, message=_l("Skriv et tall fra 0 til 365."))],
        description=_l(
            "For eksempel 7. Flyttes siste dag, følger meldingen med. La feltet stå tomt for å velge en dato."
        ),
    )
    due_on = DateField(
        _l("Eller på denne datoen"),
        [Optional()],
    )

    def __init__(self, invited: Invited, *, first_day: date, hours: bool) -> None:
        """`hours`: people are written to by day alone, and not on Sundays."""
        only_reminding = invited.planned is not None or (invited.begun and not invited.new)
        super().__init__(data={"kind": "reminder" if only_reminding else "invitation", "due_on": first_day})
        reminder = ("reminder", _("Påminnelse, bare til dem som ikke har levert da"))
        words = _("Invitasjon, til alle på listen som ikke har levert")
        if invited.begun:
            words = ngettext(
                "Invitasjon, bare til %(num)s som er lagt til siden",
                "Invitasjon, bare til %(num)s som er lagt til siden",
                invited.new,
            )
        self.kind.choices = [reminder] if only_reminding else [("invitation", words), reminder]
        self.kind.description = _told(invited)
        self.due_on.description = str(_("Meldinger sendes på dagtid, og ikke på søndager.")) if hours else ""

    @property
    def when(self) -> date | int:
        """The day that was chosen, or how many days before the last one."""
        return self.due_on.data or date.min if self.before.data is None else self.before.data

    def refuse_plan(self, reason: Reason) -> None:
        """Say why it cannot be planned, where it can be mended."""
        day = "due_on" if self.before.data is None else "before"
        self.refuse("kind" if reason in ABOUT_THE_KIND else day, str(REFUSALS[reason]))

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Either a number of days or a date."""
        well = super().validate(extra_validators)
        if self.before.data is None and self.due_on.data is None:
            self.refuse("due_on", str(_("Velg en dato, eller skriv hvor mange dager før siste dag.")))
            return False
        return well


def _told(invited: Invited) -> str:
    """What to know of the invitation before anything is chosen."""
    if invited.planned is not None:
        return str(
            _(
                "Invitasjonen er allerede satt opp til %(day)s, og går også til dem som legges til før da. "
                "Åpne den i planen for å endre den.",
                day=day(invited.planned),
            )
        )
    if not invited.begun:
        return ""
    if not invited.new:
        return str(_("Invitasjonen er sendt til alle på listen."))
    return str(_("Invitasjonen er sendt. Adresser som er lagt til siden, får også påminnelser, med sin egen lenke."))


PLACES = ("navn", "frist")
"""What an owner's words may leave room for, between { and }."""


def known_places(_form: StaffForm, field: StringField) -> None:
    """Refuse room for what we cannot put there, which would go out as it is written."""
    left = field.data or ""
    for place in PLACES:
        left = left.replace(f"{{{place}}}", "")
    if "{" in left or "}" in left:
        raise ValidationError(_("Mellom { og } kan det bare stå navn eller frist: {navn} og {frist}."))


def plain_address(_form: StaffForm, field: StringField) -> None:
    """Refuse what is not one e-mail address."""
    if not is_address(field.data or ""):
        raise ValidationError(str(_("Skriv én e-postadresse, for eksempel navn@kommune.no.")))


class TestForm(StaffForm):
    """Where to try a message out."""

    address = StringField(
        _l("Send en prøve til"),
        [InputRequired(_l("Skriv én e-postadresse, for eksempel navn@kommune.no.")), plain_address],
    )
    language = SelectField(_l("Språk"), validate_choice=False)


class ContactsForm(StaffForm):
    """A contact list as a file."""

    file = FileField(
        _l("Kontaktliste (.csv eller .xlsx)"),
        [InputRequired(_l("Velg filen med kontaktlisten."))],
        description=_l(
            "Kolonner: e-post eller telefon, og deltaker (kommunenummer, forløp eller enhet), navn, betegnelse, språk."
        ),
    )


@dataclass(frozen=True, slots=True)
class LanguageFields:
    """One language's part of a message; `open`: there is something in it to see."""

    language: str
    fields: tuple[Any, ...]
    first: bool
    open: bool


class TextsForm(SharedForm):
    """The owner's own words of a message, in each language of the questionnaire."""

    languages: tuple[str, ...] = ()

    @classmethod
    def of(cls, languages: Sequence[str], texts: Mapping[str, Mapping[str, str]], *, sent: bool = True) -> Self:
        """The form for these languages; `sent` False when something else on the page was."""
        fields: dict[str, Any] = {"languages": tuple(languages)}
        for code in languages:
            name = own_name(code)
            subject = Length(max=SUBJECT_LENGTH, message=_("Kort ned emnet."))
            body = Length(max=BODY_LENGTH, message=_("Kort ned teksten."))
            sms = Length(max=SMS_LENGTH, message=_("Kort ned SMS-en."))
            fields[f"{code}_subject"] = StringField(
                _("Emne (%(language)s)", language=name),
                [subject, known_places],
            )
            fields[f"{code}_body"] = TextAreaField(
                _("Tekst (%(language)s)", language=name),
                [body, known_places],
                description=_(
                    "Skriv {navn} der navnet skal stå, og {frist} for siste dag. Lenken kommer etter teksten."
                ),
            )
            fields[f"{code}_sms"] = StringField(
                _("SMS (%(language)s)", language=name),
                [sms, known_places],
            )
        known = {f"{code}_{part}": words for code, text in texts.items() for part, words in text.items()}
        made = type("TextsForm", (cls,), fields)
        form: Self = made(data={**known, "seen": mark_of(texts)}, was_sent=sent)
        return form

    @property
    def by_language(self) -> tuple[LanguageFields, ...]:
        """The fields of each language; the first one's are always shown."""
        return tuple(self._of(code, first=number == 0) for number, code in enumerate(self.languages))

    def _of(self, code: str, *, first: bool) -> LanguageFields:
        fields = tuple(self[f"{code}_{part}"] for part in ("subject", "body", "sms"))
        needed = any(each.data or each.name in self.problems for each in fields)
        return LanguageFields(own_name(code), fields, first=first, open=needed)

    def texts(self) -> dict[str, dict[str, str]]:
        """Language -> the words that were written; what is empty is said in ours."""
        found = {
            code: {part: (self[f"{code}_{part}"].data or "").strip() for part in ("subject", "body", "sms")}
            for code in self.languages
        }
        return {code: {part: words for part, words in text.items() if words} for code, text in found.items()}
