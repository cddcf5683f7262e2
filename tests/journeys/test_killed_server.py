"""The server dies in the middle of somebody's answers, again and again; what it said is saved, is there afterwards."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode

from sqlalchemy import select

from surveyapp.models import Response
from tests import sites
from tests.journeys.commands import SURVEYAPP, free_port
from tests.sites import SECRET

FIELDS = 20
QUESTIONS = "\n".join(f"      - {{id: f{number}, type: short_text, text: {{nb: Ord?}}}}" for number in range(FIELDS))
MANY = f"""
id: many
title: {{nb: Mange}}
languages: [nb]
unit: person
about: {{nb: Om mye.}}
pages:
  - id: alt
    title: {{nb: Alt}}
    questions:
{QUESTIONS}
"""
KILLS = 4


class Writer:
    """Somebody whose browser saves one field after another, round and round.

    `saved`: field -> the words that it was told are saved; `sent`: the last that it sent, told or not.
    """

    def __init__(self, address: str, link: str) -> None:
        self.address, self.turn = address, 0
        self.saved: dict[str, str] = {}
        self.sent: dict[str, str] = {}
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = self._reads(link)
        self._token = self._token_on(page)
        begun = self._opener.open(f"{address}{link}", urlencode({"csrf_token": self._token}).encode(), timeout=30)
        self._page, self._token = begun.url, self._token_on(begun.read().decode())

    def _reads(self, path: str) -> str:
        with self._opener.open(f"{self.address}{path}", timeout=30) as answer:
            text: str = answer.read().decode()
            return text

    def _token_on(self, page: str) -> str:
        found: str = re.findall(r'name="csrf_token" value="([^"]+)"', page)[-1]
        return found

    def writes_until_nobody_answers(self) -> None:
        while True:
            name, words = f"f{self.turn % FIELDS}", f"ord {self.turn}"
            known = [[was] for was in dict.fromkeys((self.saved.get(name), self.sent.get(name))) if was]
            body = json.dumps({"revision": 0, "fields": {name: [words]}, "known": {name: [None, *known]}}).encode()
            headers = {"Content-Type": "application/json", "X-CSRFToken": self._token}
            asked = urllib.request.Request(self._page, body, headers, method="PATCH")
            self.turn += 1
            self.sent[name] = words
            try:
                with self._opener.open(asked, timeout=10) as answer:
                    assert json.load(answer) == {"unsaved": [], "conflicts": []}
            except HTTPError:
                raise
            except (URLError, HTTPException, OSError):
                return
            self.saved[name] = words


@contextmanager
def served(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {name: word for name, word in os.environ.items() if name not in ("DATABASE_URL", "CONTACT_KEY")}
    environment |= {"SURVEYAPP_ENVIRONMENT": "development", "SECRET_KEY": SECRET, "INSTANCE_DIR": str(folder)}
    command = [str(SURVEYAPP), "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield server
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)


def stored(site: sites.Site) -> dict[str, Any]:
    with site.session() as session:
        found: dict[str, Any] = session.scalars(select(Response.answers)).one()
        return found


def test_what_was_said_to_be_saved_is_there_after_the_server_was_killed(tmp_path: Path) -> None:
    chance, port = Random(4), free_port()
    with sites.built(tmp_path) as site:
        link = site.put(MANY).round().invite("K1")
        writer: Writer | None = None
        for _ in range(KILLS):
            with served(tmp_path, port) as server:
                writer = writer or Writer(f"http://127.0.0.1:{port}", link)
                before = dict(writer.saved)
                hand = Thread(target=writer.writes_until_nobody_answers)
                hand.start()
                time.sleep(chance.uniform(0.5, 2))
                os.killpg(server.pid, signal.SIGKILL)
                hand.join(30)
            assert writer.saved != before
            after = stored(site)
            lost = {name for name, words in writer.saved.items() if after.get(name) not in (words, writer.sent[name])}
            assert lost == set()
