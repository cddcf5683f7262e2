"""What is written down of a journey, listened through for whatever could tell who it was or what she said."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Request

from surveyapp.models import AuditEvent
from surveyapp.models.plans import PROGRESS
from surveyapp.web import log
from tests.sites import Site

PERSONAL = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "an IP address": re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b(?:[0-9a-f]{1,4}:){4,}|::1\b"),
    "the secret of a link": re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])"),
    "a code": re.compile(
        r"\b([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}|[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5})\b"
    ),
    "an address below a link": re.compile(r"/(?:s|k)/(?!<)[\w-]{8,}"),
}
"""What is never written down, whoever sent it."""
ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""An id tells nothing without the database, and looks like codes."""
RESPONDENTS = (
    *("/s/", "/k/", "/svar/", "/inn", "/kode", "/trekk", "/lesehjelp", "/logg-inn"),
    *("/t/", "/tiltak/", "/nei-takk", "/glemt-passord", "/nytt-passord"),
)
"""Where those without an account write, and those who cannot sign in yet."""
TOLD = {"email", "password", "name", "address", "code", "phone", "comment", "note", "reason", "participants"}
"""Of what staff send, the fields that tell of a person; titles and dates may be written down."""
LISTENING = "[INFO] Listening at:"
"""gunicorn says once where it listens; that is nobody's address."""


class Ear:
    """Hears what browsers send to the app, and what is logged meanwhile."""

    def __init__(self) -> None:
        self.sent: set[str] = set()
        self.written = io.StringIO()

    def beside(self, app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        """The same WSGI app, with an ear to it."""

        def heard(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            # Closed at once, for what is uploaded lies in files.
            with Request({**environ, "wsgi.input": io.BytesIO(body)}) as request:
                # How much is too much is for the app to say.
                request.max_form_memory_size = None
                self._note(request)
            return app(environ, start)

        return heard

    def _note(self, request: Request) -> None:
        answering = request.path.startswith(RESPONDENTS)
        pairs = [*request.form.items(multi=True), *request.args.items(multi=True)]
        if request.is_json:
            # What is nested too deep to read is refused by the app too.
            with suppress(RecursionError):
                pairs += [("", words) for words in _strings(request.get_json(silent=True))]
        for name, words in pairs:
            if answering or name in TOLD:
                self.sent.update(line.strip() for line in words.splitlines())
        self.sent.update(
            unquote(part) for part in request.path.split("/") if len(part) >= 20 and not ID.fullmatch(part)
        )
        self.sent.update(request.cookies.values())

    def complaints(self, written: str, vocabulary: str = "") -> list[str]:
        """What is written that should not be; words of the log itself, such as routes, are no complaint."""
        text = ID.sub("id", "\n".join(line for line in written.splitlines() if LISTENING not in line))
        found = [f"{what}: {hit[0]}" for what, pattern in PERSONAL.items() for hit in pattern.finditer(text)]
        for words in self.sent:
            if len(words) < 6 or words in vocabulary:
                continue
            if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text):
                found.append(f"what somebody sent: {words}")
        return found


def _strings(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict | list):
        for each in given.values() if isinstance(given, dict) else given:
            yield from _strings(each)


@pytest.fixture(scope="session")
def ear(site: Site) -> Ear:
    """An ear to the app, from its first request to the last."""
    heard = Ear()
    site.app.wsgi_app = heard.beside(site.app.wsgi_app)  # type: ignore[method-assign]
    return heard


@pytest.fixture(autouse=True)
def nothing_personal_is_written(ear: Ear, site: Site, tmp_path: Path) -> Iterator[None]:
    """Fails a journey after which a log, a server's output or the audit log tells of a person."""
    ear.sent.clear()
    ear.written = io.StringIO()
    handler = logging.StreamHandler(ear.written)
    logging.getLogger().addHandler(handler)
    structlog.configure(
        processors=log.PROCESSORS,
        logger_factory=structlog.WriteLoggerFactory(file=ear.written),
        cache_logger_on_first_use=False,
    )
    before = _events(site)
    yield
    structlog.reset_defaults()
    logging.getLogger().removeHandler(handler)
    written = [ear.written.getvalue(), *(path.read_text("utf-8") for path in tmp_path.rglob("*.log"))]
    # Our own words: the routes, and how far a measure has come, which the audit log tells of a status.
    ours = " ".join([*(rule.rule for rule in site.app.url_map.iter_rules()), *PROGRESS])
    complaints = ear.complaints("\n".join([*written, _told(site, before)]), ours)
    assert complaints == [], complaints


def _events(site: Site) -> int:
    with Session(site.engine) as session:
        return session.scalar(select(func.count()).select_from(AuditEvent)) or 0


def _told(site: Site, before: int) -> str:
    """What the audit log tells of what was done since."""
    with Session(site.engine) as session:
        abouts = session.scalars(select(AuditEvent.about).where(AuditEvent.number > before)).all()
    return "\n".join(json.dumps(about, ensure_ascii=False) for about in abouts)
