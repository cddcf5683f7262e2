"""The correspondence between the kommuner of two dates: who became whom, and with what share."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from questionnaires.classifications.errors import BackwardsInTimeError
from questionnaires.classifications.kommuner import kommune, kommuner
from questionnaires.classifications.tables import rows, version, versions

Kind = Literal["unchanged", "renumbered", "merged", "split", "merged_and_split"]


@dataclass(frozen=True, slots=True)
class Link:
    """A kommune of the earlier date that is, or is part of, a kommune of the later date.

    `share` is the part (0-1) of the old kommune's inhabitants that came to the new one: the product along a
    chain of changes, summed over the chains. `kind` tells what happened between the two dates: the new one
    has several old ones (merged), the old one has several new ones (split), both, or neither (unchanged,
    renumbered). `estimated` is true where a split on the way has no count of inhabitants behind its share.
    """

    old_nr: str
    new_nr: str
    share: float
    kind: Kind
    estimated: bool


class Part(NamedTuple):
    """The share of an old kommune that is in one place, and whether it is an estimate."""

    share: float
    estimated: bool


_WHOLE = Part(1.0, estimated=False)


def correspondence(from_: date, to: date) -> tuple[Link, ...]:
    """Every link from the kommuner on `from_` to those on `to`, by number; raises BackwardsInTimeError.

    Border changes, where a few inhabitants move and both kommuner live on, are no links.
    """
    if to < from_:
        raise BackwardsInTimeError(
            f"{to} is before {from_}. Give the earlier date first; predecessors() leads back from the later."
        )
    return _correspondence(version("kommuner", from_), version("kommuner", to))


def successors(nr: str, from_: date, to: date) -> tuple[Link, ...]:
    """What the kommune with a number on `from_` has become on `to`, the later date.

    Raises UnknownKommuneError, BackwardsInTimeError, BeforeRegisterError.
    """
    links = correspondence(from_, to)
    wanted = kommune(nr, from_).nr
    return tuple(link for link in links if link.old_nr == wanted)


def predecessors(nr: str, from_: date, to: date) -> tuple[Link, ...]:
    """What the kommune with a number on `to` was on `from_`, the earlier date; raises like `successors`."""
    links = correspondence(from_, to)
    wanted = kommune(nr, to).nr
    return tuple(link for link in links if link.new_nr == wanted)


@cache
def _correspondence(from_: date, to: date) -> tuple[Link, ...]:
    reached = {each.nr: {each.nr: _WHOLE} for each in kommuner(from_)}
    for changed in versions("correspondences"):
        if from_ < changed <= to:
            reached = {old: follow(old, parts, changed) for old, parts in reached.items()}
    sources = Counter(new for parts in reached.values() for new in parts)
    return tuple(
        Link(old, new, part.share, _kind(old, new, sources[new], len(parts)), part.estimated)
        for old, parts in sorted(reached.items())
        for new, part in sorted(parts.items())
    )


def follow(old: str, parts: Mapping[str, Part], changed: date) -> dict[str, Part]:
    """Where the parts of one old kommune are after the changes of one day."""
    changes = _changes(changed)
    further: dict[str, Part] = {}
    for nr, part in parts.items():
        # A kommune that had merged may split along its old borders; else all its parts split alike.
        for new, step in (changes.get((nr, old)) or changes.get((nr, "")) or {nr: _WHOLE}).items():
            before = further.get(new, Part(0.0, estimated=False))
            further[new] = Part(
                before.share + part.share * step.share,
                before.estimated or part.estimated or step.estimated,
            )
    return further


@cache
def _changes(changed: date) -> Mapping[tuple[str, str], Mapping[str, Part]]:
    """The changes of one day, by number and the old kommune that they are about ("": all of it)."""
    changes: dict[tuple[str, str], dict[str, Part]] = {}
    for row in rows("correspondences"):
        if date.fromisoformat(row["valid_from"]) == changed:
            part = Part(float(row["share"]), row["basis"] == "estimate")
            changes.setdefault((row["old_nr"], row["part_of"]), {})[row["new_nr"]] = part
    return changes


def _kind(old: str, new: str, sources: int, targets: int) -> Kind:
    if sources > 1:
        return "merged_and_split" if targets > 1 else "merged"
    if targets > 1:
        return "split"
    return "unchanged" if old == new else "renumbered"
