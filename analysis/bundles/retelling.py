"""A bundle's report written again from its results, to see whether it is the same file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.bundles.archive import Bundle
from analysis.reports.build import build
from analysis.reports.faces import FACES, made_faces
from analysis.reports.kinds import KINDS
from analysis.reports.material import Material
from analysis.wording.language import LANGUAGES, speaking

FOLDER = "report/"


@dataclass(frozen=True, slots=True)
class Retold:
    """The report's files that came out the same, that did not, and that could not be written again."""

    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    not_tried: tuple[str, ...] = ()


def retell(bundle: Bundle, material: Material, results: bytes, *, software_is_other: bool) -> Retold:
    """Write the bundle's report again; another version of the software may write it otherwise, so it does not try."""
    there = {name.removeprefix(FOLDER): content for name, content in bundle.files.items() if name.startswith(FOLDER)}
    kind, language = str(bundle.about.get("kind", "")), str(bundle.about.get("language", ""))
    if software_is_other or kind not in KINDS or language not in LANGUAGES:
        return Retold(not_tried=tuple(sorted(there)))
    faces = [name for name, face in FACES.items() if face.file in there]
    with speaking(language):
        report = replace(build(material, kind), checksum=hashlib.sha256(results).hexdigest())
        again: Mapping[str, bytes] = made_faces(report, faces)
    same = tuple(sorted(name for name in there if again.get(name) == there[name]))
    return Retold(same, tuple(sorted(there.keys() - set(same))))
