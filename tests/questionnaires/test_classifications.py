"""The register against published counts, and its correspondences against matrices multiplied out by numpy."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from questionnaires.classifications import (
    BackwardsInTimeError,
    BeforeRegisterError,
    Kind,
    Kommune,
    Link,
    UnknownFylkeError,
    UnknownKommuneError,
    correspondence,
    fylke,
    fylker,
    kommune,
    kommuner,
    kommuner_in_area,
    norwegian_order,
    predecessors,
    statsforvalter_of_fylke,
    statsforvalter_of_kommune,
    statsforvaltere,
    successors,
)
from questionnaires.classifications.correspondences import Part, follow

YEARS = range(2017, 2026)
Follow = Callable[[str, date, date], tuple[Link, ...]]


def midsummer(year: int) -> date:
    return date(year, 6, 24)


def new_numbers(links: tuple[Link, ...]) -> dict[str, float]:
    return {link.new_nr: link.share for link in links}


def written(file: str) -> list[dict[str, str]]:
    """A data file as it stands, read without the code under test."""
    path = files("questionnaires.classifications") / "data" / file
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize(
    ("year", "number_of_kommuner", "number_of_fylker"),
    [(2017, 426, 19), (2018, 422, 18), (2019, 422, 18), (2020, 356, 11), (2023, 356, 11), (2024, 357, 15)],
)
def test_a_year_has_as_many_kommuner_and_fylker_as_statistics_norway_counts(
    year: int, number_of_kommuner: int, number_of_fylker: int
) -> None:
    listed = kommuner(midsummer(year))
    assert len(listed) == len({each.nr for each in listed}) == number_of_kommuner
    assert len(fylker(midsummer(year))) == number_of_fylker
    assert {each.fylke for each in listed} == set(fylker(midsummer(year)))


# 17: nineteen fylker, of which Oslo and Akershus shared an embete, and Aust- and Vest-Agder another. 16: Trøndelag's
# two became one. 10: statsforvalteren.no and regjeringen.no.
@pytest.mark.parametrize(("year", "embeter"), [(2017, 17), (2018, 16), (2019, 10), (2020, 10), (2024, 10)])
def test_every_fylke_belongs_to_one_embete(year: int, embeter: int) -> None:
    on = midsummer(year)
    served = [nr for each in statsforvaltere(on) for nr in each.fylke_nrs]
    assert len(statsforvaltere(on)) == embeter
    assert sorted(served) == sorted(each.nr for each in fylker(on))


@pytest.mark.parametrize("year", YEARS)
def test_a_label_is_one_kommune_even_where_a_name_is_two(year: int) -> None:
    listed = kommuner(midsummer(year))
    names = Counter(each.name for each in listed)
    assert len({each.label for each in listed}) == len(listed)
    shared = {name for name, bearers in names.items() if bearers > 1}
    assert {each.name for each in listed if each.label != each.name} == shared


def test_a_name_that_two_kommuner_share_is_told_apart_by_the_fylke() -> None:
    labels = [each.label for each in kommuner(midsummer(2024)) if each.name == "Våler"]
    assert labels == ["Våler (Innlandet)", "Våler (Østfold)"]


def test_a_kommune_tells_its_names_its_fylke_and_its_time() -> None:
    troms = fylke("55", midsummer(2024))
    harstad = Kommune("5503", "Harstad", "Harstad", "Harstad - Hárstták", troms, date(2024, 1, 1), valid_to=None)
    assert kommune("5503", midsummer(2024)) == harstad


def test_names_stand_in_the_order_of_the_norwegian_alphabet() -> None:
    words = ["ås", "Øyer", "Æ", "Ål", "Zorn", "Nordreisa", "Nordkapp", "Nord-Fron", "Sør-Odal", "Sortland", "Å"]
    in_order = ["Nord-Fron", "Nordkapp", "Nordreisa", "Sortland", "Sør-Odal", "Zorn", "Æ", "Øyer", "Å", "Ål", "ås"]
    assert sorted(words, key=norwegian_order) == in_order
    assert [each.name for each in kommuner(midsummer(2024))[-2:]] == ["Åseral", "Åsnes"]
    assert fylker(midsummer(2024))[-1].name == statsforvaltere(midsummer(2017))[-1].name == "Østfold"


def test_a_list_changes_on_new_years_day() -> None:
    assert len(kommuner(date(2019, 12, 31))) == 422
    assert len(kommuner(date(2020, 1, 1))) == 356
    assert statsforvalter_of_kommune("0301", date(2020, 12, 31)).label == "Fylkesmannen i Oslo og Viken"
    assert statsforvalter_of_kommune("0301", date(2021, 1, 1)).label == "Statsforvalteren i Oslo og Viken"


def test_after_the_last_known_change_the_newest_lists_hold() -> None:
    assert kommuner(date(2090, 1, 1)) == kommuner(date(2024, 1, 1))
    assert fylker(date(2090, 1, 1)) == fylker(date(2024, 1, 1))
    assert statsforvaltere(date(2090, 1, 1)) == statsforvaltere(date(2024, 1, 1))
    assert {link.kind for link in correspondence(date(2024, 1, 1), date(2090, 1, 1))} == {"unchanged"}


def test_a_kommune_follows_its_fylke_to_an_embete() -> None:
    embete = statsforvalter_of_kommune("3301", midsummer(2024))
    assert embete.label == "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus"
    assert embete.fylke_nrs == ("03", "31", "32", "33")
    assert embete == statsforvalter_of_fylke("03", midsummer(2024))


def test_kristiansand_and_its_two_neighbours_became_kristiansand() -> None:
    links = predecessors("4204", midsummer(2019), midsummer(2020))
    assert [link.old_nr for link in links] == ["1001", "1017", "1018"]
    assert [(link.share, link.kind) for link in links] == [(1.0, "merged")] * 3
    assert new_numbers(successors("1017", midsummer(2017), midsummer(2025))) == {"4204": 1.0}


def test_rissa_and_leksvik_merged_across_the_border_of_two_fylker() -> None:
    links = predecessors("5054", midsummer(2017), midsummer(2018))
    old = [kommune(link.old_nr, midsummer(2017)) for link in links]
    assert [each.name for each in old] == ["Rissa", "Leksvik"]
    assert [each.fylke.name for each in old] == ["Sør-Trøndelag", "Nord-Trøndelag"]
    assert {link.kind for link in links} == {"merged"}


@pytest.mark.parametrize(
    ("old", "new_names"),
    [("1850", {"Narvik", "Hamarøy"}), ("5012", {"Heim", "Hitra", "Orkland"})],
    ids=["Tysfjord", "Snillfjord"],
)
def test_a_kommune_shared_out_among_its_neighbours_has_shares_that_are_estimates(old: str, new_names: set[str]) -> None:
    links = successors(old, midsummer(2019), midsummer(2020))
    assert {kommune(link.new_nr, midsummer(2020)).name for link in links} == new_names
    assert {link.kind for link in links} == {"merged_and_split"}
    assert all(link.estimated and 0 < link.share < 1 for link in links)


def test_aalesund_split_by_the_inhabitants_that_statistics_norway_counted() -> None:
    links = successors("1507", midsummer(2023), midsummer(2024))
    assert [link.new_nr for link in links] == ["1508", "1580"]
    # 1 January 2024: 58 509 in Ålesund and 9 357 in Haram.
    assert [link.share for link in links] == pytest.approx([58_509 / 67_866, 9_357 / 67_866], abs=0.0005)
    assert [(link.kind, link.estimated) for link in links] == [("split", False)] * 2


def test_haram_came_back_whole_after_four_years_in_aalesund() -> None:
    # The government's proposal: all of former Haram becomes a kommune again (regjeringen.no, id2911164).
    (haram,) = predecessors("1580", midsummer(2019), midsummer(2024))
    rest = predecessors("1508", midsummer(2017), midsummer(2024))
    assert haram == Link("1534", "1580", 1.0, "renumbered", estimated=False)
    assert {link.old_nr: link.share for link in rest} == dict.fromkeys(("1504", "1523", "1529", "1546"), 1.0)
    assert new_numbers(successors("1534", midsummer(2019), midsummer(2023))) == {"1507": 1.0}


# Rindal moved to Trøndelag in 2019; Lunner went to Viken in 2020 and to Akershus in 2024; Oslo stayed.
@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [("1567", "5061", "renumbered"), ("0533", "3234", "renumbered"), ("0301", "0301", "unchanged")],
)
def test_a_new_number_and_the_same_number_are_told_apart(old: str, new: str, kind: Kind) -> None:
    assert successors(old, midsummer(2017), midsummer(2024)) == (Link(old, new, 1.0, kind, estimated=False),)


# 109 -> 43 in 2020: SSB, quoted in ABC Nyheter 3.1.2020. 119 -> 47 in the whole reform: NRK and Ambita. Less
# Sandefjord, three into one on 1.1.2017, the latter is 116 -> 46 from the list of 2017.
@pytest.mark.parametrize(("year", "before", "after"), [(2019, 109, 43), (2017, 116, 46)])
def test_as_many_kommuner_merged_as_was_published(year: int, before: int, after: int) -> None:
    links = correspondence(midsummer(year), midsummer(2020))
    merged = [link for link in links if link.kind in ("merged", "merged_and_split")]
    assert len({link.old_nr for link in merged}) == before
    assert len({link.new_nr for link in merged}) == after


def test_2024_brought_as_many_new_numbers_as_was_published() -> None:
    # SSB: 115 new kommunenummer, seven new fylkesnummer.
    kommune_nrs, fylke_nrs = (
        {each.nr for each in listed(midsummer(2024))} - {each.nr for each in listed(midsummer(2023))}
        for listed in (kommuner, fylker)
    )
    assert (len(kommune_nrs), len(fylke_nrs)) == (115, 7)


def numbers(year: int) -> list[str]:
    """The kommunenummer in use in a year, read from the file."""
    day = midsummer(year).isoformat()
    begun = [row for row in written("kommuner.csv") if row["valid_from"] <= day]
    return [row["nr"] for row in begun if not row["valid_to"] or day < row["valid_to"]]


def matrix(year: int) -> npt.NDArray[np.float64]:
    """Shares from the kommuner of one year (rows) to those of the next, from the file's whole rows."""
    old, new = numbers(year), numbers(year + 1)
    shares = np.zeros((len(old), len(new)))
    day = date(year + 1, 1, 1).isoformat()
    changes = [row for row in written("correspondences.csv") if (row["valid_from"], row["part_of"]) == (day, "")]
    changed = {row["old_nr"] for row in changes}
    for row in changes:
        shares[old.index(row["old_nr"]), new.index(row["new_nr"])] = float(row["share"])
    for nr in set(old) - changed:
        shares[old.index(nr), new.index(nr)] = 1.0
    return shares


# Each of these went whole to one side of the split in 2024 (see the test of Haram).
PARTS_OF_AALESUND = {"1504": "1508", "1523": "1508", "1529": "1508", "1534": "1580", "1546": "1508"}


@pytest.mark.parametrize(("first", "last"), list(combinations(YEARS, 2)))
def test_shares_are_those_of_the_years_matrices_multiplied(first: int, last: int) -> None:
    old, new = numbers(first), numbers(last)
    product = np.linalg.multi_dot([np.eye(len(old)), *(matrix(year) for year in range(first, last))])
    if first < 2020 and last >= 2024:
        for part, whole in PARTS_OF_AALESUND.items():
            product[old.index(part)] = [nr == whole for nr in new]
    followed = np.zeros_like(product)
    for link in correspondence(midsummer(first), midsummer(last)):
        followed[old.index(link.old_nr), new.index(link.new_nr)] = link.share
    np.testing.assert_allclose(followed, product, atol=1e-12)
    np.testing.assert_allclose(followed.sum(axis=1), 1.0, atol=1e-12)
    assert (followed.sum(axis=0) > 0).all()


@pytest.mark.parametrize(("first", "last"), [(2017, 2018), (2018, 2023), (2017, 2025), (2019, 2019)])
def test_whoever_is_a_successor_has_that_predecessor(first: int, last: int) -> None:
    from_, to = midsummer(first), midsummer(last)
    forwards = {link for each in kommuner(from_) for link in successors(each.nr, from_, to)}
    backwards = {link for each in kommuner(to) for link in predecessors(each.nr, from_, to)}
    assert forwards == backwards == set(correspondence(from_, to))


def test_the_parts_of_a_kommune_that_meet_again_are_added() -> None:
    # No kommune has had such a history yet: here Kristiansand and Songdalen are taken to be parts of one.
    parts = {"1001": Part(0.6, estimated=False), "1017": Part(0.4, estimated=True)}
    assert follow("0000", parts, date(2020, 1, 1)) == {"4204": Part(1.0, estimated=True)}


def test_an_answer_does_not_follow_a_border_that_moved() -> None:
    # In 2020 Verrabotn moved from Verran to Indre Fosen, and part of Ombo from Hjelmeland to Stavanger.
    assert new_numbers(successors("5039", midsummer(2019), midsummer(2020))) == {"5006": 1.0}
    assert new_numbers(successors("1133", midsummer(2019), midsummer(2020))) == {"1133": 1.0}


@pytest.mark.parametrize("ask", [kommuner, fylker, statsforvaltere])
def test_a_date_before_the_register_begins_is_refused(ask: Callable[[date], object]) -> None:
    with pytest.raises(BeforeRegisterError, match=r"2016-12-31 is before 2017-01-01.* Use a date from 2017-01-01"):
        ask(date(2016, 12, 31))


def test_predecessors_before_the_register_begins_are_refused() -> None:
    with pytest.raises(BeforeRegisterError, match="Use a date from 2017-01-01 on"):
        predecessors("0710", date(2016, 1, 1), midsummer(2017))


@pytest.mark.parametrize("ask", [successors, predecessors])
def test_dates_that_have_changed_places_are_refused(ask: Follow) -> None:
    with pytest.raises(BackwardsInTimeError, match="Give the earlier date first"):
        ask("0301", midsummer(2020), midsummer(2020) - timedelta(days=1))


@pytest.mark.parametrize(
    ("nr", "advice"),
    [
        ("301", "Write it with four digits: 0301"),
        ("1504", "It was that of Ålesund from 2017-01-01 to 2019-12-31: .*successors"),
        ("9999", "Look it up among kommuner"),
    ],
    ids=["a leading zero lost", "a number of another time", "a number of no time"],
)
def test_an_unknown_kommunenummer_is_met_with_advice(nr: str, advice: str) -> None:
    with pytest.raises(UnknownKommuneError, match=f"'{nr}' is no kommunenummer on 2024-06-24. {advice}"):
        kommune(nr, midsummer(2024))


@pytest.mark.parametrize(
    ("ask", "nr"), [(successors, "4204"), (predecessors, "1001")], ids=["successors", "predecessors"]
)
def test_a_number_is_looked_up_on_its_own_end_of_the_period(ask: Follow, nr: str) -> None:
    with pytest.raises(UnknownKommuneError):
        ask(nr, midsummer(2019), midsummer(2020))


def test_an_unknown_fylkesnummer_is_met_with_those_in_use() -> None:
    with pytest.raises(UnknownFylkeError, match=r"'30' is no fylkesnummer on 2024-06-24\. Use one of 03, 11"):
        statsforvalter_of_fylke("30", midsummer(2024))


@pytest.mark.parametrize("on", [date(2018, 6, 1), date(2019, 6, 1), date(2021, 1, 1), date(2024, 1, 1)])
def test_the_areas_of_a_date_have_each_kommune_once(on: date) -> None:
    numbers = [nr for each in statsforvaltere(on=on) for nr in kommuner_in_area(each.name, on)]
    assert sorted(numbers) == sorted(each.nr for each in kommuner(on=on))


def test_an_area_had_before_its_name_what_became_its_own() -> None:
    # Lillesand was 0926 in Aust-Agder and Kristiansand 1001 in Vest-Agder; Agder is of 2019 (data/SOURCES.md).
    before = kommuner_in_area("Agder", date(2017, 10, 16))
    assert {"0926", "1001"} <= before
    assert len(before) == 30


def test_an_area_has_nothing_once_its_name_is_used_no_more() -> None:
    assert kommuner_in_area("Oslo og Viken", date(2024, 1, 1)) == frozenset()
    assert kommuner_in_area("Midgard", date(2024, 1, 1)) == frozenset()
