"""Style sheets, fonts and scripts: small on the way, kept for good, and never in the log."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

from structlog.testing import capture_logs

from tests.sites import Site

STATIC = Path(__file__).parents[3] / "surveyapp/web/static"
SHEET = (STATIC / "app.css").read_bytes()
VERSION = hashlib.sha256(SHEET).hexdigest()[:12]


def test_a_page_names_its_files_by_their_content(site: Site) -> None:
    page = site.app.test_client().get("/").text
    assert f"/static/app.css?v={VERSION}" in page


def test_a_file_named_by_its_content_is_kept_for_a_year(site: Site) -> None:
    answer = site.app.test_client().get(f"/static/app.css?v={VERSION}")
    assert answer.data == SHEET
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


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
