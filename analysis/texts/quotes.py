"""Quotes: words of a person that leave only after somebody has read them, replaced what tells who it is, and signed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pydantic import TypeAdapter

from analysis.texts.identifying import Kind, Span, suggest


class UnsignedQuoteError(ValueError):
    """A quote was about to leave that nobody has signed."""


class UndecidedError(ValueError):
    """A quote holds something that could tell who somebody is, and nobody has decided what to do with it."""


class QuoteError(ValueError):
    """What was asked to be replaced does not fit the text, or a signature lacks a name or time."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """One thing that was replaced: what kind it was, and where its replacement stands in the released text."""

    kind: Kind
    replacement: str
    start: int


@dataclass(frozen=True, slots=True)
class Kept:
    """So many suggestions of a kind were looked at and kept, being nobody's."""

    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote before it is signed; its original is never printed and never written."""

    original: str = field(repr=False)
    replace: tuple[Span, ...]
    keep: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SignedQuote:
    """A quote that may leave, with the log of how it came to be: who signed, when, and what was replaced."""

    text: str
    replaced: tuple[Replaced, ...]
    kept: tuple[Kept, ...]
    signed_by: str
    signed_at: dt.datetime


def draft_quote(
    original: str, *, replace: Sequence[Span] = (), keep: Sequence[Span] = (), names: Sequence[str] = ()
) -> Draft:
    """A quote with a decision on everything in it that could tell who somebody is.

    Parameters
    ----------
    original
        What the person wrote.
    replace
        What becomes [navn], [sted] and the like: suggestions of `suggest`, and whatever else a reader found.
    keep
        Suggestions that are nobody's name or place after all.
    names
        Names that are known to occur, as in `suggest`.

    Returns
    -------
    Draft
        Ready for somebody to sign.

    Raises
    ------
    UndecidedError
        When a suggestion is neither replaced nor kept; it is told by its kind and place, never by its words.
    QuoteError
        When what is to be replaced overlaps, or lies outside the text.

    Examples
    --------
    >>> text = "Kari i Bodø hjalp meg."
    >>> draft_quote(text, replace=suggest(text)).replace[0].replacement
    '[navn]'
    """
    spans = sorted(replace, key=lambda span: span.start)
    if any(not 0 <= span.start < span.end <= len(original) for span in (*spans, *keep)):
        raise QuoteError("Something to replace or keep lies outside the text. Mark it in this text, not in another.")
    if any(one.end > other.start for one, other in pairwise(spans)):
        raise QuoteError("Two things to replace overlap. Mark them as one.")
    decided = [*spans, *keep]
    undecided = [each for each in suggest(original, names) if not _is_covered(each, decided)]
    if undecided:
        told = ", ".join(f"{each.kind} at {each.start}-{each.end}" for each in undecided)
        raise UndecidedError(f"Decide on what could tell who somebody is: {told}. Replace it, or keep it on purpose.")
    return Draft(original, tuple(spans), tuple(keep))


def sign(draft: Draft, *, by: str, at: dt.datetime) -> SignedQuote:
    """The quote as it may leave, signed by somebody who has read it.

    Parameters
    ----------
    draft
        A quote with everything decided.
    by
        The name of the person who answers for that it tells of nobody.
    at
        When; with its time zone.

    Returns
    -------
    SignedQuote
        Without the original, and without anything that was replaced.

    Raises
    ------
    QuoteError
        When there is no name, or the time has no zone.
    """
    if not by.strip():
        raise QuoteError("A quote is signed by somebody: give a name.")
    if at.tzinfo is None:
        raise QuoteError("Give the time of the signature with its time zone.")
    text, replaced, place = "", [], 0
    for span in draft.replace:
        text += draft.original[place : span.start]
        replaced.append(Replaced(span.kind, span.replacement, len(text)))
        text, place = text + span.replacement, span.end
    kept = Counter(span.kind for span in draft.keep)
    log = tuple(Kept(kind, count) for kind, count in sorted(kept.items()))
    return SignedQuote(text + draft.original[place:], tuple(replaced), log, by.strip(), at)


def release_quotes(quotes: Sequence[SignedQuote | Draft | str]) -> str:
    """The quotes as JSON, each with its log; raises `UnsignedQuoteError` when one of them is not signed."""
    signed = [each for each in quotes if isinstance(each, SignedQuote)]
    unsigned = [place for place, each in enumerate(quotes, 1) if not isinstance(each, SignedQuote)]
    if unsigned:
        raise UnsignedQuoteError(
            f"Quote {', '.join(map(str, unsigned))} of {len(quotes)} is not signed. Read it, decide what to replace "
            "with draft_quote, and sign it."
        )
    return _QUOTES.dump_json(signed, indent=2).decode() + "\n"


def _is_covered(suggestion: Span, decided: Sequence[Span]) -> bool:
    """Whether every character of a suggestion is decided on."""
    return all(any(span.start <= at < span.end for span in decided) for at in range(suggestion.start, suggestion.end))


_QUOTES = TypeAdapter(list[SignedQuote])
