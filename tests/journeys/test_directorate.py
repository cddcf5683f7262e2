"""A directorate asks the municipalities: it sets the survey up, invites, reminds the missing, and follows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from babel.dates import format_date
from playwright.sync_api import Browser, FilePayload
from sqlalchemy import select, update

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Participant, Response
from surveyapp.models.ids import ResponseKey, norwegian_date
from surveyapp.services import accounts, answering
from surveyapp.synthetic import Person, answers
from surveyapp.web.delivering import Delivered, channels_here, deliver, sender_here
from tests import postbox
from tests.journeys.respondent import Respondent
from tests.postbox import Postbox
from tests.sites import PASSWORD, Site
from tests.surveyapp.services.municipalities import organisation
from tests.surveyapp.stage import OLA

LINK = re.compile(r"http://\S+/s/[\w-]+")
IDS = re.compile(r"/undersokelser/([\w-]+)/runder/([\w-]+)")
TOWNS = {"4204": "Kristiansand", "1103": "Stavanger", "0301": "Oslo", "5501": "Tromsø"}
LIST = "kommunenummer;navn;e-post\n" + "".join(f"{nr};Kontakt;post{nr}@example.org\n" for nr in TOWNS)
NOW = datetime.now(UTC)
TODAY = norwegian_date(NOW)

Somebody = Callable[..., Respondent]


@pytest.fixture
def box(site: Site, address: str) -> Iterator[Postbox]:
    with postbox.delivering(site.app, address) as box:
        yield box


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Somebody]:
    """People, each with a browser of her own."""
    contexts = []

    def sits_down(width: int = 1280) -> Respondent:
        contexts.append(browser.new_context(locale="nb-NO", viewport={"width": width, "height": 800}))
        return Respondent(contexts[-1].new_page())

    yield sits_down
    for context in contexts:
        context.close()


@pytest.fixture
def adviser(site: Site, address: str, somebody: Somebody) -> Respondent:
    """Somebody who owns a directorate's surveys, signed in."""
    with site.session() as session:
        owner = organisation(session, "directorate")
        email = f"{owner.hex}@example.org"
        account = accounts.create_account(session, email, "Rådgiver", PASSWORD, NOW)
        accounts.add_member(session, account.id, owner, "owner", NOW)
    return somebody().opens(f"{address}/logg-inn").fills(email=email, password=PASSWORD).presses("Logg inn")


def makes_a_survey(adviser: Respondent) -> None:
    adviser.follows("Ny undersøkelse").fills(
        questionnaire="kommuneundersokelsen",
        title="Rehabilitering i kommunene",
        privacy="identified",
        purpose="Følge opp planen for rehabilitering.",
    )
    adviser.presses("Lag undersøkelsen").follows("Formål og personvern")
    adviser.fills(health_data="no").presses("Lagre")


def opens_a_round(adviser: Respondent) -> tuple[UUID, UUID]:
    adviser.follows("Ny runde").fills(
        label="Baseline", opens_on=TODAY, closes_on=TODAY + timedelta(days=40), denominator_date=TODAY
    )
    adviser.presses("Legg til runden").sees("Mangler").sees("Prøv skjemaet: det besvares")
    adviser.presses("Åpne runden").sees("Runden kan ikke åpnes ennå")
    adviser.presses("Prøv skjemaet").presses("Åpne runden").sees("Åpen")
    found = IDS.search(adviser.page.url)
    assert found is not None
    return UUID(found[1]), UUID(found[2])


def takes_in_the_list(adviser: Respondent) -> None:
    adviser.follows("Invitasjoner og påminnelser").follows("Legg inn kontaktliste")
    for words, told in ((LIST.replace("4204", "9999"), "Rad 2"), (LIST, "Listen har 4 adresser")):
        file = FilePayload(name="kommuner.csv", mimeType="text/csv", buffer=words.encode())
        adviser.page.locator("#file").set_input_files(file)
        adviser.presses("Les listen").sees(told)
    adviser.presses("Legg inn adressene")


def plans(adviser: Respondent, kind: str, day: date) -> None:
    adviser.follows("Planlegg en melding").fills(kind=kind, due_on=day).presses("Legg i planen")
    adviser.follows("Invitasjoner og påminnelser").sees("Ikke begynt")


def sending_runs(site: Site, now: datetime) -> Delivered:
    with site.app.test_request_context():
        return deliver(channels_here(), sender_here(), lambda: now)


def reached(box: Postbox) -> dict[str, str]:
    """Address -> the link in the message that came to it; the postbox is empty then."""
    found = {}
    for message in box.messages:
        body = message.get_body(("plain",))
        assert body is not None
        link = LINK.search(body.get_content())
        assert link is not None
        found[str(message["To"])] = link[0]
    box.messages.clear()
    return found


def hands_in(site: Site, survey_id: UUID, number: str) -> None:
    """What a municipality has begun is filled in and signed, without the many pages."""
    questionnaire = load_file(paths()["kommuneundersokelsen"])
    person = Person(0.5, 2.5, 0.0, date(2025, 1, 1), "", 1, None)
    given = answers(questionnaire, person, Random(5)) | {"A1": number}
    with site.session() as session:
        begun = select(Response.id).join(Participant, Participant.id == Response.participant_id)
        id_ = session.scalars(begun.where(Response.survey_id == survey_id, Participant.key == number)).one()
        session.execute(update(Response).where(Response.id == id_).values(answers=given))
        session.commit()
        answering.submit(session, ResponseKey(survey_id, id_), datetime.now(UTC), OLA)


def last_contact(adviser: Respondent, name: str) -> str:
    cell = adviser.page.get_by_role("row", name=name).get_by_role("cell").last
    return " ".join(cell.inner_text().split())


def shown(moment: datetime) -> str:
    return format_date(norwegian_date(moment), "d. MMMM y", locale="nb")


def test_a_directorate_asks_reminds_the_missing_and_follows(
    site: Site, address: str, box: Postbox, adviser: Respondent, somebody: Somebody
) -> None:
    makes_a_survey(adviser)
    survey_id, round_id = opens_a_round(adviser)
    takes_in_the_list(adviser)
    plans(adviser, "invitation", TODAY)

    assert sending_runs(site, NOW).sent == 4
    invited = reached(box)
    assert set(invited) == {f"post{number}@example.org" for number in TOWNS}
    kristiansand = somebody(width=360).opens(invited["post4204@example.org"])
    kristiansand.sees("Du svarer for Kristiansand").starts()
    hands_in(site, survey_id, "4204")

    later = NOW + timedelta(days=14)
    plans(adviser, "reminder", norwegian_date(later))
    assert sending_runs(site, NOW).sent == 0
    assert sending_runs(site, later).sent == 3
    assert reached(box) == {to: link for to, link in invited.items() if to != "post4204@example.org"}
    assert sending_runs(site, later).sent == 0

    # A line for each of the country's municipalities is more than the watch allows.
    adviser.page.goto(f"{address}/oversikt/{survey_id}/{round_id}")
    adviser.sees("1 av 357 har svart")
    assert last_contact(adviser, "Stavanger") == shown(later)
    assert last_contact(adviser, "Bergen") == "ikke skrevet til"
    adviser.page.goto(f"{adviser.page.url}?vis=submitted")
    assert last_contact(adviser, "Kristiansand") == shown(NOW)
    adviser.follows("Minn på dem som mangler").sees("Påminnelse").sees("3 sendt")
