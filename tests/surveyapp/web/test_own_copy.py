"""A person's own copy of the answer, and taking the answer back by its reference code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from threading import Thread

import html5lib
import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from surveyapp.models import Response, Revision, Round
from surveyapp.web.guessing import TRIES
from tests.sites import AskedRound, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person

REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    TRIES.forget()
    yield
    TRIES.forget()


@pytest.fixture
def round_(site: Site) -> AskedRound:
    return site.put(PLAN, "anonymous").round()


@pytest.fixture
def done(person: Person, round_: AskedRound) -> Person:
    person.opens(round_.open_link()).starts().answers(har="no", merknad="<b>fint</b> & flott").goes_on()
    return person.presses("Lever svarene")


def reference(person: Person) -> str:
    found = REFERENCE.search(person.page.text)
    assert found is not None
    return found[0]


def stored(site: Site, round_: AskedRound) -> tuple[int | None, int | None]:
    with site.session() as session:
        answers = session.scalar(select(func.count()).select_from(Response).where(Response.round_id == round_.id))
        return answers, session.scalar(select(Round.withdrawn).where(Round.id == round_.id))


def test_the_copy_as_a_page_has_every_answer_and_needs_nothing_else(done: Person) -> None:
    href = next(href for words, href in done.page.links() if words == "Som nettside")
    answer = done.client.get(href)
    made = answer.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(made)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert reference(done) in made
    assert "&lt;b&gt;fint&lt;/b&gt; &amp; flott" in made
    assert not re.search(r"(src|href)=", made)


def test_the_copy_as_a_pdf_has_the_same_words_and_is_tagged(done: Person) -> None:
    href = next(href for words, href in done.page.links() if words == "Som PDF")
    pdf = PdfReader(BytesIO(done.client.get(href).get_data()))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert reference(done) in words
    assert "Har dere en plan? Nei" in words
    assert "<b>fint</b> & flott" in words
    assert "'/Marked': True" in str(pdf.root_object["/MarkInfo"])
    assert str(pdf.root_object["/Lang"]) == "nb"


def test_nobody_else_gets_the_copy(done: Person, somebody: Callable[[], Person]) -> None:
    href = next(href for words, href in done.page.links() if words == "Som PDF")
    assert somebody().client.get(href).status_code == 404


def test_an_answer_is_taken_back_by_its_code_from_any_machine(
    done: Person, somebody: Callable[[], Person], site: Site, round_: AskedRound
) -> None:
    other = somebody().opens("/trekk").answers(code=reference(done).lower().replace("-", " ")).presses("Finn svaret")
    assert stored(site, round_) == (1, 0)
    other.sees("Svaret slettes for godt").presses("Slett svaret").is_on("Svaret er slettet")
    assert stored(site, round_) == (0, 1)
    with site.session() as session:
        assert (
            session.scalar(select(func.count()).select_from(Revision).where(Revision.survey_id == round_.survey_id))
            == 0
        )
    other.opens("/trekk").answers(code=reference(done)).presses("Finn svaret").meets(422)


def test_four_who_take_it_back_at_once_count_as_one(done: Person, site: Site, round_: AskedRound) -> None:
    people = [Person(site.app) for _ in range(4)]
    for each in people:
        each.opens("/trekk").answers(code=reference(done)).presses("Finn svaret")
    threads = [Thread(target=each.presses, args=("Slett svaret",)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.page.status for each in people) == [200, 422, 422, 422]
    assert stored(site, round_) == (0, 1)


def test_nothing_is_taken_back_after_the_round(done: Person, site: Site, round_: AskedRound) -> None:
    code = reference(done)
    round_.close()
    done.opens("/trekk").answers(code=code).presses("Finn svaret").meets(410)
    assert stored(site, round_) == (1, 0)


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "x" * 500, "K7QM\x00-3XPD", "🙂🙂🙂🙂", "' OR 1=1 --", "{{7*7}}"])
def test_a_wrong_code_takes_nothing_back(code: str, done: Person, site: Site, round_: AskedRound) -> None:
    done.opens("/trekk").answers(code=code).presses("Finn svaret").meets(422)
    assert "49" not in done.page.text
    assert stored(site, round_) == (1, 0)


def test_a_public_body_corrects_instead(person: Person, site: Site, somebody: Callable[[], Person]) -> None:
    person.opens(site.put(PLAN, "identified").round().invite("4204", "Eksempel kommune")).starts()
    person.follows("Plan").answers(har="no").goes_on().opens(person.page.path.replace("/kontroll", "/godkjenning"))
    person.answers(name="Ola Eksempel", job="Kommunedirektør", may="yes").presses("Godkjenn og lever")
    somebody().opens("/trekk").answers(code=reference(person)).presses("Finn svaret").meets(422)


def test_whoever_guesses_must_wait(person: Person) -> None:
    for _ in range(30):
        person.opens("/trekk").answers(code="AAAA-AAAA").presses("Finn svaret").meets(422)
    person.opens("/trekk").answers(code="AAAA-AAAA").presses("Finn svaret").meets(429)
