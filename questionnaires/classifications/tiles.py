"""The counties as equal squares, placed roughly as they lie; our own layouts, one for each structure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from questionnaires.classifications.errors import UnknownFylkeError


@dataclass(frozen=True, slots=True)
class Place:
    """Where a county's square is, counted from the north-west, and what it is called there."""

    row: int
    column: int
    short: str


_NORTH = {"18": Place(2, 3, "Nord"), "15": Place(4, 1, "M&R")}
_SINCE_2020 = _NORTH | {
    "50": Place(3, 2, "Trø"),
    "34": Place(4, 2, "Inn"),
    "46": Place(5, 1, "Vest"),
    "11": Place(6, 0, "Rog"),
    "42": Place(7, 1, "Agd"),
}
_SINCE_2024 = _SINCE_2020 | {
    "56": Place(0, 5, "Finn"),
    "55": Place(1, 4, "Tro"),
    "33": Place(5, 2, "Bus"),
    "32": Place(5, 3, "Ake"),
    "40": Place(6, 1, "Tel"),
    "39": Place(6, 2, "Vfo"),
    "03": Place(6, 3, "Oslo"),
    "31": Place(6, 4, "Øst"),
}
_2020_TO_2023 = _SINCE_2020 | {
    "54": Place(1, 4, "T&F"),
    "30": Place(5, 2, "Vik"),
    "03": Place(5, 3, "Oslo"),
    "38": Place(6, 1, "V&T"),
}
_BEFORE_2020 = _NORTH | {
    "20": Place(0, 5, "Finn"),
    "19": Place(1, 4, "Tro"),
    "14": Place(5, 1, "S&F"),
    "05": Place(5, 2, "Opp"),
    "04": Place(5, 3, "Hed"),
    "12": Place(6, 1, "Hor"),
    "06": Place(6, 2, "Bus"),
    "02": Place(6, 3, "Ake"),
    "11": Place(7, 0, "Rog"),
    "08": Place(7, 1, "Tel"),
    "07": Place(7, 2, "Vfo"),
    "03": Place(7, 3, "Oslo"),
    "01": Place(7, 4, "Øst"),
    "10": Place(8, 0, "V-A"),
    "09": Place(8, 1, "A-A"),
}
LAYOUTS: tuple[Mapping[str, Place], ...] = (
    _SINCE_2024,
    _2020_TO_2023,
    _BEFORE_2020 | {"50": Place(3, 2, "Trø")},
    _BEFORE_2020 | {"17": Place(3, 3, "N-T"), "16": Place(4, 2, "S-T")},
)
"""County number -> place, for the structures of 15, 11, 18 and 19 counties."""


def county_places(counties: Collection[str]) -> Mapping[str, Place]:
    """The layout of the structure that has just these counties; raises `UnknownFylkeError` when none has."""
    found = next((each for each in LAYOUTS if each.keys() == set(counties)), None)
    if found is None:
        raise UnknownFylkeError(f"No year had just these counties: {', '.join(sorted(counties)) or 'none'}.")
    return found
