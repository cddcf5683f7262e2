"""Where a form is sent to is no page: whoever goes back to it, or changes language there, is led to the page above."""

from __future__ import annotations

from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

from surveyapp.web.api.problems import for_a_program


def set_up(app: Flask) -> None:
    """Lead there before anything else is looked for."""
    app.before_request(_lead_up)


def _lead_up() -> Response | None:
    if request.method != "GET" or not isinstance(request.routing_exception, MethodNotAllowed) or for_a_program():
        return None
    above = request.path.rpartition("/")[0]
    while above:
        if _is_page(above):
            return redirect(above)
        above = above.rpartition("/")[0]
    return None


def _is_page(path: str) -> bool:
    places = current_app.create_url_adapter(request)
    if places is None:
        return False
    try:
        endpoint, _ids = places.match(path, method="GET")
    except HTTPException:
        # Nothing is there, another form is sent there, or it leads elsewhere.
        return False
    return bool(endpoint != "static")
