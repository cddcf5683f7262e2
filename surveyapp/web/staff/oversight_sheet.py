"""The municipalities of a round as a workbook: who is missing, to sort and filter, and a sheet that says what it is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from surveyapp.models.ids import NORWAY
from surveyapp.services.overseeing import Followed, Municipality
from surveyapp.web.languages import day
from surveyapp.web.staff.life import STATES
from surveyapp.web.staff.oversight_now import chosen, contact_words, state_words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from surveyapp.web.staff.oversight_now import Wanted

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN: dict[str, Any] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""What is written is words, never a formula or an address to follow."""
WIDTHS = (16, 24, 20, 24, 14, 18, 18)


def workbook(followed: Followed, wanted: Wanted, reader: str, moment: datetime) -> bytes:
    """The list that the reader sees, as an .xlsx file; `reader`: for whom it is drawn, `moment`: when."""
    # No server should start with it.
    from xlsxwriter import Workbook  # noqa: PLC0415

    file = io.BytesIO()
    with Workbook(file, PLAIN) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
        there = chosen(followed.municipalities, wanted)
        _list(book.add_worksheet(_("Syntetiske svar") if followed.synthetic else _("Kommuner")), there, bold, dated)
        about = book.add_worksheet(_("Om listen"))
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 70)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for line, (word, what) in enumerate(_about(followed, wanted, reader, len(there), moment)):
            about.write_string(line, 0, word, bold)
            about.write_string(line, 1, what, wrapped)
    return file.getvalue()


def _list(sheet: Worksheet, there: Sequence[Municipality], bold: Format, dated: Format) -> None:
    headings = (
        *(_("Kommunenummer"), _("Kommune"), _("Fylke"), _("Statsforvalter")),
        *(_("Tilstand"), _("Levert"), _("Sist kontaktet")),
    )
    for column, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    states = state_words()
    for row, each in enumerate(there, 1):
        words = (each.number, each.name, each.county, each.governor, states[each.state][0])
        for column, cell in enumerate(words):
            sheet.write_string(row, column, cell)
        _day(sheet, (row, 5), each.submitted_on, "", dated)
        _day(sheet, (row, 6), None if each.bounced else each.contacted_on, contact_words(each), dated)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(there), 1), len(headings) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _day(sheet: Worksheet, place: tuple[int, int], on: date | None, instead: str, dated: Format) -> None:
    """A day that a spreadsheet counts with, or words."""
    if on is not None:
        sheet.write_datetime(*place, on, dated)
    elif instead:
        sheet.write_string(*place, instead)


def _about(followed: Followed, wanted: Wanted, reader: str, rows: int, moment: datetime) -> tuple[tuple[str, str], ...]:
    kinds = {
        "missing": _("Mangler svar"),
        "not_begun": _("Ikke begynt"),
        "begun": _("Påbegynt"),
        "submitted": _("Levert"),
        "all": _("Alle kommuner"),
    }
    counties = {each.county_number: each.county for each in followed.municipalities}
    lines = (
        (_("Undersøkelse"), followed.survey_title),
        (_("Eier"), followed.owner),
        (_("Runde"), f"{followed.label}: {day(followed.opens_on)} – {day(followed.closes_on)}"),
        (_("Rundens tilstand"), str(STATES[followed.state][0])),
        (_("Utvalg"), f"{kinds[wanted.state]}, {counties.get(wanted.county, _('Alle fylker'))}"),
        (_("Område"), "; ".join(followed.areas) or _("Hele landet")),
        (_("Kommuner per"), day(followed.classified_on)),
        (_("Antall kommuner"), f"{rows}"),
        (_("Listen er hentet"), f"{day(moment.astimezone(NORWAY).date())}, {moment.astimezone(NORWAY):%H:%M}"),
        (_("Hentet av"), reader),
    )
    synthetic = (
        _("Syntetiske svar"),
        _("Svarene er laget for en demonstrasjon, og sier ikke noe om virkelige kommuner."),
    )
    return (*lines, synthetic) if followed.synthetic else lines
