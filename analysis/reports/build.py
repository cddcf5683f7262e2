"""Material -> report: the sections of its kind in their order, authors' words in them, figures numbered throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count

from analysis.reports.kinds import kind_named, require_material
from analysis.reports.material import Material
from analysis.reports.model import Block, Details, Drawing, Report, Section
from analysis.reports.notes import with_notes
from analysis.reports.sourced import require_numbers_of
from analysis.wording.language import spoken
from analysis.wording.numbers import listed
from analysis.wording.phrases import say, words


def build(material: Material, kind: str = "change") -> Report:
    """The whole report, in the language that is spoken.

    Raises `UnknownKindError`, `LacksMaterialError` for what the kind tells of and is not there, `UnprotectedError` for
    small numbers, and `UnsourcedNumberError` for a number that is not in the material.
    """
    require_material(kind, material)
    material.require_protected()
    sections = chain.from_iterable(part(material) for part in kind_named(kind).sections)
    report = Report(
        language=spoken().code,
        title=_named(f"title_{kind}", material),
        subtitle=_named(f"subtitle_{kind}", material),
        banner=_banner(material),
        sections=tuple(_numbered(sections)),
        mark=_mark(material),
    )
    require_numbers_of(material, report)
    return replace(report, sections=with_notes(report.sections, material.notes))


def _named(phrase: str, material: Material) -> str:
    """The phrase, or the one that a report on one round has instead."""
    alone = bool(material.comparisons) and material.main.alone and f"{phrase}_alone" in spoken().phrases
    return say(f"{phrase}_alone" if alone else phrase, **_fields(material))


def _fields(material: Material) -> dict[str, str]:
    """What titles are made of; empty where the material has no such thing."""
    main = material.comparisons[0] if material.comparisons else None
    called = [material.title, *(each.title for each in material.facts), words(main.title) if main else ""]
    called += [words(material.own.title)] if material.own else []
    return {
        "title": next(filter(None, called), ""),
        "subject": material.subject,
        "first": main.baseline.label if main else "",
        "second": main.followup.label if main else "",
        "year": str(material.plan.year) if material.plan else "",
        "quarter": str(material.plan.quarter) if material.plan else "",
    }


def _banner(material: Material) -> str:
    """What must be seen first: that answers are made up, or that more may come."""
    said = [say("synthetic")] if material.made_up and not material.rehearsed else []
    said += [say("rehearsed")] if material.rehearsed else []
    if material.still_open:
        said.append(say("still_open", rounds=listed([*material.still_open])))
    return " ".join(said)


def _mark(material: Material) -> str:
    """What must be seen on every page."""
    if material.rehearsed:
        return say("mark_rehearsed")
    return say("mark_synthetic") if material.made_up else ""


def _numbered(sections: Iterable[Section]) -> Iterator[Section]:
    """Figures counted from first to last; those that a reader may open come after the others, as they do on paper."""
    told = list(sections)
    numbers = count(1)
    shown = [replace(each, blocks=tuple(_with_numbers(each.blocks, numbers))) for each in told]
    for each in shown:
        yield replace(each, blocks=tuple(_with_folded_numbers(each.blocks, numbers)))


def _with_numbers(blocks: Iterable[Block], numbers: Iterator[int]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Drawing):
            drawing = replace(block, number=next(numbers))
            yield drawing
            yield from drawing.details
        else:
            yield block


def _with_folded_numbers(blocks: Iterable[Block], numbers: Iterator[int]) -> Iterator[Block]:
    for block in blocks:
        yield replace(block, blocks=tuple(_folded(block.blocks, numbers))) if isinstance(block, Details) else block


def _folded(blocks: Iterable[Block], numbers: Iterator[int]) -> Iterator[Block]:
    """What is opened already has the table of its figure beside it."""
    for block in blocks:
        if isinstance(block, Drawing):
            drawing = replace(block, number=next(numbers))
            yield drawing
            yield from chain.from_iterable(each.blocks for each in drawing.details)
        elif isinstance(block, Details):
            yield replace(block, blocks=tuple(_folded(block.blocks, numbers)))
        else:
            yield block
