"""The picture of change on the receipt of a follow-up, to talk about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sites import Site
from tests.surveyapp.web.person import Person, words_of

Receipt = Callable[..., Person]
SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("gå i trapp", "lage middag", "spille kort", "bade")


@pytest.fixture
def receipt(site: Site, somebody: Callable[[], Person]) -> Receipt:
    """Her second receipt, after these numbers then and now."""

    def answered(before: tuple[str, ...], now: tuple[str, ...]) -> Person:
        survey = site.put("psfs")
        first = somebody().opens(survey.round("Start").invite("F1")).starts().answers(role="self").goes_on()
        first.answers(**{f"aktivitet__{slot}": NAMES[slot - 1] for slot in range(1, len(before) + 1)})
        _rates(first, before)
        second = somebody().opens(survey.round("Slutt").invite("F1")).starts().answers(role="self").goes_on()
        return _rates(second, now)

    return answered


def _rates(person: Person, numbers: tuple[str, ...]) -> Person:
    while "klarer.1" not in {name for form in person.page.forms for name in form.offered}:
        person.goes_on()
    person.answers(**{f"klarer__{slot}": number for slot, number in enumerate(numbers, start=1)})
    return person.goes_to_the_check_page().presses("Lever svarene")


def rows(person: Person) -> list[list[str]]:
    table = person.page.root.find(".//table")
    assert table is not None
    return [[words_of(cell) for cell in row] for row in table.iter("tr")]


def test_the_table_says_each_thing_then_and_now_and_the_mean(receipt: Receipt) -> None:
    # By hand: (2 + 4 + 5) / 3 = 3.67 and (5 + 6 + 8) / 3 = 6.33; the fourth was not tried at the start.
    assert rows(receipt(("2", "4", "5", "not_tried"), ("5", "6", "8", "9"))) == [
        ["Gjøremål", "Start", "Slutt"],
        ["gå i trapp", "2", "5"],
        ["lage middag", "4", "6"],
        ["spille kort", "5", "8"],
        ["bade", "Har ikke prøvd", "9"],
        ["Snitt", "3,7", "6,3"],
    ]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (("2", "4", "5"), ("4", "6", "7"), "på minst 2 poeng – trolig større enn målefeilen."),
        (("4", "6", "7"), ("2", "4", "5"), "på minst 2 poeng – trolig større enn målefeilen."),
        (("2", "4", "5"), ("4", "6", "6"), "mindre enn 2 poeng, så den kan skyldes målefeil."),
        (("2", "4"), ("4", "6"), "mindre enn 3 poeng, så den kan skyldes målefeil. Færre enn tre gjøremål"),
        (("2", "4"), ("5", "7"), "på minst 3 poeng – trolig større enn målefeilen. Færre enn tre gjøremål"),
    ],
)
def test_what_is_said_of_the_change_hangs_on_its_size_and_on_how_many_things_it_rests(
    before: tuple[str, ...], now: tuple[str, ...], said: str, receipt: Receipt
) -> None:
    receipt(before, now).sees(said).does_not_see("klinisk")


def test_the_drawing_is_hidden_from_screen_readers_since_the_table_says_the_same(receipt: Receipt) -> None:
    person = receipt(("0", "4", "10"), ("0", "6", "no_longer_relevant"))
    drawings = [svg for svg in person.page.root.iter(f"{SVG}svg") if svg.get("class") == "drawn"]
    assert len(drawings) == 4
    assert all(svg.get("aria-hidden") == "true" for svg in drawings)
    # 0 and 10 stand at the edges, 4 per cent from the ends.
    marks = [[circle.get("cx") for circle in svg.iter(f"{SVG}circle")] for svg in drawings]
    assert marks[:3] == [["4.0%", "4.0%"], ["40.8%", "59.2%"], ["96.0%"]]
    person.sees("Ikke aktuelt lenger")


def test_the_first_receipt_has_no_picture(site: Site, person: Person) -> None:
    person.opens(site.put("psfs").round().invite("F1")).starts().answers(role="self").goes_on()
    person.answers(aktivitet__1="gå", aktivitet__2="lese", aktivitet__3="sy").goes_on()
    person.answers(klarer__1="1", klarer__2="2", klarer__3="3").goes_on().presses("Lever svarene")
    assert person.page.root.find(".//table") is None
