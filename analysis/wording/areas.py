"""An area beside the rest of the country, in words: where it stood, whether it changed, and how it stands."""

from __future__ import annotations

from analysis.comparing.values import Estimate, Share
from analysis.facts.areas import AreaFacts, AreaResult
from analysis.wording import shown
from analysis.wording.language import spoken
from analysis.wording.numbers import capitalized, count, listed, percent, points, points_size
from analysis.wording.phrases import say, within_quotes, words


def area_subject(result: AreaResult) -> str:
    """What was asked, with its row or choice."""
    part = words(result.part_label)
    return say("subject_part", question=words(result.text), part=part) if part else words(result.text)


def area_row(result: AreaResult) -> str:
    """What names a row of a table or figure."""
    return area_subject(result) if words(result.part_label) else capitalized(words(result.label))


def area_label(result: AreaResult) -> str:
    """What completes «Andelen kommuner som …»."""
    own = words(result.label)
    return say("chose", choice=within_quotes(own)) if result.binary else own


def moved_in_area(result: AreaResult, facts: AreaFacts) -> str:
    """Where the area stood then and now, what became of those who answered twice, and the rest of the country."""
    ends = [share_told(each) for each in result.own]
    if not all(ends):
        return say("area_not_told", area=facts.name)
    told = [say("area_from_to", area=facts.name, label=area_label(result), first=ends[0], second=ends[-1])]
    change = result.change
    if change is not None and change.value is not None:
        told.append(_change(result, change, facts))
    others = [share_told(each) for each in result.rest]
    if all(others):
        told.append(say("rest_from_to", first=others[0], second=others[-1]))
    return " ".join(told)


def _change(result: AreaResult, change: Estimate, facts: AreaFacts) -> str:
    fields = {"pairs": count(result.pairs), "of": count(facts.of[-1]), "change": points(change.value or 0.0, None)}
    if result.pairs == facts.of[-1]:
        return say("area_all_pairs", **fields)
    return say("area_pairs", **fields, interval=area_interval(change))


def beside_the_rest(result: AreaResult, facts: AreaFacts) -> str:
    """«65 % (13 av 20) i Agder mot 63 % (211 av 336) i resten av landet: 2 prosentpoeng høyere (95 % KI …)»."""
    own, rest, difference = result.own[-1], result.rest[-1], result.difference
    if difference is None or difference.value is None:
        return say("area_not_told", area=facts.name)
    fields = {"area": facts.name, "label": area_label(result), "own": share_told(own), "rest": share_told(rest)}
    if not difference.value:
        return say("beside_equal", **fields, interval=area_interval(difference))
    way = "beside_higher" if difference.value > 0 else "beside_lower"
    return say(way, **fields, size=points_size(difference.value, None), interval=area_interval(difference))


def area_interval(found: Estimate) -> str:
    """«95 % KI 14 til 26», in percentage points."""
    known = shown.interval(found)
    if known is None:
        return say("no_interval")
    low, high = (points(each, None).lstrip("+") for each in (known.low, known.high))
    return say("interval", level=percent(known.level, None), low=low, high=high)


def bare_area_interval(found: Estimate | None) -> str:
    """The same for a table."""
    known = shown.interval(found)
    if known is None:
        return ""
    low, high = (points(each, None).lstrip("+") for each in (known.low, known.high))
    return say("bare_interval", low=low, high=high)


def share_told(value: Share | None) -> str:
    """«41 % (101 av 248)»; empty when any of it is hidden or not there."""
    known = shown.rate(value)
    if known is None:
        return ""
    return say("share_of", percent=percent(known[2], known[1]), count=count(known[0]), of=count(known[1]))


def moved_word(result: AreaResult) -> str:
    """«Økt, til det bedre»."""
    way = spoken().directions[result.direction]
    verdict = spoken().verdicts[result.verdict]
    return f"{verdict}, {way}" if way else verdict


def standing_cell(result: AreaResult) -> str:
    """«Høyere», under a heading that says than what."""
    return say(f"against_{result.standing}")


def standing_word(result: AreaResult) -> str:
    """«Høyere enn i resten av landet»."""
    return say(f"stands_{result.standing}")


def who_answered(facts: AreaFacts, rounds: tuple[str, ...]) -> str:
    """How many of the area's municipalities answered each round, and what that means for the numbers."""
    told = [
        say("area_answered", area=facts.name, round=label, n=count(n), of=count(of))
        for label, n, of in zip(rounds, facts.answered, facts.of, strict=True)
    ]
    return " ".join([*told, say("area_census" if facts.census else "area_few", area=facts.name, round=rounds[-1])])


def tally_standing(results: tuple[AreaResult, ...]) -> str:
    """«3 ligger høyere, 2 lavere og 20 kan vi ikke si noe sikkert om»."""
    told = []
    for verdict in ("increased", "small_increase", "unchanged", "small_decrease", "decreased", "cannot_say"):
        n = sum(each.standing == verdict for each in results)
        if n:
            told.append(say(f"tally_{verdict}", n=count(n)))
    return listed(told)
