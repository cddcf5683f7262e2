"""Free text: read, searched, coded and counted."""

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from analysis.texts.cli import texts
from analysis.texts.coding import Coding, CodingError, Theme, ThemeBook, read_codings, read_themes
from analysis.texts.files import TextFileError, read_texts
from analysis.texts.searching import SearchError, frequent_terms, search, stem
from analysis.texts.themes import theme_counts, themes_to_json

BOOK = ThemeBook((Theme("vent", "Ventetid"), Theme("info", "Informasjon"), Theme("annet", "Annet")))
ONE_EACH = ThemeBook(BOOK.themes, one_each=True)
ANSWERS = "id,kommentar\n1,Lang ventetid før jeg fikk time\n2,Ventetida var altfor lang\n3,Fin informasjon\n4,\n"
CODINGS = "id,coder,theme\n1,a,vent\n1,b,vent;info\n2,a,vent\n2,b,vent\n3,a,info\n3,b,info\n4,a,\n4,b,\n"
THEMES = "code,label\nvent,Ventetid\ninfo,Informasjon\n"


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def coded(*themes: str, coder: str = "a") -> list[Coding]:
    return [Coding(str(text), coder, frozenset(found.split())) for text, found in enumerate(themes)]


# Reading.


def test_codings_and_texts_are_the_same_from_csv_and_xlsx(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for line in CODINGS.splitlines():
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in line.split(",")])
    workbook.save(tmp_path / "codings.xlsx")

    from_csv = read_codings(written(tmp_path, "codings.csv", CODINGS), BOOK)

    assert read_codings(tmp_path / "codings.xlsx", BOOK) == from_csv
    assert from_csv[1] == Coding("1", "b", frozenset({"vent", "info"}))
    assert from_csv[-1] == Coding("4", "b", frozenset())
    assert list(read_texts(written(tmp_path, "answers.csv", ANSWERS), "kommentar")) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id,coder,theme\n1,a,vnet\n", r"codings.csv:2: no theme has the code 'vnet'. Its codes: vent, info, annet."),
        ("id,coder,theme\n,a,vent\n", "codings.csv:2: a coding needs an id and a coder."),
        ("id,coder\n1,a\n", "codings.csv:1: there is no column theme."),
        ("id;coder;theme\n1;a;vent\n", "separated by semicolons"),
        ("id,coder,theme\n", "there are no codings"),
        ("", "there is no column"),
    ],
)
def test_a_file_of_codings_is_refused_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(TextFileError, match=says):
        read_codings(written(tmp_path, "codings.csv", content), BOOK)


def test_two_themes_are_refused_where_each_text_has_one(tmp_path: Path) -> None:
    with pytest.raises(TextFileError, match="3: a gave 1 2 themes, where each text has one"):
        read_codings(written(tmp_path, "codings.csv", "id,coder,theme\n1,a,vent\n1,a,info\n"), ONE_EACH)


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (lambda folder: read_themes(written(folder, "t.csv", "code,label\nvent,\n")), "needs a code and a label"),
        (lambda folder: read_themes(written(folder, "t.csv", "code,label\nv,V\nv,W\n")), "stands twice"),
        (lambda folder: read_themes(written(folder, "t.csv", "code,label\na;b,V\n")), "separates themes"),
        (lambda folder: read_themes(written(folder, "t.csv", "code,label\n")), "no themes"),
        (lambda folder: read_texts(written(folder, "t.csv", "id,k\n1,a\n1,b\n"), "k"), "'1' stands twice"),
        (lambda folder: read_texts(written(folder, "t.csv", "id,k\n,a\n"), "k"), "no id"),
        (lambda folder: read_texts(written(folder, "t.xlsx", "no workbook"), "k"), "cannot be read as .xlsx"),
        (lambda folder: read_texts(written(folder, "t.pdf", ""), "k"), "Save it as .csv or .xlsx"),
        (lambda folder: ThemeBook(()), "at least one theme"),
    ],
    ids=count(),
)
def test_what_cannot_be_read_is_refused_in_words(read: Callable[[Path], object], says: str, tmp_path: Path) -> None:
    with pytest.raises((TextFileError, CodingError), match=says):
        read(tmp_path)


# Searching.


def test_endings_make_no_difference_in_bokmal_or_nynorsk() -> None:
    # From the sample vocabulary of the Snowball project's Norwegian stemmer.
    assert [stem(word) for word in ("havnedistriktene", "havnedistriktet", "havnedistrikter")] == ["havnedistrikt"] * 3
    assert stem("opningar") == stem("opning")


def test_a_search_finds_all_words_anywhere_and_tells_where() -> None:
    found = search({"1": "Tida før timen var lang.", "2": "Lang tid", "3": "Langt igjen"}, "lang tid")

    assert [hit.text for hit in found] == ["1", "2"]
    assert found[1].places == ((0, 4), (5, 8))


def test_a_star_stands_for_all_that_begin_so() -> None:
    texts = {"1": "rehabiliteringstjenesten", "2": "habilitering"}

    assert [hit.text for hit in search(texts, "rehab*")] == ["1"]
    assert search(texts, "rehab") == ()


def test_a_search_for_nothing_is_refused() -> None:
    with pytest.raises(SearchError, match="at least one word"):
        search({"1": "a"}, " * 12 ")


def test_terms_of_few_texts_are_never_suggested() -> None:
    many = {str(place): f"Ventetida til Kari {'Nordmann' * (place < 4)}" for place in range(9)}

    words = [term.word for term in frequent_terms(many)]

    assert "ventetida" in words
    assert "nordmann" not in words
    assert "til" not in words


def test_a_rare_form_of_a_common_word_is_not_told() -> None:
    many = {str(place): "time" for place in range(9)} | {"x": "timene"}

    (term,) = frequent_terms(many)

    assert (term.forms, term.texts) == (("time",), 10)


# Counting.


def test_themes_are_counted_in_texts_that_all_coders_or_any_of_them_gave_it() -> None:
    first = coded(*["vent"] * 8, *["info"] * 12)
    second = coded(*["vent"] * 6, *["info"] * 14, coder="b")

    shared = theme_counts(first + second, BOOK)
    by_any = theme_counts(first + second, BOOK, counted="any")

    assert [each.share.count for each in shared.themes] == [6, 12, 0]
    assert [each.share.count for each in by_any.themes] == [8, 14, 0]
    assert shared.themes[0].share.value == pytest.approx(6 / 20)


def test_few_texts_with_a_theme_or_without_it_are_hidden() -> None:
    counts = theme_counts(coded(*["vent info"] * 3, *["vent"] * 18, ""), BOOK)

    assert [(each.share.count, each.share.value) for each in counts.themes[:2]] == [(None, None), (None, None)]
    assert counts.hidden == 2
    assert json.loads(themes_to_json(counts))["themes"][0]["share"]["count"] is None


@settings(deadline=None, max_examples=40)
@given(sizes=st.lists(st.integers(0, 12), min_size=4, max_size=4).filter(lambda sizes: sum(sizes) > 0))
def test_one_theme_each_never_leaves_one_small_count_to_be_worked_out(sizes: list[int]) -> None:
    found = [theme for theme, size in zip(("vent", "info", "annet", ""), sizes, strict=True) for _ in range(size)]

    counts = theme_counts(coded(*found), ONE_EACH)

    shown = {each.code: each.share.count for each in counts.themes}
    rest = sum(sizes) - sum(count or 0 for count in shown.values())
    hidden = [code for code, value in shown.items() if value is None]
    assert not any(value is not None and 0 < value < 5 for value in shown.values())
    # Those without a theme stand nowhere, but are what is left; so are all that are hidden.
    if 0 < sizes[3] < 5:
        assert hidden
    if len(hidden) == 1:
        assert rest != sizes[["vent", "info", "annet"].index(hidden[0])] or sizes[3] == 0


def test_counting_nothing_is_refused() -> None:
    with pytest.raises(CodingError, match="no codings"):
        theme_counts([], BOOK)


# From the command line.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("answers", ANSWERS), ("codings", CODINGS), ("themes", THEMES)):
        written(tmp_path, f"{name}.csv", content)
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(texts, [str(folder / word) if word.endswith(".csv") else word for word in words])
    return answer.exit_code, answer.output


def test_the_command_searches_and_shows_texts_only_when_asked(folder: Path) -> None:
    search_for = ("search", "answers.csv", "ventetid lang", "--column", "kommentar")

    assert run(folder, *search_for) == (0, "1\n2\n2 of 3 texts\n")
    assert "altfor" in run(folder, *search_for, "--show")[1]


def test_the_command_suggests_terms(folder: Path) -> None:
    written(folder, "answers.csv", "id,kommentar\n" + "".join(f"{n},Ventetida er lang\n" for n in range(5)))

    assert run(folder, "terms", "answers.csv", "--column", "kommentar") == (0, "     5  lang\n     5  ventetida\n")


def test_the_command_tells_agreement_and_themes(folder: Path) -> None:
    code, agreement = run(folder, "agreement", "codings.csv", "--themes", "themes.csv")
    lines = agreement.splitlines()
    counted, told = run(folder, "themes", "codings.csv", "--themes", "themes.csv", "--json", str(folder / "out.json"))

    assert (code, counted) == (0, 0)
    # vent: both 2, neither 2. info: both 1, b alone 1, neither 2: 3/4 the same where 1/2 would be by chance.
    assert lines[1].split()[:4] == ["vent", "4", "100%", "1.00"]
    assert lines[2].split()[:4] == ["info", "4", "75%", "0.50"]
    assert told.count("hidden") == 2
    assert json.loads((folder / "out.json").read_text())["hidden"] == 2


def test_the_command_refuses_in_words(folder: Path) -> None:
    code, told = run(folder, "terms", "answers.csv", "--column", "comment")

    assert (code, told) == (1, "answers.csv:1: there is no column comment.\n")


def test_python_m_analysis_has_the_command(folder: Path) -> None:
    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "analysis",
            "texts",
            "search",
            str(folder / "answers.csv"),
            "fin",
            "--column",
            "kommentar",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout == "3\n1 of 3 texts\n"
