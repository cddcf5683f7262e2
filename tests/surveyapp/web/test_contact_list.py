"""The page of a contact list: nothing is taken in unseen, and nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from surveyapp.models import Recipient
from tests.sites import PASSWORD, AskedRound, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person

HEADINGS = "deltaker,navn,e-post\n"


@pytest.fixture
def asked(site: Site, person: Person) -> AskedRound:
    """A round whose owner is on the page of its contact list."""
    survey = site.put(PLAN)
    asked = survey.round()
    person.opens(f"/undersokelser/{survey.id}/runder/{asked.id}/meldinger/kontakter")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    return asked


def chooses(person: Person, words: str) -> None:
    """Send a file from the page."""
    file = FileStorage(BytesIO(words.encode()), filename="liste.csv", content_type="text/csv")
    sends(person, {**person.page.forms[-1].fields, "file": file})


def sends(person: Person, sent: Mapping[str, Any]) -> None:
    """Send the last form as it is marked to be sent; in memory, for the test client leaves its own files open."""
    form = [each for each in person.page.root.iter("form") if each.get("action") != "/logg-ut"][-1]
    assert form.get("enctype") == "multipart/form-data"
    boundary, body = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    person.arrives(person.client.post(person.page.path, data=body, content_type=kind, follow_redirects=True))


def taken_in(asked: AskedRound) -> int:
    with asked.site.session() as session:
        return session.scalar(select(func.count()).where(Recipient.survey_id == asked.survey_id)) or 0


def test_a_list_of_headings_alone_is_told_that_it_has_no_addresses(asked: AskedRound, person: Person) -> None:
    chooses(person, HEADINGS)
    person.meets(422).sees("Filen har ingen adresser.").does_not_see("Filen kan ikke leses")
    assert taken_in(asked) == 0


def test_a_list_that_no_longer_fits_is_not_lost_without_a_word(asked: AskedRound, person: Person) -> None:
    chooses(person, f"{HEADINGS}F-1,Kari,kari@example.org\n")
    person.forges(kept='[["deltaker", "e-post"], ["F-1", "kari"]]').presses("Legg inn adressene")
    person.meets(422).sees("Listen ble ikke lagt inn")
    assert taken_in(asked) == 0


def test_the_longest_list_that_is_read_is_taken_in(asked: AskedRound, person: Person) -> None:
    rows = "".join(f"F-{number},Åse Ærlig,ase.{number}@example.org\n" for number in range(15_000))
    assert 600_000 < len(f"{HEADINGS}{rows}".encode()) <= 700_000
    chooses(person, f"{HEADINGS}{rows}")
    person.meets(200).sees("Listen har 15")
    sends(person, dict(person.page.forms[-1].fields))
    person.meets(200).is_on("Invitasjoner og påminnelser")
    assert taken_in(asked) == 15_000
