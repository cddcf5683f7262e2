"""What holds for every figure."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from analysis import figures
from analysis.figures import Figure
from analysis.figures.countymaps import CountyMap
from analysis.figures.lettering import clean, width
from analysis.figures.sheet import SMALL, WIDE
from analysis.reports.sourced import Source, require_sourced
from analysis.wording.language import LANGUAGES, speaking
from analysis.wording.shown import off_scale_count
from tests.analysis.drawings import SVG, drawn, tree, words
from tests.analysis.figure_results import COMPARED, RESULTS, TREND
from tests.analysis.figure_results import worded as worded_results
from tests.analysis.figure_samples import COUNTED

A5_TEXT = 118 / 25.4 * 72
"""The text column of an A5 page, in points."""


NAMES = [*COUNTED, *RESULTS]
HARD = "日本語 <b>ŋđŧ</b> 😀 $x^2$ " + "sammenhengende" * 12 + " ord" * 30


def of(name: str) -> Figure:
    if name in RESULTS:
        return drawn(RESULTS[name]())
    draw, told = COUNTED[name]
    return drawn(draw(told))


def test_no_public_figure_is_forgotten_here() -> None:
    assert set(NAMES) == {each for each in figures.__all__ if not isinstance(getattr(figures, each), type)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_number_in_its_words_is_in_what_it_shows(name: str, code: str) -> None:
    with speaking(code):
        figure = of(name)
        cells = [*figure.table.columns, *(cell for row in figure.table.rows for cell in row)]

        for text in (figure.title, figure.alt, figure.under, figure.reading, *cells):
            require_sourced(text, Source((figure.shows, *results(name))))


def results(name: str) -> tuple[object, ...]:
    """What the figure is of, when that is a result, and what the table beside it counts."""
    if name not in RESULTS:
        return ()
    asked = [each for result in COMPARED.questions for each in (result.baseline, result.followup) if each is not None]
    return (COMPARED, TREND, *map(off_scale_count, asked), Counter(each.verdict for each in COMPARED.questions))


@pytest.mark.parametrize("name", NAMES)
def test_it_tells_how_many_how_to_read_it_and_its_numbers(name: str) -> None:
    figure = of(name)

    assert figure.n
    assert figure.missing
    assert figure.reading.startswith("Slik leses den: ")
    assert figure.alt.startswith(f"{figure.title}.")
    assert figure.table.rows
    assert {len(each) for each in figure.table.rows} == {len(figure.table.columns)}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_clean_xml_that_can_stand_beside_others(name: str) -> None:
    figure = of(name)

    root = tree(figure)

    assert root.attrib["aria-label"] == clean(figure.alt)
    assert not [each for each in root.iter() if "id" in each.attrib or each.tag.endswith(("style", "metadata"))]
    assert words(figure)


@pytest.mark.parametrize("name", NAMES)
def test_its_letters_can_be_read_on_a5_and_stay_on_the_sheet(name: str) -> None:
    for size, left, right in places(of(name)):
        assert size * A5_TEXT / WIDE >= 6.5
        assert -0.5 <= left <= right <= WIDE + 0.5


@pytest.mark.parametrize("name", [*COUNTED, *worded_results(HARD)])
def test_words_of_any_length_and_script_stay_on_the_sheet(name: str) -> None:
    if name in COUNTED:
        draw, told = COUNTED[name]
        figure = drawn(draw(worded(told, HARD)))
    else:
        figure = drawn(worded_results(HARD)[name]())

    assert tree(figure) is not None
    for size, left, right in places(figure):
        assert size >= SMALL
        assert -0.5 <= left <= right <= WIDE + 0.5


def places(figure: Figure) -> Iterator[tuple[float, float, float]]:
    """The size of every text, and where it begins and ends."""
    for each in tree(figure).iter(f"{SVG}text"):
        look = each.attrib["style"]
        size = float(found(r"font-size: ([\d.]+)px", look))
        wide = width(each.text or "", size, bold="700" in look)
        x = (
            float(each.attrib["x"])
            - {"start": 0.0, "middle": wide / 2, "end": wide}[found(r"text-anchor: (\w+)", look)]
        )
        yield size, x, x + wide


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None
    return match[1]


def worded(told: object, words: str) -> object:
    """The same with these words in every text but codes and numbers of counties."""
    if isinstance(told, tuple):
        return tuple(worded(each, words) for each in told)
    if isinstance(told, str):
        return words
    if not is_dataclass(told) or isinstance(told, type):
        return told
    kept = {"nr", "code", "kind", "states", "state", "unit"}
    made = {
        each.name: getattr(told, each.name) if each.name in kept else worded(getattr(told, each.name), words)
        for each in fields(told)
    }
    return type(told)(**made)


def test_what_a_figure_shows_is_plain_data() -> None:
    for name in COUNTED:
        assert of(name).shows
        assert json.dumps(plain(of(name).shows))


def plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", COUNTED)
def test_nothing_to_show_is_no_figure(name: str) -> None:
    draw, told = COUNTED[name]

    assert draw(shortened(told, 0)) is None


@pytest.mark.parametrize("name", COUNTED)
def test_a_single_row_is_a_figure_or_none_but_never_an_error(name: str) -> None:
    draw, told = COUNTED[name]

    figure = draw(shortened(told, 1))

    assert figure is None or tree(figure) is not None


def shortened(told: object, rows: int) -> object:
    """The same with so many rows in its longest list of data, and in those of its parts."""
    assert is_dataclass(told)
    assert not isinstance(told, type)
    made = {each.name: getattr(told, each.name) for each in fields(told)}
    for name, value in made.items():
        if isinstance(value, CountyMap):
            made[name] = shortened(value, rows)
        elif name in {"rows", "units", "themes", "counties", "lines"} or name == "rounds":
            made[name] = value if isinstance(value[0], str) else value[:rows]
    return type(told)(**made)
