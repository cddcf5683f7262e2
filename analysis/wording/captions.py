"""The message above a figure, the words under it, and what it says to those who cannot see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution
from analysis.wording import shown
from analysis.wording.language import spoken
from analysis.wording.numbers import capitalized, count, listed, percent
from analysis.wording.phrases import say, so_many, words
from analysis.wording.sentences import bare_interval, label, reading, subject, written_change
from analysis.wording.versions import compared

LONGEST_NAME = 14
MOST_SPOKEN = 10
"""Rows that an alternative text reads out; the table has them all."""


def tally(results: Sequence[ItemResult]) -> str:
    """«3 har økt, 1 er redusert og 2 kan vi ikke si noe sikkert om»."""
    verdicts = Counter[str](result.verdict for result in results)
    return listed(
        [spoken().tallies[each].format(n=count(verdicts[each])) for each in spoken().verdicts if (each in verdicts)]
    )


def summed_up(key: str, results: Sequence[ItemResult]) -> str:
    """How many results there are and how they fell out."""
    return say(key, of=count(len(results)), tally=tally(results))


def message(results: Sequence[ItemResult], comparison: Comparison) -> str:
    """The one thing a figure says: the verdict of its only row, or how many rows got which verdict."""
    if len(results) == 1:
        return _one_message(results[0], comparison)
    if comparison.alone:
        return say("alone_message", of=count(len(results)), round=round_name(comparison, 1))
    if not any(compared(result) for result in results):
        return say("apart_message", of=count(len(results)))
    if all(result.verdict == "cannot_say" for result in results):
        return say("none_message", of=count(len(results)))
    return say("many_message", tally=tally(results), of=count(len(results)))


def _one_message(result: ItemResult, comparison: Comparison) -> str:
    if shown.judged(result) is None and result.judged is None:
        return _commonest(result, comparison)
    if result.indicator is None or result.level == "binary" or result.part:
        return say("one_message", subject=subject(result).rstrip("?"), verdict=moved(result))
    units = spoken().units[comparison.unit][1]
    return say("one_message_share", units=units, label=label(result, result.indicator), verdict=moved(result))


def _commonest(result: ItemResult, comparison: Comparison) -> str:
    """Where nothing can rise or fall: what most answered last."""
    place: shown.RoundPlace = 2 if shown.answers(result, 2) else 1
    found = shown.answers(result, place)
    known = [code for code in found.codes if shown.count(code) is not None and code.share is not None] if found else []
    if found is None or not known or len(known) < len(found.codes):
        return subject(result)
    most = max(known, key=lambda code: code.share or 0.0)
    return say(
        "commonest",
        subject=subject(result),
        round=round_name(comparison, place),
        answer=words(most.label),
        percent=percent(most.share or 0.0, found.valid),
    )


def moved(result: ItemResult) -> str:
    """«økt med 20 prosentpoeng», «kan ikke si»."""
    found = shown.judged(result)
    verdict = spoken().verdicts[result.verdict].lower()
    if found is None or result.verdict == "cannot_say":
        return verdict
    unit = say("percentage_points") if found.name == "share_change" else ""
    return say("moved", verdict=verdict, change=written_change(result, found), unit=unit)


def rounds_n(results: Sequence[ItemResult], comparison: Comparison) -> str:
    """How many answered in each round: «239 til 248 kommuner i 2017, 351 til 356 i 2019»."""
    said = []
    for place in shown.ROUNDS:
        known = [each for each in (shown.answers(result, place) for result in results) if each]
        answered = [each.valid for each in known if each.valid is not None]
        if answered:
            said.append(
                say(
                    "n_in_round",
                    n=_span(answered),
                    units=so_many(comparison.unit, max(answered)),
                    round=round_name(comparison, place),
                )
            )
    return capitalized("; ".join(said))


def rounds_missing(results: Sequence[ItemResult], comparison: Comparison) -> str:
    """How many were asked and gave no answer on the scale: «Uten svar på skalaen: 5 til 12 i 2017, skjult i 2019»."""
    said = []
    for place in shown.ROUNDS:
        asked = [found for result in results if (found := shown.answers(result, place)) is not None]
        off = [shown.off_scale_count(found) for found in asked]
        if asked:
            known = [each for each in off if each is not None]
            n = _span(known) if len(known) == len(off) else say("hidden_cell")
            said.append(say("missing_in_round", n=n, round=round_name(comparison, place)))
    return say("missing_answers", told=", ".join(said)) if said else ""


def pairs_n(results: Sequence[ItemResult], comparison: Comparison) -> str:
    """How many answered twice: «231 kommuner svarte begge ganger»; both rounds' numbers when unlinked."""
    known = [pairs for pairs in (shown.pairs(result) for result in results if result.paired) if pairs is not None]
    if not known:
        return rounds_n(results, comparison)
    return say("n_pairs", n=_span(known), units=so_many(comparison.unit, max(known)))


def read_out(results: Sequence[ItemResult], unit: str) -> str:
    """Each row in words, the rows with the largest changes first when there are too many to listen to."""
    if len(results) == 1:
        return reading(results[0], unit).text
    chosen = list(results)
    if len(chosen) > MOST_SPOKEN:
        chosen = sorted(chosen, key=weight, reverse=True)[:MOST_SPOKEN]
    said = [say("spoken_row", subject=row_label(result, results), told=_row_told(result)) for result in chosen]
    if len(chosen) < len(results):
        said.append(say("spoken_rest", n=count(len(results) - len(chosen))))
    return " ".join(said)


def _row_told(result: ItemResult) -> str:
    """«økt, +12 (2 til 22)»."""
    found = shown.judged(result)
    verdict = spoken().verdicts[result.verdict].lower()
    if found is None:
        return say("protected").lower().rstrip(".") if shown.hidden(result) else verdict
    interval = bare_interval(result, found)
    return say(
        "row_told", verdict=verdict, change=written_change(result, found), interval=interval or say("no_interval")
    )


def distribution_in_words(found: Distribution) -> str:
    """«Ja 63 %, Nei 30 %»: the answers that may be shown."""
    said = [
        say("code_share", label=words(code.label), percent=percent(code.share, found.valid))
        for code in found.codes
        if shown.count(code) is not None and code.share is not None
    ]
    return ", ".join(said)


def row_label(result: ItemResult, results: Sequence[ItemResult]) -> str:
    """What names a row of shares or means among these: no more words than tell it from the others."""
    part = words(result.part_label)
    if part and len({each.question for each in results}) == 1:
        return part
    if result.indicator is None or result.level == "binary":
        return subject(result)
    told = words(result.indicator.label)
    return say("row_in_share", part=part, label=told) if part else capitalized(told)


def round_name(comparison: Comparison, place: shown.RoundPlace) -> str:
    """The round's own name."""
    return (comparison.baseline if place == 1 else comparison.followup).label


def round_mark_name(comparison: Comparison, place: shown.RoundPlace) -> str:
    """The round's name where there is little room: «Runde 1» when either name is long."""
    if comparison.alone:
        name = round_name(comparison, 1)
        return say("the_round") if len(name) > LONGEST_NAME else name
    names = [round_name(comparison, each) for each in shown.ROUNDS]
    return say("round", place=count(place)) if max(map(len, names)) > LONGEST_NAME else names[place - 1]


def rounds_note(comparison: Comparison) -> str:
    """Which round «Runde 1» is, when figures say so; else nothing."""
    if round_mark_name(comparison, 1) == round_name(comparison, 1):
        return ""
    if comparison.alone:
        return say("the_round_note", round=round_name(comparison, 1))
    return say("rounds_note", first=round_name(comparison, 1), second=round_name(comparison, 2))


def weight(result: ItemResult) -> float:
    """How large the change is, in units of the smallest change that matters; 0 when there is none."""
    found = shown.judged(result)
    if found is None or found.value is None or not result.matters:
        return 0.0
    return abs(found.value) / result.matters


def _span(numbers: list[int]) -> str:
    low, high = min(numbers), max(numbers)
    return count(low) if low == high else say("span", low=count(low), high=count(high))
