"""A number without a source in the results cannot be printed."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.figures import Figure, FigureTable
from analysis.reports.material import Material
from analysis.reports.model import Block, Bullets, Drawing, Paragraph, Report, Section, Statement, Statements, Table
from analysis.reports.sourced import Source, UnsourcedNumberError, require_numbers_of, require_sourced
from analysis.wording.language import speaking
from tests.analysis.test_reports import municipal_report, municipalities

EMPTY = Figure("<svg/>", "Tittel", "Tittel.", "", "", "", "", FigureTable())


def with_block(block: Block) -> Report:
    report = municipal_report()
    return replace(report, sections=(*report.sections, Section("ny", "Ny", (block,))))


@pytest.mark.parametrize(
    "block",
    [
        Paragraph("Av dem svarte 98 765 ja."),
        Bullets(("Andelen var 12,3456 %.",)),
        Table("Tall", (), (("Rad", "98765"),)),
        Table("Tall", (), (), "Merknad om 98765."),
        Statements((Statement("Plan", "Uendret", "neutral", "Økte.", ("Bare 98765 svarte.",)),)),
        Drawing(1, replace(EMPTY, reading="Slik leses den: 98765 svarte.")),
        Drawing(1, replace(EMPTY, missing="Uten svar: 98765")),
        Drawing(1, replace(EMPTY, table=FigureTable(("Svar",), (("98765",),)))),
    ],
)
def test_a_number_that_is_in_no_result_stops_the_report_wherever_it_stands(
    block: Block,
) -> None:
    with pytest.raises(UnsourcedNumberError, match=r"is no number of the result"):
        require_numbers_of(Material.of(municipalities()), with_block(block))


def test_a_statement_may_not_borrow_another_results_number() -> None:
    compared = municipalities()
    told = [each for each in compared.questions if each.indicator and each.indicator.baseline]
    mine, other = told[0], told[-1]
    assert other.indicator is not None
    assert other.indicator.baseline is not None
    lent = f"{other.indicator.baseline.count} av {other.indicator.baseline.of}"
    statement = Statement("Plan", "Uendret", "neutral", f"Det var {lent}.", about=mine.name)

    with pytest.raises(UnsourcedNumberError):
        require_numbers_of(Material.of(compared), with_block(Statements((statement,))))


def test_a_report_as_it_is_built_has_a_source_for_each_number() -> None:
    require_numbers_of(Material.of(municipalities()), municipal_report())


@pytest.mark.parametrize("text", ["41 %", "0,41", "0,4", "248 av 426", "16. oktober 2017", "Delmål 3b", "<\u00a00,001"])
def test_a_number_may_be_rounded_and_a_share_written_as_a_percentage(text: str) -> None:
    require_sourced(text, Source(((0.4073, 248, 426), dt.date(2017, 10, 16), "Delmål 3b")))


@pytest.mark.parametrize("text", ["40 %", "0,42", "249", "2018", "4"])
def test_a_number_may_not_be_rounded_wrongly_nor_changed(text: str) -> None:
    with pytest.raises(UnsourcedNumberError):
        require_sourced(text, Source(((0.4073, 248, 426), dt.date(2017, 10, 16), "Delmål 3b")))


def test_a_number_is_read_as_the_reports_language_writes_it() -> None:
    with speaking("en"):
        require_sourced("1,234 and 0.5", Source(((1234, 0.5),)))

    with pytest.raises(UnsourcedNumberError):
        require_sourced("1,234", Source(((1234, 0.5),)))
