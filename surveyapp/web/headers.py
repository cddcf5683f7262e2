"""The security headers of every answer, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PAGES = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load: our own scripts, style sheets, fonts and pictures, and nothing that stands in the page itself.

Scripts may speak with us alone: answers are saved as they are given.

`data:` is for the icons in Designsystemet's style sheets.
"""

REPORTS = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""A report is one file with its own styles and drawings; the sandbox keeps it from doing anything else."""

ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
YEAR = 31_536_000
KEPT_FOR_GOOD = f"private, max-age={YEAR}, immutable"
"""For what never changes at its address, though the app makes it; only the browser keeps it, not what lies between."""


class Headers:
    """Puts the headers on every answer of the app behind; what an answer says of itself stands; "": not that one."""

    def __init__(self, behind: WSGIApplication, headers: Mapping[str, str]) -> None:
        self._behind, self._headers = behind, tuple(headers.items())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            # Nothing that a person answered stays on a shared machine.
            said = [each for each in headers if each[0] != "Cache-Control" or each[1] == KEPT_FOR_GOOD]
            names = {name for name, _value in said}
            more = [each for each in self._headers if each[0] not in names]
            return start_response(status, [each for each in (*said, *more) if each[1]], exc_info)

        return self._behind(environ, cast("StartResponse", start))


def set_up(app: Flask, *, https_only: bool) -> None:
    """Put the headers on every answer."""
    headers = {**always(https_only=https_only), "Cache-Control": "no-store"}
    app.wsgi_app = Headers(app.wsgi_app, headers)  # type: ignore[method-assign]


def always(*, https_only: bool) -> dict[str, str]:
    """The headers of everything that is served."""
    secure = {"Strict-Transport-Security": f"max-age={YEAR}"} if https_only else {}
    return {"Content-Security-Policy": PAGES, **ALWAYS, **secure}
