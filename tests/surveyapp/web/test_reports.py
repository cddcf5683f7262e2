"""Reports on pages: ordered by one press, read, written in, published, and deleted when that was meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select

from questionnaires.classifications import kommuner
from surveyapp.mail import Post
from surveyapp.models import Organisation, Outgoing, Report
from surveyapp.services import accounts, reporting, surveying
from surveyapp.web.building import NAME
from tests.reports import put_report
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.person import Person


class Watched:
    """Somebody who is told to build, and does not."""

    def __init__(self) -> None:
        self.started = 0

    def start(self, at_once: int = 1) -> None:
        self.started += 1


@pytest.fixture
def builder(site: Site) -> Iterator[Watched]:
    before, watched = site.app.extensions[NAME], Watched()
    site.app.extensions[NAME] = watched
    yield watched
    site.app.extensions[NAME] = before


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    put = site.put("psfs")
    put.round("Start")
    put.round("Slutt")
    return put


@pytest.fixture
def owner(site: Site, person: Person, survey: PutSurvey) -> Person:
    return signs_in(person, site.employ(survey))


def signs_in(person: Person, email: str) -> Person:
    return person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")


def put(site: Site, survey: PutSurvey, *, area: str = "") -> UUID:
    """A report that was built, on rounds of its own."""
    with site.session() as session:
        count = session.scalar(select(func.count()).select_from(Report)) or 0
    rounds = survey.round(f"A {count}").id, survey.round(f"B {count}").id
    with site.session() as session:
        return put_report(session, survey.id, rounds, site.settings.reports, datetime.now(UTC), area=area).id


def test_without_reports_the_list_says_so(owner: Person) -> None:
    owner.opens("/rapporter").sees("Det er ingen rapporter her ennå.", "Ny rapport")


def test_a_report_is_ordered_by_one_press_and_built_at_once(site: Site, owner: Person, builder: Watched) -> None:
    owner.opens("/rapporter").follows("Ny rapport").follows("Endring mellom to runder")
    with site.session() as session:
        first = next(each for each in reporting.subjects(session, "change") if each.words in owner.page.text)
    owner.answers(of=first.key, language="nn").presses("Bygg rapport")
    owner.sees("Start – Slutt", "Venter på å bli bygget", "Nynorsk")
    assert builder.started >= 1
    assert owner.response.headers["Refresh"] == "4"


def test_an_order_without_rounds_says_what_to_choose(owner: Person) -> None:
    owner.opens("/rapporter/ny/change").presses("Bygg rapport").meets(422)
    owner.sees("Velg hvilke runder rapporten skal sammenligne.")


def test_each_kind_says_for_whom_it_is_and_what_it_needs(owner: Person) -> None:
    owner.opens("/rapporter/ny").sees("For prosjektgruppa", "Bygger på en pilot, med forløpene")


@pytest.mark.parametrize(
    ("kind", "place"),
    [("pilot", "piloter"), ("plan_year", "handlingsplaner"), ("national", "undersøkelser"), ("governor/alle", "under")],
)
def test_a_report_of_what_is_not_there_yet_says_where_to_make_it(owner: Person, kind: str, place: str) -> None:
    owner.opens(f"/rapporter/ny/{kind}").sees("ikke noe å lage denne rapporten av ennå", "Bygger på", f"Gå til {place}")


def test_a_report_about_nobody_alone_says_how_it_is_shared(site: Site, owner: Person, survey: PutSurvey) -> None:
    owner.opens(f"/rapporter/{put(site, survey)}").sees("Slik deles rapporten", "Andre gir dere den som PDF")
    owner.opens(f"/rapporter/{put(site, survey, area='4204')}").does_not_see("Slik deles rapporten")


def test_a_kind_that_is_not_there_is_not_found(owner: Person) -> None:
    owner.opens("/rapporter/ny/none").meets(404)


def test_a_built_report_does_not_come_anew_by_itself(site: Site, owner: Person, survey: PutSurvey) -> None:
    owner.opens(f"/rapporter/{put(site, survey)}").sees("Klar", "Les på nett", "Last ned PDF", "Last ned Word-fil")
    assert "Refresh" not in owner.response.headers


def test_files_have_their_types_and_names_that_every_system_takes(site: Site, owner: Person, survey: PutSurvey) -> None:
    report_id = put(site, survey)
    with site.session() as session:
        found = session.get_one(Report, report_id)
        found.title = "Erfaringer på Ærøya: før – etter"
        place = site.settings.reports / str(found.folder)
        session.commit()
    (place / "report.pdf").write_bytes(b"%PDF-1.7")
    with owner.client.get(f"/rapporter/{report_id}/pdf") as answer:
        assert answer.content_type == "application/pdf"
        assert answer.headers["Content-Disposition"] == "attachment; filename=erfaringer-pa-aeroya-for-etter.pdf"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_report_comes_in_one_archive_with_what_it_is_made_of(site: Site, owner: Person, survey: PutSurvey) -> None:
    report_id = put(site, survey)
    with site.session() as session:
        place = site.settings.reports / str(session.get_one(Report, report_id).folder)
    (place / "material.json").write_text('{"comparisons": [], "wider": []}', "utf-8")
    owner.opens(f"/rapporter/{report_id}").sees("Etterprøv tallene", "surveyapp report verify", "0" * 64)
    with owner.client.get(f"/rapporter/{report_id}/pakke") as answer:
        assert answer.content_type == "application/zip"
        assert answer.data.startswith(b"PK")


def test_a_report_that_failed_says_why_and_is_still_read(site: Site, owner: Person, survey: PutSurvey) -> None:
    report_id = put(site, survey)
    with site.session() as session:
        found = session.get_one(Report, report_id)
        found.state, found.problem = "failed", "erased"
        session.commit()
    owner.opens(f"/rapporter/{report_id}").sees("Svarene i runden er slettet", "Les på nett", "Bygg på nytt")


def test_a_paragraph_is_saved_and_the_report_built_again(
    site: Site, owner: Person, survey: PutSurvey, builder: Watched
) -> None:
    report_id = put(site, survey)
    owner.opens(f"/rapporter/{report_id}").follows("Skriv et avsnitt: Hva bør skje videre")
    owner.answers(text="Vi følger opp.\n\nI mai.").presses("Lagre avsnittet")
    owner.sees("Avsnittet er lagret.", "Vi følger opp.", "I mai.", "Venter på å bli bygget")
    assert builder.started >= 1


def test_a_paragraph_whose_numbers_have_changed_is_flagged(site: Site, owner: Person, survey: PutSurvey) -> None:
    report_id = put(site, survey)
    owner.opens(f"/rapporter/{report_id}/avsnitt/neste").answers(text="Vi følger opp.").presses("Lagre avsnittet")
    owner.does_not_see("Tallene er endret")
    places = [{"id": "neste", "title": "Hva bør skje videre", "fingerprint": "1" * 64}]
    with site.session() as session:
        place = site.settings.reports / str(session.get_one(Report, report_id).folder)
    (place / "report.json").write_text(json.dumps({"places": places}), "utf-8")
    owner.opens(f"/rapporter/{report_id}").sees("Tallene er endret")
    owner.follows("Endre avsnittet: Hva bør skje videre").sees("Les over det, og lagre det på nytt.")
    owner.presses("Lagre avsnittet").does_not_see("Tallene er endret")


def test_whoever_writes_what_another_wrote_meanwhile_is_told(
    site: Site, owner: Person, survey: PutSurvey, somebody: Callable[[], Person]
) -> None:
    report_id = put(site, survey)
    address = f"/rapporter/{report_id}/avsnitt/neste"
    other = signs_in(somebody(), site.employ(survey)).opens(address)
    owner.opens(address).answers(text="Den ene.").presses("Lagre avsnittet")
    other.answers(text="Den andre.").presses("Lagre avsnittet").meets(422)
    other.sees("Dette ble lagret fra et annet vindu", "Den ene.")
    other.presses("Lagre avsnittet").sees("Den andre.")


def test_a_published_report_is_found_by_the_municipality_which_is_written_to(
    site: Site, owner: Person, survey: PutSurvey, somebody: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.app.extensions, "post", Post("smtp://127.0.0.1:9", "Medvirk <medvirk@example.org>"))
    number, name, email = member_of(site)
    report_id = put(site, survey, area=number)
    owner.opens(f"/rapporter/{report_id}").sees(name, "Ett medlem får e-post.")
    owner.presses("Publiser rapporten").sees("Rapporten er publisert.")
    with site.session() as session:
        keys = session.scalars(select(Outgoing.key).where(Outgoing.key.startswith(f"report:{report_id}"))).all()
    assert len(keys) == 1
    reader = signs_in(somebody(), email).opens("/rapporter").follows("Start – Slutt").sees("Les på nett")
    for work in ("Bygg på nytt", "Slett rapporten", "Egne avsnitt", "Publisering"):
        reader.does_not_see(work)
    owner.presses("Trekk rapporten tilbake").sees("Bare dere ser den nå.")
    reader.opens(f"/rapporter/{report_id}").meets(404)


def member_of(site: Site) -> tuple[str, str, str]:
    """Somebody who alone reads for a municipality: its number and name, and her address."""
    now = datetime.now(UTC)
    with site.session() as session:
        taken = set(session.scalars(select(Organisation.area)))
        number = next(each.nr for each in kommuner(on=now.date()) if each.nr not in taken)
        email, name = f"leser{number}@example.org", f"Kommunen {number}"
        made = surveying.create_organisation(session, name, now, kind="municipality", area=number)
        account = accounts.create_account(session, email, "Leser", PASSWORD, now)
        accounts.add_member(session, account.id, made.id, "reader", now)
    return number, name, email


def test_a_report_about_all_is_not_offered_for_publishing(site: Site, owner: Person, survey: PutSurvey) -> None:
    owner.opens(f"/rapporter/{put(site, survey)}").does_not_see("Publisering")


def test_a_report_is_deleted_when_that_was_meant(site: Site, owner: Person, survey: PutSurvey) -> None:
    report_id = put(site, survey)
    owner.opens(f"/rapporter/{report_id}").follows("Slett rapporten").sees("slettes for godt")
    owner.presses("Slett rapporten").sees("Rapporten «Start – Slutt» er slettet.")
    owner.opens(f"/rapporter/{report_id}").meets(404)


def test_a_reader_is_offered_nothing_to_build(site: Site, survey: PutSurvey, person: Person) -> None:
    report_id = put(site, survey)
    reader = signs_in(person, site.employ(survey, "reader"))
    reader.opens("/rapporter").does_not_see("Ny rapport")
    reader.opens(f"/rapporter/{report_id}").sees("Les på nett").does_not_see("Bygg på nytt")
    reader.opens("/rapporter/ny").is_on("Rapporter")


def test_a_report_without_another_survey_offers_none_beside(owner: Person) -> None:
    owner.opens("/rapporter/ny/change")
    assert "Undersøkelse ved siden av" not in owner.page.text


def test_a_report_on_experience_names_the_survey_beside(
    site: Site, owner: Person, builder: Watched, survey: PutSurvey
) -> None:
    owner.opens("/rapporter/ny/experience").sees("Undersøkelse ved siden av (valgfritt)", "Ingen")
    with site.session() as session:
        first = next(each for each in reporting.subjects(session, "experience") if each.survey_id == survey.id)
    # The survey itself is not another.
    owner.answers(of=first.key, beside=str(survey.id)).presses("Bygg rapport").meets(422)
    owner.sees("Velg en annen undersøkelse hos samme eier, med egne spørsmål og svar.")
    assert builder.started == 0
