import io
import zipfile

import pytest

from questionnaires.formats.report import FormatError
from questionnaires.formats.xlsform import read_xlsform
from tests.questionnaires.formats.forms import HOUSEHOLD, form

SMALL = form([["type", "name", "label"], ["text", "a", "A?"]])


def changed(part: str, content: bytes, *, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The small form with one part more, or another one in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as old, zipfile.ZipFile(out, "w", kind) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def sheet(inside: str, before: str = "") -> bytes:
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<?xml version="1.0"?>{before}<worksheet xmlns="{ns}"><sheetData>{inside}</sheetData></worksheet>'
    return changed("xl/worksheets/sheet1.xml", text.encode())


LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

REFUSED = {
    "25 MB": (b"PK" + bytes(25_000_000), "25,000,002 bytes"),
    "empty": (b"", "no .xlsx"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "no .xlsx"),
    "old or with a password": (b"\xd0\xcf\x11\xe0" + bytes(1000), "password"),
    "cut off": (SMALL[: len(SMALL) // 2], "cut off"),
    "a zip of something else": (zipped({"a.txt": b"x"}), "damaged"),
    "a bomb of zeros": (changed("xl/media/a.bin", bytes(60_000_000)), "unpacks to"),
    "too much in all": (changed("xl/media/a.bin", bytes(101_000_000)), "Unpacked"),
    "laughs": (sheet("", LAUGHS), "document type"),
    "a file from outside": (sheet("", OUTSIDE), "document type"),
    "another encoding": (changed("xl/styles.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADw-'), "UTF-8"),
    "UTF-16": (changed("xl/styles.xml", '<?xml version="1.0"?><!DOCTYPE x>'.encode("utf-16")), "UTF-8"),
    "a cell far away": (sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "XFD1"),
    "a row that is no row": (sheet('<row r="1"><c r="A99999999"><v>1</v></c></row>'), "A99999999"),
    "a row far down": (sheet('<row r="1000000"><c r="A1000000" t="str"><v>x</v></c></row>'), "20,000"),
    "broken XML": (sheet("<row><c>"), "damaged"),
    "too many parts": (zipped({f"{n}.xml": b"" for n in range(2001)}), "2,001 parts"),
}


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_honest_form_is_refused_with_the_reason(data: bytes, told: str) -> None:
    with pytest.raises(FormatError, match=r"form\.xlsx") as error:
        read_xlsform(data, name="form.xlsx")
    assert told in str(error.value)


def test_a_part_that_says_it_is_encrypted_is_refused() -> None:
    broken = bytearray(SMALL)
    place = broken.index(b"PK\x01\x02")
    broken[place + 8] |= 1
    with pytest.raises(FormatError, match="password"):
        read_xlsform(bytes(broken), name="form.xlsx")


def test_a_formula_is_not_worked_out_but_told() -> None:
    data = form([["type", "name", "label", "hint"], ["text", "a", "A?", '=WEBSERVICE("http://example.org")']])
    report = read_xlsform(data, name="form.xlsx").report
    lost = [entry for entry in report.with_outcome("not carried") if entry.place == "survey D2"]
    assert [entry.construct for entry in lost] == ['hint: =WEBSERVICE("http://example.org")']
    assert "formula" in lost[0].text


def test_a_workbook_without_a_survey_sheet_says_which_sheets_it_has() -> None:
    data = changed("xl/nothing.bin", b"x")
    renamed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'name="survey"', b'name="Ark1"'))
    with pytest.raises(FormatError, match="no sheet 'survey', only ark1"):
        read_xlsform(renamed.getvalue(), name="form.xlsx")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["begin_group", "a"], ["text", "b"]], "has no end"),
        ([["text", "b"], ["end_repeat"]], "was not begun"),
        ([["begin_repeat", "a"], ["text", "b"], ["end_group"]], "was not begun"),
        ([["begin_group", "a"]] * 30 + [["text", "b"]] + [["end_group"]] * 30, "20 levels"),
        ([["geopoint", "b"]], "no question"),
    ],
)
def test_a_form_that_does_not_hang_together_is_refused_at_its_row(rows: list[list[str]], told: str) -> None:
    with pytest.raises(FormatError, match=told):
        read_xlsform(form([["type", "name"], *rows]), name="form.xlsx")


def test_cells_far_away_that_only_have_a_format_are_walked_past() -> None:
    cells = "".join(f'<c r="{letter}1" t="str"><v>{name}</v></c>' for letter, name in (("A", "type"), ("B", "name")))
    styled = '<c r="C1"/><c r="AMJ1" s="0"/>'
    asked = '<row r="2"><c r="A2" t="str"><v>text</v></c><c r="B2" t="str"><v>a</v></c><c r="AMJ2" s="1"/></row>'
    empty = '<row r="1048576"><c r="A1048576" s="1"/></row>'
    imported = read_xlsform(sheet(f'<row r="1">{cells}{styled}</row>{asked}{empty}'), name="form.xlsx")
    assert {entry.place for entry in imported.report.entries if entry.place.startswith("survey ")} >= {
        "survey A1", "survey B1", "survey A2", "survey B2",
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        "".join(f'<row r="{number}"><c r="XFD{number}" s="1"/></row>' for number in range(1, 400)),
        "<row/>" * 20_001,
    ],
)
def test_more_empty_cells_than_any_form_has_are_refused(rows: str) -> None:
    with pytest.raises(FormatError, match="20,000 rows"):
        read_xlsform(sheet(rows), name="form.xlsx")


def test_an_honest_form_is_read_in_less_than_a_second() -> None:
    assert read_xlsform(HOUSEHOLD, name="form.xlsx").questionnaire_yaml.startswith("id: household_2\n")
