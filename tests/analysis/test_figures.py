"""Figures, read back from their SVG."""

import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparing.results import ItemResult
from analysis.comparing.values import Estimate
from analysis.figures import Figure, diverging_bars, mean_dumbbells, share_dumbbells, style, waterfall
from analysis.figures.lettering import clean, width, wrap
from analysis.figures.scales import sides_of
from analysis.figures.sheet import WIDE
from tests.analysis.drawings import SVG, bars, drawn, falling, filled, plain, tree, words
from tests.analysis.made import comparison, distribution, plan, question, score

ROOT = Path(__file__).parents[2]


HARD = {
    "1": "<b>fett</b> & «sitat»",
    "2": "$x^2$ \\frac \u0000 \u000b lang\nlinje",
    "3": "日本語 ŋđŧ 😀 عربى " + "ord" * 60,
}


def all_kinds() -> list[Figure]:
    rows = [question(name=f"q{place}", text={"nb": f"Spørsmål {place}"}) for place in range(3)]
    means = [question()]
    shares = [plan((101, 248), (224, 356), (80, 20, 66, 65), verdict="increased")]
    around = comparison(*rows, *shares, *means, scores=(score(),))
    return [
        drawn(diverging_bars(rows, around)),
        drawn(share_dumbbells(shares, around)),
        drawn(mean_dumbbells(means, around)),
        drawn(waterfall(score(), around)),
    ]


@pytest.mark.parametrize("place", range(4))
def test_every_figure_is_small_clean_xml_with_text_as_text(place: int) -> None:
    figure = all_kinds()[place]

    root = tree(figure)

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == clean(figure.alt)
    assert words(figure)
    assert not [each for each in root.iter() if "id" in each.attrib or each.tag.endswith(("style", "metadata"))]
    assert "http" not in figure.svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("place", range(4))
def test_every_figure_tells_how_many_who_is_missing_how_to_read_it_and_its_numbers(place: int) -> None:
    figure = all_kinds()[place]

    assert figure.n
    assert figure.missing
    assert figure.reading.startswith("Slik leses den: ")
    assert figure.table.rows
    assert {len(each) for each in figure.table.rows} == {len(figure.table.columns)}


def test_the_same_results_give_the_same_bytes_in_another_process() -> None:
    code = "from tests.analysis.test_figures import all_kinds; print(''.join(each.svg for each in all_kinds()), end='')"

    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, text=True)

    assert other.stdout == "".join(each.svg for each in all_kinds())


def test_texts_of_any_script_and_sign_stand_as_they_were_written() -> None:
    answers = distribution({"1": 10, "2": 20, "3": 30}, HARD)
    rows = [question(name=name, baseline=answers, followup=answers, text={"nb": HARD[name]}) for name in HARD]

    told = words(drawn(bars(*rows)))

    assert "<b>fett</b> & «sitat»" in told
    assert any("$x^2$ \\frac" in each for each in told)
    assert any(each.startswith("日本語 ŋđŧ 😀") for each in told)


def test_no_text_runs_out_of_the_sheet() -> None:
    long = {"nb": "Et svært langt spørsmål om samhandling og koordinering " * 6}
    rows = [question(name=f"q{place}", text=long) for place in range(2)]
    shares = [
        plan((101, 248), (224, 356), (80, 20, 66, 65), name=f"p{n}", part=f"p{n}", part_label=long) for n in (1, 2)
    ]
    around = comparison(*rows, *shares, scores=(score(),))
    figures = [
        drawn(diverging_bars(rows, around)),
        drawn(share_dumbbells(shares, around)),
        drawn(waterfall(score(), around)),
    ]

    for figure in figures:
        for each in tree(figure).iter(f"{SVG}text"):
            look = each.attrib["style"]
            size = float(re.search(r"font-size: ([\d.]+)px", look)[1])  # type: ignore[index]
            wide = width(each.text or "", size, bold="700" in look)
            left = {"start": 0.0, "middle": wide / 2, "end": wide}[re.search(r"text-anchor: (\w+)", look)[1]]  # type: ignore[index]
            x = float(each.attrib["x"]) - left
            assert -0.5 <= x <= x + wide <= WIDE + 0.5, each.text


def test_the_alternative_text_holds_every_share_that_the_bars_show() -> None:
    figure = drawn(bars(question()))

    assert "2017: I liten grad 40 %, I noen grad 35 %, I stor grad 25 %." in plain(figure.alt)
    assert "2020: I liten grad 17 %, I noen grad 33 %, I stor grad 50 %." in plain(figure.alt)
    assert {"40", "35", "25", "17", "33", "50"} <= set(words(figure))


def test_the_alternative_text_of_changes_holds_their_numbers() -> None:
    # 100 of 231 and 146 of 231 pairs are 43 and 63 %; the difference is 46 of 231, 20 points.
    results = [
        plan((101, 248), (224, 356), (80, 20, 66, 65), name=name, part=name, part_label={"nb": name}, verdict=verdict)
        for name, verdict in (("Frisklivssentral", "increased"), ("Dagsenter", "cannot_say"))
    ]

    figure = drawn(share_dumbbells(results, comparison(*results)))

    assert re.search(r"Frisklivssentral: økt, \+20 \(\d+ til \d+\)\.", figure.alt)
    assert "2 resultater: 1 har økt og 1 kan vi ikke si noe sikkert om." in figure.alt
    assert figure.n == "231 kommuner svarte begge ganger"
    assert {"43 %", "63 %", "+20"} <= set(words(figure))


def test_a_figures_title_is_its_one_message() -> None:
    rose = plan((101, 248), (224, 356), (80, 20, 66, 65), verdict="increased", direction="better")
    unsure = question(verdict="cannot_say", reason="uncertain")

    assert plain(drawn(bars(rose)).title) == "Andelen kommuner som har en plan: økt (+20 prosentpoeng)"
    assert drawn(bars(unsure, question(name="b", verdict="cannot_say"))).title == (
        "Ingen sikker endring i noe av de 2 resultatene"
    )


def test_segments_are_as_wide_as_their_shares() -> None:
    figure = drawn(bars(question()))
    colours = sides_of(question()).colours

    worst, best = filled(figure, colours["1"])[1:], filled(figure, colours["3"])[1:]

    # The first rectangle of each colour is the key's. Shares of 40 and 20/120, 25 and 60/120.
    assert worst[0] / worst[1] == pytest.approx(0.40 / (20 / 120), rel=1e-3)
    assert best[0] / worst[0] == pytest.approx(25 / 40, rel=1e-3)
    assert best[1] / worst[0] == pytest.approx(50 / 40, rel=1e-3)


def test_missing_answers_stand_outside_the_bar() -> None:
    first = distribution({"1": 40, "2": 35, "3": 25}, missing=20, not_answered=5)

    figure = drawn(bars(question(baseline=first)))

    assert "20 %" in words(figure)  # 25 of the 125 who were asked
    assert {"40", "35", "25"} <= set(words(figure))


def test_better_answers_stand_to_the_right_whichever_way_the_codes_run() -> None:
    falling = question(better="lower")

    assert sides_of(question()).order == ("1", "2", "3")
    assert sides_of(falling).order == ("3", "2", "1")


def test_the_codes_of_an_indicator_tell_the_better_end_of_an_ordered_scale() -> None:
    # «Alltid» is the first code, and more who say so is better: `better` is then about the share.
    result = plan((60, 100), (70, 100), (30, 5, 10, 20))
    assert result.indicator is not None
    often = question(indicator=replace(result.indicator, codes=("1",)))

    assert sides_of(often).order == ("3", "2", "1")


def test_a_plain_choice_with_an_indicator_is_divided_by_it() -> None:
    sides = sides_of(plan((101, 248), (224, 356), None))

    assert (sides.left, sides.middle, sides.right) == (("no",), (), ("yes",))


def test_both_rounds_have_their_own_mark_everywhere() -> None:
    for figure in all_kinds()[:3]:
        assert f"fill: {style.PAPER}; stroke: {style.BASELINE}" in figure.svg
        assert f"fill: {style.FOLLOWUP}; stroke: {style.FOLLOWUP}" in figure.svg


def grey(colour: str) -> float:
    """Luma by ITU-R BT.601, as a printer without colour shows it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("ramp", [style.WORSE, style.BETTER, style.LOWER, style.HIGHER])
def test_each_side_of_a_scale_grows_darker_in_grey(ramp: tuple[str, ...]) -> None:
    shades = [grey(colour) for colour in (style.NEUTRAL, *ramp)]

    assert all(lighter - darker > 15 for lighter, darker in pairwise(shades))


def test_the_rounds_differ_in_grey() -> None:
    assert abs(grey(style.BASELINE) - grey(style.FOLLOWUP)) > 40


RAMPS = (style.WORSE, style.BETTER, style.LOWER, style.HIGHER)


@pytest.mark.parametrize("colour", [*(colour for ramp in RAMPS for colour in ramp), *style.PLAIN, style.NEUTRAL])
def test_numbers_can_be_read_on_every_segment(colour: str) -> None:
    # WCAG 2.2, success criterion 1.4.3: 4.5 to 1.
    def luminance(of: str) -> float:
        parts = (int(of[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(colour), luminance(style.ink_on(colour))), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_changes_are_sorted_and_those_that_are_hidden_are_left_out() -> None:
    def row(name: str, table: tuple[int, int, int, int]) -> ItemResult:
        return plan((40, 100), (50, 100), table, name=name, part=name, part_label={"nb": name})

    small, large, hidden = row("liten", (30, 5, 10, 50)), row("stor", (20, 5, 40, 30)), row("skjult", (20, 5, 5, 60))
    assert hidden.indicator is not None
    without = replace(hidden.indicator, change=Estimate("share_change", None, suppressed=True))
    hidden = replace(hidden, indicator=without)

    figure = drawn(share_dumbbells([small, hidden, large], comparison(small, hidden, large)))

    told = words(figure)
    assert told.index("stor") < told.index("liten")
    assert "skjult" not in told


def test_a_waterfall_shows_the_threshold_and_its_counts() -> None:
    figure = drawn(falling(score()))

    assert plain(figure.title) == "51 av 97 (53 %) ble bedre med minst 2,0 poeng"
    assert {"terskel +2,0", "terskel −2,0", "Bedre: 51 (53 %)", "Verre: 6 (6 %)"} <= set(words(figure))
    assert "Omtrent som før: 40 (41 %)." in plain(figure.alt)
    assert "Endringene i figuren går fra −2,4 til +3,1 poeng." in figure.alt


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.integers(20, 300))
def test_wrapped_lines_fit_their_room(text: str, room: int) -> None:
    for line in wrap(text, 8, room, 3):
        assert width(line, 8) <= room or len(line) == 1
