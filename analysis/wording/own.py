"""A municipality's own answers in words: what it said then and now, and how many others say the same."""

from __future__ import annotations

from collections import Counter

from analysis.facts.own import AreaAnswers, OwnAnswers, OwnQuestion
from analysis.wording.cells import NOTHING
from analysis.wording.language import spoken
from analysis.wording.numbers import THIN, count, listed, number, percent
from analysis.wording.phrases import say, words

COUNTY, COUNTRY = 0, 1
MOST_FORMER = 3
"""So many different answers of former municipalities stand in one cell."""
FEWEST = 2
"""In a county with fewer answers, the others are nobody."""


def own_subject(question: OwnQuestion) -> str:
    """What was asked, with its row or choice."""
    part = words(question.part_label)
    return say("subject_part", question=words(question.text), part=part) if part else words(question.text)


def written_answer(question: OwnQuestion, code: str | None) -> str:
    """An answer in the questionnaire's words, a number with its unit; a dash where there is none."""
    if code is None:
        return NOTHING
    label = dict(question.codes).get(code)
    if label is not None:
        return words(label)
    unit = words(question.unit)
    told = written_number(question, float(code))
    return f"{told} {unit}" if unit else told


def written_number(question: OwnQuestion, value: float) -> str:
    """A number with no more decimals than it has, at most one; years have no space in them."""
    told = number(value, 0 if value == int(value) else 1)
    return told.replace(THIN, "") if question.kind == "year" else told


def own_sentence(question: OwnQuestion, own: OwnAnswers) -> str:
    """«Dere svarte Nei i 2017 og Ja i 2020. Det samme svarte 63 % av kommunene i landet (224 av 356) …»."""
    return " ".join(filter(None, (_said(question, own), alike(question, own))))


def _said(question: OwnQuestion, own: OwnAnswers) -> str:
    rounds = [each.label for each in own.rounds]
    now, before = (written_answer(question, each) for each in (question.now, question.before))
    if question.now is None:
        return say("own_not_answered", round=rounds[-1])
    if question.before is None:
        return say("own_once", answer=now, round=rounds[-1])
    if question.moved == "same":
        return say("own_twice", answer=now)
    return say("own_both", before=before, first=rounds[0], now=now, second=rounds[-1])


def alike(question: OwnQuestion, own: OwnAnswers) -> str:
    """How many of the country and of the county answer the same; of numbers, where the middle lies."""
    country, county = question.areas[COUNTRY], question.areas[COUNTY]
    if question.level == "number":
        return _middle(question, country)
    same, nearer = question.same(COUNTRY), question.same(COUNTY)
    share = question.share_alike(COUNTRY)
    if same is None or share is None:
        return ""
    fields = {"percent": percent(share, country.valid), "count": count(same), "of": count(country.valid)}
    if nearer is None or county.valid < FEWEST:
        return say("alike_country", **fields)
    beside = {"nearer": count(nearer), "all": count(county.valid), "county": own.areas[COUNTY].name}
    return say("alike_both", **fields, **beside)


def _middle(question: OwnQuestion, country: AreaAnswers) -> str:
    if country.median is None or country.lower_quartile is None or country.upper_quartile is None:
        return ""
    values = (country.median, country.lower_quartile, country.upper_quartile)
    median, low, high = (written_number(question, each) for each in values)
    return say("middle_country", median=median, low=low, high=high, n=count(country.valid))


def came_sentence(own: OwnAnswers) -> str:
    """How the municipality came to be since the first round; empty when it is as it was."""
    names = listed([each.name for each in own.former])
    answered = sum(each.answered for each in own.former)
    fields = {"name": own.name, "first": own.rounds[0].label}
    if own.came in {"merged", "split"}:
        counts = {"n": count(answered), "of": count(len(own.former))}
        return say(f"came_{own.came}", former=names, **fields, **counts)
    return say("came_renumbered", **fields) if own.came == "renumbered" else ""


def took_part_sentence(own: OwnAnswers) -> str:
    """Which rounds the municipality answered."""
    answered = [each.label for each in own.rounds if each.answered]
    not_answered = [each.label for each in own.rounds if not each.answered]
    if not answered:
        return say("took_no_part", rounds=listed(not_answered))
    if not_answered:
        return say("took_part_once", round=answered[0], other=not_answered[0])
    return say("took_part", rounds=listed(answered))


def moved_sentence(own: OwnAnswers) -> str:
    """«90 svar kan holdes mot 2017: 60 uendret, 12 bedre og 18 dårligere.»; empty where another says why not."""
    held = [each for each in own.questions if each.moved]
    if not held:
        return "" if own.reasons else say("nothing_held", round=own.rounds[0].label)
    told = [
        spoken().phrases[f"moved_{way}"].format(n=count(n))
        for way in ("same", "better", "worse", "changed")
        if (n := sum(each.moved == way for each in held))
    ]
    return say("own_moved", of=count(len(held)), round=own.rounds[0].label, told=listed(told))


def not_held_sentence(own: OwnAnswers) -> str:
    """«Andre svar kan ikke holdes mot 2017: 25 fordi de tidligere kommunene svarte ulikt ...»; empty if all can."""
    reasons = own.reasons.most_common()
    if own.alone or not reasons:
        return ""
    told = [say("not_held_so_many", n=count(n), why=say(f"because_{why}")) for why, n in reasons]
    held = any(each.moved for each in own.questions)
    return say("others_not_held" if held else "none_held", round=own.rounds[0].label, told=listed(told))


def former_answers(question: OwnQuestion) -> str:
    """«Ja (2 av 3)»: what former municipalities answered, where they gave few different answers; else where it is."""
    given = Counter(each.answer for each in question.former if each.answer is not None).most_common()
    if len(given) > MOST_FORMER:
        return say("see_former")
    of = count(len(question.former))
    told = ((written_answer(question, code), count(n)) for code, n in given)
    return "; ".join(say("former_answer", answer=answer, count=n, of=of) for answer, n in told)
