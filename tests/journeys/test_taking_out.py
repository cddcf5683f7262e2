"""An analyst takes a round out of a browser, and SPSS's free sister counts it as the round was answered."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.sites import PASSWORD, Site
from tests.surveyapp.web.seeded import seeded


def download(page: Page) -> Path:
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Last ned").click()
    return Path(arriving.value.path())


def test_what_an_analyst_takes_out_is_what_was_answered(
    site: Site, browser: Browser, address: str, tmp_path: Path
) -> None:
    there = seeded(site)
    page = browser.new_context(locale="nb-NO").new_page()
    page.goto(f"{address}/undersokelser/{there.survey.id}")
    page.fill("#email", site.employ(there.survey, "analyst"))
    page.fill("#password", PASSWORD)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Logg inn").click()
    page.get_by_role("link", name="Ta ut data").click()

    page.get_by_label("Runde 2: 200 svar").check()
    page.get_by_label("Excel (.xlsx)").uncheck()
    page.get_by_label("SPSS (.sav)").check()
    with zipfile.ZipFile(download(page)) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "les.sps").write_text(f"GET FILE='{tmp_path / 'svar.sav'}'.\nFREQUENCIES har antall.\n", "utf-8")
    call = ["pspp", str(tmp_path / "les.sps"), "-o", "-", "-O", "format=csv"]
    told = subprocess.run(call, capture_output=True, text=True, check=True, timeout=60).stdout
    counted = {row[1]: row[2] for row in csv.reader(io.StringIO(told)) if len(row) > 5}
    answered = [row[1] for row in there.rows[1]]
    assert (counted["Ja"], counted["Nei"]) == (str(answered.count("yes")), str(answered.count("no")))

    # The page is still there, and gives the next file as well.
    page.get_by_label("SPSS (.sav)").uncheck()
    page.get_by_label("Excel (.xlsx)").check()
    assert zipfile.is_zipfile(download(page))

    page.get_by_role("link", name="Tall for Runde 2 (CSV)").wait_for()
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Tall for Runde 2 (CSV)").click()
    assert Path(arriving.value.path()).read_text("utf-8-sig").startswith("variabel;spørsmål;kode")
