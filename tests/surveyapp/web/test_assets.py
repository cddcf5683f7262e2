"""Style sheets, fonts and scripts: small on the way, kept for good, and never in the log."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

from structlog.testing import capture_logs

from surveyapp.web.assets import fingerprint
from tests.sites import Site

STATIC = Path(__file__).parents[3] / "surveyapp/web/static"
SHEET = (STATIC / "print.css").read_bytes()
VERSION = hashlib.sha256(SHEET).hexdigest()[:12]
YEAR = "public, max-age=31536000, immutable"


def test_a_page_names_its_files_by_their_content(site: Site) -> None:
    page = site.app.test_client().get("/").text
    assert f"/static/print.css?v={VERSION}" in page


def test_a_file_named_by_its_content_is_kept_for_a_year(site: Site) -> None:
    answer = site.app.test_client().get(f"/static/print.css?v={VERSION}")
    assert answer.data == SHEET
    assert answer.headers["Cache-Control"] == YEAR


def test_a_file_named_otherwise_is_asked_for_again(site: Site) -> None:
    answer = site.app.test_client().get("/static/app.css?v=000000000000")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"


def test_a_browser_that_can_unpack_gets_the_same_file_much_smaller(site: Site) -> None:
    answer = site.app.test_client().get("/static/vendor/designsystemet.css", headers={"Accept-Encoding": "gzip, br"})
    content = (STATIC / "vendor/designsystemet.css").read_bytes()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == content
    assert len(answer.data) < len(content) / 4


def test_a_font_is_sent_as_it_is(site: Site) -> None:
    answer = site.app.test_client().get("/static/vendor/inter-latin.woff2", headers={"Accept-Encoding": "gzip"})
    assert answer.data == (STATIC / "vendor/inter-latin.woff2").read_bytes()
    assert "Content-Encoding" not in answer.headers


def test_the_fonts_that_a_sheet_fetches_are_kept_for_a_year(site: Site) -> None:
    client = site.app.test_client()
    (address,) = re.findall(r"/static/app\.css\?v=\w+", client.get("/").text)
    fonts = re.findall(r"url\((vendor/[\w-]+\.woff2\?v=\w+)\)", client.get(address).text)
    answers = [client.get(f"/static/{font}") for font in fonts]
    named = [f"v={hashlib.sha256(answer.data).hexdigest()[:12]}" for answer in answers]
    assert named == [font.partition("?")[2] for font in fonts]
    assert [answer.headers["Cache-Control"] for answer in answers] == [YEAR] * 3


def test_the_font_that_is_fetched_first_is_the_one_that_the_sheet_fetches(site: Site) -> None:
    client = site.app.test_client()
    (first,) = re.findall(r'rel="preload"[^>]+href="([^"]+)"', client.get("/").text)
    assert f"url({first.removeprefix('/static/')})" in client.get("/static/app.css").text


def test_a_sheet_is_another_file_when_its_font_is(tmp_path: Path) -> None:
    fingerprints = []
    for number, letters in enumerate((b"one", b"other")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "letters.woff2").write_bytes(letters)
        (folder / "sheet.css").write_text("@font-face { src: url(letters.woff2) }")
        fingerprints.append(fingerprint(folder / "sheet.css"))
    assert len(set(fingerprints)) == 2


def test_what_the_browser_has_is_not_sent_again(site: Site) -> None:
    client = site.app.test_client()
    tag = client.get("/static/app.css").headers["ETag"]
    answer = client.get("/static/app.css", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_files_have_the_headers_that_pages_have(site: Site) -> None:
    client = site.app.test_client()
    page, file = client.get("/").headers, client.get("/static/app.css").headers
    shared = [name for name, _value in page if re.match(r"Content-Security|Referrer|X-|Cross-Origin|Permissions", name)]
    assert len(shared) > 5
    assert {name: file[name] for name in shared} == {name: page[name] for name in shared}


def test_a_file_outside_the_folder_is_not_there(site: Site) -> None:
    assert site.app.test_client().get("/static/../assets.py").status_code == 404


def test_files_are_not_told_in_the_log(site: Site) -> None:
    with capture_logs() as said:
        site.app.test_client().get("/static/app.css")
    assert said == []
