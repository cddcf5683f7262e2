"""What the users of each service say, level by level of the rehabilitation pyramid, or group by group otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.groups import GroupResult
from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Estimate
from analysis.reports.grouping import LEVEL
from analysis.reports.groupstable import group_cell, group_end, group_labels, group_of
from analysis.reports.material import Material
from analysis.reports.model import Block, Bullets, Column, Heading, Paragraph, Section, Table
from analysis.wording import shown
from analysis.wording.captions import round_name
from analysis.wording.language import spoken
from analysis.wording.numbers import capitalized, count, listed
from analysis.wording.phrases import say, words
from analysis.wording.sentences import label, subject, unit_of, written_change, written_interval


def groups_section(material: Material) -> Iterator[Section]:
    """The questions that the trend is followed by, group by group; where nobody is grouped there is no section."""
    told = [each for each in material.comparisons if _followed(each)]
    if not told:
        return
    leveled = any(each.grouped_by == LEVEL for each in told)
    many = len(told) > 1
    blocks: list[Block] = [Paragraph(say("groups_levels" if leveled else "groups_intro"))]
    for each in told:
        blocks += [Heading(words(each.title))] if many else []
        blocks += _blocks(each)
    yield Section("grupper", say("heading_services" if leveled else "heading_groups"), tuple(blocks))


def _followed(comparison: Comparison) -> tuple[ItemResult, ...]:
    asked = tuple(one for one in comparison.questions if one.groups and (one.trend_core or one.indicator is not None))
    return tuple(one for one in asked if one.trend_core) or asked


def _blocks(comparison: Comparison) -> Iterator[Block]:
    followed, names = _followed(comparison), _names(comparison)
    place: shown.RoundPlace = 1 if comparison.alone else 2
    if comparison.grouped_by == LEVEL:
        yield Bullets(tuple(_legend(comparison, names, place)))
    heads = [say("level", level=code) if comparison.grouped_by == LEVEL else name for code, name in names.items()]
    columns = (Column(say("col_share_who"), numeric=False), *map(Column, heads))
    rows = tuple(
        (_row(one), *(group_cell(one, group_of(one, code), place, "service_cell") for code in names))
        for one in followed
    )
    yield Table(say("caption_levels", round=round_name(comparison, place)), columns, rows, say("note_services"))
    if not comparison.alone:
        yield Paragraph(say("groups_changes", first=comparison.baseline.label, second=comparison.followup.label))
        yield from _changes(followed, names, dict(zip(names, heads, strict=True)))


def _names(comparison: Comparison) -> dict[str, str]:
    """The groups, by their codes; of services only those with a level."""
    labels = group_labels(comparison)
    asked = next((each for each in comparison.questions if each.name == comparison.grouped_by), None)
    if asked is None or comparison.grouped_by != LEVEL:
        there = {group.group for each in comparison.questions for group in each.groups}
        return {code: name for code, name in labels.items() if code in there}
    rounds = (each for each in (asked.baseline, asked.followup) if each is not None)
    return {code.code: labels[code.code] for each in rounds for code in each.codes}


def _legend(comparison: Comparison, names: dict[str, str], place: shown.RoundPlace) -> Iterator[str]:
    """Which service each level is, and how many answered of it."""
    asked = next(each for each in comparison.questions if each.name == LEVEL)
    found = shown.answers(asked, place)
    counted = {} if found is None else {code.code: shown.count(code) for code in found.codes}
    for code, name in names.items():
        n = counted.get(code)
        yield say("level_counted", name=name, n=count(n)) if n is not None else say("level_uncounted", name=name)


def _row(result: ItemResult) -> str:
    return capitalized(label(result, result.indicator)) if result.indicator is not None else subject(result)


def _changes(followed: tuple[ItemResult, ...], names: dict[str, str], brief: dict[str, str]) -> Iterator[Block]:
    """What changed in each group, a sentence each, then who did not so that it can be said, and who is hidden."""
    still, hidden = list[str](), list[str]()
    for code, name in names.items():
        groups = [(each, group) for each in followed if (group := group_of(each, code)) is not None]
        told = tuple(_change(*each) for each in groups if each[1].verdict != "cannot_say")
        if told:
            yield Paragraph(say("group_changed", group=name))
            yield Bullets(told)
        elif any(group.change is not None and group.change.value is not None for _, group in groups):
            still.append(brief[code])
        else:
            hidden.append(brief[code])
    if still:
        yield Paragraph(say("groups_still", groups=listed(still)))
    if hidden:
        yield Paragraph(say("groups_hidden", groups=listed(hidden)))


def _change(result: ItemResult, group: GroupResult) -> str:
    ends = [group_end(result, group.baseline, group.n_baseline), group_end(result, group.followup, group.n_followup)]
    judged = ", ".join(filter(None, (spoken().verdicts[group.verdict].lower(), spoken().directions[group.direction])))
    row = label(result, result.indicator) if result.indicator is not None else subject(result)
    change = say("no_interval") if group.change is None else _moved(result, group.change)
    return say("group_change", row=row, first=ends[0], second=ends[1], judged=judged, change=change)


def _moved(result: ItemResult, change: Estimate) -> str:
    """«+60 prosentpoeng (95 % KI 39 til 73)»."""
    unit = say("percentage_points") if change.name == "share_change" else unit_of(result)
    return say(
        "group_moved", change=written_change(result, change), unit=unit, interval=written_interval(result, change)
    )
