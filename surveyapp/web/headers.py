"""The security headers of every answer, in one place."""

from __future__ import annotations

from flask import Flask
from flask.wrappers import Response

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


def set_up(app: Flask, *, https_only: bool) -> None:
    """Put the headers on every answer."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in always(https_only=https_only).items():
            response.headers.setdefault(name, value)
        # Nothing that a person answered stays on a shared machine.
        if response.headers.get("Cache-Control") != KEPT_FOR_GOOD:
            response.headers["Cache-Control"] = "no-store"
        return response


def always(*, https_only: bool) -> dict[str, str]:
    """The headers of everything that is served."""
    secure = {"Strict-Transport-Security": f"max-age={YEAR}"} if https_only else {}
    return {"Content-Security-Policy": PAGES, **ALWAYS, **secure}
