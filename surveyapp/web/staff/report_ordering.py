"""What the pages say on the way to a new report: which kinds there are, and what one is to be of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from surveyapp.models import Account
from surveyapp.services.reporting import SOURCES, Subject
from surveyapp.web.staff.forms import StaffForm, options
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.report_words import KINDS, LANGUAGES, NEEDS


@dataclass(frozen=True, slots=True, kw_only=True)
class KindsPage(StaffPage):
    """The kinds of reports: name, for whom, what it needs, and where it is ordered."""

    template: ClassVar[str] = "staff/reports/kinds.html"
    kinds: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingPage(StaffPage):
    """A kind of which nothing can be built yet; `go_to`: (address, words) of where what it needs is made."""

    template: ClassVar[str] = "staff/reports/nothing.html"
    readers: str
    needs: str
    go_to: tuple[str, str]


class OrderForm(StaffForm):
    """What a report of a kind is of, and in which language; `about`: whom, where the kind is about somebody."""

    of = SelectField()
    area = SelectField(_l("Hvem rapporten er om"), [InputRequired(_l("Velg hvem rapporten er om."))])
    beside = SelectField(
        _l("Undersøkelse ved siden av (valgfritt)"),
        description=_l("For eksempel den som pårørende svarer på. De siste rundene av den er med i rapporten."),
    )
    language = RadioField()

    def __init__(
        self,
        kind: str,
        subjects: Sequence[Subject],
        whom: Sequence[tuple[str, str]],
        chosen: str = "",
        beside: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data={"language": "nb", "of": chosen})
        needs = SOURCES[kind].of
        asks = {
            "rounds": (_("Undersøkelse og runder"), _("Velg hvilke runder rapporten skal sammenligne.")),
            "round": (_("Undersøkelse og runde"), _("Velg runden rapporten skal handle om.")),
            "pilot": (_("Pilot"), _("Velg piloten rapporten skal handle om.")),
            "year": (_("Handlingsplan"), _("Velg året rapporten skal handle om.")),
            "quarter": (_("Handlingsplan"), _("Velg kvartalet rapporten skal handle om.")),
        }
        self.of.label.text, problem = asks[needs]
        self.of.validators = [InputRequired(problem)]
        self.of.choices = [("", _("Velg")), *((each.key, _subject(each)) for each in subjects)]
        self.area.choices = [("", _("Velg")), *whom]
        if not SOURCES[kind].about:
            del self.area
        self.beside.choices = [("", _("Ingen")), *beside]
        if not beside:
            del self.beside
        self.language.label.text = _("Språk")
        self.language.choices = options(LANGUAGES)

    def refuse_order(self, kind: str, field: str) -> None:
        """Say at the field what to choose instead."""
        about = SOURCES[kind].about
        if field == "beside":
            self.refuse("beside", _("Velg en annen undersøkelse hos samme eier, med egne spørsmål og svar."))
        elif about == "unit":
            self.refuse("area", _("Enheten er ikke med i denne piloten. Velg en av enhetene i den."))
        else:
            # The municipality or area was another when the round was held.
            self.refuse("area" if about else "of", _("Dette fantes ikke da runden ble holdt. Velg noe annet."))


def kinds_page(account: Account) -> KindsPage:
    """What can be built."""
    return KindsPage(
        title=_("Ny rapport"),
        part_of=_("Rapporter"),
        signed_in=account.name,
        kinds=tuple(
            (str(KINDS[kind][0]), str(KINDS[kind][1]), str(NEEDS[kind]), url_for("reports.order", kind=kind))
            for kind in SOURCES
        ),
    )


def nothing_page(account: Account, kind: str) -> NothingPage:
    """What is missing, and where it is made."""
    places = {
        "pilot": (url_for("pilots.overview"), _("Gå til piloter")),
        "year": (url_for("plans.plans"), _("Gå til handlingsplaner")),
        "quarter": (url_for("plans.plans"), _("Gå til handlingsplaner")),
    }
    name, readers = KINDS[kind]
    return NothingPage(
        title=_("Ny rapport: %(kind)s", kind=name),
        part_of=_("Rapporter"),
        signed_in=account.name,
        readers=str(readers),
        needs=str(NEEDS[kind]),
        go_to=places.get(SOURCES[kind].of, (url_for("staff.surveys"), _("Gå til undersøkelser"))),
    )


def lead(kind: str) -> tuple[str, ...]:
    """For whom the report is, what it is made of, and what follows when it is ordered."""
    if SOURCES[kind].about:
        then = _("Rapporten bygges med én gang, og bare dere ser den til dere publiserer den.")
    else:
        then = _("Rapporten bygges med én gang. Bare dere ser den; andre får den av dere som fil.")
    return str(KINDS[kind][1]), str(NEEDS[kind]), str(then)


def _subject(each: Subject) -> str:
    return str(_("%(what)s (prøvesvar)", what=each.words)) if each.rehearsed else each.words
