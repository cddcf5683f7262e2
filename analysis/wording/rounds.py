"""Who answered: rounds, response rates and how the two rounds met, in words."""

from __future__ import annotations

from analysis.comparing.results import Comparison, ItemResult, PairingSummary, RoundResult
from analysis.trends.trendresults import SeriesResult
from analysis.wording import shown
from analysis.wording.cells import whole
from analysis.wording.language import spoken
from analysis.wording.numbers import count, date, listed, percent
from analysis.wording.phrases import say, so_many
from analysis.wording.sentences import changed, label, share_of


def responded(info: RoundResult, unit: str) -> str:
    """How many of those who could have answered did so: «248 av 426 kommuner svarte (58 %), regnet av …»."""
    _, many, all_of_them = spoken().units[unit]
    rate = shown.rate(info.response_rate)
    if rate is None:
        return say("responded", round=info.label, n=count(info.respondents), units=so_many(unit, info.respondents))
    answered, of, share = rate
    fields = {"round": info.label, "n": count(answered), "of": count(of), "units": many, "percent": percent(share, of)}
    if info.denominator_date is None:
        return say("responded_of", **fields)
    return say("responded_of_dated", **fields, all=all_of_them, date=date(info.denominator_date))


def paired(pairing: PairingSummary, unit: str) -> str:
    """How many answered both times, and what became of the others."""
    if pairing.by is None:
        return say("unlinked")
    fields = {"both": whole(pairing.both), "units": so_many(unit, pairing.both)}
    said = [
        say("paired_rounds", **fields, first=whole(pairing.only_first), second=whole(pairing.only_second)),
    ]
    if pairing.merged:
        fields = {"n": count(pairing.merged), "former": count(pairing.merged_from)}
        said.append(say("merged", **fields, units=so_many(unit, pairing.merged)))
    if pairing.split:
        said.append(say("split", n=count(pairing.split), units=so_many(unit, pairing.split)))
    if pairing.without_key:
        said.append(say("without_key", n=count(pairing.without_key)))
    return " ".join(said)


def asked(comparison: Comparison) -> str:
    """What was asked, in one sentence."""
    questions = count(len({result.question for result in comparison.questions}))
    if comparison.scores:
        return say("asked_scores", scores=count(len(comparison.scores)), questions=questions)
    return say("asked", questions=questions)


def through_rounds(series: SeriesResult, result: ItemResult, unit: str) -> str:
    """«Andelen kommuner som har en plan, var 41 % (101 av 248) i 2017, 55 % (...) i 2020 og 63 % (...) i 2026. ...»."""
    known = ((share_of(shown.share(each.share)), each.label) for each in series.points if each.asked)
    told = [say("in_round", share=share, round=round_) for share, round_ in known if share]
    if not told or result.indicator is None:
        return changed(result, unit)
    units = spoken().units[unit][1]
    stood = say("share_once", units=units, label=label(result, result.indicator), only=listed(told))
    return f"{stood} {changed(result, unit)}".rstrip()
