from __future__ import annotations

import time
from datetime import UTC, date, datetime
from uuid import RFC_4122

from surveyapp.models.ids import REFERENCE_LETTERS, new_reference, norwegian_date, uuid7


def test_an_id_is_a_uuid_of_version_7_with_the_time_in_front() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


def test_ids_sort_by_the_time_they_were_made() -> None:
    first = uuid7()
    time.sleep(0.002)
    assert first < uuid7()


def test_a_reference_has_no_letters_that_are_read_as_others() -> None:
    letters = set("".join(new_reference() for _ in range(500))) - {"-"}
    assert letters <= set(REFERENCE_LETTERS)
    assert not letters & set("ILOU")


def test_references_are_two_groups_of_four() -> None:
    assert [len(group) for group in new_reference().split("-")] == [4, 4]


def test_a_day_begins_at_midnight_in_norway() -> None:
    assert norwegian_date(datetime(2026, 1, 31, 23, 30, tzinfo=UTC)) == date(2026, 2, 1)
    assert norwegian_date(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)
