"""An archive of named files, the same bytes whenever it holds the same, and read back without trusting it."""

from __future__ import annotations

import hashlib
import json
import platform
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
FORMAT = "medvirk-report-bundle"
VERSION = 1
ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The day that every file in an archive is of: the archive's own, for it tells of results and not of a clock."""
MOST_FILES, MOST_BYTES = 200, 200_000_000
SOFTWARE = ("medvirk", "numpy", "scipy", "polars", "matplotlib", "typst", "python-docx")


class BundleError(ValueError):
    """The file is no bundle of ours, or not whole."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an archive says of itself, and its files, whose sums are right."""

    about: Mapping[str, Any]
    files: Mapping[str, bytes]


def pack(files: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """The archive of these files, with a manifest: what it is `about`, their sums, and what software made it."""
    sums = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    manifest = {"format": FORMAT, "version": VERSION, **about, "software": software(), "files": sums}
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in ((MANIFEST, _json(manifest)), *sorted(files.items())):
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def unpack(file: Path) -> Bundle:
    """Read an archive, nothing of which is written anywhere; raises `BundleError` for what is wrong with it."""
    try:
        with zipfile.ZipFile(file) as archive:
            contents = _contents(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zipfile.LargeZipFile) as error:
        raise BundleError(f"{file.name} is no archive that can be read. Fetch it again.") from error
    return _checked(file.name, contents)


def _contents(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The files, as long as they are few and small; what an archive says of its sizes is not believed."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES or len({each.filename for each in entries}) < len(entries):
        raise BundleError(f"It has {len(entries)} files, or two of one name. A bundle has at most {MOST_FILES}.")
    left, found = MOST_BYTES, {}
    for entry in entries:
        with archive.open(entry) as opened:
            content = opened.read(left + 1)
        left -= len(content)
        if left < 0:
            raise BundleError(f"It unpacks to more than {MOST_BYTES // 1_000_000} MB, which no bundle does.")
        found[entry.filename] = content
    return found


def _checked(name: str, contents: dict[str, bytes]) -> Bundle:
    try:
        manifest = json.loads(contents.pop(MANIFEST))
        sums = dict(manifest["files"])
        known = manifest["format"] == FORMAT
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{name} has no manifest, so it is no bundle.") from error
    if not known or manifest.get("version") != VERSION:
        raise BundleError(f"{name} is of another version than {VERSION}. Read it with the software that made it.")
    missing, more = sorted(sums.keys() - contents.keys()), sorted(contents.keys() - sums.keys())
    if missing or more:
        raise BundleError(
            f"Missing: {', '.join(missing) or 'nothing'}. Not in the manifest: {', '.join(more) or 'nothing'}."
        )
    wrong = [each for each, told in sums.items() if hashlib.sha256(contents[each]).hexdigest() != told]
    if wrong:
        raise BundleError(f"Changed since it was made: {', '.join(sorted(wrong))}.")
    return Bundle(manifest, contents)


def software() -> dict[str, str]:
    """What the numbers were made with."""
    return {"python": platform.python_version(), **{name: _version(name) for name in SOFTWARE}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _json(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
