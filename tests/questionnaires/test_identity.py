"""National identity numbers are found however they are written, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from questionnaires.answers import Asked, Setting
from questionnaires.checks import problems_with
from questionnaires.identity import has_national_id
from questionnaires.library import paths
from questionnaires.loading import load_file

# Numbers that Nav's and Skatteetaten's published validators use as their examples of each kind.
KINDS = {
    "fødselsnummer": "13097248022",
    "D-number": "53097248016",
    "H-number": "13527248013",
    "test number of Nav, month + 40": "15507600333",
    "test D-number of Nav, month + 40": "55507608360",
    "test number of Skatteetaten, month + 80": "17912099997",
    "born on the 29th of February": "29029900157",
}


@pytest.mark.parametrize("number", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("written", ["{}", "Kari, f. {}.", "nr{}x", "({})"])
def test_each_kind_is_found(number: str, written: str) -> None:
    assert has_national_id(written.format(number))


@pytest.mark.parametrize(
    "written",
    [
        *("130972 48022", "130972-48022", "13.09.72 48022", "1 3 0 9 7 2 4 8 0 2 2", "13 09 72 - 480 22"),
        *("13\u00a009\u00a072\u00a048022", "130972\n48022", "rom 4, 130972 48022", "١٣٠٩٧٢٤٨٠٢٢"),
    ],
)
def test_it_is_found_in_groups_and_in_other_digits(written: str) -> None:
    assert has_national_id(written)


@pytest.mark.parametrize(
    "written",
    [
        "13097248023",  # the last check digit is wrong
        "13097248012",  # the first one is
        "113097248022",  # twelve digits
        "00000000000",
        "32097248022",  # no such day
        "gå 100 m på 12 minutter, 3 ganger 2 dager i uka",
        "22 33 44 55",
        "+47 22 33 44 55",
        "12345678910",
        "",
    ],
)
def test_other_numbers_are_let_through(written: str) -> None:
    assert not has_national_id(written)


def test_one_digit_wrong_anywhere_is_no_number_of_the_same_person() -> None:
    right = KINDS["fødselsnummer"]
    others = {right[:place] + digit + right[place + 1 :] for place in range(11) for digit in "0123456789"} - {right}
    assert not any(has_national_id(other) for other in others)


def test_an_activity_with_one_is_refused() -> None:
    psfs = load_file(paths()["psfs"])
    setting = Setting(date(2026, 3, 2), {}, 1)
    (problem,) = problems_with(Asked(psfs.question("aktivitet")), {"1": "gå", "2": "Ola 130972 48022"}, setting)
    assert (problem.field, problem.kind) == ("aktivitet.2", "national_id")
