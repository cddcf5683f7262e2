"""The pages of access keys, and the form that makes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from surveyapp.models import Account, Organisation, Survey
from surveyapp.services.access import Action
from surveyapp.services.keys import LONGEST_DAYS, KeyLine, MadeKey
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.pages import StaffPage

SCOPE_WORDS: Mapping[Action, LazyString] = {
    "survey.see": _l("Se undersøkelser, runder, antall svar og kodebok"),
    "report.see": _l("Lese resultater, der små tall er skjult"),
    "answers.export": _l("Hente svarene rad for rad, med pseudonym i stedet for navn"),
}
USUAL_DAYS = 90


class KeyForm(StaffForm):
    """What the key is for, what it may do, and for how long."""

    name = StringField(
        _l("Hva nøkkelen skal brukes til"),
        [InputRequired(_l("Skriv hva nøkkelen skal brukes til.")), Length(max=100, message=_l("Skriv det kortere."))],
        description=_l("For eksempel: Kvartalsrapporten i R"),
    )
    scopes = SelectMultipleField(
        _l("Hva den får gjøre"),
        [InputRequired(_l("Velg hva nøkkelen får gjøre."))],
        description=_l("Velg så lite som mulig. Nøkkelen får aldri gjøre mer enn du selv får."),
    )
    survey = SelectField(_l("Hvilke undersøkelser"), default="")
    expires_on = DateField(
        _l("Siste dag den virker"),
        [InputRequired(_l("Velg en dag, høyst ett år fram i tid."))],
        description=_l("Høyst ett år fram i tid."),
    )

    def offer(self, scopes: Sequence[Action], surveys: Sequence[Survey], today: date) -> KeyForm:
        """Fill in what there is to choose from."""
        self.scopes.choices = [(scope, SCOPE_WORDS[scope]) for scope in scopes]
        self.survey.choices = [("", _("Alle, også de som kommer")), *((str(each.id), each.title) for each in surveys)]
        if self.expires_on.data is None and not self.expires_on.raw_data:
            self.expires_on.data = today + timedelta(days=USUAL_DAYS)
        self._today = today
        return self

    def validate_expires_on(self, field: DateField) -> None:
        """A day from today, and not too far off."""
        if field.data is None or not self._today <= field.data <= self._today + timedelta(days=LONGEST_DAYS):
            raise ValidationError(_("Velg en dag, høyst ett år fram i tid."))


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key in the list; `revoke` is where it is taken back."""

    name: str
    scopes: tuple[str, ...]
    survey: str
    made_by: str
    expires_on: date
    last_used_on: date | None
    state: str
    state_color: str
    revoke: str


@dataclass(frozen=True, slots=True)
class Holder:
    """An organisation and its keys."""

    id: str
    name: str
    make: str
    keys: tuple[KeyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysPage(StaffPage):
    """The keys of the organisations whose keys the account may change."""

    template: ClassVar[str] = "staff/keys.html"
    holders: tuple[Holder, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKeyPage(StaffPage):
    """The new key's secret: the only time that it is shown."""

    template: ClassVar[str] = "staff/key_made.html"
    secret: str
    address: str
    back: str


def keys_page(
    account: Account,
    held: Sequence[tuple[Organisation, Sequence[KeyLine]]],
    today: date,
    notes: tuple[str, ...],
) -> KeysPage:
    """The list."""
    return KeysPage(
        title=_("Tilgangsnøkler"),
        signed_in=account.name,
        notes=notes,
        holders=tuple(
            Holder(
                f"keys-{number}",
                organisation.name,
                url_for("keys.make", organisation_id=organisation.id),
                tuple(_row(organisation, each, today) for each in keys),
            )
            for number, (organisation, keys) in enumerate(held, 1)
        ),
    )


def _row(organisation: Organisation, key: KeyLine, today: date) -> KeyRow:
    works = key.works_on(today)
    state = (_("Virker"), "success") if works else (_("Utløpt"), "neutral")
    if key.revoked_on is not None:
        state = (_("Trukket tilbake"), "neutral")
    return KeyRow(
        name=key.name,
        scopes=tuple(str(SCOPE_WORDS[scope]) for scope in key.scopes),
        survey=key.survey or _("Alle undersøkelser"),
        made_by=key.made_by or _("Driften"),
        expires_on=key.expires_on,
        last_used_on=key.last_used_on,
        state=state[0],
        state_color=state[1],
        revoke=url_for("keys.revoke", organisation_id=organisation.id, key_id=key.id) if works else "",
    )


def key_form_page(account: Account, organisation: Organisation, form: KeyForm) -> FormPage:
    """Where a key is made."""
    return FormPage(
        title=_("Lag en tilgangsnøkkel"),
        part_of=organisation.name,
        signed_in=account.name,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for("keys.show"), _("Tilgangsnøkler")),
        send=_("Lag nøkkelen"),
        lead=(
            _(
                "Et program viser nøkkelen i stedet for å logge inn. Den gjelder for %(owner)s.",
                owner=organisation.name,
            ),
        ),
    )


def revoke_page(account: Account, key: KeyLine, form: StaffForm) -> FormPage:
    """Where it is asked whether it shall really be taken back."""
    return FormPage(
        title=_("Trekk tilbake «%(name)s»?", name=key.name),
        signed_in=account.name,
        form_data=form,
        back=(url_for("keys.show"), _("Tilgangsnøkler")),
        send=_("Trekk tilbake nøkkelen"),
        lead=(_("Programmer som bruker den, stopper med én gang. Det kan ikke angres, men du kan lage en ny nøkkel."),),
        dangerous=True,
    )


def made_page(account: Account, made: MadeKey, name: str, address: str) -> MadeKeyPage:
    """The secret, once."""
    return MadeKeyPage(
        title=_("Nøkkelen er laget"),
        part_of=name,
        signed_in=account.name,
        secret=made.secret,
        address=address,
        back=url_for("keys.show"),
    )
