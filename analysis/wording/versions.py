"""What changed in a question between the two rounds' versions, in words."""

from __future__ import annotations

from analysis.comparing.results import ItemResult, Recoding
from analysis.comparing.values import Caution, Text
from analysis.wording.phrases import say, within_quotes, words
from questionnaires.codebook import drawn


def compared(result: ItemResult) -> bool:
    """Whether the two rounds are compared, or only shown one by one."""
    return drawn(result.comparability, result.keeps)


def formerly(result: ItemResult) -> tuple[str, ...]:
    """How the question was worded in the first round, where that is not as now."""
    if not result.formerly:
        return ()
    question, *part = (words(each) for each in result.formerly)
    asked = say("subject_part", question=question, part=part[0]) if part else question
    return (say("formerly", words=quoted(asked)),)


def kept(*reasons: Text | None) -> tuple[str, ...]:
    """Why rounds are compared though the words are new."""
    told = " ".join(words(reason) for reason in reasons if reason is not None)
    return (say("kept_why", why=told),) if told else ()


def recoded(result: ItemResult) -> tuple[str, ...]:
    """Which old answers are counted as which new: «Ja» og «Delvis» er regnet som «Ja»."""
    told = [
        say("counted_as", old=_listed([quoted(words(each)) for each in found.old]), new=quoted(words(found.new)))
        for found in _told(result)
    ]
    if not told:
        return ()
    merged = any(len(each.old) > 1 for each in _told(result))
    return (say("merged_codes" if merged else "recoded_codes", told="; ".join(told)),)


def without_recoded(result: ItemResult) -> tuple[Caution, ...]:
    """The cautions; what was recoded is told in full when the words are known."""
    return tuple(each for each in result.cautions if each.code != "recoded" or not _told(result))


def quoted(said: str) -> str:
    """«Ja»; what is itself quoted gets other marks."""
    return say("quoted", words=within_quotes(said))


def _told(result: ItemResult) -> list[Recoding]:
    """The recodings that a reader can see; a code that only has another name is none."""
    return [each for each in result.recodings if [words(old) for old in each.old] != [words(each.new)]]


def _listed(said: list[str]) -> str:
    return say("and", first=", ".join(said[:-1]), last=said[-1]) if len(said) > 1 else said[0]
