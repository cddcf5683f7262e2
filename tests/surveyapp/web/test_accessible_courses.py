"""The pages of courses in a real browser: no violation at any width, in the light and in the dark."""

from __future__ import annotations

import io

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.sites import Site
from tests.surveyapp.web.test_accessibility import examine, page, press
from tests.surveyapp.web.test_courses import a_unit, rated, signs_in_at

__all__ = ["page"]


def test_the_question_before_the_first_course_is_accessible(site: Site, address: str, page: Page) -> None:
    unit = a_unit(site, assessed=False)
    place = f"{address}/forlop/{unit.survey_id}/vurdering"
    signs_in_at(site, page, unit.unit_id, place)
    examine(page, "before the first course")
    press(page, "Lagre og fortsett")
    examine(page, "before the first course, with errors")


def test_every_page_of_courses_is_accessible(site: Site, address: str, page: Page) -> None:
    unit = a_unit(site)
    made = rated(unit, start=(2, 9, 5), later=(5, 6, "no_longer_relevant"))
    board = f"{address}/forlop/{unit.survey_id}"
    signs_in_at(site, page, unit.unit_id, board)
    examine(page, "the board")
    page.locator("#code").fill("feil")
    press(page, "Finn")
    examine(page, "the board, with an error")
    for place in ("", "/endring", "/icf", "/datoer", "/slett", f"/mangler/{unit.round_id(3)}", "/kode"):
        page.goto(f"{board}/{made}{place}")
        examine(page, place or "a course")
    for place in ("/kodeliste", "/nytt"):
        page.goto(board + place)
        examine(page, place)
    page.goto(f"{address}/forlop")
    examine(page, "the units")
    page.goto(f"{board}/{made}")
    press(page, "Lenke og QR-kode")
    examine(page, "a link")
    page.get_by_role("link", name="Lag ny lenke").click()
    examine(page, "a new link")
    page.goto(f"{address}/forlop/dekning/{unit.unit_id}")
    examine(page, "coverage")


def test_the_code_list_on_paper_has_room_for_handwriting_and_no_empty_page(
    site: Site, address: str, page: Page
) -> None:
    unit = a_unit(site)
    for _ in range(12):
        unit.opens()
    place = f"{address}/forlop/{unit.survey_id}/kodeliste"
    signs_in_at(site, page, unit.unit_id, place)
    page.emulate_media(media="print")
    rows = page.locator(".code-list tbody tr")
    # 10 mm at 96 px to the inch.
    assert min(row.bounding_box()["height"] for row in rows.all()) >= 10 / 25.4 * 96  # type: ignore[index]
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1
