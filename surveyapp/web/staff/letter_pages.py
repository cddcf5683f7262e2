"""The page on which letters are planned, and its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from questionnaires.companions import ROLE_LABELS
from questionnaires.words import Voice
from surveyapp.models import Account
from surveyapp.services.inviting import Batch
from surveyapp.web.languages import own_name, voice_as
from surveyapp.web.pages import ErrorLink
from surveyapp.web.staff.pages import StaffPage

MOST_COPIES = 1000
MOST_FORMS = 200
"""Letters with the form that one request makes: more take so long that they belong on the command line."""


class LettersForm(Form):
    """How the letters are made; `fresh`: with new links, which end those from before."""

    language = SelectField()
    role = SelectField()
    easy = BooleanField()
    with_form = BooleanField()
    copies = IntegerField(validators=[InputRequired(), NumberRange(1, MOST_COPIES)])
    return_to = StringField(validators=[Length(max=500)])
    fresh = BooleanField()

    def __init__(self, batch: Batch, sent: MultiDict[str, str] | None = None) -> None:
        questionnaire = batch.questionnaire
        self.batch, self.sent = batch, sent
        super().__init__(
            sent,
            data={"language": questionnaire.languages[0], "with_form": True, "copies": 1}
            | ({"role": questionnaire.roles[0]} if questionnaire.roles else {"role": "self"}),
        )
        self.language.choices = [(code, own_name(code)) for code in questionnaire.languages]
        labels = {role: ROLE_LABELS[role].said(voice_as()) for role in questionnaire.roles or ("self",)}
        self.role.choices = list(labels.items())
        if batch.privacy != "anonymous" and sent is not None:
            self.copies.process_data(1)
            self.copies.raw_data = ["1"]

    @property
    def is_example(self) -> bool:
        """Whether one letter to look at was asked for."""
        return self.sent is not None and self.sent.get("go") == "example"

    @property
    def how_many(self) -> int:
        """How many letters there will be."""
        return (self.copies.data or 1) if self.batch.privacy == "anonymous" else len(self.batch.addressees)

    @property
    def voice(self) -> Voice:
        """How the letters speak."""
        return Voice(self.language.data, self.role.data, bool(self.easy.data))

    @cached_property
    def problems(self) -> dict[str, str]:
        """What to do about each field, by its name; nothing before the form is sent."""
        if self.sent is None:
            return {}
        told = {
            "copies": _("Skriv hvor mange brev du trenger, fra 1 til %(most)s.", most=MOST_COPIES),
            "language": _("Velg et språk som skjemaet finnes på."),
            "role": _("Velg hvem som skal svare."),
            "return_to": _("Kort ned teksten om hvor skjemaet leveres, til 500 tegn."),
        }
        found = {name: str(text) for name, text in told.items() if self[name].errors}
        if not self.is_example:
            found |= self._in_the_way()
        return found

    def _in_the_way(self) -> dict[str, str]:
        if not self.how_many:
            return {"fresh": str(_("Det er ingen å skrive til. Inviter deltakere først."))}
        if self.with_form.data and self.how_many > MOST_FORMS:
            text = _(
                "Så mange brev med skjema lages på kommandolinjen: surveyapp letters. Eller lag brevene uten skjema."
            )
            return {"with_form": str(text)}
        return {}

    @property
    def will_do(self) -> bool:
        """Whether the letters can be made."""
        return self.validate() and not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage(StaffPage):
    """Who will be written to, and how."""

    template: ClassVar[str] = "staff/letters.html"
    survey: str
    back: str
    round_label: str
    closes_on: date
    anonymous: bool
    how_many: int
    easy_words: bool
    form_data: LettersForm
    problems: dict[str, str]
    errors: tuple[ErrorLink, ...]


def letters_page(account: Account, survey_id: UUID, batch: Batch, form: LettersForm) -> LettersPage:
    """The page, with what is wrong if something is."""
    return LettersPage(
        title=str(_("Brev til deltakerne")),
        part_of=batch.survey_title,
        signed_in=account.name,
        synthetic=batch.synthetic,
        failed=bool(form.problems),
        survey=batch.survey_title,
        back=url_for("staff.survey", survey_id=survey_id),
        round_label=batch.round_label,
        closes_on=batch.closes_on,
        anonymous=batch.privacy == "anonymous",
        how_many=len(batch.addressees),
        easy_words=batch.questionnaire.has_easy_words,
        form_data=form,
        problems=form.problems,
        errors=tuple(ErrorLink(f"#{name}", text) for name, text in form.problems.items()),
    )
