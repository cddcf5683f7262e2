"""The house style: one table of settings, one palette, one font.

Round 1 is always orange and hollow, round 2 always blue and filled; the worse end of a scale is purple, the better end
green, neutral is light grey. Each ramp is monotone in lightness (PRGn, Brewer and Harrower 2003), so the order holds
in grey and for colour-blind readers, and side of the middle line tells the ends apart.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from matplotlib import font_manager
from matplotlib.typing import RcKeyType

INK = "#1c1f24"
MUTED = "#565d68"
RULE = "#c3c8d0"
PAPER = "#ffffff"
BASELINE = "#b85c00"
FOLLOWUP = "#0b4f95"
ON_DARK = "#fefefe"
ON_LIGHT = "#000000"
"""Text on segments, which keep their colours in dark mode, unlike paper and ink."""
MISSING = "#a9afb9"
HIDDEN = "#868d99"
NEUTRAL = "#e3e5e9"
FIELD = "#ebedf0"
"""Behind marks and text: a band or a field of the drawing."""
WORSE = ("#c9b1d4", "#a583b9", "#7f4f96", "#5a2a72")
BETTER = ("#b4dcb1", "#78bb7c", "#37925a", "#12643a")
LOWER = ("#e3d3ae", "#c3a569", "#93743a", "#5c4519")
HIGHER = ("#c3d1ea", "#8ba6d6", "#5577ae", "#23406f")
"""The ends of a scale where neither is better."""
SHADES = ("#eaf0f9", "#c3d1ea", "#8ba6d6", "#4a6ba3", "#1d3863")
"""From little to much, on a map."""
STOPPED = "#3b3f46"
PLAIN = ("#20355f", "#c9d3e6", "#5f7fb8", "#e6dcc4", "#8f6f3a", "#f0f2f5", "#3b3f46", "#b5a58a")
"""Categories without order: light and dark take turns, so that neighbours differ in grey."""

FONTS = ("Inter", "DejaVu Sans")


def font_folder() -> Path:
    """Where set-up puts Inter; empty where nobody ran it."""
    return Path(__file__).parent / "fonts"


@lru_cache(maxsize=1)
def font() -> str:
    """The first of our fonts that this machine has; DejaVu Sans comes with matplotlib."""
    for file in sorted(font_folder().glob("*.ttf")):
        font_manager.fontManager.addfont(file)
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in installed), FONTS[-1])


@lru_cache(maxsize=1)
def rc() -> dict[RcKeyType, Any]:
    """Settings for every figure: text stays text, and the same input gives the same bytes."""
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": "medvirk",
        "font.family": ["sans-serif"],
        "font.sans-serif": [font()],
        "text.parse_math": False,
        "path.simplify": False,
        "figure.dpi": 72,
    }


def ramp(colours: tuple[str, ...], steps: int) -> tuple[str, ...]:
    """`steps` colours from light to dark, evenly spread over the ramp and mixed between its stops."""
    if steps == 1:
        return (colours[len(colours) // 2],)
    last = len(colours) - 1
    return tuple(_between(colours, place * last / (steps - 1)) for place in range(steps))


def _between(colours: tuple[str, ...], place: float) -> str:
    lower = min(int(place), len(colours) - 2)
    part = place - lower
    mixed = (
        round(a + (b - a) * part) for a, b in zip(_channels(colours[lower]), _channels(colours[lower + 1]), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def ink_on(colour: str) -> str:
    """Text that can be read on this colour: whichever of dark and light contrasts more (WCAG 2.2, 1.4.3)."""
    light = _luminance(colour) + 0.05
    return ON_LIGHT if light / 0.05 >= 1.05 / light else ON_DARK


def _luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 to 1."""
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
