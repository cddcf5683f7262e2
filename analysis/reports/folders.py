"""A folder with a report's files, which are made again only when what they show has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from analysis.reports.build import build
from analysis.reports.faces import FACES, made_faces, require_faces, write_whole
from analysis.reports.material import Material, material_to_json
from analysis.reports.notes import places
from analysis.reports.typesetting import forget
from analysis.wording.language import spoken

NOTE = "report.json"
"""Beside the files: what they were made of, what each must be to be taken for whole, and where authors can write."""
MAKERS = ("matplotlib", "python-docx", "typst")
"""Packages whose version shows in a file."""


def keep_report(material: Material, kind: str, directory: Path, faces: Sequence[str] = tuple(FACES)) -> list[Path]:
    """The report's files in the directory, in the language that is spoken; those that show the same are left alone.

    Raises what `build` raises, `UnknownFaceError`, and OSError for a full disk; nothing is half-written then.
    """
    require_faces(faces)
    results = material_to_json(material)
    made_of = _sum("\n".join((kind, spoken().code, software(), results)).encode())
    paths = [directory / FACES[each].file for each in faces]
    known = _noted(directory, made_of)
    if all(_is_whole(path, known) for path in paths):
        return paths
    # Of hundreds of reports that one process makes, it remembers one.
    forget()
    report = replace(build(material, kind), checksum=_sum(results.encode()))
    contents = made_faces(report, faces)
    sums = {name: _sum(content) for name, content in contents.items()}
    note = {
        "made_of": made_of,
        "checksum": report.checksum,
        "files": known | sums,
        "places": [asdict(each) for each in places(report)],
    }
    write_whole({**contents, NOTE: (json.dumps(note, indent=2) + "\n").encode()}, directory)
    return paths


def _noted(directory: Path, made_of: str) -> dict[str, str]:
    """The SHA-256 of each file that was made of this; none when the note is gone, of something else, or no note."""
    try:
        note = json.loads((directory / NOTE).read_bytes())
        return dict(note["files"]) if note["made_of"] == made_of else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _is_whole(path: Path, known: Mapping[str, str]) -> bool:
    return path.name in known and path.is_file() and _sum(path.read_bytes()) == known[path.name]


@lru_cache(maxsize=1)
def software() -> str:
    """What tells one version of this software from another: our own files here, and the packages that draw and set."""
    seen = hashlib.sha256()
    for package in ("analysis.comparing", "analysis.figures", "analysis.reports", "analysis.wording"):
        for name, content in _ours(files(package)):
            seen.update(name.encode() + content)
    return f"{seen.hexdigest()} " + " ".join(f"{each} {version(each)}" for each in MAKERS)


def _ours(folder: Traversable) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and each.name != "__pycache__":
            found += _ours(each)
        elif each.is_file():
            found.append((each.name, each.read_bytes()))
    return found


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
