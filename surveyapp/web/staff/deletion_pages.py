"""What goes of a survey, and when, in words; and the form that moves the dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the published types are behind
from wtforms.validators import InputRequired, NumberRange

from surveyapp.models import Account, Survey
from surveyapp.models.deletion import MANNERS, Manner
from surveyapp.models.marks import mark_of
from surveyapp.services.retaining import Counted, Going, Gone, Limits, Promise, Wanted
from surveyapp.services.retaining.plans import What
from surveyapp.web.languages import day
from surveyapp.web.staff.forms import FormPage, SharedForm
from surveyapp.web.staff.pages import StaffPage

KINDS: dict[str, LazyString] = {
    "contact_address": _l("e-postadresser og telefonnumre"),
    "recipient_address": _l("adresser på kontaktlister"),
    "assignment_address": _l("e-postadresser til kolleger"),
    "draft": _l("svar som ikke er levert"),
    "paper": _l("papirskjemaer"),
    "revision": _l("endringer underveis"),
    "return_code": _l("koder for å fortsette senere"),
    "comment": _l("kommentarer mellom kolleger"),
    "last_change": _l("merker om hvem som lagret sist"),
    "assignment": _l("oppgaver til kolleger"),
    "response": _l("leverte svar"),
    "participant": _l("deltakere"),
    "invitation": _l("lenker"),
    "recall": _l("merker om at forrige tall ble vist"),
    "approval": _l("godkjenninger"),
}
"""What each kind of row is for those who own surveys."""

WHATS: dict[What, LazyString] = {
    "contacts": _l("Kontaktopplysninger"),
    "traces": _l("Spor etter utfyllingen"),
    "answers": _l("Svarene"),
}
MANNER_WORDS: dict[Manner, LazyString] = {
    "erase": _l("Svarene slettes"),
    "unlink": _l("Koder, egne ord og tidspunkter fjernes. Tall og valg blir stående"),
}


@dataclass(frozen=True, slots=True)
class DeletionLine:
    """What goes, or has gone, on one day."""

    on: date
    what: str
    about: str
    rows: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the services tell of one survey: the promise, what goes, what goes soon, and what has gone."""

    promise: Promise
    coming: Sequence[Going]
    soon: Sequence[Going]
    gone: Sequence[Gone]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionPage(StaffPage):
    """The survey's plan, and what has gone already."""

    template: ClassVar[str] = "staff/deletion.html"
    survey: str
    back: str
    manner: str
    unlinks: bool
    change_at: str
    record_at: str
    requests_at: str
    coming: tuple[DeletionLine, ...]
    gone: tuple[DeletionLine, ...]
    warned: tuple[str, ...]
    notes: tuple[str, ...]
    public_page: str


class DeletionForm(SharedForm):
    """When answers and contact data go; the service has the last word."""

    answers_go_on = DateField(
        _l("Dagen svarene går ut"), validators=[InputRequired(_l("Skriv datoen som dag, måned og år."))]
    )
    contact_days = IntegerField(
        _l("Dager som kontaktopplysninger beholdes etter rundens siste dag"),
        validators=[InputRequired(_l("Skriv et helt tall.")), NumberRange(0, 90, _l("Skriv et tall fra 0 til 90."))],
    )
    manner = RadioField(
        _l("Hva skjer med svarene?"), choices=[SelectChoice(each, MANNER_WORDS[each]) for each in MANNERS]
    )

    @classmethod
    def of(cls, promise: Promise, *, was_sent: bool = True) -> Self:
        """Filled in with what was promised."""
        return cls(promise, data={"seen": mark_of(Wanted.of(promise))}, was_sent=was_sent)

    def set_limits(self, limits: Limits) -> None:
        """Say what may be chosen, and offer nothing else."""
        self.answers_go_on.description = _(
            "Fra %(first)s til %(last)s.", first=day(limits.first), last=day(limits.last)
        )
        self.contact_days.description = _("Fra 0 til %(days)s.", days=limits.most_days)
        if not limits.may_unlink:
            del self.manner


def deletion_page(
    account: Account, survey: Survey, told: Told, *, may_change: bool, notes: tuple[str, ...] = ()
) -> DeletionPage:
    """The page of one survey."""
    return DeletionPage(
        title=_("Sletting"),
        part_of=survey.title,
        signed_in=account.name,
        synthetic=survey.synthetic,
        survey=survey.title,
        back=url_for("staff.survey", survey_id=survey.id),
        manner=str(MANNER_WORDS[told.promise.manner]),
        unlinks=told.promise.manner == "unlink",
        change_at=url_for("deletion.change", survey_id=survey.id) if may_change else "",
        record_at=url_for("deletion.record", survey_id=survey.id),
        requests_at=url_for("requests.find", survey_id=survey.id) if may_change else "",
        coming=tuple(_line(each, each.round_label) for each in told.coming),
        gone=tuple(_line(each, "") for each in told.gone),
        warned=tuple(warning(each) for each in told.soon),
        notes=notes,
        public_page=url_for("privacy.of_survey", survey_id=survey.id),
    )


def change_page(account: Account, survey: Survey, form: DeletionForm, limits: Limits) -> FormPage:
    """The page that moves the dates."""
    lead = [_("Det som er slettet, kan ikke hentes tilbake.")]
    if limits.answered:
        lead.append(_("Noen har svart, og de har fått løfte om disse datoene. Derfor kan datoene bare flyttes fram."))
    return FormPage(
        title=_("Endre når noe slettes"),
        part_of=survey.title,
        signed_in=account.name,
        synthetic=survey.synthetic,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for("deletion.show", survey_id=survey.id), _("Sletting")),
        send=_("Lagre datoene"),
        lead=tuple(map(str, lead)),
    )


def warning(going: Going) -> str:
    """What owners are told before something goes."""
    rows = counted(going.counted)
    return str(_("%(day)s: %(what)s, %(rows)s", day=day(going.on), what=WHATS[going.what], rows=rows))


def counted(kinds: Sequence[Counted]) -> str:
    """How many rows of each kind, in words."""
    return ", ".join(f"{KINDS[each.kind]}: {each.rows}" for each in kinds) or str(_("ingen rader"))


def _line(each: Going | Gone, about: str) -> DeletionLine:
    return DeletionLine(each.on, str(WHATS[each.what]), about, counted(each.counted))
