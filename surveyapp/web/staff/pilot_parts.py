"""The kinds of things that are kept of a pilot: where they are told, and what their pages are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import LazyString, format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from surveyapp.models import Account
from surveyapp.services.piloting import (
    DayRefusedError,
    Extent,
    HearingTold,
    Kind,
    MeetingTold,
    MilestoneTold,
    Part,
    PartGoneError,
    PilotFileError,
    PilotPicture,
    PilotRefusedError,
    Told,
    TrainingTold,
    UnitTold,
    key_of,
    told_of,
)
from surveyapp.web.languages import day
from surveyapp.web.pages import ErrorPage
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.pilot_forms import HearingForm, MeetingForm, MilestoneForm, PartForm, TrainingForm, UnitForm


@dataclass(frozen=True, slots=True)
class Page:
    """Where one kind is told: its word in addresses, its key there, its form, and what the three pages are called."""

    name: str
    word: str
    key: str
    form: type[PartForm]
    new: LazyString
    change: LazyString
    delete: LazyString


PAGES: Mapping[Kind, Page] = {
    UnitTold: Page(
        *("unit", "virksomhet", "int:number", UnitForm),
        *(_l("Ny virksomhet"), _l("Endre virksomheten"), _l("Ta ut virksomheten")),
    ),
    MilestoneTold: Page(
        *("milestone", "milepel", "int:number", MilestoneForm),
        *(_l("Ny milepæl"), _l("Endre milepælen"), _l("Slett milepælen")),
    ),
    TrainingTold: Page(
        *("training", "opplaring", "uuid:training_id", TrainingForm),
        *(_l("Ny opplæring"), _l("Endre opplæringen"), _l("Slett opplæringen")),
    ),
    HearingTold: Page(
        *("hearing", "tilbakemelding", "uuid:hearing_id", HearingForm),
        *(_l("Ny runde med tilbakemeldinger"), _l("Endre runden"), _l("Slett runden")),
    ),
    MeetingTold: Page(
        *("meeting", "dialogmote", "uuid:meeting_id", MeetingForm),
        *(_l("Nytt dialogmøte"), _l("Endre dialogmøtet"), _l("Slett dialogmøtet")),
    ),
}
REFUSED: Mapping[str, LazyString] = {
    "title": _l("Virksomheten har en pilot som heter dette. Skriv et annet navn."),
    "evidence": _l("Skriv hva som viser at milepælen er nådd."),
    "name": _l("Piloten har en virksomhet som heter dette. Skriv et annet navn."),
    "unit_id": _l("Enheten er koblet til en annen virksomhet i piloten. Velg en annen."),
}
"""What to do about what the service would not keep; the form itself takes care of everything else."""


def at(part: Part, what: str = "change") -> str:
    """Where a thing is changed, or deleted."""
    page = PAGES[type(told_of(part))]
    key: dict[str, Any] = {page.key.partition(":")[2]: key_of(part)}
    return url_for(f"pilots.{what}_{page.name}", pilot_id=part.pilot_id, **key)


FILE: Mapping[str, LazyString] = {
    "size": _l("filen er for stor"),
    "encoding": _l("filen er ikke lagret som UTF-8. Velg «UTF-8» når du lagrer den"),
    "unreadable": _l("dette kan ikke leses. Se etter kolon, innrykk, parenteser og anførselstegn som mangler"),
    "twice": _l("det samme står to ganger. Ta bort det ene"),
    "missing": _l("«%(what)s» mangler"),
    "unknown": _l("«%(what)s» hører ikke til her. Ta det bort, eller se etter skrivefeil"),
    "empty": _l("«%(what)s» er tom"),
    "too_long": _l("teksten er på mer enn %(what)s tegn"),
    "text": _l("her skal det stå en tekst"),
    "date": _l("skriv datoen slik: 2026-10-16"),
    "year": _l("se på årstallet. Disse årene kan brukes: %(what)s"),
    "yes_no": _l("skriv true (ja) eller false (nei)"),
    "list": _l("her skal det stå en liste, med en strek først på hver linje"),
    "parts": _l("skriv hver del slik: ord, kolon og innhold"),
    "national_id": _l("ta bort fødselsnummeret"),
}
"""What is wrong in a file, by its kind."""


def refuse(form: StaffForm, refused: PilotRefusedError) -> None:
    """Say at its field what the service would not keep."""
    if isinstance(refused, DayRefusedError):
        told = _("Se på årstallet. Det må være fra %(first)s til %(last)s.", first=refused.first, last=refused.last)
        form.refuse(refused.field, str(told))
        return
    form.refuse(refused.field, str(REFUSED[refused.field]))


def in_the_file(refused: PilotFileError) -> str:
    """The lines to mend, and what is wrong there: the first ones."""
    told = [
        _("linje %(line)s: %(told)s", line=each.line, told=FILE[each.kind] % {"what": each.what})
        for each in refused.problems[:10]
    ]
    return "; ".join(told) + "."


def form_page(account: Account, found: PilotPicture, form: StaffForm, title: object, **more: Any) -> FormPage:
    """Where one thing of a pilot is told."""
    return FormPage(
        title=str(title),
        part_of=found.pilot.title,
        failed=bool(form.problems),
        synthetic=found.pilot.synthetic,
        signed_in=account.name,
        form_data=form,
        back=(url_for("pilots.show", pilot_id=found.pilot.id), found.pilot.title),
        **{"send": _("Lagre"), **more},
    )


def in_words(found: PilotPicture, told: Told) -> str:
    """One thing that is kept, on one line, for whoever is about to take it out."""
    names = {unit.number: unit.name for unit in found.units}
    if isinstance(told, UnitTold):
        return told.name
    if isinstance(told, MilestoneTold):
        return f"{told.party}: {told.words}"
    if isinstance(told, TrainingTold):
        came = _("%(count)s deltakere", count=told.attended)
        return f"{names.get(told.unit_number, '')}, {day(told.held_on)}: {came}"
    if isinstance(told, HearingTold):
        return f"{told.asked}, {day(told.asked_on)}"
    return f"{told.place}, {format_date(told.month, 'MMMM yyyy')}"


def all_of_it(extent: Extent) -> tuple[str, ...]:
    """What goes with a pilot and what stays, for whoever is about to delete it."""
    told = (
        (extent.units, ngettext("%(num)s virksomhet", "%(num)s virksomheter", extent.units)),
        (extent.milestones, ngettext("%(num)s milepæl", "%(num)s milepæler", extent.milestones)),
        (extent.trainings, ngettext("%(num)s opplæring", "%(num)s opplæringer", extent.trainings)),
        (
            extent.hearings,
            ngettext("%(num)s runde med tilbakemeldinger", "%(num)s runder med tilbakemeldinger", extent.hearings),
        ),
        (extent.meetings, ngettext("%(num)s dialogmøte", "%(num)s dialogmøter", extent.meetings)),
    )
    gone = ", ".join(words for count, words in told if count)
    return (
        *([str(_("Dette slettes sammen med piloten: %(gone)s.", gone=gone))] if gone else []),
        str(_("Undersøkelsene som er koblet til, og forløpene i enhetene slettes ikke.")),
        str(_("Det kan ikke angres.")),
    )


def _gone(_error: PartGoneError) -> ErrorPage:
    """What to say when somebody has taken it out meanwhile; what was written is told back, so that it is not lost."""
    written = [value for name, value in request.form.items() if name not in ("csrf_token", "seen") and value.strip()]
    lines = [_("Noen andre kan ha slettet det mens siden sto åpen. Ingenting annet er endret.")]
    if written:
        lines.append(_("Dette hadde du skrevet: %(words)s", words="; ".join(written)))
    return ErrorPage(
        title=_("Dette er tatt ut av piloten"),
        lines=tuple(map(str, lines)),
        link=(url_for("pilots.overview"), _("Gå til pilotene")),
    )


ANSWERS: dict[type[Exception] | int, tuple[int, Callable[[Any], ErrorPage]]] = {PartGoneError: (404, _gone)}
"""A part of the table in `surveyapp.web.errors`."""
