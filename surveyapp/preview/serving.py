"""The preview's app: the respondents' own app on a database that is thrown away, with the frame around it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, redirect, request, url_for
from flask.wrappers import Response as FlaskResponse
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Response

from surveyapp import create_app
from surveyapp.config import Settings
from surveyapp.models.engine import open_engine
from surveyapp.models.tokens import token_key
from surveyapp.preview.views import preview
from surveyapp.preview.workshop import Workshop
from surveyapp.services import migrating
from surveyapp.web.headers import PAGES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HERE = Path(__file__).parent
FRAMED = PAGES.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
SCRIPTED = f"{FRAMED}; frame-src 'self'"
"""The frame shows the pages."""
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


@contextmanager
def previewing(file: Path, host: str = "127.0.0.1") -> Iterator[Flask]:
    """An app that previews the file; its database lies in a folder of its own, which goes when the app does."""
    with tempfile.TemporaryDirectory(prefix="medvirk-preview-") as folder:
        # Nothing of the environment is read: it may name a database with real answers.
        settings = Settings.from_environment({"SURVEYAPP_ENVIRONMENT": "development", "INSTANCE_DIR": folder})
        engine = open_engine(settings.database_url)
        migrating.upgrade(engine)
        engine.dispose()
        yield _app(settings, file, host)


def _asked_for_by_name(inner: WSGIApplication, names: list[str]) -> WSGIApplication:
    """A page elsewhere can point a name of its own at this machine; what it asks for by that name is refused."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if host_is_trusted(environ.get("HTTP_HOST", ""), names):
            return inner(environ, start_response)
        return Response("Open the preview by the address that the command told.", 400)(environ, start_response)

    return app


def _app(settings: Settings, file: Path, host: str) -> Flask:
    app = create_app(settings)
    # Cookies know no ports: the app that runs beside this one must keep its own.
    app.config["SESSION_COOKIE_NAME"] = "medvirk-preview"
    app.wsgi_app = _asked_for_by_name(app.wsgi_app, [*LOOPBACK, host])  # type: ignore[assignment, method-assign]
    app.extensions["preview"] = Workshop(file, token_key(settings.secret_key))
    original = app.jinja_loader
    templates = FileSystemLoader(HERE / "templates")
    if original is not None:
        app.jinja_env.loader = ChoiceLoader([templates, PrefixLoader({"respondent": original}), original])
    app.register_blueprint(preview)

    @app.before_request
    def begin() -> Response | None:
        return redirect(url_for("preview.frame")) if request.path == "/" else None

    @app.after_request
    def let_it_be_framed(response: FlaskResponse) -> FlaskResponse:
        scripted = request.endpoint == "preview.frame"
        response.headers["Content-Security-Policy"] = SCRIPTED if scripted else FRAMED
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return app
