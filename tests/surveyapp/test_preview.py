"""A preview shows the draft as it stands, says why something is hidden, and leaves nothing behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from questionnaires.conditions import Condition
from questionnaires.library import paths
from questionnaires.loading import load
from surveyapp import create_app
from surveyapp.preview.overview import TYPE_NAMES, TYPES
from surveyapp.preview.saying import in_words, what_fails
from surveyapp.preview.serving import previewing
from tests.sites import Site

FRAME = "/forhandsvisning/"
FILES = {**paths(), "everything": Path(__file__).parents[1] / "data" / "everything.yaml"}

DRAFT = """
id: utkast
title: {nb: Et utkast, en: A draft}
languages: [nb, en]
unit: person
about: {nb: Om utkastet., en: About the draft.}
pages:
  - id: plan
    title: {nb: Plan, en: Plan}
    questions:
      - id: plan
        type: choice
        required: true
        when_empty: {nb: Velg ett svar., en: Choose one answer.}
        text: {nb: Har dere en plan?, en: Do you have a plan?}
        choices:
          yes: {nb: Ja, en: Yes}
          no: {nb: Nei, en: No}
      - id: senger
        type: count
        to: 100
        text: {nb: Hvor mange senger?, en: How many beds?}
        show_when: {plan: yes}
  - id: mange
    title: {nb: Mange, en: Many}
    show_when: {plan: yes, senger: {more_than: 3}}
    questions:
      - {id: hvorfor, type: short_text, text: {nb: Hvorfor?, en: Why?}}
checks:
  tomt:
    when: {senger: {equals: 0}}
    at: senger
    say: {nb: Har dere ingen senger?, en: Do you have no beds?}
"""


class Author:
    """Somebody with a file and a browser, without scripts."""

    def __init__(self, app: Flask, file: Path) -> None:
        self.client: FlaskClient = app.test_client()
        self.file = file

    def sees(self, address: str = FRAME) -> str:
        answer = self.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))

    def turns(self, order: str, page: str = "") -> str:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(FRAME).text)
        assert token
        sent = {"csrf_token": token[1], "go": order, "side": page}
        answer = self.client.post(f"{FRAME}valg", data=sent, follow_redirects=True)
        assert answer.status_code == 200
        return self.sees()

    def answers(self, page: str, **given: str) -> None:
        """As the script does while the author writes."""
        form = self.client.get(f"{FRAME}vis?side={page}", follow_redirects=True).text
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        answer = self.client.post(f"{FRAME}lagre/{page}", data={**hidden, **given})
        assert answer.json is not None
        assert "revision" in answer.json

    def writes(self, text: str) -> None:
        self.file.write_text(text, "utf-8")


@contextmanager
def at_work(file: Path) -> Iterator[Author]:
    with previewing(file) as app:
        yield Author(app, file)


@pytest.fixture
def author(tmp_path: Path) -> Iterator[Author]:
    file = tmp_path / "utkast.yaml"
    file.write_text(DRAFT, "utf-8")
    with at_work(file) as working:
        yield working


def test_every_type_of_question_has_a_name_in_the_overview() -> None:
    assert TYPES.keys() == TYPE_NAMES


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"plan": "yes"}, "plan er «Ja»"),
        ({"plan": ["yes", "no"]}, "plan er «Ja» eller «Nei»"),
        ({"plan": "yes", "senger": {"at_least": 2}}, "plan er «Ja» og senger er minst 2"),
        ({"any": [{"plan": "no"}, {"senger": {"answered": False}}]}, "(plan er «Nei» eller senger er ikke besvart)"),
        ({"not": {"senger": {"less_than": 1.5}}}, "ikke (senger er mindre enn 1,5)"),
        ({"earlier.plan": "no", "round": 2}, "plan forrige gang er «Nei» og runden er 2"),
    ],
)
def test_a_condition_is_told_in_words(condition: dict[str, Any], words: str) -> None:
    assert in_words(load(DRAFT), Condition(condition)) == words


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"plan": "no"}, "plan er «Nei» og senger er ikke besvart"),
        ({"plan": "yes", "senger": 3}, "senger er 3"),
        ({"plan": "yes", "senger": 4}, ""),
    ],
)
def test_only_the_answers_that_hide_something_are_told(answers: dict[str, Any], words: str) -> None:
    draft = load(DRAFT)
    assert what_fails(draft, draft.page("mange").show_when, answers.get) == words


def test_the_overview_follows_the_answers(author: Author) -> None:
    assert "1 av 3 spørsmål vises" in author.sees()
    author.answers("plan", plan="yes")
    author.answers("plan", plan="yes", senger="0")
    seen = author.sees()
    assert "Skjult nå: senger er 0." in seen
    assert "Slår til nå." in seen
    author.answers("plan", plan="yes", senger="7")
    seen = author.sees()
    assert "3 av 3 spørsmål vises" in seen
    assert "Slår ikke til nå." in seen


def test_a_change_of_the_file_is_shown_and_keeps_the_answers_that_fit(author: Author) -> None:
    author.answers("plan", plan="yes")
    author.answers("plan", plan="yes", senger="7")
    address = author.client.get(f"{FRAME}vis?side=plan").headers["Location"]
    author.writes(DRAFT.replace("Har dere en plan?", "Finnes det en plan?").replace("to: 100", "to: 5"))
    seen = author.sees()
    assert "Finnes det en plan?" in seen
    assert "Disse svarene passet ikke lenger, og er tatt bort: senger ." in seen
    # The address in an open window leads to the version on show.
    assert "Finnes det en plan?" in author.sees(address)
    assert re.search(r'value="yes"[^>]*checked', author.client.get(address, follow_redirects=True).text)


def test_a_broken_file_is_told_with_its_line_and_the_last_good_version_stays(author: Author) -> None:
    author.answers("plan", plan="yes")
    author.writes(DRAFT.replace("type: count", "type: cuont"))
    line = 1 + DRAFT[: DRAFT.index("type: count")].count("\n")
    seen = author.sees()
    assert f"linje {line}, kolonne 15" in seen
    assert "Did you mean 'count'?" in seen
    assert "Du ser den siste versjonen som kunne brukes." in seen
    assert "Har dere en plan?" in author.sees(f"{FRAME}vis?side=plan")
    author.writes(DRAFT)
    seen = author.sees()
    assert "kan ikke brukes" not in seen
    assert "2 av 3 spørsmål vises" in seen


def test_a_file_that_is_gone_for_a_moment_is_followed_when_it_comes_back(author: Author) -> None:
    author.sees()
    author.file.unlink()
    assert "The file cannot be read" in author.sees()
    author.writes(DRAFT.replace("Et utkast", "Et nytt utkast"))
    assert "Et nytt utkast" in author.sees()


def test_a_file_that_never_could_be_read_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "tom.yaml"
    file.write_text("id: [", "utf-8")
    with at_work(file) as author:
        assert "Rett feilene, så vises den her." in author.sees()
        assert "Her kommer siden" in author.sees(f"{FRAME}vis")
        author.writes(DRAFT)
        assert "Om utkastet." in author.sees(f"{FRAME}vis")


@pytest.mark.parametrize("name", FILES)
def test_what_we_ship_can_be_filled_in_at_random_in_both_rounds_and_handed_in(name: str) -> None:
    with at_work(FILES[name]) as author:
        for order in ("round:1", "round:2"):
            author.turns(order)
            author.turns("fill:all")
            form = author.client.get(f"{FRAME}vis?side=kontroll", follow_redirects=True)
            hand_in = re.search(r'action="(/svar/[^"]+/lever)"', form.text)
            assert hand_in
            answer = presses(author, form.text, hand_in[1])
            if answer.request.path.endswith("/godkjenning"):
                answer = presses(author, answer.text, answer.request.path, name="Ola", job="Rådgiver", may="yes")
            assert answer.request.path.endswith(("/kvittering", "/signert")), answer.text
            assert "Svarene er levert" in author.sees()


def presses(author: Author, page: str, address: str, **fields: str) -> TestResponse:
    """Send a form of the page that stands in the frame."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return author.client.post(address, data={"csrf_token": token[1], **fields}, follow_redirects=True)


def test_one_page_is_filled_in_and_everything_is_thrown_away_again(author: Author) -> None:
    author.turns("fill:page", "plan")
    assert re.search(r"ett valg, må fylles ut +(Ja|Nei) ", author.sees())
    assert "1 av 3 spørsmål vises" in author.turns("again:")
    assert not re.search(r"ett valg, må fylles ut +(Ja|Nei) ", author.sees())


def test_the_second_round_knows_made_up_answers_from_the_first() -> None:
    with at_work(FILES["psfs"]) as author:
        first = author.sees()
        second = author.turns("round:2")
    assert not re.search(r"egen liste, må fylles ut +[a-zæøå]", first.partition("aktivitet")[2][:400])
    assert re.search(r"vurdering .*gjentas for hvert punkt", second)
    assert "Skjult nå: aktivitet har ingen punkter" in first
    assert "Skjult nå: aktivitet har ingen punkter" not in second


def test_language_and_role_are_switched_for_the_whole_preview() -> None:
    with at_work(FILES["psfs"]) as author:
        author.turns("voice:en")
        assert "English" in author.client.get(f"{FRAME}vis", follow_redirects=True).text
        assert 'lang="en"' in author.client.get(f"{FRAME}vis", follow_redirects=True).text
        author.turns("role:proxy")
        assert re.search(r'value="role:proxy" aria-pressed="true"', author.client.get(FRAME).text)


def test_a_hostile_draft_is_refused_and_its_words_are_told_without_being_obeyed(author: Author) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    author.writes(DRAFT.replace("nb: Et utkast", f'nb: "{evil}"').replace("nb: Nei", f'nb: "{evil}"'))
    text = author.client.get(FRAME).text
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_signs_that_html_uses_are_shown_as_they_stand(author: Author) -> None:
    author.writes(DRAFT.replace("nb: Et utkast", "nb: 1 < 2 & 3 > 2").replace("nb: Nei", "nb: 1 < 2 & 3 > 2"))
    author.turns("fill:all")
    for address in (FRAME, f"{FRAME}oversikt", f"{FRAME}vis", f"{FRAME}vis?side=plan"):
        text = author.client.get(address, follow_redirects=True).text
        assert "1 &lt; 2 &amp; 3 &gt; 2" in text
        assert "1 < 2" not in text


def test_only_our_own_scripts_run_in_the_frame_and_on_the_pages(author: Author, site: Site) -> None:
    framed = author.client.get(FRAME).headers["Content-Security-Policy"]
    inside = author.client.get(f"{FRAME}vis", follow_redirects=True).headers["Content-Security-Policy"]
    outside = site.app.test_client().get("/").headers["Content-Security-Policy"]
    for policy in (framed, inside, outside):
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in outside


def test_everything_is_marked_as_a_preview(author: Author) -> None:
    for address in (FRAME, f"{FRAME}vis", f"{FRAME}vis?side=plan", f"{FRAME}vis?side=kontroll"):
        assert "Forhåndsvisning – ingenting lagres" in author.sees(address)


def test_a_page_elsewhere_can_neither_read_nor_turn_anything(author: Author) -> None:
    assert author.client.get(FRAME, headers={"Host": "elsewhere.example"}).status_code == 400
    assert author.client.post(f"{FRAME}valg", data={"go": "again:"}).status_code == 400


def test_the_databases_of_the_environment_are_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, created: Callable[[], set[Path]]
) -> None:
    real = tmp_path / "real.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{real}")
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path / "instance"))
    with at_work(FILES["psfs"]) as author:
        author.turns("fill:all")
        folders = created()
        assert len(folders) == 1
    assert not real.exists()
    assert not (tmp_path / "instance").exists()
    assert not any(folder.exists() for folder in folders)


@pytest.fixture
def created(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[Path]]:
    """What lies in the folder that temporary files are made in."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return lambda: set(folder.iterdir())


def test_the_real_app_has_no_preview(site: Site) -> None:
    assert site.app.test_client().get(FRAME).status_code == 404
    assert create_app(site.settings).config["SESSION_COOKIE_NAME"] != "medvirk-preview"
