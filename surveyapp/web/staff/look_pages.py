"""The page on which an owner sets how a survey looks, and its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from flask import url_for
from flask_babel import gettext as _
from wtforms import BooleanField, Form, HiddenField, StringField

from surveyapp.models import Account, Survey
from surveyapp.models.looks import Branding
from surveyapp.models.marks import mark_of
from surveyapp.services.looking import Fault
from surveyapp.web.colours import darkened
from surveyapp.web.pages import ErrorLink
from surveyapp.web.staff.pages import StaffPage

Told = Fault | Literal["meanwhile"]

FIELDS: dict[Told, str] = {"colour": "colour", "words": "logo_words", "meanwhile": "name"}
"""The field that a fault is told at, where that is not the file."""


class LookForm(Form):
    """What may be changed; the file itself stands beside it."""

    name = StringField()
    colour = StringField()
    logo_words = StringField()
    remove_logo = BooleanField()
    seen = HiddenField()

    @classmethod
    def of(cls, look: Branding) -> LookForm:
        """The form with what is set already."""
        words = look.logo.words if look.logo else ""
        return cls(data={"name": look.name, "colour": look.colour, "logo_words": words, "seen": mark_of(look)})


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage(StaffPage):
    """How it looks now, what may be changed, and what was refused; `darkened`: the colour it became to be read."""

    template: ClassVar[str] = "staff/look.html"
    form_data: LookForm
    shown: Branding
    survey: str
    survey_owner: str
    back: str
    darkened: str
    problems: dict[str, str]
    errors: tuple[ErrorLink, ...]
    notes: tuple[str, ...]


def look_page(
    account: Account,
    survey: Survey,
    owner: str,
    look: Branding,
    form: LookForm,
    *,
    fault: Told | None = None,
    notes: tuple[str, ...] = (),
) -> LookPage:
    """The page, with how the survey looks to those who answer it."""
    problems = {FIELDS.get(fault, "logo"): fault_in_words(fault)} if fault else {}
    return LookPage(
        title=_("Utseende"),
        part_of=survey.title,
        signed_in=account.name,
        synthetic=survey.synthetic,
        failed=bool(problems),
        form_data=form,
        shown=look,
        survey=survey.title,
        survey_owner=owner,
        back=url_for("staff.survey", survey_id=survey.id),
        darkened=darkened(look.colour) if look.colour else "",
        problems=problems,
        errors=tuple(ErrorLink(f"#{name}", words) for name, words in problems.items()),
        notes=notes,
    )


def fault_in_words(fault: Told) -> str:
    """What to do about a look that is refused."""
    words: dict[Told, str] = {
        "colour": _("Skriv fargen som # og seks tegn, for eksempel #0055aa."),
        "svg": _("Lagre logoen som PNG, JPEG eller WebP. En SVG kan inneholde programkode, så den tar vi ikke imot."),
        "kind": _("Velg en hel PNG-, JPEG- eller WebP-fil. Vi kan ikke lese denne."),
        "bytes": _("Gjør logoen mindre enn 40 kB. Den vises 40 bildepunkter høy."),
        "pixels": _("Gjør logoen mindre: høyst 1200 bildepunkter på hver side. Den vises 40 bildepunkter høy."),
        "moving": _("Velg et bilde som står stille. Det som beveger seg, tar oppmerksomheten fra spørsmålene."),
        "words": _("Skriv hva logoen viser, for dem som ikke ser den."),
        "meanwhile": _(
            "Utseendet er endret mens siden sto åpen, av deg eller en annen. Øverst vises det slik det er nå. "
            "Lagrer du nå, gjelder ditt. Hadde du valgt en logo, må du velge den på nytt."
        ),
        "no_logo": _("Velg en logo også, eller ta bort ordene om den."),
    }
    return str(words[fault])
