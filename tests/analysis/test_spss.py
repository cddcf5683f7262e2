"""SPSS files, written by pyreadstat: numbers with labels and user-missing values are read as the codes they are."""

from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from analysis.files.rounds import Round, RoundFileError, read_round
from tests.analysis.made import written

BOOK = written("""
id: tilbud
title: {nb: Tilbud, en: Service}
languages: [nb, en]
unit: person
about: {nb: Om tilbudet., en: About.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Liten, en: Small}, 2: {nb: Noen, en: Some}, 3: {nb: Stor, en: Large}}
    missing: {dont_know: {nb: Vet ikke, en: Do not know}}
pages:
  - id: side
    title: {nb: Side, en: Page}
    questions:
      - {id: grad, type: grade, scale: grad, text: {nb: I hvilken grad?, en: How much?}}
      - id: plan
        type: choice
        text: {nb: Har du en plan?, en: Plan?}
        choices:
          yes: {nb: Ja, en: "Yes"}
          no: {nb: Nei, en: "No"}
          other: {nb: Noe helt annet som det tar lang tid å si og som ingen ville skrevet i en kort etikett, en: Other}
      - {id: arsverk, type: number, decimals: 1, from: 0, to: 50, unit: {nb: årsverk, en: FTE},
         text: {nb: Hvor mange?, en: How many?}}
      - {id: ord, type: short_text, text: {nb: Ord?, en: Words?}}
""")
LABELS = {
    "grad": {1.0: "Liten", 2.0: "Noen", 3.0: "Stor", 8.0: "Vet ikke", 9.0: "not_asked"},
    "plan": {1.0: "Ja", 2.0: "no", 3.0: "Other"},
}

Missing = dict[str, list[float]] | None


def read(folder: Path, table: pl.DataFrame, labels: dict[str, dict[float, str]], missing: Missing = None) -> Round:
    path = folder / "runde.sav"
    pyreadstat.write_sav(table, str(path), variable_value_labels=labels, missing_ranges=missing)  # type: ignore[arg-type]
    return read_round(path, BOOK, "id")


def test_labels_in_any_language_and_user_missing_values_are_codes(tmp_path: Path) -> None:
    table = pl.DataFrame(
        {
            "id": ["a", "b", "c", "d", "e"],
            "grad": [1.0, 3.0, 8.0, 9.0, None],
            "plan": [1.0, 2.0, 3.0, None, 1.0],
            "arsverk": [1.5, 12.0, None, 0.0, 50.0],
            "ord": ["blå", "", "x", "", ""],
        }
    )

    found = read(tmp_path, table, LABELS, {"grad": [8.0, 9.0]})

    assert found.data.rows() == [
        ("a", "1", "yes", "1.5", "blå"),
        ("b", "3", "no", "12", None),
        ("c", "dont_know", "other", None, "x"),
        ("d", "not_asked", None, "0", None),
        ("e", None, "yes", "50", None),
    ]


def test_codes_come_back_as_they_were_written(tmp_path: Path) -> None:
    codes = ["1", "2", "3", "dont_know", "not_asked", None]
    table = pl.DataFrame({"id": [str(n) for n in range(6)], "grad": codes, "plan": ["yes", "no", "other"] * 2})

    found = read(tmp_path, table.with_columns(pl.col("grad").fill_null("")), {})

    assert found.data["grad"].to_list() == codes
    assert found.data["plan"].to_list() == ["yes", "no", "other"] * 2


def test_a_label_that_was_cut_is_known_by_its_beginning(tmp_path: Path) -> None:
    cut = "Noe helt annet som det tar lang tid å si og som ingen ville"

    found = read(tmp_path, pl.DataFrame({"id": ["a"], "plan": [3.0]}), {"plan": {3.0: cut}})

    assert found.data["plan"].to_list() == ["other"]


@pytest.mark.parametrize("label", ["Kanskje", "J"])
def test_a_value_that_leads_to_no_code_is_refused_with_its_row(tmp_path: Path, label: str) -> None:
    table = pl.DataFrame({"id": ["a", "b"], "plan": [1.0, 7.0]})

    with pytest.raises(RoundFileError) as refused:
        read(tmp_path, table, {"plan": {1.0: "Ja", 7.0: label}}, {"plan": [7.0]})

    assert refused.value.problems == ("runde.sav:3:plan: '7' is not allowed here. Allowed: yes, no, other.",)


def test_a_file_that_is_not_spss_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "runde.sav"
    path.write_bytes(b"id,grad\n")

    with pytest.raises(RoundFileError, match=r"^runde\.sav: cannot be read as \.sav: "):
        read_round(path, BOOK, "id")
