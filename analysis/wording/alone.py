"""One round alone, in words: what was asked, and how things stand."""

from __future__ import annotations

from analysis.comparing.results import Comparison, ItemResult
from analysis.wording import shown
from analysis.wording.numbers import count, percent
from analysis.wording.phrases import say, words
from analysis.wording.sentences import nothing, state


def described(comparison: Comparison) -> str:
    """What was asked, in one sentence."""
    return say("described", questions=count(len({result.question for result in comparison.questions})))


def standing(result: ItemResult, unit: str) -> str:
    """The share or the mean, else the answer that most gave; why not, where it may not be told."""
    said = state(result, unit) or _commonest(result)
    if said:
        return said
    found = result.baseline
    if found is not None and found.valid == 0:
        return say("nobody")
    return nothing(result) if result.suppressed else say("see_answers")


def _commonest(result: ItemResult) -> str:
    """«De fleste svarte Ja: 63 % (224 av 356).»; nothing when any of the counts is hidden."""
    found = result.baseline
    if found is None or not found.codes or not found.valid:
        return ""
    known = [each for each in found.codes if shown.count(each) is not None and each.share is not None]
    if len(known) < len(found.codes):
        return ""
    most = max(known, key=lambda each: each.count or 0)
    told = say(
        "share_of",
        percent=percent(most.share or 0.0, found.valid),
        count=count(most.count or 0),
        of=count(found.valid),
    )
    return say("commonest_alone", answer=words(most.label), told=told)
