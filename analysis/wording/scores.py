"""A score such as PSFS in words: who changed enough to count, and how much the mean changed."""

from __future__ import annotations

from analysis.comparing.results import Responders, ScoreResult
from analysis.comparing.values import Estimate
from analysis.wording import shown
from analysis.wording.language import spoken
from analysis.wording.numbers import count, number, percent, percent_number, signed
from analysis.wording.phrases import say, words
from analysis.wording.sentences import Reading, caveats

PLACES = 1


def score_reading(score: ScoreResult, unit: str) -> Reading:
    """The score in words: the responders at the first threshold, then the mean."""
    said = [responders_sentence(each, unit) for each in score.responders[:1]]
    said.append(mean_sentence(score, unit))
    text = " ".join(filter(None, said))
    return Reading(
        subject=words(score.label),
        verdict=spoken().verdicts[score.verdict],
        direction=spoken().directions[score.direction],
        text=text or say("hidden"),
        caveats=caveats(score.cautions, *score.keeps) if text else (),
    )


def responders_sentence(responders: Responders, unit: str) -> str:
    """How many got better by at least the threshold: «Av 97 personer med måling … ble 51 (53 %, KI 43–62) …»."""
    known = shown.share(responders.improved)
    if known is None:
        return ""
    return say(
        "responders",
        of=count(known.of),
        units=spoken().units[unit][1],
        count=count(known.count),
        percent=percent(known.value, known.of),
        low=percent_number(known.low, known.of),
        high=percent_number(known.high, known.of),
        threshold=number(responders.threshold, PLACES),
        name=threshold_name(responders),
        source=responders.source,
    )


def threshold_name(responders: Responders) -> str:
    """The threshold's name as words."""
    return responders.name.replace("_", " ")


def mean_sentence(score: ScoreResult, unit: str) -> str:
    """How the mean changed, over the same persons when they can be linked."""
    found = shown.estimate(score.estimates, "mean_change")
    first, second = (score.pairs_baseline, score.pairs_followup) if score.paired else (score.baseline, score.followup)
    before, after = shown.summary(first), shown.summary(second)
    if found is None or before is None or after is None or before.mean is None or after.mean is None:
        return ""
    fields = {
        "first": number(before.mean, PLACES),
        "second": number(after.mean, PLACES),
        "change": signed(found.value or 0.0, PLACES),
        "interval": interval_words(found),
    }
    if score.paired:
        fields |= {"pairs": count(score.pairs), "units": spoken().units[unit][2]}
        said = say("score_mean_paired", **fields)
    else:
        said = say("score_mean_unpaired", **fields)
    if score.verdict == "cannot_say" and score.reason:
        said = f"{said} {spoken().no_verdict[score.reason]}"
    return said


def followed_sentence(score: ScoreResult, unit: str) -> str:
    """How many of those who started were measured again, and how many of their activities."""
    if not score.paired:
        return ""
    said = say("followed", pairs=count(score.pairs), started=count(score.started), units=spoken().units[unit][1])
    if score.items_used is None or score.items_rated is None:
        return said
    return f"{said} {say('items_used', used=count(score.items_used), rated=count(score.items_rated))}"


def weighted_score_sentence(score: ScoreResult) -> str:
    """The means of the two rounds and the change with weights; nothing when none were given."""
    found = score.weighted
    if found is None or found.change is None:
        return ""
    if found.suppressed:
        return say("weighted_hidden")
    return say(
        "weighted",
        first=_points(found.baseline),
        second=_points(found.followup),
        change=signed(found.change.value or 0.0, PLACES),
        unit=say("score_points"),
        interval=interval_words(found.change),
    )


def _points(found: Estimate | None) -> str:
    return "" if found is None or found.value is None else number(found.value, PLACES)


def interval_words(found: Estimate) -> str:
    """«95 % KI 1,8 til 2,4»."""
    known = shown.interval(found)
    if known is None:
        return say("no_interval")
    return say(
        "interval",
        level=percent(known.level, None),
        low=number(known.low, PLACES),
        high=number(known.high, PLACES),
    )
