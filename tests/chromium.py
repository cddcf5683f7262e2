"""Find the Chromium that the browser tests drive, or get one; `python -m tests.chromium` prints its path."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import packages

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = (
    "No Chromium was found, and none could be installed. Install one, for example with"
    " 'apt-get install chromium' as root, so that one of these is on PATH: " + ", ".join(NAMES) + "."
)


class NoChromiumError(RuntimeError):
    """This machine has no Chromium that starts, and every way to get one has failed."""


def path() -> Path:
    """Where a working Chromium is; NoChromiumError when there is none."""
    for candidate in candidates():
        if starts(candidate):
            return candidate
    raise NoChromiumError(HELP)


def candidates() -> Iterator[Path]:
    """The system's own browsers first, then Playwright's download."""
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def starts(browser: Path) -> bool:
    """Whether this program answers; on some systems the name is only a pointer to a shop."""
    if not browser.exists():
        return False
    answer = subprocess.run([browser, "--headless", "--no-sandbox", "--version"], capture_output=True, check=False)
    return answer.returncode == 0


def install() -> None:
    """Try the system's packages, then Playwright's download; what they say goes to stderr."""
    if not packages.install("chromium"):
        packages.run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> None:
    """Print the browser's path, after installing one if need be."""
    try:
        found = path()
    except NoChromiumError:
        install()
        found = path()
    print(found)


if __name__ == "__main__":
    try:
        main()
    except NoChromiumError as error:
        sys.exit(str(error))
