"""An author's hour: a draft beside the editor, in a real browser, from `surveyapp preview FILE`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from questionnaires.library import paths
from tests.journeys.commands import PATIENCE, SURVEYAPP, free_port

WIDTHS = (1280, 360)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Previewed:
    """A running preview: where it is, the file it follows, its process, and the folder of its temporary files."""

    address: str
    file: Path
    process: subprocess.Popen[bytes]
    temporary: Path


@contextmanager
def previewed(folder: Path, text: str) -> Iterator[Previewed]:
    file, temporary = folder / "draft.yaml", folder / "temporary"
    temporary.mkdir()
    file.write_text(text, "utf-8")
    port = free_port()
    # The address of a real database in the environment must not matter.
    environment = {**os.environ, "TMPDIR": str(temporary), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    with (folder / "log").open("wb") as log:
        command = [str(SURVEYAPP), "preview", str(file), "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait(address, process, folder / "log")
            yield Previewed(address, file, process, temporary)
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(log.read_text())


@pytest.fixture
def psfs(tmp_path: Path) -> Iterator[Previewed]:
    with previewed(tmp_path, paths()["psfs"].read_text("utf-8")) as running:
        yield running


@pytest.fixture
def window(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window, and what its console complained about."""
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, complaints
    page.close()


def respondents(page: Page) -> FrameLocator:
    return page.frame_locator("#page")


def test_the_page_follows_the_file_without_a_hand_on_the_browser(
    psfs: Previewed, window: tuple[Page, list[str]]
) -> None:
    page, complaints = window
    page.goto(psfs.address)
    inner, overview = respondents(page), page.locator("#overview")
    overview.get_by_role("link", name="Dine gjøremål").click()
    first = inner.get_by_label("Nummer 1", exact=False)
    first.fill("gå i trapp")
    # Typed and not sent: the overview knows it all the same.
    expect(overview).to_contain_text("gå i trapp")
    text = psfs.file.read_text("utf-8")
    psfs.file.write_text(text.replace("nb: Dine gjøremål", "nb: Mine egne gjøremål"), "utf-8")
    expect(inner.get_by_role("heading", level=1)).to_have_text("Mine egne gjøremål")
    expect(first).to_have_value("gå i trapp")

    broken = text.replace("type: own_list", "type: owm_list")
    psfs.file.write_text(broken, "utf-8")
    line = 1 + broken[: broken.index("type: owm_list")].count("\n")
    expect(overview).to_contain_text(f"linje {line}")
    expect(overview).to_contain_text("Did you mean 'own_list'?")
    expect(inner.get_by_role("heading", level=1)).to_have_text("Mine egne gjøremål")

    psfs.file.write_text(text, "utf-8")
    expect(inner.get_by_role("heading", level=1)).to_have_text("Dine gjøremål")
    expect(overview).not_to_contain_text("Did you mean")
    expect(first).to_have_value("gå i trapp")
    assert complaints == []


def test_everything_is_filled_in_handed_in_and_begun_again(psfs: Previewed, window: tuple[Page, list[str]]) -> None:
    page, complaints = window
    page.goto(psfs.address)
    inner, overview = respondents(page), page.locator("#overview")
    overview.get_by_role("button", name="Andre gang").click()
    overview.get_by_role("button", name="Fyll ut resten").click()
    expect(overview.locator("[data-question=klarer] .preview-answer").first).to_be_visible()
    overview.get_by_role("link", name="Se over svarene").click()
    inner.get_by_role("button", name="Lever svarene", exact=True).click()
    # The made-up first round is there to be compared with.
    expect(inner.locator("main")).to_contain_text(re.compile(r"Snittet ditt var \d+,\d ved start og er \d+,\d nå"))
    expect(overview).to_contain_text("Svarene er levert")
    overview.get_by_role("button", name="Begynn på nytt").click()
    expect(overview.locator("[data-question=klarer]")).to_be_visible()
    expect(overview.locator("[data-question=klarer] .preview-answer")).to_have_count(0)
    assert complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(psfs: Previewed, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(psfs.address)
    page.get_by_role("link", name="Dine gjøremål").click()
    expect(page.locator("[data-page=aktiviteter][aria-current]")).to_be_visible()
    psfs.file.write_text(psfs.file.read_text("utf-8").replace("type: own_list", "type: owm_list"), "utf-8")
    expect(page.locator("#overview")).to_contain_text("Did you mean 'own_list'?")
    page.evaluate(AXE)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_stopping_it_leaves_nothing_behind(psfs: Previewed) -> None:
    with urllib.request.urlopen(f"{psfs.address}forhandsvisning/vis", timeout=10) as answer:
        assert answer.status == 200
    assert any(psfs.temporary.iterdir())
    psfs.process.send_signal(signal.SIGINT)
    assert psfs.process.wait(20) == 0
    assert list(psfs.temporary.iterdir()) == []
    assert [path.name for path in sorted(psfs.file.parent.iterdir())] == ["draft.yaml", "log", "temporary"]
