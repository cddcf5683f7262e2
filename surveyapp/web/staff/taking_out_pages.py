"""What the page of taking answers out says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import InputRequired

from questionnaires.formats.report import FormatError
from surveyapp.models import Account, Survey
from surveyapp.models.errors import RoundStillOpenError
from surveyapp.services.exporting import FormatName, Note, TooManyRowsError
from surveyapp.services.exporting.formats.notes import What
from surveyapp.services.surveying import RoundOverview
from surveyapp.web.languages import day
from surveyapp.web.staff.forms import StaffForm, options
from surveyapp.web.staff.pages import StaffPage

FORMATS: dict[FormatName, LazyString] = {
    "xlsx": _l("Excel (.xlsx): svarene i ord og som koder, med kodebok på egne ark"),
    "csv": _l("CSV (.csv): for R, Python og andre programmer, med skript som leser filen"),
    "sav": _l("SPSS (.sav): med svartekster, manglende verdier og målenivå"),
    "dta": _l("Stata (.dta): fra versjon 14, med svartekster og .a, .b for det som ikke er besvart"),
    "parquet": _l("Parquet (.parquet): for store mengder svar i Python, R eller DuckDB"),
    "fhir": _l("FHIR (.json): svarene som QuestionnaireResponse, for systemer i helsetjenesten"),
    "ddi": _l("DDI (.xml): kodeboka slik arkiver som Sikt leser den"),
    "ledger": _l("Sammenlignbarhet (.csv): hvilke spørsmål som kan sammenlignes med runden før"),
}
"""What each format is for."""
NOTED: dict[What, LazyString] = {
    "name": _l("%(variable)s heter %(became)s"),
    "label": _l("Teksten til %(variable)s kortes ned: %(became)s"),
    "code": _l("En svartekst i %(variable)s kortes ned: %(became)s"),
    "text": _l("Svar i %(variable)s kortes ned"),
}
"""How each kind of note is told."""
PROGRAMS = {"sav": "SPSS", "dta": "Stata"}
"""The formats that cannot hold everything as it is."""


class DataForm(StaffForm):
    """What is taken out, and as which files."""

    rounds = SelectMultipleField(
        _l("Runder"),
        [InputRequired(_l("Velg minst én runde."))],
        description=_l(
            "Flere runder kommer i samme fil, og en kolonne sier hvilken runde hvert svar er fra. Spørsmål som ikke kan"
            " sammenlignes mellom rundene, står i hver sin kolonne."
        ),
    )
    formats = SelectMultipleField(
        _l("Filer"),
        [InputRequired(_l("Velg minst én slags fil."))],
        choices=options(FORMATS),
        description=_l("Excel alene kommer som én fil. Ellers kommer filene i en zip-fil, med kodebok og forklaring."),
    )
    texts = BooleanField(
        _l("Ta med det folk har skrevet selv"),
        description=_l("Fritekst kan fortelle hvem som har svart. Ta den bare med når dere trenger den."),
    )

    def __init__(self, rounds: Sequence[RoundOverview], chosen: str = "") -> None:
        # Those whose answers are there, the last one first.
        self.there = [each for each in reversed(rounds) if each.erased_on is None and each.state != "draft"]
        # The last one that somebody has answered, if any.
        first = [str(each.round_id) for each in sorted(self.there, key=lambda each: not each.submitted)]
        super().__init__(data={"rounds": [chosen] if chosen else first[:1], "formats": ["xlsx"]})
        self.rounds.choices = options({str(each.round_id): _choice(each) for each in self.there})

    @property
    def round_ids(self) -> list[UUID]:
        """The rounds that are chosen, the last first; else the first that is offered."""
        chosen = [each.round_id for each in self.there if str(each.round_id) in (self.rounds.data or ())]
        return chosen or [each.round_id for each in self.there[:1]]


def _choice(found: RoundOverview) -> str:
    told = {"round": found.label, "num": found.submitted}
    return str(
        _("%(round)s: %(num)s svar (åpen)", **told) if found.state == "open" else _("%(round)s: %(num)s svar", **told)
    )


@dataclass(frozen=True, slots=True)
class Loss:
    """What a program cannot hold as it is."""

    program: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A round that is over, and where its counts are."""

    label: str
    xlsx: str
    csv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(StaffPage):
    """What can be taken out of a survey, and what becomes of it on the way."""

    template: ClassVar[str] = "staff/data.html"
    survey: str
    back: str
    form_data: DataForm | None
    whose: str
    losses: tuple[Loss, ...]
    counts: tuple[Counted, ...]


WHOSE: dict[str, LazyString] = {
    "anonymous": _l(
        "Svarene er anonyme: de står i tilfeldig rekkefølge, uten tidspunkt. De kan tas ut når runden er over."
    ),
    "confidential": _l("Svarene er fortrolige: et pseudonym, det samme i alle runder, står i stedet for deltakeren."),
    "identified": _l("Svarene er gitt i virksomhetens navn, og navnet eller nummeret er med."),
}
"""Whether the file tells who answered."""


def data_page(
    account: Account,
    survey: Survey,
    rounds: Sequence[RoundOverview],
    form: DataForm | None = None,
    notes: Sequence[Note] = (),
) -> DataPage:
    """The form, for whoever may see single answers, what SPSS and Stata will not hold, and the rounds' counts."""
    told = {
        program: tuple(
            str(NOTED[note.what]) % {"variable": note.variable, "became": note.became}
            for note in notes
            if note.format == name
        )
        for name, program in PROGRAMS.items()
    }
    return DataPage(
        title=_("Ta ut data"),
        part_of=survey.title,
        failed=form is not None and bool(form.problems),
        signed_in=account.name,
        synthetic=survey.synthetic,
        survey=survey.title,
        back=url_for("staff.survey", survey_id=survey.id),
        form_data=form,
        whose=str(WHOSE[survey.privacy]),
        counts=tuple(
            Counted(each.label, *(_counts(survey.id, each.round_id, kind) for kind in ("xlsx", "csv")))
            for each in reversed(rounds)
            if each.state in ("closed", "reported")
        ),
        losses=tuple(Loss(program, lines) for program, lines in told.items() if lines),
    )


def _counts(survey_id: UUID, round_id: UUID, kind: str) -> str:
    return url_for("taking_out.counts", survey_id=survey_id, round_id=round_id, kind=kind)


def refused(refusal: Exception) -> str:
    """What to do when no file was made."""
    if isinstance(refusal, RoundStillOpenError):
        return str(_("Anonyme svar kan tas ut når runden er over, etter %(day)s.", day=day(refusal.closes_on)))
    if isinstance(refusal, TooManyRowsError):
        return str(_("Det er flere svar enn et Excel-ark har plass til. Velg CSV."))
    if isinstance(refusal, FormatError):
        return str(_("Et av svarene kan ikke skrives som FHIR. Velg en annen slags fil."))
    return str(_("Det er ikke plass på disken, så ingen fil ble laget. Si fra til dem som drifter løsningen."))
