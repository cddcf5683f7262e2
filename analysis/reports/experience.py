"""What a report on users' and relatives' experience has besides: who speaks for whom, groups, and both side by side."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution, Share
from analysis.reports.grouping import ROLE
from analysis.reports.material import Material
from analysis.reports.model import Bullets, Column, Section, Table
from analysis.wording import cells, shown
from analysis.wording.captions import round_name
from analysis.wording.numbers import count
from analysis.wording.phrases import say, words
from analysis.wording.sentences import share_of, subject

OTHERS = ("with_help", "proxy")
"""The roles in which somebody else had a part in the answer."""


def voices_section(material: Material) -> Iterator[Section]:
    """How many answered themselves, and what voluntary answers at the end of a service cannot say."""
    said = [each for each in map(_spoken_for, material.comparisons) if each]
    apart = () if material.main.alone or material.main.pairing.by is not None else (say("voices_other_persons"),)
    yield Section("stemmer", say("heading_voices"), (Bullets((*said, say("voices_voluntary"), *apart)),))


def _spoken_for(comparison: Comparison) -> str:
    """How many had help, and how many another person answered for, in the last round."""
    role = next((each for each in comparison.questions if each.name == ROLE), None)
    found = _last(role, comparison) if role is not None else None
    if found is None or not found.valid:
        return ""
    known = {each.code: shown.count(each) for each in found.codes}
    helped, spoken = (known.get(each) for each in OTHERS)
    if helped is None or spoken is None:
        return say("voices_hidden")
    return say(
        "voices_counted",
        title=words(comparison.title),
        round=_last_name(comparison),
        of=count(found.valid),
        helped=count(helped),
        spoken=count(spoken),
    )


def together_section(material: Material) -> Iterator[Section]:
    """Users and relatives side by side where both were asked the same; nothing is tested between them."""
    first, *others = material.comparisons
    for other in others:
        rows = tuple(_together(first, other))
        if rows:
            columns = (
                Column(say("col_question"), numeric=False),
                *(Column(say("col_share_of", title=words(each.title))) for each in (first, other)),
            )
            table = Table(say("caption_together"), columns, rows, say("note_together"))
            yield Section(f"sammen-{other.questionnaire}", say("heading_together"), (table,))


def _together(first: Comparison, other: Comparison) -> Iterator[tuple[str, ...]]:
    theirs = {each.name: each for each in other.questions}
    for each in first.questions:
        twin = theirs.get(each.name)
        if twin is None or each.indicator is None or twin.indicator is None or not _same_scale(each, twin):
            continue
        both = ((each, first), (twin, other))
        yield (
            _asked_both(each, twin),
            *(_told(_share(result, comparison)) for result, comparison in both),
        )


def _asked_both(one: ItemResult, other: ItemResult) -> str:
    """The question as the first were asked it, and in brackets as the others were where their words differ."""
    asked, theirs = subject(one), subject(other)
    return asked if asked == theirs else say("together_row", asked=asked, theirs=theirs)


def _told(share: Share | None) -> str:
    """«38 % (67 av 175)»."""
    return share_of(shown.share(share)) or cells.share(share)


def _share(result: ItemResult, comparison: Comparison) -> Share | None:
    if result.indicator is None:
        return None
    return result.indicator.baseline if comparison.alone else result.indicator.followup


def _same_scale(one: ItemResult, other: ItemResult) -> bool:
    """Whether the shares count the same answers among the same ones."""
    both = [each.baseline or each.followup for each in (one, other)]
    codes = [tuple(code.code for code in found.codes) if found is not None else () for found in both]
    same = one.indicator is not None and other.indicator is not None and one.indicator.codes == other.indicator.codes
    return same and codes[0] == codes[1] != ()


def _last(result: ItemResult, comparison: Comparison) -> Distribution | None:
    return shown.answers(result, 1 if comparison.alone else 2)


def _last_name(comparison: Comparison) -> str:
    return round_name(comparison, 1 if comparison.alone else 2)
