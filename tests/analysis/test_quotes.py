"""No quote leaves before somebody has decided on all that could tell who it is, and has signed."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.identifying import REPLACEMENTS, Span, suggest
from analysis.texts.quotes import (
    QuoteError,
    SignedQuote,
    UndecidedError,
    UnsignedQuoteError,
    draft_quote,
    release_quotes,
    sign,
)

NOON = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)
TEXT = "Kari Nordmann i Bodø ringte meg på 22 33 44 55 den 3. mai, og skrev til kari@bodo.example etterpå."


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in suggest(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Skriv til ola.nordmann+x@sykehus.example.", [("email", "ola.nordmann+x@sykehus.example")]),
        ("Ring 22334455 eller +47 912 34 567.", [("phone", "22334455"), ("phone", "+47 912 34 567")]),
        ("Nummeret er 010203 12345.", [("national_id", "010203 12345")]),
        ("Nummeret er 01020312345.", [("national_id", "01020312345")]),
        ("Fra 3.5.2024 til 12/6 og 2024-01-31.", [("date", "3.5.2024"), ("date", "12/6"), ("date", "2024-01-31")]),
        ("Den 3. mai 2024 og 17. november.", [("date", "3. mai 2024"), ("date", "17. november")]),
        ("Vi bor i Ål, før i Søgne.", [("place", "Ål"), ("place", "Søgne")]),
        ("Tilbudet på Kongsbergs sykehjem.", [("place", "Kongsbergs")]),
        ("Takk til Per Hansen og Anne-Lise!", [("name", "Per Hansen"), ("name", "Anne-Lise")]),
        ("Kari var snill.", [("name", "Kari")]),
        ("kari var snill, én gang per uke.", [("name", "kari")]),
        ("Takk til doktor Abcdef.", [("name", "Abcdef")]),
        ("Takk til Dr Abcdef på NAV.", [("name", "Abcdef")]),
        ("Ventetida var for lang. Jeg fikk 3 timer, 50 % av 12.", []),
        ("I 2024 var det 4.5 av 5. Ikke bra! Det var NAV og Helsenorge, og så påsken.", []),
    ],
)
def test_what_could_tell_who_it_is_is_suggested(text: str, spans: list[tuple[str, str]]) -> None:
    if "4.5 av 5" in text:
        # A number with a point may be a day: rather one suggestion too many.
        spans = [("date", "4.5")]
    assert found(text) == spans


def test_names_that_are_known_are_found_in_any_case() -> None:
    text = "avdeling solstua var fin, og SOLSTUAS folk"

    assert [text[span.start : span.end] for span in suggest(text, ["Solstua"])] == ["solstua", "SOLSTUAS"]


@given(
    before=st.sampled_from(["", "Ring ", "så kom ", "Takk, "]),
    hidden=st.sampled_from(["kari@sykehus.example", "22 33 44 55", "01020312345", "i Trondheim", "Ole Nordmann"]),
    after=st.sampled_from([".", " i går.", ", og så", "!"]),
)
def test_nothing_that_was_suggested_is_left_in_a_released_quote(before: str, hidden: str, after: str) -> None:
    text = before + hidden + after

    signed = sign(draft_quote(text, replace=suggest(text)), by="K. Holm", at=NOON)

    assert hidden.removeprefix("i ") not in release_quotes([signed])
    assert any(replacement in signed.text for replacement in REPLACEMENTS.values())


def test_a_signed_quote_says_who_signed_when_and_what_kinds_were_replaced() -> None:
    signed = sign(draft_quote(TEXT, replace=suggest(TEXT)), by=" K. Holm ", at=NOON)

    assert signed.text == "[navn] i [sted] ringte meg på [telefon] den [dato], og skrev til [e-post] etterpå."
    assert (signed.signed_by, signed.signed_at) == ("K. Holm", NOON)
    assert [each.kind for each in signed.replaced] == ["name", "place", "phone", "date", "email"]
    assert all(signed.text[each.start :].startswith(each.replacement) for each in signed.replaced)


def test_the_original_is_nowhere_in_what_leaves_nor_in_what_is_printed() -> None:
    draft = draft_quote(TEXT, replace=suggest(TEXT))
    released = release_quotes([sign(draft, by="K. Holm", at=NOON)])

    for word in ("Kari", "Nordmann", "Bodø", "22 33", "3. mai", "kari@"):
        assert word not in released
        assert word not in repr(draft)
    (quote,) = json.loads(released)
    assert set(quote) == {"text", "replaced", "kept", "signed_by", "signed_at"}
    assert set(quote["replaced"][0]) == {"kind", "replacement", "start"}


def test_a_quote_that_nobody_has_signed_is_never_released() -> None:
    draft = draft_quote("Det var fint.")
    signed = sign(draft, by="K. Holm", at=NOON)

    for unsigned in (draft, "Det var fint."):
        with pytest.raises(UnsignedQuoteError, match="Quote 2 of 2 is not signed"):
            release_quotes([signed, unsigned])


def test_everything_suggested_must_be_decided_on_and_the_error_does_not_tell_it() -> None:
    with pytest.raises(UndecidedError, match="place at 16-20") as refused:
        draft_quote(TEXT, replace=[span for span in suggest(TEXT) if span.kind != "place"])

    assert "Bodø" not in str(refused.value)


def test_what_is_kept_on_purpose_is_counted_in_the_log() -> None:
    text = "Det var som i Os, og så."
    (os,) = suggest(text)

    signed = sign(draft_quote(text, keep=[os]), by="K. Holm", at=NOON)

    assert signed.text == text
    assert [(each.kind, each.count) for each in signed.kept] == [("place", 1)]


def test_a_reader_can_replace_what_nobody_suggested() -> None:
    text = "Den eneste fiskeren på øya."

    signed = sign(draft_quote(text, replace=[Span(4, 19, "name")]), by="K. Holm", at=NOON)

    assert signed.text == "Den [navn] på øya."


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        ([Span(0, 99, "name")], "outside"),
        ([Span(3, 3, "name")], "outside"),
        ([Span(0, 5, "name"), Span(3, 8, "name")], "overlap"),
    ],
)
def test_what_cannot_be_replaced_is_refused(spans: list[Span], says: str) -> None:
    with pytest.raises(QuoteError, match=says):
        draft_quote("Det var fint.", replace=spans)


@pytest.mark.parametrize(("by", "at", "says"), [(" ", NOON, "a name"), ("K", NOON.replace(tzinfo=None), "zone")])
def test_a_signature_has_a_name_and_a_time(by: str, at: dt.datetime, says: str) -> None:
    with pytest.raises(QuoteError, match=says):
        sign(draft_quote("Fint."), by=by, at=at)


def test_released_quotes_come_in_their_order() -> None:
    quotes: list[SignedQuote] = [sign(draft_quote(text), by="K", at=NOON) for text in ("Fint.", "Ikke fint.")]

    assert [each["text"] for each in json.loads(release_quotes(quotes))] == ["Fint.", "Ikke fint."]
