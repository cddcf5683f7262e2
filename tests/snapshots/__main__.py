"""`python -m tests.snapshots` writes down how the key pages are read now; look at the change before you commit it."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from tests.browser import chromium_started, serving
from tests.sites import built
from tests.snapshots.reading import FOLDER, read


def main() -> None:
    """Write every page anew, and remove those that are no more."""
    logging.disable()
    with (
        tempfile.TemporaryDirectory() as folder,
        built(Path(folder)) as site,
        serving(site.app) as address,
        chromium_started() as browser,
    ):
        told = dict(read(site, address, browser))
    for place in FOLDER.glob("*.aria"):
        place.unlink()
    for name, words in told.items():
        (FOLDER / f"{name}.aria").write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
