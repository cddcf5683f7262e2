"""What the users of each service say, level by level of the rehabilitation pyramid, or group by group otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.groups import GroupResult
from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Estimate
from analysis.reports.grouping import LEVEL
from analysis.reports.groupstable import group_labels
from analysis.reports.material import Material
from analysis.reports.model import Block, Bullets, Column, Heading, Paragraph, Section, Table
from analysis.wording import cells, shown
from analysis.wording.captions import round_name
from analysis.wording.language import spoken
from analysis.wording.numbers import capitalized, count, listed, percent
from analysis.wording.phrases import say, words
from analysis.wording.sentences import label, measured, subject, unit_of, written_change, written_interval


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
    rows = tuple((_row(one), *(_cell(one, _of(one, code), place) for code in names)) for one in followed)
    yield Table(say("caption_levels", round=round_name(comparison, place)), columns, rows, say("note_services"))
    if not comparison.alone:
        yield Paragraph(say("groups_changes", first=comparison.baseline.label, second=comparison.followup.label))
        yield Bullets(tuple(_changes(followed, names, dict(zip(names, heads, strict=True)))))


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


def _of(result: ItemResult, code: str) -> GroupResult | None:
    return next((each for each in result.groups if each.group == code), None)


def _cell(result: ItemResult, group: GroupResult | None, place: shown.RoundPlace) -> str:
    if group is None:
        return cells.NOTHING
    if group.suppressed:
        return say("hidden_cell")
    end, n = (group.baseline, group.n_baseline) if place == 1 else (group.followup, group.n_followup)
    value = _end(result, end, n)
    return value if value == cells.NOTHING else say("service_cell", value=value, n=cells.whole(n))


def _changes(followed: tuple[ItemResult, ...], names: dict[str, str], brief: dict[str, str]) -> Iterator[str]:
    """A sentence for each group that changed, then who did not so that it can be said, and who is hidden."""
    still, hidden = list[str](), list[str]()
    for code, name in names.items():
        groups = [(each, group) for each in followed if (group := _of(each, code)) is not None]
        told = [_change(*each) for each in groups if each[1].verdict != "cannot_say"]
        if told:
            yield say("group_changed", group=name, changes=" ".join(told))
        elif any(group.change is not None and group.change.value is not None for _, group in groups):
            still.append(brief[code])
        else:
            hidden.append(brief[code])
    if still:
        yield say("groups_still", groups=listed(still))
    if hidden:
        yield say("groups_hidden", groups=listed(hidden))


def _change(result: ItemResult, group: GroupResult) -> str:
    ends = [_end(result, group.baseline, group.n_baseline), _end(result, group.followup, group.n_followup)]
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


def _end(result: ItemResult, end: Estimate | None, n: int | None) -> str:
    if end is None or end.value is None:
        return cells.NOTHING
    return percent(end.value, n) if end.name == "share" else measured(result, end.value)
