"""Addresses of style sheets that carry a fingerprint of the content, so that browsers can keep them for good."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for


@cache
def fingerprint(path: Path) -> str:
    """The first twelve digits of the content's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def set_up(app: Flask) -> None:
    """Give templates `asset('app.css')`."""
    folder = Path(str(app.static_folder))

    @cache
    def asset(name: str) -> str:
        return url_for("static", filename=name, v=fingerprint(folder / name))

    app.jinja_env.globals["asset"] = asset
