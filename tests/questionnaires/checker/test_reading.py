"""LIX and length, with texts that are counted by hand."""

import pytest

from questionnaires.checker.reading import Reading, reading

COUNTED = {
    # Four words in one sentence, one of them («kommunen») longer than six letters: 4 + 25.
    "Jeg bor i kommunen.": Reading(4, 4, 29.0),
    # Six letters are not more than six.
    "Jeg bor i Bergen": Reading(4, 4, 4.0),
    # Two sentences of three words, two long ones of six: 3 + 33.3.
    "Kommunen har planer. Den følges årvåkent!": Reading(6, 3, 3 + 100 * 2 / 6),
    # A colon and a new line end a sentence too (Björnsson counts to the next full stop, colon or capital).
    "Velg: ja\neller nei": Reading(4, 2, 4 / 3),
    # A number with decimals is one word, and so is a hyphened word, here of seven letters: 4 + 25.
    "Om lag 2.5 e-poster": Reading(4, 4, 29.0),
    # What stands in for an answer counts as its fallback.
    "Hei, {navn|du}": Reading(2, 2, 2.0),
    "…": Reading(0, 0, 0.0),
}


@pytest.mark.parametrize("text", COUNTED)
def test_a_text_is_counted_as_by_hand(text: str) -> None:
    counted = reading(text)
    assert (counted.words, counted.longest) == (COUNTED[text].words, COUNTED[text].longest)
    assert counted.lix == pytest.approx(COUNTED[text].lix)
