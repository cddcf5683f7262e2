"""How hard the Norwegian words are to read: LIX and length.

LIX (C. H. Björnsson, Läsbarhet, Liber 1968) is the words per sentence plus the per cent of words longer than six
letters. His scale: under 30 very easy, 30-40 easy, 40-50 medium, 50-60 hard, over 60 very hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.checker.findings import Finding, Path
from questionnaires.piping import PLACEHOLDER
from questionnaires.words import Text

HARD = 50.0
"""LIX above which a text is hard, such as an official report (Björnsson)."""
NOT_EASY = 30.0
"""LIX from which a text is no longer very easy (Björnsson), which is what a wording in easy words promises."""
FEWEST_WORDS = 20
"""LIX says little of a shorter text: in ten words, one long word is ten points."""
FEWEST_EASY_WORDS = 8
LONGEST_SENTENCE = 30
"""Words in a sentence; our own limit, well over the 15-20 on average that guides to plain language advise."""
LONGEST_QUESTION = 40
"""Words in the text of one question, all its sentences together; our own limit."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_SENTENCE_ENDS = re.compile(r"[.:!?]+(?=\s|$)|\n+")
_NOT_READ = {"scores", "indicator", "keeps", "breaks", "instrument"}
"""What the respondent never meets."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The number of words, of words in the longest sentence, and LIX."""

    words: int
    longest: int
    lix: float


def reading(text: str) -> Reading:
    """How hard a text is to read; what a placeholder stands for counts as its fallback."""
    text = PLACEHOLDER.sub(lambda found: found[2] or "", text)
    sentences = [len(found) for part in _SENTENCE_ENDS.split(text) if (found := _WORD.findall(part))]
    words = _WORD.findall(text)
    if not words:
        return Reading(0, 0, 0.0)
    long = sum(sum(map(str.isalpha, word)) > 6 for word in words if len(word) > 6)
    return Reading(len(words), max(sentences), len(words) / len(sentences) + 100 * long / len(words))


def hard_to_read(path: Path, text: Text) -> Iterator[Finding]:
    """Wordings in bokmål or nynorsk that are hard to read."""
    if _NOT_READ.intersection(path):
        return
    for key, words in text.root.items():
        language, *variants = key.split(".")
        easy = "easy" in variants
        # So many words have at least a letter and a blank each: no need to look closer at what is shorter.
        if language in ("nb", "nn") and len(words) >= 2 * (FEWEST_EASY_WORDS if easy else FEWEST_WORDS) - 1:
            found = _why_hard(reading(words), easy=easy, question="questions" in path and path[-1] == "text")
            if found is not None:
                hint = "Use shorter sentences and everyday words."
                yield Finding((*path, key), "hard-to-read", found, hint, level="warning")


def _why_hard(read: Reading, *, easy: bool, question: bool) -> str | None:
    if easy and read.words >= FEWEST_EASY_WORDS and read.lix >= NOT_EASY:
        return f"This is to be easy to read, but its LIX is {read.lix:.0f}; easy words are under {NOT_EASY:.0f}."
    if read.words >= FEWEST_WORDS and read.lix > HARD:
        return f"This is hard to read: its LIX is {read.lix:.0f}, over {HARD:.0f}."
    if read.longest > LONGEST_SENTENCE:
        return f"A sentence has {read.longest} words; over {LONGEST_SENTENCE} are hard to follow."
    if question and read.words > LONGEST_QUESTION:
        return f"The question has {read.words} words; over {LONGEST_QUESTION} are hard to keep in mind."
    return None
