"""Drawings that were made before, by the SHA-256 of every mark in them: the same marks are drawn once."""

from __future__ import annotations

import json
import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

import matplotlib as mpl

from analysis.figures.style import font

MOST = 512
"""Drawings that a process remembers; one is about 40 kB."""
DRAWERS = ("drawing.py", "lettering.py", "style.py")
"""Our files that decide how marks look."""

_FOLDERS: ContextVar[tuple[Path, ...]] = ContextVar("folders", default=())
_REMEMBERED: OrderedDict[str, str] = OrderedDict()
_LOCK = Lock()


@contextmanager
def kept_in(folder: Path, *former: Path) -> Iterator[None]:
    """Keep what is drawn inside the block in this folder too, and look there and in the former ones first."""
    token = _FOLDERS.set((folder, *former))
    try:
        yield
    finally:
        _FOLDERS.reset(token)


def key_of(marks: Sequence[object], size: tuple[float, float], label: str) -> str:
    """The fingerprint of a drawing: all that decides how it looks and what is read aloud."""
    shown = json.dumps([*_drawn_by(), size, label, marks], ensure_ascii=False)
    return sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def _drawn_by() -> tuple[str, ...]:
    """Which version of everything that draws."""
    ours = b"".join((Path(__file__).parent / name).read_bytes() for name in DRAWERS)
    return (sha256(ours).hexdigest(), mpl.__version__, font())


def once(key: str, draw: Callable[[], str]) -> str:
    """The drawing of this key; drawn when nobody remembers it, or when what the folder has is damaged."""
    with _LOCK:
        svg = _REMEMBERED.get(key)
    folders = _FOLDERS.get()
    if svg is None:
        svg = next(filter(None, (_read(each, key) for each in folders)), None) or draw()
    if folders and _read(folders[0], key) != svg:
        _write(folders[0], key, svg)
    with _LOCK:
        _REMEMBERED.pop(key, None)
        _REMEMBERED[key] = svg
        while len(_REMEMBERED) > MOST:
            _REMEMBERED.popitem(last=False)
    return svg


def forget() -> None:
    """Draw everything anew in this process."""
    with _LOCK:
        _REMEMBERED.clear()


def _read(folder: Path, key: str) -> str | None:
    try:
        told, svg = (folder / f"{key}.svg").read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return svg.decode() if sha256(svg).hexdigest().encode() == told else None


def _write(folder: Path, key: str, svg: str) -> None:
    """Aside first, then by its name, so that nobody reads a half; without room on the disk it is not kept."""
    body = svg.encode()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(body).hexdigest().encode() + b"\n" + body)
            Path(aside).replace(folder / f"{key}.svg")
        except OSError:
            Path(aside).unlink(missing_ok=True)
