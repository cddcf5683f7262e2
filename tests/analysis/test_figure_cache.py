"""The same marks are drawn once; what is damaged is drawn anew."""

from pathlib import Path

import pytest

from analysis.figures import cache, forest, sheet
from analysis.figures.cache import kept_in
from analysis.figures.sheet import Sheet
from tests.analysis.figure_samples import DIFFERENCES, POINTS


class Counting:
    """Draws, and remembers how often."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self, *_: object) -> str:
        self.drawn += 1
        return f"<svg>{self.drawn} ære</svg>"


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr(sheet, "drawn", counting)
    cache.forget()
    return counting


@pytest.fixture(autouse=True)
def forgetting() -> None:
    cache.forget()


def marked(words: str = "ord", label: str = "tekst") -> str:
    made = Sheet(20)
    made.text(0, 10, words)
    return made.svg("tittel", label)


def test_the_same_marks_are_drawn_once(drawing: Counting) -> None:
    assert marked() == marked()
    assert drawing.drawn == 1


@pytest.mark.parametrize(("words", "label"), [("andre", "tekst"), ("ord", "annen")])
def test_other_marks_or_words_are_another_drawing(drawing: Counting, words: str, label: str) -> None:
    assert marked() != marked(words, label)
    assert drawing.drawn == 2


def test_a_folder_keeps_drawings_between_processes(drawing: Counting, tmp_path: Path) -> None:
    with kept_in(tmp_path / "ny"):
        first = marked()
        cache.forget()

        assert marked() == first
    assert drawing.drawn == 1


def test_a_new_folder_has_what_is_drawn_in_it_alone_taken_from_the_former_one(
    drawing: Counting, tmp_path: Path
) -> None:
    with kept_in(tmp_path / "former"):
        marked()
        marked("borte")
    cache.forget()

    with kept_in(tmp_path / "new", tmp_path / "former"):
        marked()

    assert drawing.drawn == 2
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_what_a_process_remembers_is_kept_in_the_folder_too(drawing: Counting, tmp_path: Path) -> None:
    marked()

    with kept_in(tmp_path):
        marked()

    assert len(list(tmp_path.iterdir())) == 1


def test_outside_the_block_nothing_is_written(drawing: Counting, tmp_path: Path) -> None:
    with kept_in(tmp_path):
        pass
    marked()

    assert drawing.drawn == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"<svg>falsk</svg>", b"0" * 64 + b"\n<svg>falsk</svg>", b"\xff\n\xff"])
def test_a_damaged_drawing_is_drawn_anew_and_mended(drawing: Counting, tmp_path: Path, damage: bytes) -> None:
    with kept_in(tmp_path):
        marked()
        (kept,) = tmp_path.iterdir()
        kept.write_bytes(damage)
        cache.forget()

        assert marked() == "<svg>2 ære</svg>"
        cache.forget()
        assert marked() == "<svg>2 ære</svg>"


def test_a_folder_that_cannot_be_written_costs_no_drawing(drawing: Counting, tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.write_text("ingen mappe")

    with kept_in(file):
        assert marked() == "<svg>1 ære</svg>"


def test_a_full_disk_leaves_no_half_drawing(drawing: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with kept_in(tmp_path):
        assert marked() == "<svg>1 ære</svg>"
    assert list(tmp_path.iterdir()) == []


def test_a_process_remembers_no_more_than_it_may(drawing: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 2)

    for words in ("en", "to", "tre", "en"):
        marked(words)

    assert drawing.drawn == 4


def test_figures_that_show_the_same_are_the_same_and_others_are_not(tmp_path: Path) -> None:
    with kept_in(tmp_path):
        for told in (DIFFERENCES, POINTS, DIFFERENCES):
            cache.forget()
            assert forest(told) is not None

    assert len(list(tmp_path.glob("*.svg"))) == 2


@pytest.mark.parametrize("name", cache.DRAWERS)
def test_a_changed_drawer_draws_anew(drawing: Counting, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    marked()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + (b"#" if path.name == name else b""))
    cache._drawn_by.cache_clear()

    marked()

    monkeypatch.undo()
    cache._drawn_by.cache_clear()
    assert drawing.drawn == 2
