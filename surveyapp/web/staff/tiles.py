"""A map of the counties as equal squares, placed roughly as they lie."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from questionnaires.classifications.tiles import Place, county_places

SIDE = 100
GAP = 6
STEPS = 5
"""How many shades the shares are told by; each is darker than the one before, in grey too."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A square to draw; `step` from 0, the lightest, or None for a county that the reader does not follow."""

    x: int
    y: int
    short: str
    figure: str
    step: int | None


@dataclass(frozen=True, slots=True)
class TileMap:
    """All squares, and the size of what they are drawn on."""

    tiles: tuple[Tile, ...]
    width: int
    height: int


def tile_map(counties: Collection[str], shares: Mapping[str, tuple[float, str]]) -> TileMap:
    """The counties of a date; `shares` has a share, 0-1, and how it is written, for those that the reader follows."""
    layout = county_places(counties)
    tiles = [_tile(place, shares.get(nr)) for nr, place in sorted(layout.items(), key=lambda item: item[0])]
    across = max(place.column for place in layout.values()) + 1
    down = max(place.row for place in layout.values()) + 1
    return TileMap(tuple(tiles), across * (SIDE + GAP) - GAP, down * (SIDE + GAP) - GAP)


def _tile(place: Place, share: tuple[float, str] | None) -> Tile:
    step = None if share is None else step_of(share[0])
    figure = "" if share is None else share[1]
    return Tile(place.column * (SIDE + GAP), place.row * (SIDE + GAP), place.short, figure, step)


def step_of(share: float) -> int:
    """The shade of a share: fifths of the whole, the last with all of it."""
    return min(int(share * STEPS), STEPS - 1)
