"""Style sheets, scripts, fonts and pictures: served from memory, compressed once, and kept by browsers for good.

Their addresses carry a fingerprint of the content, in a style sheet too. They never change while the app runs, and pass
by all that a page needs: no session, no log.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, url_for

from surveyapp.web.headers import YEAR, always

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DAY = 86_400
COMPRESSED = frozenset((".css", ".js", ".svg"))
"""Fonts are compressed already."""
FETCHED = re.compile(rb"url\(([\w./-]+)\)")
"""What a style sheet fetches, by its place beside the sheet."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: the content, the same with gzip (nothing where that does not help), and what it is."""

    content: bytes
    gzipped: bytes
    type: str
    fingerprint: str

    @classmethod
    def of(cls, path: Path) -> Asset:
        """The file, read."""
        content = content_of(path)
        # Without a time in it, the same file gives the same bytes.
        gzipped = gzip.compress(content, 9, mtime=0) if path.suffix in COMPRESSED else b""
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        written = kind.startswith("text/")
        return cls(content, gzipped, f"{kind}; charset=utf-8" if written else kind, fingerprint(path))


@cache
def content_of(path: Path) -> bytes:
    """The file as it is sent: in a style sheet, the addresses carry fingerprints."""
    content = path.read_bytes()
    if path.suffix != ".css":
        return content
    return FETCHED.sub(lambda found: b"url(%b?v=%b)" % (found[1], _named(path.parent / found[1].decode())), content)


def _named(path: Path) -> bytes:
    return fingerprint(path).encode()


@cache
def fingerprint(path: Path) -> str:
    """The first twelve digits of the SHA-256 of what is sent."""
    return hashlib.sha256(content_of(path)).hexdigest()[:12]


class Assets:
    """Answers for the files of a folder, and leaves all else to the app behind."""

    def __init__(self, behind: WSGIApplication, prefix: str, folder: Path, headers: Mapping[str, str]) -> None:
        self._behind, self._headers = behind, tuple(headers.items())
        files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        self._assets = {f"{prefix}/{path.relative_to(folder).as_posix()}": Asset.of(path) for path in files}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asset = self._assets.get(environ["PATH_INFO"])
        if asset is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._behind(environ, start_response)
        zipped = bool(asset.gzipped) and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        tag = f'"{asset.fingerprint}{"-gzip" if zipped else ""}"'
        known = f"v={asset.fingerprint}" in environ.get("QUERY_STRING", "")
        headers = [
            ("Cache-Control", f"public, max-age={YEAR}, immutable" if known else f"public, max-age={DAY}"),
            ("ETag", tag),
            ("Vary", "Accept-Encoding"),
            *self._headers,
        ]
        if environ.get("HTTP_IF_NONE_MATCH") == tag:
            start_response("304 Not Modified", headers)
            return []
        body = asset.gzipped if zipped else asset.content
        headers += [("Content-Type", asset.type), ("Content-Length", str(len(body)))]
        start_response("200 OK", [*headers, ("Content-Encoding", "gzip")] if zipped else headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def set_up(app: Flask, *, https_only: bool) -> None:
    """Serve the files, and give templates `asset('app.css')`."""
    folder = Path(str(app.static_folder))
    app.wsgi_app = Assets(  # type: ignore[method-assign]
        app.wsgi_app, str(app.static_url_path), folder, always(https_only=https_only)
    )

    @cache
    def asset(name: str) -> str:
        return url_for("static", filename=name, v=fingerprint(folder / name))

    app.jinja_env.globals["asset"] = asset
