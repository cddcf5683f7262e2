"""One plain sentence per question, by the verdict rule; every number is a field of the result."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.comparing.results import IndicatorResult, ItemResult
from analysis.comparing.values import Caution, Distribution, Estimate, Summary, Text
from analysis.disclosure.published import decimals as protected_decimals
from analysis.disclosure.suppression import SMALLEST_SHOWN
from analysis.wording import shown
from analysis.wording.language import spoken
from analysis.wording.numbers import THIN, Count, capitalized, count, number, percent, points, points_size, signed
from analysis.wording.phrases import say, within_quotes, words
from analysis.wording.versions import compared, formerly, kept, recoded, without_recoded

UNSAID = ("zero_cell", "no_rank_interval", "no_exact_scores", "asymptotic_ranks")
"""Cautions about numbers that are given in the data and not in sentences."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A result in words: what it is about, the verdict and its direction, the sentence, and what to keep in mind."""

    subject: str
    verdict: str
    direction: str
    text: str
    caveats: tuple[str, ...]

    @property
    def judged(self) -> str:
        """«Økt, til det bedre»."""
        return f"{self.verdict}, {self.direction}" if self.direction else self.verdict


def reading(result: ItemResult, unit: str) -> Reading:
    """The result in words; `unit` is what answers, such as "municipality"."""
    return Reading(
        subject=subject(result),
        verdict=spoken().verdicts[result.verdict],
        direction=spoken().directions[result.direction],
        text=sentence(result, unit),
        caveats=(*formerly(result), *caveats(without_recoded(result), result.keeps), *recoded(result)),
    )


def subject(result: ItemResult) -> str:
    """What the result is about, on its own: the question, with its row or choice."""
    part = words(result.part_label)
    question = words(result.text)
    return say("subject_part", question=question, part=part) if part else question


def short_subject(result: ItemResult) -> str:
    """What the result is about, where the question is already named."""
    return words(result.part_label) or words(result.text)


def caveats(cautions: tuple[Caution, ...], *keeps: Text | None) -> tuple[str, ...]:
    """The cautions as sentences; one that needs a hidden number says what it can without it.

    `keeps` are the author's reasons why rounds are compared though the words are new.
    """
    codes = {caution.code: caution for caution in cautions}
    merged, split = codes.get("merged_left_out"), codes.get("split")
    together = () if merged is None or split is None else (merged, split)
    told = [
        " ".join([_caveat(each.code, each), *(kept(*keeps) if each.code == "reworded" else ())])
        for each in cautions
        if each not in together and each.code not in UNSAID
    ]
    if merged is not None and split is not None:
        # Both say the same of two kinds of municipalities: one sentence is enough.
        told.append(_caveat("merged_and_split", merged, split=_count(split.count)))
    return tuple(told)


def _caveat(key: str, caution: Caution, **more: str) -> str:
    said = spoken().cautions[key].format(count=_count(caution.count), of=_count(caution.of), **more)
    return capitalized(said)


def sentence(result: ItemResult, unit: str) -> str:
    """What happened over all who answered, what happened to those who answered twice, and why nothing can be said."""
    stood = state(result, unit)
    if shown.hidden(result) and not stood:
        return nothing(result)
    return " ".join(filter(None, (stood, changed(result, unit))))


def changed(result: ItemResult, unit: str) -> str:
    """What happened to those who answered twice, or between the rounds, and why nothing can be said."""
    said = [_change(result, unit)]
    if not compared(result):
        said.append(spoken().comparability[result.comparability])
        if result.breaks is not None:
            said.append(say("broken_why", why=words(result.breaks)))
    elif result.verdict == "cannot_say" and result.reason:
        said.append(spoken().no_verdict[result.reason])
    return " ".join(filter(None, said))


def nothing(result: ItemResult) -> str:
    """Too few answered, or too few answered otherwise."""
    rounds = [each.valid for each in (result.baseline, result.followup) if each is not None]
    few = any(valid is not None and valid < SMALLEST_SHOWN for valid in rounds)
    return say("hidden" if few else "protected")


def label(result: ItemResult, indicator: IndicatorResult) -> str:
    """What completes «Andelen kommuner som …»."""
    own = words(indicator.label)
    # A choice that quotes something is itself quoted.
    return say("chose", choice=within_quotes(own)) if result.level == "binary" else own


def decimals(result: ItemResult) -> int:
    """How many decimals a mean deserves: two on a short scale, else one, and no more than protection leaves."""
    usual = 2 if result.level == "ordinal" and result.kind != "rating" else 1
    if not result.suppressed:
        return usual
    rounds = [each.valid or 0 for each in (result.baseline, result.followup) if each is not None]
    return min(usual, protected_decimals(result.pairs or min(rounds, default=0)))


def measured(result: ItemResult, value: float) -> str:
    """A mean as it is written: years have no space in them."""
    written = number(value, decimals(result))
    return written.replace(THIN, "") if result.kind == "year" else written


def state(result: ItemResult, unit: str) -> str:
    """Where all who answered stood, in each round or in the only one; empty when it may not be told."""
    if result.indicator is not None:
        return _share_state(result, result.indicator, unit)
    before, after = (_summary(each) for each in (result.baseline, result.followup))
    if before is None or after is None:
        return _one_mean(result, before or after)
    return _moved_or_still(
        "mean",
        result,
        _mean(result, before),
        _mean(result, after),
        (after.mean or 0.0) - (before.mean or 0.0),
    )


def _share_state(result: ItemResult, indicator: IndicatorResult, unit: str) -> str:
    before, after = shown.share(indicator.baseline), shown.share(indicator.followup)
    fields = {"units": spoken().units[unit][1], "label": label(result, indicator)}
    only = before or after
    if before is None or after is None:
        return say("share_once", **fields, only=share_of(only)) if only else ""
    return _moved_or_still("share", result, share_of(before), share_of(after), after.value - before.value, **fields)


def _moved_or_still(kind: str, result: ItemResult, first: str, second: str, rise: float, **fields: str) -> str:
    """«økte» and «gikk ned» are kept for verdicts that say so, when all who answered moved the same way."""
    went = "still"
    if result.verdict in {"increased", "small_increase"} and rise > 0:
        went = "up"
    elif result.verdict in {"decreased", "small_decrease"} and rise < 0:
        went = "down"
    return say(f"{kind}_{went}", first=first, second=second, **fields)


def _change(result: ItemResult, unit: str) -> str:
    found = shown.judged(result)
    if found is None or found.value is None or not compared(result):
        return ""
    of_share = result.judged == "share_change"
    size = points_size(found.value, rests_on(result)) if of_share else number(abs(found.value), decimals(result))
    fields = {
        "size": size,
        "change": written_change(result, found),
        "interval": written_interval(result, found),
        "unit": say("percentage_points") if of_share else unit_of(result),
        "it": say("it_share" if of_share else "it_mean"),
    }
    pairs = shown.pairs(result)
    if not result.paired:
        return say(f"unpaired_{result.verdict}", **fields)
    if pairs is None:
        return ""
    return say(f"paired_{result.verdict}", pairs=count(pairs), units=spoken().units[unit][2], **fields)


def unit_of(result: ItemResult) -> str:
    """What a number counts, with a space before it; nothing for scales."""
    unit = words(result.unit)
    return f" {unit}" if unit else ""


def written_change(result: ItemResult, found: Estimate) -> str:
    """The change with its sign, without a unit: «+20», «−0,14»."""
    value = found.value or 0.0
    return points(value, rests_on(result)) if found.name == "share_change" else signed(value, decimals(result))


def rests_on(result: ItemResult) -> int | None:
    """How many answers a change in a share rests on: the pairs, or the smaller round."""
    if result.paired:
        return shown.pairs(result)
    if result.indicator is None:
        return None
    rounds = (shown.share(each) for each in (result.indicator.baseline, result.indicator.followup))
    return min((known.of for known in rounds if known), default=None)


def written_interval(result: ItemResult, found: Estimate) -> str:
    """«95 % KI 14 til 26», in the unit of the change."""
    known = shown.interval(found)
    if known is None:
        return say("no_interval")
    return say("interval", level=percent(known.level, None), **_ends(result, found.name, known))


def bare_interval(result: ItemResult, found: Estimate) -> str:
    """«14 til 26» for a table; empty when there is no interval."""
    known = shown.interval(found)
    return say("bare_interval", **_ends(result, found.name, known)) if known else ""


def _ends(result: ItemResult, name: str, known: shown.KnownInterval) -> dict[str, str]:
    if name == "share_change":
        of = rests_on(result)
        return {"low": points(known.low, of).lstrip("+"), "high": points(known.high, of).lstrip("+")}
    return {"low": number(known.low, decimals(result)), "high": number(known.high, decimals(result))}


def share_of(known: shown.KnownShare | None) -> str:
    """«41 % (101 av 248)»; empty when any of it is hidden."""
    if known is None:
        return ""
    return say("share_of", percent=percent(known.value, known.of), count=count(known.count), of=count(known.of))


def _summary(value: Distribution | None) -> Summary | None:
    return shown.summary(value.summary) if value else None


def _mean(result: ItemResult, summary: Summary) -> str:
    return say("mean_of", mean=measured(result, summary.mean or 0.0), n=count(summary.n or 0))


def _one_mean(result: ItemResult, only: Summary | None) -> str:
    return say("mean_once", only=_mean(result, only)) if only else ""


def _count(value: int | None) -> Count:
    return Count(say("some")) if value is None else count(value)
