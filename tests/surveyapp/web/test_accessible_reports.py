"""The pages of reports: no violation, nothing too wide, and nothing amiss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from tests.reports import put_report
from tests.sites import Site
from tests.surveyapp.services.test_reports_of_municipalities import DAYS, KOMMUNER, answers, hand_in
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import look_at, press
from tests.surveyapp.web.test_accessibility_at_work import signed_in, tab
from tests.surveyapp.web.test_report_batches import MANY, made

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
        ("/rapporter/ny/pilot", "a kind that needs what is not there"),
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


def test_the_pages_of_a_batch_are_accessible(site: Site, address: str, tab: Callable[[], Page], tmp_path: Path) -> None:
    survey, page = site.put(KOMMUNER, "identified"), tab()
    for day in DAYS[1:]:
        asked = survey.round(str(day.year), denominator=400, denominator_date=day)
        with site.session() as session:
            hand_in(session, survey.id, asked.id, tmp_path / "svar.csv", answers(day, 2)[:MANY])
    signed_in(site, survey, page, f"{address}/rapporter/ny/municipality/alle")
    look_at(page, "an order for all")
    page.locator("#of").select_option(index=1)
    press(page, "Bygg alle")
    look_at(page, "a batch that is begun")
    made(site, survey, "failed", 2)
    made(site, survey, "ready", 8)
    page.reload()
    look_at(page, "a batch with some ready and some failed")
    batch = page.url
    press(page, "Stopp")
    look_at(page, "a batch that is stopped")
    page.goto(f"{batch}/publiser")
    look_at(page, "publishing a batch")
    page.goto(f"{address}/rapporter?slag=municipality")
    look_at(page, "a list that is narrowed down")
