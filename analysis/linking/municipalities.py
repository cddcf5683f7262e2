"""Municipalities followed through mergers and splits: who met whom, and what a former answer counts for.

The rules, per question: `share` lets a merged municipality count as a pair when all its former ones answered, and
answered alike; `sum` adds the parts; `list` shows them; `none` does not follow them. A part of a divided municipality
never counts: its old answer is history for each successor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.comparing.results import PairingSummary
from questionnaires.classifications import Link, correspondence, kommune


@dataclass(frozen=True, slots=True)
class Former:
    """A former municipality; `row` is its row at baseline, None when it did not answer."""

    key: str
    name: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A municipality at follow-up (`row`) and those it came from, of which at least one answered.

    It is `merged` when several former ones came into it whole; `split` when a part of a divided one did.
    """

    key: str
    name: str
    row: int
    kind: Literal["merged", "split"]
    former: tuple[Former, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """How the municipalities of two rounds met; `pairs` are (row at baseline, row at follow-up)."""

    pairs: tuple[tuple[int, int], ...]
    meetings: tuple[Meeting, ...]
    summary: PairingSummary


def meet(first: Mapping[str, int], second: Mapping[str, int], before: dt.date, after: dt.date) -> Met:
    """Link the municipalities that answered (number -> row), as they were on the two dates.

    Raises ClassificationError for a number that the register does not have on its date.
    """
    for key in first:
        kommune(key, before)
    arrivals: dict[str, list[Link]] = {kommune(key, after).nr: [] for key in second}
    reached: set[str] = set()
    for link in correspondence(before, after):
        if link.new_nr in arrivals:
            arrivals[link.new_nr].append(link)
            reached.add(link.old_nr)
    pairs: list[tuple[int, int]] = []
    meetings: list[Meeting] = []
    renumbered = 0
    for key, links in arrivals.items():
        if not any(link.old_nr in first for link in links):
            continue
        if len(links) == 1 and _whole(links[0]):
            pairs.append((first[links[0].old_nr], second[key]))
            renumbered += links[0].old_nr != key
        else:
            former = tuple(
                Former(link.old_nr, kommune(link.old_nr, before).label, first.get(link.old_nr)) for link in links
            )
            kind: Literal["merged", "split"] = "merged" if all(map(_whole, links)) else "split"
            meetings.append(Meeting(key, kommune(key, after).label, second[key], kind, former))
    merged = [meeting for meeting in meetings if meeting.kind == "merged"]
    summary = PairingSummary(
        by="municipality",
        both=len(pairs),
        only_first=sum(key not in reached for key in first),
        only_second=len(second) - len(pairs) - len(meetings),
        renumbered=renumbered,
        merged=len(merged),
        merged_from=sum(former.row is not None for meeting in merged for former in meeting.former),
        split=len(meetings) - len(merged),
    )
    return Met(tuple(pairs), tuple(meetings), summary)


def _whole(link: Link) -> bool:
    """Whether all of the old municipality came into the new one."""
    return link.kind not in ("split", "merged_and_split")
