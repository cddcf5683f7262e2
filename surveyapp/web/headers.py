"""The security headers of every answer, in one place."""

from __future__ import annotations

from flask import Flask, request
from flask.wrappers import Response

PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load: our own scripts, style sheets, fonts and pictures, and nothing that stands in the page itself.

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
DAY = 86_400


def set_up(app: Flask, *, https_only: bool) -> None:
    """Put the headers on every answer."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", PAGES)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if https_only:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        response.headers["Cache-Control"] = _caching(response)
        return response


def _caching(response: Response) -> str:
    """Nothing that a person answered stays on a shared machine; static files with a fingerprint never change."""
    if request.endpoint != "static" or response.status_code >= 400:
        return "no-store"
    return f"public, max-age={YEAR}, immutable" if "v" in request.args else f"public, max-age={DAY}"
