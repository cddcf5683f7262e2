"""The forms of setting a survey and its rounds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from questionnaires.classifications import Kommune, fylker, kommuner
from questionnaires.classifications.errors import ClassificationError
from surveyapp.models import Organisation, Round, Survey
from surveyapp.models.answers import KEY_LENGTH
from surveyapp.models.marks import mark_of
from surveyapp.services.preparing import Dates, Description
from surveyapp.web.staff import named
from surveyapp.web.staff.forms import SharedForm, StaffForm, options

DAY = _l("Velg en dato.")
LABEL = (
    _l("Navn på runden"),
    [InputRequired(_l("Skriv hva runden heter.")), Length(max=100, message=_l("Kort ned navnet."))],
)


class SurveyForm(StaffForm):
    """A new survey: whose it is, what it asks, and how private it is."""

    owner = SelectField(_l("Virksomhet som eier undersøkelsen"))
    questionnaire = SelectField(_l("Spørreskjema"))
    title = StringField(
        _l("Navn på undersøkelsen"),
        [InputRequired(_l("Skriv hva undersøkelsen heter.")), Length(max=200, message=_l("Kort ned navnet."))],
        description=_l(
            "Navnet står i invitasjonen, og øverst i nettleseren til dem som svarer. "
            "På startsiden står skjemaets tittel."
        ),
    )
    privacy = RadioField(
        _l("Personvern"),
        [InputRequired(_l("Velg hvordan svarene skal behandles."))],
        description=_l("Valget kan ikke endres siden."),
    )
    purpose = TextAreaField(
        _l("Formål"),
        [InputRequired(_l("Skriv hva svarene skal brukes til.")), Length(max=2000, message=_l("Kort ned teksten."))],
        description=_l("Hva svarene skal brukes til, med en setning eller to."),
    )

    def offer(self, owners: Sequence[Organisation], questionnaires: Sequence[tuple[str, str]]) -> None:
        """What there is to choose among."""
        self.owner.choices = [(str(each.id), each.name) for each in owners]
        self.questionnaire.choices = list(questionnaires)
        self.privacy.choices = [
            (
                "anonymous",
                _("Anonym: ingen kan kobles til svaret sitt, heller ikke av dere. Ingen kan følges over tid."),
            ),
            (
                "confidential",
                _("Fortrolig: hver deltaker har et kallenavn og kan følges over tid. Adresser lagres for seg."),
            ),
            (
                "identified",
                _("I virksomhetens navn: en kommune eller virksomhet svarer og står for svaret."),
            ),
        ]


class DescriptionForm(SharedForm):
    """What a survey is for, and what was thought about its privacy."""

    purpose = TextAreaField(
        _l("Formål"),
        [InputRequired(_l("Skriv hva svarene skal brukes til.")), Length(max=2000, message=_l("Kort ned teksten."))],
        description=_l("Hva svarene skal brukes til, med en setning eller to."),
    )
    health_data = RadioField(
        _l("Forteller svarene om noens helse?"),
        [InputRequired(_l("Svar ja eller nei."))],
    )
    assessment = TextAreaField(
        _l("Vurdering av personvernet"),
        [Length(max=5000, message=_l("Kort ned teksten."))],
        description=_l("Kreves ved helseopplysninger: hva dere kom fram til (DPIA), og hvor vurderingen ligger."),
    )

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self.health_data.choices = [("no", _("Nei")), ("yes", _("Ja, det er helseopplysninger"))]

    @classmethod
    def of(cls, survey: Survey, *, was_sent: bool = True) -> Self:
        """Filled in with what was said last."""
        health = {None: None, True: "yes", False: "no"}[survey.health_data]
        known = {"purpose": survey.purpose, "health_data": health, "assessment": survey.assessment}
        return cls(data={**known, "seen": mark_of(Description.of(survey))}, was_sent=was_sent)

    def said(self) -> Description:
        """What was said."""
        return Description(self.purpose.data or "", self.health_data.data == "yes", self.assessment.data or "")

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Health data needs an assessment."""
        well = super().validate(extra_validators)
        if self.health_data.data == "yes" and not (self.assessment.data or "").strip():
            self.refuse("assessment", str(_("Skriv hva dere kom fram til, og hvor vurderingen ligger.")))
            return False
        return well


class DatesForm(SharedForm):
    """When a round is open, and how many should answer."""

    opens_on = DateField(_l("Første dag"), [InputRequired(DAY)])
    closes_on = DateField(_l("Siste dag"), [InputRequired(DAY)])
    denominator = IntegerField(
        _l("Hvor mange som skal svare"),
        [Optional(), NumberRange(1, 10_000_000, message=_l("Skriv et tall på minst 1."))],
        description=_l("Nevneren i svarprosenten."),
    )
    denominator_date = DateField(_l("Dato for tellingen"), [Optional()])

    @classmethod
    def of(cls, asked: Round, *, was_sent: bool = True) -> Self:
        """Filled in with those of a round."""
        return cls(asked, data={"seen": mark_of(Dates.of(asked))}, was_sent=was_sent)

    def dates(self) -> Dates:
        """What was chosen."""
        return Dates(
            self.opens_on.data or date.max,
            self.closes_on.data or date.min,
            self.denominator.data,
            self.denominator_date.data,
        )


class RoundForm(DatesForm):
    """A new round of a survey of persons, courses or units; `units`: those of the owner's that get a link each."""

    label = StringField(*LABEL, description=_l("For eksempel «Baseline 2026» eller «Oppfølging»."))
    units = SelectMultipleField(
        _l("Enheter som skal svare"),
        description=_l("Hver av dem får sin egen lenke. Velg ingen når det er andre som skal svare."),
    )

    def offer(self, units: Sequence[str]) -> Self:
        """The owner's units, where there are any and the survey knows who answers."""
        if units:
            self.units.choices = options({name: name for name in units})
        else:
            del self.units
        return self

    @property
    def asked(self) -> dict[str, str]:
        """Key -> what it is called, of the units that were chosen."""
        chosen = self.units.data or [] if "units" in self else []
        return {name[:KEY_LENGTH]: name for name in chosen}

    @property
    def counted(self) -> int | None:
        """How many should answer, where that is known."""
        return self.denominator.data or len(self.asked) or None


class MunicipalRoundForm(StaffForm):
    """A new round that municipalities answer: all there are on a day, those of one county, or those that are named."""

    label = StringField(*LABEL, description=_l("For eksempel «Baseline 2026» eller «Oppfølging»."))
    opens_on = DateField(_l("Første dag"), [InputRequired(DAY)])
    closes_on = DateField(_l("Siste dag"), [InputRequired(DAY)])
    denominator_date = DateField(
        _l("Hvilken dags kommuner som skal svare"),
        [InputRequired(DAY)],
        description=_l("Kommuner slås sammen og deles. Nevneren telles på denne dagen."),
    )
    county = SelectField(_l("Hvem som skal svare"), validate_choice=False)
    only = TextAreaField(
        _l("Bare disse kommunene"),
        [Length(max=20_000, message=_l("Kort ned listen."))],
        description=_l(
            "Navn eller kommunenummer, ett på hver linje eller med komma mellom. Du kan lime inn fra et regneark. "
            "Tomt: alle i valget over."
        ),
    )
    invites = BooleanField(_l("Gi alle kommunene en lenke nå"), default=True)

    def offer(self, today: date, *, anonymous: bool = False) -> Self:
        """The counties of the day that was chosen, or of today; nobody has a link of their own who is anonymous."""
        if anonymous:
            del self.invites
        day = self.denominator_date.data or today
        try:
            there = fylker(on=day)
        except ClassificationError:
            there = fylker(on=today)
        self.county.choices = [("", _("Alle kommuner i landet")), *((each.nr, each.name) for each in there)]
        return self

    @property
    def asked(self) -> dict[str, str]:
        """Number -> what it is called, of those that get a link now."""
        return self._chosen() if "invites" in self and self.invites.data else {}

    @property
    def counted(self) -> int:
        """How many should answer."""
        return len(self._chosen())

    def _chosen(self) -> dict[str, str]:
        there = self._there()
        wanted = {nr for each in named.read(self.only.data or "", there) for nr in each.may_be}
        return {each.nr: each.label for each in there if not wanted or each.nr in wanted}

    def _there(self) -> list[Kommune]:
        """All of the day and the county."""
        try:
            there = kommuner(on=self.denominator_date.data or date.min)
        except ClassificationError:
            return []
        chosen = self.county.data
        return [each for each in there if not chosen or each.fylke.nr == chosen]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """The day must be one that we know the municipalities of, and those that are named must be there."""
        well = super().validate(extra_validators)
        there = self._there()
        if self.denominator_date.data and not there:
            self.refuse("denominator_date", str(_("Vi kjenner ikke kommunene på den dagen. Velg en dag fra 2017 av.")))
            return False
        problem = named.problem_with(named.read(self.only.data or "", there), there) if there else ""
        if problem:
            self.refuse("only", problem)
            return False
        return well


def first_dates(today: date) -> dict[str, object]:
    """What a new round's form suggests: from next Monday, for four weeks."""
    monday = today + timedelta(days=7 - today.weekday())
    return {"opens_on": monday, "closes_on": monday + timedelta(days=25), "denominator_date": today}


def owner_of(form: SurveyForm) -> UUID:
    """The organisation that was chosen."""
    return UUID(form.owner.data)
