"""The front page: what Medvirk is, for whoever comes without a link."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import gettext as _

from surveyapp.models import db
from surveyapp.services import surveying
from surveyapp.web.pages import FrontPage, render

start = Blueprint("start", __name__)


@start.get("/")
def front() -> tuple[str, int]:
    """What Medvirk is, how to answer, and where staff sign in."""
    return render(front_page())


def front_page(*, code: str = "", refused: bool = False) -> FrontPage:
    """The front page, with a code that was typed and did not open anything."""
    return FrontPage(
        title=_("Si hva du mener, og se hva som endrer seg"),
        failed=refused,
        synthetic=surveying.has_synthetic(db.session()),
        code="".join(letter for letter in code[:40] if letter.isprintable()),
        problem=str(_("Koden åpner ingen undersøkelse. Se på koden, og skriv den en gang til.")) if refused else "",
    )
