"""The pages of reports: no violation, nothing too wide, and nothing amiss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page

from tests.reports import put_report
from tests.sites import Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import look_at, press
from tests.surveyapp.web.test_accessibility_at_work import signed_in, tab

__all__ = ["tab"]


def test_the_pages_of_reports_are_accessible(site: Site, address: str, tab: Callable[[], Page]) -> None:
    survey, page = site.put(PLAN), tab()
    signed_in(site, survey, page, f"{address}/rapporter")
    look_at(page, "no reports yet")
    rounds = survey.round("Start").id, survey.round("Slutt").id
    with site.session() as session:
        made = put_report(session, survey.id, rounds, site.settings.reports, datetime.now(UTC))
        made_id = made.id
    for path, where in (
        ("/rapporter", "the reports"),
        ("/rapporter/ny", "the kinds of reports"),
        (f"/rapporter/{made_id}", "a report"),
    ):
        page.goto(address + path)
        look_at(page, where)
    page.goto(f"{address}/rapporter/{made_id}/avsnitt/neste")
    page.get_by_label("Avsnitt").fill("Fødselsnummer 13097248022.")
    press(page, "Lagre avsnittet")
    look_at(page, "a paragraph, with an error")
    page.goto(f"{address}/rapporter/ny/change")
    press(page, "Bygg rapport")
    look_at(page, "an order, with errors")
