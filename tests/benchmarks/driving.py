"""Respondents who answer without a break: `python -m tests.benchmarks.driving ADDRESS START --seconds 30`.

Each has a connection that stays open, reads the page like a browser without scripts, answers what stands there and
presses the first button. Prints JSON: how many questionnaires were completed, and the milliseconds of each request.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from random import Random
from threading import Thread
from urllib.parse import urlencode, urlsplit

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
QUESTION = re.compile(r'<fieldset[^>]*?id="(q\d+)"')
FORM = re.compile(r'<form[^>]*method="post"[^>]*>')
ACTION = re.compile(r'action="([^"]*)"')
MOST_STEPS = 40


class StrangeAnswerError(RuntimeError):
    """The server answered what no respondent should meet."""


class Respondent:
    """One person after the other, on one connection."""

    def __init__(self, host: str, port: int, start: str, seed: int) -> None:
        self.connection = http.client.HTTPConnection(host, port, timeout=60)
        self.start, self.random = start, Random(seed)
        self.milliseconds: list[float] = []
        self.completed = 0

    def go_on_until(self, end: float) -> None:
        while time.perf_counter() < end:
            self.complete()
        self.connection.close()

    def complete(self) -> None:
        """From the start page to the receipt."""
        self.cookies: dict[str, str] = {}
        path, page = self.start, self.ask("GET", self.start)[1]
        for _step in range(MOST_STEPS):
            form = FORM.search(page.partition("<main")[2])
            if form is None or "Referansekode" in page or "Koden er" in page:
                self.completed += 1
                return
            fields = [*HIDDEN.findall(page), *self.answers(page), ("go", "next")]
            action = ACTION.search(form.group())
            path, page = self.follow("POST", action.group(1) if action else path, urlencode(fields))
        raise StrangeAnswerError(f"No receipt after {MOST_STEPS} steps; the last page was {path}.")

    def answers(self, page: str) -> Iterator[tuple[str, str]]:
        for name in QUESTION.findall(page):
            yield name, str(self.random.randint(1, 5))

    def follow(self, method: str, path: str, body: str) -> tuple[str, str]:
        status, page, location = self.asked(method, path, body)
        while status in (302, 303):
            path = urlsplit(location)._replace(scheme="", netloc="", fragment="").geturl()
            status, page, location = self.asked("GET", path)
        if status != 200:
            raise StrangeAnswerError(f"{path} gave {status}: {page[:300]}")
        return path, page

    def ask(self, method: str, path: str) -> tuple[str, str]:
        return self.follow(method, path, "")

    def asked(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        self.milliseconds.append((time.perf_counter() - began) * 1000)
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, page, answer.headers.get("Location", "")


def main() -> None:
    """Answer for so many seconds, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="http://127.0.0.1:PORT")
    parser.add_argument("start", help="the path of the start page")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--respondents", type=int, default=16)
    asked = parser.parse_args()
    place = urlsplit(asked.address)
    people = [
        Respondent(str(place.hostname), int(place.port or 80), asked.start, seed) for seed in range(asked.respondents)
    ]
    end = time.perf_counter() + asked.seconds
    threads = [Thread(target=each.go_on_until, args=(end,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    milliseconds = sorted(taken for each in people for taken in each.milliseconds)
    print(json.dumps({"completed": sum(each.completed for each in people), "milliseconds": milliseconds}))


if __name__ == "__main__":
    main()
