"""Authors' own paragraphs: kept through every rebuild, and flagged where the numbers above them have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.reports.fingerprints import fingerprint
from analysis.reports.material import Material, Note
from analysis.reports.model import Block, Paragraph, Remark, Report, Section
from analysis.wording.phrases import say

NEXT = "neste"
"""The section that holds nothing but the authors' words: what should happen next."""
HOMELESS = "merknader"
"""Where paragraphs stand whose own section is no longer in the report."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section that authors can write under, and the fingerprint of what its numbers are now."""

    id: str
    title: str
    fingerprint: str


def places(report: Report) -> tuple[Place, ...]:
    """Where authors can write: each section as it is without their words."""
    found = (each for each in report.sections if each.id != HOMELESS)
    bare = (
        replace(each, blocks=tuple(block for block in each.blocks if not isinstance(block, Remark))) for each in found
    )
    return tuple(Place(each.id, each.title, fingerprint(each)) for each in bare)


def next_steps(material: Material) -> Iterator[Section]:
    """The section of what should happen next, which authors write; it says so while nobody has."""
    written = any(each.section == NEXT and each.text.strip() for each in material.notes)
    yield Section(NEXT, say("heading_next"), () if written else (Paragraph(say("next_unwritten")),), opening=True)


def with_notes(sections: Sequence[Section], notes: Iterable[Note]) -> tuple[Section, ...]:
    """The sections with what authors wrote at the end of each; nothing that was written is left out."""
    waiting = [*notes]
    known = {each.id for each in sections}
    placed = [replace(each, blocks=(*each.blocks, *_remarks(each, waiting))) for each in sections]
    homeless = [Remark(_paragraphs(each.text), changed=True) for each in waiting if each.section not in known]
    if homeless:
        placed.append(Section(HOMELESS, say("heading_notes"), tuple(homeless)))
    return tuple(placed)


def _remarks(section: Section, notes: Iterable[Note]) -> Iterator[Block]:
    for note in notes:
        if note.section == section.id and note.text.strip():
            changed = note.fingerprint not in {"", fingerprint(section)}
            yield Remark(_paragraphs(note.text), changed)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(each.split()) for each in re.split(r"\n\s*\n", text.strip()) if each.strip())
