"""The forms of courses, and the pages that are nothing but one form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self
from uuid import UUID

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from surveyapp.models import Account
from surveyapp.models.courses import CHAPTERS, NOTE_AT_MOST, Chapter, MissingReason
from surveyapp.models.marks import mark_of
from surveyapp.services.coursing import Assessment, Board, CourseFile, Point
from surveyapp.web.languages import day
from surveyapp.web.staff.forms import FormPage, NoNationalId, SharedForm, StaffForm, options

REASONS: dict[MissingReason, LazyString] = {
    "discharged": _l("Utskrevet uten oppfølging"),
    "moved": _l("Flyttet"),
    "died": _l("Død"),
    "unwilling": _l("Ønsker ikke"),
    "unable": _l("Kognitiv eller språklig årsak"),
    "forgotten": _l("Glemt"),
}
CHAPTER_WORDS: dict[Chapter, LazyString] = {
    "d4": _l("d4 Mobilitet"),
    "d5": _l("d5 Egenomsorg"),
    "d6": _l("d6 Hjemmeliv"),
    "d7-d9": _l("d7–d9 Livet med andre, arbeid og fritid"),
}
WRONG_START = _l("Se på datoen. Startdatoen kan ikke være mer enn ett år fram i tid, og ikke før år 2000.")
_WHEN = _l("Skriv en dato.")
_NOTE = (
    _l("Merknad"),
    [Length(max=NOTE_AT_MOST, message=_l("Kort ned merknaden til høyst 200 tegn.")), NoNationalId()],
    _l("Bare det dere trenger for å kjenne igjen forløpet. Ingen navn, og aldri fødselsnummer."),
)


def _stripped(words: str | None) -> str:
    return (words or "").strip()


class AssessmentForm(StaffForm):
    """Who assessed the privacy of a unit's patients, when, and where that is kept."""

    by = StringField(
        _l("Hvem har vurdert personvernet?"),
        [DataRequired(_l("Skriv hvem som har vurdert det.")), Length(max=200), NoNationalId()],
        filters=[_stripped],
        description=_l("For eksempel personvernombudet, eller lederen for enheten."),
    )
    on = DateField(_l("Når ble det vurdert?"), [InputRequired(_WHEN)])
    kept = StringField(
        _l("Hvor ligger vurderingen?"),
        [DataRequired(_l("Skriv hvor vurderingen ligger.")), Length(max=500), NoNationalId()],
        filters=[_stripped],
        description=_l("For eksempel et saksnummer i arkivet deres."),
    )

    def said(self) -> Assessment:
        """What was said."""
        return Assessment(self.by.data or "", self.on.data or date.max, self.kept.data or "")


class OpenForm(StaffForm):
    """What a new course begins with."""

    started_on = DateField(
        _l("Startdato"),
        [InputRequired(message=_WHEN)],
        description=_l("Datoene for avslutning, 3 og 6 måneder regnes ut fra denne. De kan endres."),
    )
    note = StringField(_NOTE[0], _NOTE[1], description=_NOTE[2])


class FindForm(StaffForm):
    """The code of a course, as it stands on the code list."""

    code = StringField(_l("Finn et forløp med koden"), [InputRequired()])


class DatesForm(SharedForm):
    """The dates of all time points, and the note."""

    due_1 = DateField(_l("Start"), [InputRequired(message=_WHEN)])
    due_2 = DateField(
        _l("Avslutning"),
        [InputRequired(message=_WHEN)],
        description=_l("3 og 6 måneder regnes herfra til avslutningen er målt, hvis dere ikke har endret dem selv."),
    )
    due_3 = DateField(_l("3 måneder etter"), [InputRequired(message=_WHEN)])
    due_4 = DateField(_l("6 måneder etter"), [InputRequired(message=_WHEN)])
    note = StringField(_NOTE[0], _NOTE[1], description=_NOTE[2])

    @classmethod
    def of(cls, course: CourseFile, *, was_sent: bool = True) -> Self:
        """Filled in with those of a course."""
        known = {f"due_{point.number}": point.due_on for point in course.line.points}
        form = cls(data={**known, "note": course.note, "seen": mark_of(course.dated)}, was_sent=was_sent)
        ended_on = course.line.ended_on
        if ended_on is not None:
            del form.due_2
            told = _(
                "Regnes fra dagen avslutningen ble målt, %(day)s, hvis dere ikke har endret datoen selv.",
                day=day(ended_on),
            )
            form.due_3.description = form.due_4.description = told
        return form

    @property
    def dates(self) -> dict[int, date]:
        """The dates by the numbers of their time points."""
        return {number: self[f"due_{number}"].data for number in range(1, 5) if f"due_{number}" in self}


def wrong_date(form: DatesForm, number: int) -> tuple[str, str]:
    """The field to mend when the date of a time point cannot be, and what to do there."""
    if number == 1:
        return "due_1", str(WRONG_START)
    if f"due_{number}" not in form:
        return "due_1", str(_("Datoen må ikke være etter dagen avslutningen ble målt."))
    return f"due_{number}", str(_("Datoen må ikke være før den forrige."))


class ReasonForm(StaffForm):
    """Why a rating is missing."""

    reason = RadioField(
        _l("Hvorfor mangler målingen?"),
        [InputRequired(message=_l("Velg en grunn."))],
        choices=options(REASONS),
        description=_l("«Flyttet», «Død» og «Ønsker ikke» gjelder også målingene etter denne. Det kan angres."),
    )


class EmptyForm(StaffForm):
    """Nothing to fill in, only to confirm."""


class ChapterForm(SharedForm):
    """A chapter of ICF for each activity, by its slot."""

    @classmethod
    def of(cls, course: CourseFile, *, was_sent: bool = True) -> Self:
        """A field for each activity of a course, filled in with its chapter."""
        choices = options({"": _l("Ikke kodet"), **CHAPTER_WORDS})
        fields = {f"slot-{each.slot}": SelectField(each.words, choices=choices) for each in course.activities}
        known = {f"slot-{slot}": chapter or "" for slot, chapter in course.coded.items()}
        made: type[Self] = type(cls.__name__, (cls,), fields)
        return made(data={**known, "seen": mark_of(course.coded)}, was_sent=was_sent)

    @property
    def chosen(self) -> dict[str, Chapter | None]:
        """The chapters by slot; None for an activity that is not coded."""
        given = {field.name.removeprefix("slot-"): field.data for field in self if field.name != "seen"}
        return {slot: next((each for each in CHAPTERS if each == code), None) for slot, code in given.items()}


def assessment_page(account: Account, board: Board, form: AssessmentForm) -> FormPage:
    """Where the unit's assessment is told."""
    lead = (
        _("Målingene forteller om pasientenes helse. Derfor må enheten ha vurdert personvernet (DPIA) først."),
        _("Vi spør bare denne ene gangen. Er det ikke gjort, må dere gjøre det før dere starter forløp."),
    )
    return _of_the_unit(account, board, form, (_("Før det første forløpet"), _("Lagre og fortsett")), lead)


def open_page(account: Account, board: Board, form: OpenForm) -> FormPage:
    """Where a course is opened."""
    lead = (_("Forløpet får en kode. Hvem koden gjelder, skriver dere bare på deres egen kodeliste."),)
    return _of_the_unit(account, board, form, (_("Nytt forløp"), _("Start forløpet")), lead)


def _of_the_unit(
    account: Account, board: Board, form: StaffForm, words: tuple[str, str], lead: tuple[str, ...]
) -> FormPage:
    """A form on the way from the unit's board; `words`: the title, and the button's."""
    return FormPage(
        title=words[0],
        part_of=board.unit,
        failed=bool(form.problems),
        synthetic=board.synthetic,
        signed_in=account.name,
        form_data=form,
        back=(url_for("courses.board", survey_id=board.survey_id), board.unit),
        send=words[1],
        lead=lead,
    )


def dates_page(account: Account, course: CourseFile, form: DatesForm) -> FormPage:
    """Where dates are moved."""
    return _form_page(account, course, form, _("Datoer og merknad"), _("Lagre"))


def reason_page(account: Account, course: CourseFile, round_id: UUID, form: ReasonForm) -> FormPage:
    """Where the reason for a missing rating is told."""
    title = _("Målingen mangler: %(label)s", label=_label(course.line.points, round_id))
    return _form_page(account, course, form, title, _("Lagre grunnen"))


def renew_page(account: Account, course: CourseFile, round_id: UUID, form: EmptyForm) -> FormPage:
    """Where a fresh link is confirmed."""
    title = _("Ny lenke til måling: %(label)s", label=_label(course.line.points, round_id))
    told = _("Lager du en ny, slutter lenken dere har gitt ut, å virke. Det som er svart, er fortsatt lagret.")
    return _form_page(account, course, form, title, _("Lag ny lenke"), told)


def erase_page(account: Account, course: CourseFile, form: EmptyForm, started_on: str) -> FormPage:
    """Where deleting is confirmed."""
    told = _(
        "Forløpet ble startet %(day)s. Alt som er svart i det, blir slettet for godt, og det kan ikke angres.",
        day=started_on,
    )
    return _form_page(
        account, course, form, _("Slette %(code)s?", code=course.line.pseudonym), _("Slett forløpet"), told
    )


def _label(points: Sequence[Point], round_id: UUID) -> str:
    return next((point.label for point in points if point.round_id == round_id), "")


def _form_page(account: Account, course: CourseFile, form: StaffForm, title: str, send: str, *lead: str) -> FormPage:
    back = url_for("courses.course", survey_id=course.survey_id, participant_id=course.line.id)
    return FormPage(
        title=title,
        part_of=course.line.pseudonym,
        failed=bool(form.problems),
        synthetic=course.synthetic,
        signed_in=account.name,
        form_data=form,
        back=(back, _("Forløp %(code)s", code=course.line.pseudonym)),
        send=send,
        lead=lead,
        dangerous=bool(lead),
    )
