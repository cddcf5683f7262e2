"""The forms of action plans: plans, goals, measures, statuses, and how a measure ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Regexp

from surveyapp.models.marks import mark_of
from surveyapp.models.plans import LONGEST_COMMENT, Progress
from surveyapp.services.planning import (
    GoalLine,
    ImpossibleMeasureError,
    MeasureLine,
    Status,
    Target,
    Told,
    Wanted,
    YearOfPlan,
)
from surveyapp.web.staff import plan_words
from surveyapp.web.staff.forms import NoNationalId, SharedForm, StaffForm

FIGURE = re.compile(r"\s*\d{1,9}([.,]\d{1,4})?\s*")

REFUSED = {
    "area": _l("Skriv satsingsområdet med høyst 200 tegn."),
    "goal": _l("Planen har dette målet fra før. Skriv det på en annen måte."),
    "title": _l("Skriv hva som skal gjøres, med høyst 500 tegn."),
    "owner": _l("Skriv hvem som har ansvaret, med høyst 200 tegn."),
    "unit": _l("Skriv hva måltallet teller, for eksempel stillinger."),
    "indicators": _l("Skriv nummeret på spørsmålet slik: C5, C6."),
    "address": _l("Skriv e-postadressen slik: navn@kommune.no. Den kan også stå tom."),
    "comment": _l("Skriv hvorfor tiltaket er avbrutt, med høyst 2000 tegn."),
    "reached": _l("Skriv tallet dere har nådd til, for eksempel 1,5."),
    "reason": _l("Skriv hvorfor, med høyst 500 tegn."),
    "plan": _l("Skriv hva planen heter, med høyst 200 tegn."),
    "year": _l("Skriv et årstall fra 2000 til 2100."),
    "file": _l("Velg en fil."),
}
"""What to do about what a service would not take, by the field it tells of."""


class Figure(StringField):
    """A number with a comma or a point, from 0 and up; `number` is None when nothing is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"validators": [_is_figure], **kwargs})
        self.type = "DecimalField"

    @property
    def number(self) -> float | None:
        """What is written, as a number."""
        return float(self.data.replace(",", ".")) if self.data and self.data.strip() else None


def offer(field: Any, choices: Iterable[tuple[object, object]]) -> None:
    """What may be chosen in a field: values and their words."""
    field.choices = [(str(value), str(words)) for value, words in choices]


def _is_figure(_form: Any, field: Any) -> None:
    if field.data and field.data.strip() and not FIGURE.fullmatch(field.data):
        raise ValidationError(str(_l("Skriv et tall, for eksempel 1,5.")))


class PlanForm(StaffForm):
    """A new plan, empty or from a spreadsheet."""

    organisation = SelectField(_l("Virksomhet"))
    plan = StringField(
        _l("Hva planen heter"),
        validators=[InputRequired(REFUSED["plan"]), Length(max=200, message=REFUSED["plan"]), NoNationalId()],
    )
    year = StringField(
        _l("Første år"),
        validators=[InputRequired(REFUSED["year"]), Regexp(r"(20\d\d|2100)$", message=REFUSED["year"])],
    )
    source = StringField(_l("Kilde"), [NoNationalId()], description=_l("Hvor planen er vedtatt eller publisert."))
    file = FileField(
        _l("Regneark med tiltakene (CSV eller XLSX)"),
        description=_l(
            "Kolonner: satsingsområde, mål, tiltak, ansvarlig. Kan også ha type (engangs, årlig eller løpende), "
            "fra, til, enhet, delmål, hovedutfordring, indikator og e-post. Tomt satsingsområde eller mål betyr "
            "det samme som over."
        ),
    )

    def __init__(self, organisations: Sequence[tuple[UUID, str]], year: int) -> None:
        super().__init__(data={"year": str(year)})
        offer(self.organisation, organisations)


class GoalForm(SharedForm):
    """A goal and its area."""

    area = StringField(
        _l("Satsingsområde"),
        validators=[InputRequired(REFUSED["area"]), Length(max=200, message=REFUSED["area"]), NoNationalId()],
        description=_l("Mål med det samme satsingsområdet blir vist sammen."),
    )
    goal = StringField(
        _l("Mål"),
        validators=[
            InputRequired(_l("Skriv målet med høyst 300 tegn.")),
            Length(max=300, message=_l("Skriv målet med høyst 300 tegn.")),
            NoNationalId(),
        ],
    )

    @classmethod
    def of(cls, goal: GoalLine, *, was_sent: bool = True) -> GoalForm:
        """The form with a goal's words."""
        words = (goal.area, goal.title)
        return cls(data={"area": goal.area, "goal": goal.title, "seen": mark_of(words)}, was_sent=was_sent)


class MeasureForm(SharedForm):
    """A measure: what, who, and what it is to reach."""

    goal_id = SelectField(_l("Mål"))
    title = TextAreaField(_l("Tiltak"), validators=[InputRequired(REFUSED["title"]), NoNationalId()])
    kind = RadioField(_l("Type"), default="once")
    owner = StringField(
        _l("Ansvarlig"),
        validators=[InputRequired(REFUSED["owner"]), NoNationalId()],
        description=_l("Skriv rollen eller enheten, ikke navnet på en person."),
    )
    address = StringField(
        _l("E-postadressen til den ansvarlige"),
        description=_l("Brukes bare til å be om status. Lagres kryptert, og slettes 90 dager etter planårets slutt."),
    )
    no_address = BooleanField(_l("Slett adressen"))
    from_value = Figure(_l("Måltall: fra"), description=_l("Uten måltall lar du de tre feltene stå tomme."))
    to_value = Figure(_l("Måltall: til"))
    unit = StringField(_l("Måltall: enhet"), [NoNationalId()], description=_l("For eksempel stillinger."))
    sub_goals = SelectMultipleField(_l("Delmål i opptrappingsplanen"))
    challenges = SelectMultipleField(_l("Hovedutfordring"))
    indicators = StringField(
        _l("Spørsmål i kommuneundersøkelsen"),
        description=_l("Nummeret på spørsmålene der tiltaket bør gi utslag, for eksempel C5, C6."),
    )

    @classmethod
    def of(cls, plan: YearOfPlan, measure: MeasureLine | None = None, *, was_sent: bool = True) -> MeasureForm:
        """The form for this year's plan, with what a measure is already."""
        form = cls(data=_known(measure) if measure else None, was_sent=was_sent)
        if measure is None or not measure.reachable:
            del form.no_address
        offer(form.goal_id, [(goal.id, f"{goal.area}: {goal.title}") for goal in plan.goals])
        offer(form.kind, plan_words.KINDS.items())
        offer(form.sub_goals, plan_words.SUB_GOALS.items())
        offer(form.challenges, plan_words.CHALLENGES.items())
        return form

    def changed_meanwhile(self, stored: SharedForm) -> None:
        """Of the address, which is never shown, nothing is told."""
        for name in {"address", "no_address"} & set(self._fields):
            stored[name].data = self[name].data
        super().changed_meanwhile(stored)

    def wanted(self, *, new: bool) -> Wanted:
        """What the measure is to be; raises `ImpossibleMeasureError` for half a target."""
        low, high, unit = self.from_value.number, self.to_value.number, self.unit.data or ""
        if (low is None) != (high is None) or (low is None and unit.strip()):
            raise ImpossibleMeasureError("to_value", "A target needs from, to and a unit.")
        address = self.address.data or ""
        return Wanted(
            self.title.data or "",
            self.kind.data,
            self.owner.data or "",
            Target(low, high, unit) if low is not None and high is not None else None,
            self.sub_goals.data or (),
            [int(each) for each in self.challenges.data or ()],
            (self.indicators.data or "").replace(",", " ").split(),
            # The address is never shown again, so an empty field changes nothing.
            address if new or address.strip() or ("no_address" in self and self.no_address.data) else None,
        )


def _known(measure: MeasureLine) -> dict[str, Any]:
    target = measure.target
    return {
        "seen": measure.mark,
        "goal_id": str(measure.goal_id),
        "title": measure.title,
        "kind": measure.kind,
        "owner": measure.owner,
        "from_value": _written(target.from_value) if target else "",
        "to_value": _written(target.to_value) if target else "",
        "unit": target.unit if target else "",
        "sub_goals": list(measure.sub_goals),
        "challenges": [str(each) for each in measure.challenges],
        "indicators": ", ".join(measure.indicators),
    }


def _written(value: float) -> str:
    return f"{value:.15g}".replace(".", ",")


class StatusForm(StaffForm):
    """How far a measure has come; `seen`: the revision of the status that it was begun from."""

    seen = HiddenField(default="0")
    progress = RadioField(
        _l("Status"),
        validators=[InputRequired(_l("Velg status på tiltaket."))],
    )
    reached = Figure(_l("Hva dere har nådd til nå"))
    comment = TextAreaField(
        _l("Kommentar"),
        validators=[Length(max=LONGEST_COMMENT, message=REFUSED["comment"]), NoNationalId()],
        description=_l("Hva er gjort, og hva hindrer framdriften? Ikke skriv navn eller annet om brukere."),
    )

    @classmethod
    def of(cls, last: Status | None, unit: str) -> StatusForm:
        """The form with what was told last; without a target there is nothing to count."""
        known = {}
        if last is not None:
            known = {
                "seen": str(last.revision),
                "progress": last.progress,
                "comment": last.comment,
                "reached": "" if last.reached is None else _written(last.reached),
            }
        form = cls(data=known)
        offer(form.progress, plan_words.PROGRESS.items())
        if unit:
            form.reached.label.text = str(_l("Hva dere har nådd til nå (%(unit)s)", unit=unit))
        else:
            del form.reached
        return form

    def told(self) -> Told:
        """What is told."""
        seen = self.seen.data or "0"
        progress: Progress = self.progress.data
        reached = self.reached.number if "reached" in self else None
        return Told(progress, self.comment.data or "", reached, int(seen) if seen.isdecimal() else 0)


class EndForm(StaffForm):
    """How a measure ends."""

    fate = RadioField(
        _l("Hva skjedde med tiltaket?"),
        validators=[InputRequired(_l("Velg hva som skjedde med tiltaket."))],
    )
    reason = TextAreaField(
        _l("Begrunnelse"), [NoNationalId()], description=_l("Må fylles ut når tiltaket tas ut av planen.")
    )

    def __init__(self) -> None:
        super().__init__()
        ways = (("finished", _l("Det er fullført")), ("dropped", _l("Det er tatt ut av planen")))
        offer(self.fate, ways)


class SureForm(StaffForm):
    """Nothing to fill in: the button is the answer."""
