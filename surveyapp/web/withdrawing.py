"""Taking an answer back by the code on its receipt."""

from __future__ import annotations

from flask import Blueprint, request
from flask_babel import gettext as _

from surveyapp.models import db
from surveyapp.models.errors import UnknownTokenError
from surveyapp.models.looks import PLAIN
from surveyapp.services import answering
from surveyapp.services.answering import HandedIn
from surveyapp.web import visits
from surveyapp.web.context import now
from surveyapp.web.guessing import TRIES
from surveyapp.web.pages import WithdrawnPage, WithdrawPage, render

withdrawing = Blueprint("withdrawing", __name__)

MOST_WRITTEN = 40
"""Letters of what was written that are looked at, and shown again."""


@withdrawing.get("/trekk")
def ask() -> tuple[str, int]:
    """Ask for the reference code of the answer to take back."""
    return render(_page())


@withdrawing.post("/trekk")
def withdraw() -> tuple[str, int]:
    """Say what will be deleted; and once that is confirmed, delete it."""
    written = "".join(letter for letter in request.form.get("code", "") if letter.isprintable())[:MOST_WRITTEN]
    sure = "confirmed" in request.form
    TRIES.require_patience(now())
    try:
        found = (answering.withdraw if sure else answering.find_handed_in)(db.session(), written, now())
    except UnknownTokenError:
        TRIES.note(now())
        return render(_page(written, refused=True), 422)
    if not sure:
        return render(_page(found=found))
    visits.forget(found.key.id)
    title = str(_("Svaret er slettet"))
    return render(WithdrawnPage(title=title, part_of=found.survey_title, owner=found.owner, look=found.look))


def _page(written: str = "", *, refused: bool = False, found: HandedIn | None = None) -> WithdrawPage:
    return WithdrawPage(
        title=str(_("Trekk svaret ditt")),
        owner=found.owner if found else "",
        look=found.look if found else PLAIN,
        failed=refused,
        code=found.reference if found else written,
        problem=str(_("Vi finner ikke noe svar med denne koden. Se på kvitteringen, og skriv koden en gang til."))
        if refused
        else "",
        survey=f"{found.survey_title}, {found.round_label}" if found else "",
    )
