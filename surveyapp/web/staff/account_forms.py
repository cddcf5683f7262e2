"""The forms of one's own account, and the words about passwords that are not good enough."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from surveyapp.models.errors import WeakPasswordError
from surveyapp.services.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD
from surveyapp.web.staff.forms import StaffForm

NEW = {"autocomplete": "new-password"}
CURRENT = {"autocomplete": "current-password"}
TWICE = _l("Skriv det samme passordet to ganger.")


class ConfirmForm(StaffForm):
    """The password once more, and the page to go to afterwards."""

    goal = HiddenField()
    password = PasswordField(_l("Passord"), validators=[InputRequired(_l("Skriv passordet ditt."))], render_kw=CURRENT)


def _new() -> PasswordField:
    return PasswordField(
        _l("Nytt passord"),
        validators=[InputRequired(_l("Skriv et passord på minst 15 tegn."))],
        description=_l(
            "Minst 15 tegn. Fire ord som ikke har noe med hverandre å gjøre, er trygt og lett å huske. "
            "Ikke bruk dette eksempelet: «lampe torsk gitar mandag»."
        ),
        render_kw=NEW,
    )


def _again() -> PasswordField:
    return PasswordField(
        _l("Det nye passordet en gang til"),
        validators=[
            InputRequired(TWICE),
            EqualTo("new", _l("Skriv det samme passordet to ganger.")),
        ],
        render_kw=NEW,
    )


class ChangePasswordForm(StaffForm):
    """The old password, and the new one twice."""

    old = PasswordField(
        _l("Passordet du har nå"), validators=[InputRequired(_l("Skriv passordet du har nå."))], render_kw=CURRENT
    )
    new = _new()
    again = _again()


class RenewForm(StaffForm):
    """A new password, twice."""

    new = _new()
    again = _again()


class NewAccountForm(StaffForm):
    """Who one is, and the first password."""

    name = StringField(
        _l("Navnet ditt"),
        validators=[InputRequired(_l("Skriv navnet ditt.")), Length(max=200, message=_l("Bruk høyst 200 tegn."))],
        render_kw={"autocomplete": "name"},
    )
    new = _new()
    again = _again()


class AppCodeForm(StaffForm):
    """The first code of an app."""

    code = StringField(
        _l("Koden som appen viser"),
        validators=[InputRequired(_l("Skriv koden på seks sifre som appen viser."))],
        render_kw={"autocomplete": "one-time-code"},
    )


class KeyForm(StaffForm):
    """What to call a key."""

    name = StringField(
        _l("Hva vil du kalle nøkkelen?"),
        validators=[
            InputRequired(_l("Gi nøkkelen et navn.")),
            Length(max=60, message=_l("Bruk høyst 60 tegn.")),
        ],
        description=_l("For eksempel «Mobilen min» eller «Sikkerhetsnøkkel på jobben»."),
    )


class NothingForm(StaffForm):
    """A form that only asks whether one means it."""


def why_weak(error: WeakPasswordError) -> str:
    """What is wrong with a password, and what to do."""
    told = {
        "short": _("Passordet er for kort. Det må ha minst %(least)s tegn.", least=SHORTEST_PASSWORD),
        "long": _("Passordet er for langt. Det kan ha høyst %(most)s tegn.", most=LONGEST_PASSWORD),
        "weak": _(
            "Passordet er lett å gjette. Det er kjent fra før, gjentar seg eller ligner navnet ditt. "
            "Prøv fire ord som ikke har noe med hverandre å gjøre."
        ),
        "usual": _(
            "Passordet er lett å gjette, fordi det er satt sammen av vanlige ord. "
            "Prøv fire ord som ikke har noe med hverandre å gjøre, eller ta med ord som få ville tenkt på."
        ),
    }
    return str(told[error.why])
