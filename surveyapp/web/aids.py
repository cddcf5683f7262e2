"""The page where a reader chooses how to read."""

from __future__ import annotations

import re

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.web.pages import AidsPage, render
from surveyapp.web.reading import Reading, keep

aids = Blueprint("aids", __name__)

OUR_ADDRESS = re.compile(r"/(?!/)[\w./-]*(\?[\w=&.%:-]*)?")
"""Where a reader may be sent back to: a path on this site, whatever the form says."""


@aids.get("/lesehjelp")
def show() -> tuple[str, int]:
    """The choices, with those that are made."""
    return render(_page(request.args.get("til", "")))


@aids.post("/lesehjelp")
def choose() -> Response | tuple[str, int]:
    """Remember the choices and go back; `open` comes from pages whose address is a key and must stay out of logs."""
    back = request.form.get("til", "")
    if request.form.get("go") == "open":
        return render(_page(back))
    chosen = Reading(
        size=request.form.get("size", ""),
        alone=request.form.get("pace") == "alone",
        aloud=request.form.get("aloud") == "yes",
        easy=request.form.get("words") == "easy",
        voice=request.form.get("voice", ""),
    )
    keep(chosen)
    return redirect(_safe(back))


def _page(back: str) -> AidsPage:
    return AidsPage(title=str(_("Lesehjelp")), back=_safe(back), address=url_for("aids.choose"))


def _safe(back: str) -> str:
    return back if OUR_ADDRESS.fullmatch(back) else url_for("start.front")
