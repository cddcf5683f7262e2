"""What every kind of report has in common: its table, its material, its authors' paragraphs and its files."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.disclosure.leaving import UnprotectedError
from analysis.reports.build import build
from analysis.reports.faces import FACES, UnknownFaceError, write_faces
from analysis.reports.fingerprints import fingerprint
from analysis.reports.kinds import KINDS, UnknownKindError
from analysis.reports.material import PARTS, LacksMaterialError, Material, Note, material_from_json, material_to_json
from analysis.reports.model import Paragraph, Remark, Report
from analysis.wording.language import LANGUAGES
from tests.analysis.made import comparison, question, random_comparison, written
from tests.analysis.pages import FEELING


def made(*notes: Note, pairs: int = 231) -> Report:
    return build(replace(Material.of(comparison(question(pairs=pairs))), notes=notes))


def remarks(report: Report) -> dict[str, list[Remark]]:
    """What authors wrote, by section."""
    found = {each.id: [block for block in each.blocks if isinstance(block, Remark)] for each in report.sections}
    return {section: blocks for section, blocks in found.items() if blocks}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_a_title_a_subtitle_and_readers_in_every_language_and_needs_what_there_is(name: str) -> None:
    assert set(KINDS[name].needs) <= set(PARTS)
    for language in LANGUAGES.values():
        assert {f"title_{name}", f"subtitle_{name}", f"for_{name}"} <= set(language.phrases)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_without_what_it_tells_of_is_refused_by_name(name: str) -> None:
    with pytest.raises(LacksMaterialError, match=KINDS[name].needs[0]):
        build(Material(), name)


def test_a_kind_that_nobody_defined_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownKindError, match="change"):
        build(Material.of(comparison(question())), "novel")


def test_material_with_small_numbers_is_neither_built_nor_written_down() -> None:
    material = Material.of(random_comparison(written(FEELING), 12))

    with pytest.raises(UnprotectedError):
        build(material)
    with pytest.raises(UnprotectedError):
        material_to_json(material)


def test_material_comes_back_from_its_json_as_it_was() -> None:
    material = replace(Material.of(comparison(question())), subject="Agder", notes=(Note("funn", "Vi vil mer."),))

    assert material_from_json(material_to_json(material)) == material


def test_an_authors_paragraphs_stand_in_their_section_through_every_rebuild() -> None:
    first = made()
    seen = next(fingerprint(each) for each in first.sections if each.id == "funn")

    again = made(Note("funn", "Vi ble flere.\n\nDet hjalp.", seen))

    assert remarks(again) == {"funn": [Remark(("Vi ble flere.", "Det hjalp."), changed=False)]}


def test_an_authors_paragraph_is_flagged_when_the_numbers_it_stands_under_are_others() -> None:
    seen = {each.id: fingerprint(each) for each in made(pairs=231).sections}

    again = made(Note("tema-side", "Vi ble flere.", seen["tema-side"]), Note("neste", "Mer.", seen["neste"]), pairs=230)

    assert {section: [each.changed for each in found] for section, found in remarks(again).items()} == {
        "neste": [False],
        "tema-side": [True],
    }


def test_a_paragraph_whose_section_is_gone_is_kept_and_flagged() -> None:
    report = made(Note("delmal-z", "Dette skrev vi."))

    assert report.sections[-1].blocks == (Remark(("Dette skrev vi.",), changed=True),)


def test_what_should_happen_next_is_the_authors_and_said_to_be_unwritten_until_then() -> None:
    unwritten = next(each for each in made().sections if each.id == "neste")
    written_now = next(each for each in made(Note("neste", "Vi lærer opp alle.")).sections if each.id == "neste")

    assert [type(each) for each in unwritten.blocks] == [Paragraph]
    assert written_now.blocks == (Remark(("Vi lærer opp alle.",)),)


def test_an_author_may_write_numbers_of_her_own() -> None:
    assert remarks(made(Note("neste", "Vi søker 98 765 kroner."))) != {}


def test_rounds_that_are_still_open_are_named_first() -> None:
    report = build(replace(Material.of(comparison(question())), still_open=("2020",)))

    assert "2020 tar fortsatt imot svar" in report.banner


def test_rehearsed_answers_are_said_to_be_that() -> None:
    assert "Prøvesvar" in build(replace(Material.of(comparison(question())), rehearsed=True)).banner


def test_every_face_is_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_faces(made(), tmp_path)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}

    whole = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name.endswith(".docx"):
            raise OSError(28, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_faces(made(pairs=200), tmp_path)

    assert set(before) == {each.file for each in FACES.values()}
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_face_that_there_is_none_of_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFaceError, match="html, pdf, docx"):
        write_faces(made(), tmp_path, ("odt",))
