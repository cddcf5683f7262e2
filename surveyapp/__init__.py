"""Asking: the Flask application that puts questionnaires to people and keeps their answers."""

from __future__ import annotations

import os
from types import TracebackType

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from surveyapp.config import Settings
from surveyapp.mail import Post, SmsGateway
from surveyapp.models import db
from surveyapp.models.engine import engine_options, tune
from surveyapp.models.tokens import token_key
from surveyapp.models.vault import Vault
from surveyapp.web import assets, building, errors, headers, languages, log, staff, upward
from surveyapp.web.aids import aids
from surveyapp.web.api import api
from surveyapp.web.coming_back import coming_back
from surveyapp.web.context import BOUNCES_TO, PUBLIC_URL, REPORTS, SENDING_HOURS, TOKEN_KEY
from surveyapp.web.copying import copying
from surveyapp.web.entering import entering
from surveyapp.web.handing_round import handing_round
from surveyapp.web.privacy import privacy
from surveyapp.web.respond import respond
from surveyapp.web.signing import signing
from surveyapp.web.staff import twice
from surveyapp.web.staff.oidc import set_up as know_providers
from surveyapp.web.start import start
from surveyapp.web.stopping import stopping
from surveyapp.web.style_guide import style_guide
from surveyapp.web.templating import Templates, WithoutIndentation
from surveyapp.web.visits import KEPT_FOR, Cookies
from surveyapp.web.withdrawing import withdrawing


class SurveyApp(Flask):
    """Flask, but an unexpected error is logged without the address, which may hold a token."""

    jinja_environment = Templates
    session_interface = Cookies()

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        log.tell_failure(exc_info[1])


def create_app(settings: Settings | None = None) -> Flask:
    """The whole app, wired once; without settings it reads those of the environment."""
    told_by_environment = settings is None
    settings = Settings.from_environment(os.environ) if settings is None else settings
    app = SurveyApp("surveyapp", template_folder="web/templates", static_folder="web/static")
    app.config.update(_configuration(settings))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.add_extension(WithoutIndentation)
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        # Who asks is nobody's business (x_for=0); where the page lies, links must know.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    db.init_app(app)
    with app.app_context():
        tune(db.engine)
    log.set_up(app)
    languages.set_up(app)
    headers.set_up(app, https_only=settings.secure_cookies)
    assets.set_up(app, https_only=settings.secure_cookies)
    protection = CSRFProtect(app)
    # A program brings its key, and a mail program that says no for somebody brings their token.
    protection.exempt(api)
    protection.exempt(stopping)
    app.extensions["post"] = Post(settings.smtp_url, settings.mail_from)
    know_providers(app, settings)
    app.extensions["sms"] = SmsGateway(settings.sms_url, settings.sms_token, settings.sms_from)
    errors.set_up(app)
    building.set_up(app, by_environment=told_by_environment)
    twice.set_up(app)
    upward.set_up(app)
    for blueprint in (
        start,
        stopping,
        aids,
        respond,
        *staff.BLUEPRINTS,
        entering,
        coming_back,
        handing_round,
        signing,
        withdrawing,
        copying,
        privacy,
        api,
    ):
        app.register_blueprint(blueprint)
    if settings.environment == "development":
        app.register_blueprint(style_guide)
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(
            settings.database_url, Vault.of(settings), pgbouncer=settings.pgbouncer
        ),
        "MAX_CONTENT_LENGTH": settings.max_body_bytes,
        "MAX_FORM_MEMORY_SIZE": settings.max_body_bytes,
        "SESSION_COOKIE_NAME": "__Host-medvirk" if settings.secure_cookies else "medvirk",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": KEPT_FOR,
        # A page may stand open overnight; and we send no Referer that could be compared.
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        TOKEN_KEY: token_key(settings.secret_key),
        REPORTS: settings.reports,
        PUBLIC_URL: settings.public_url,
        BOUNCES_TO: settings.bounces_to,
        SENDING_HOURS: settings.sending_hours,
    }
