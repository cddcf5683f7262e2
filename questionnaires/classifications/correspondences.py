"""The correspondence between the kommuner of two dates: who became whom, and with what share."""

from collections import Counter
from collections.abc import Mapping, Set
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
    chain of changes, summed over the chains. `kind` tells what happened between the two dates: the new kommune
    has several old ones (merged), the old one has several new ones (split), both, or neither (unchanged,
    renumbered). `estimated` is true where the share is not a count of inhabitants: a split without such a count,
    or the split of a kommune that had merged, where every old part is taken to have split alike.
    """

    old_nr: str
    new_nr: str
    share: float
    kind: Kind
    estimated: bool


class _Part(NamedTuple):
    share: float
    estimated: bool


# Old number -> new number -> the part of the old kommune that is there.
_Parts = Mapping[str, Mapping[str, _Part]]
_WHOLE = _Part(1.0, estimated=False)


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
    """What the kommune with a number on `to` was on `from_`, the earlier date; raises as `successors` does."""
    links = correspondence(from_, to)
    wanted = kommune(nr, to).nr
    return tuple(link for link in links if link.new_nr == wanted)


@cache
def _correspondence(from_: date, to: date) -> tuple[Link, ...]:
    reached: _Parts = {each.nr: {each.nr: _WHOLE} for each in kommuner(from_)}
    for changed in versions("correspondences"):
        if from_ < changed <= to:
            merged = {nr for nr, count in _sources(reached).items() if count > 1}
            reached = {old: _follow(parts, _changes(changed), merged) for old, parts in reached.items()}
    sources = _sources(reached)
    return tuple(
        Link(old, new, part.share, _kind(old, new, sources[new], len(parts)), part.estimated)
        for old, parts in sorted(reached.items())
        for new, part in sorted(parts.items())
    )


@cache
def _changes(changed: date) -> _Parts:
    """The changes on one day; who is not among them lives on under the same number."""
    changes: dict[str, dict[str, _Part]] = {}
    for row in rows("correspondences"):
        if date.fromisoformat(row["valid_from"]) == changed:
            part = _Part(float(row["share"]), row["basis"] == "estimate")
            changes.setdefault(row["old_nr"], {})[row["new_nr"]] = part
    return changes


def _follow(parts: Mapping[str, _Part], changes: _Parts, merged: Set[str]) -> dict[str, _Part]:
    """Where the parts of one old kommune are after one more day of changes."""
    further: dict[str, _Part] = {}
    for nr, part in parts.items():
        for new_nr, step in changes.get(nr, {nr: _WHOLE}).items():
            before = further.get(new_nr, _Part(0.0, estimated=False))
            # The count is of the merged kommune: that each of its old parts split alike is an assumption.
            assumed = nr in merged and step.share < 1
            further[new_nr] = _Part(
                before.share + part.share * step.share,
                before.estimated or part.estimated or step.estimated or assumed,
            )
    return further


def _sources(reached: _Parts) -> Counter[str]:
    """How many old kommuner each new one has."""
    return Counter(new for parts in reached.values() for new in parts)


def _kind(old: str, new: str, sources: int, targets: int) -> Kind:
    if sources > 1:
        return "merged_and_split" if targets > 1 else "merged"
    if targets > 1:
        return "split"
    return "unchanged" if old == new else "renumbered"
