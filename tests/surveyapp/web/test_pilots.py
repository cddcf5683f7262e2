"""A project group follows its pilot on one page, and keeps what is on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pytest

from surveyapp.models import Organisation
from surveyapp.services import accounts, piloting, surveying
from surveyapp.services.piloting import UnitTold
from surveyapp.services.piloting.files import TOLD
from surveyapp.web.staff.pilot_parts import FILE
from tests.sites import PutSurvey, Site
from tests.surveyapp.services.recipes_pilots import EXAMPLES, put_pilot
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_courses import NUMBERS, a_unit, employ, rated, signs_in


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    """A survey of the project group's own organisation."""
    return site.put(PLAN)


@pytest.fixture
def owner(survey: PutSurvey) -> UUID:
    return survey.organisation_id


@pytest.fixture
def pilot_id(site: Site, owner: UUID) -> UUID:
    with site.session() as session:
        return put_pilot(session, owner)


@pytest.fixture
def address_of(pilot_id: UUID) -> str:
    return f"/piloter/{pilot_id}"


@pytest.fixture
def group(site: Site, person: Person, owner: UUID, address_of: str) -> Person:
    return signs_in(site, person, owner, "project_group").opens(address_of)


def link_units(site: Site, owner: UUID, pilot_id: UUID, *, ratings: int) -> None:
    """The first unit of the pilot is a unit here, where so many courses have a start and a follow-up."""
    unit = a_unit(site, owner)
    for _ in range(ratings):
        rated(unit, later=(5, 6, 7))
    with site.session() as session:
        piloting.change_part(session, pilot_id, 1, UnitTold("Kløvertun", unit.unit_id), seen=1)


def test_only_units_that_are_linked_count(site: Site, group: Person, owner: UUID, pilot_id: UUID) -> None:
    a_unit(site, owner)
    group.reloads().sees("Ingen virksomhet er koblet til en enhet ennå.").does_not_see(
        "har startet forløp"
    ).does_not_see("Med oppfølging")
    link_units(site, owner, pilot_id, ratings=6)
    group.reloads().sees(
        "1 av 3 virksomheter har startet forløp.", "2 av 3 virksomheter er ikke koblet til noen enhet."
    )
    group.sees("1 av 3 virksomheter har nok forløp med oppfølging til å vises.", "6 6 6 100")
    # Beside the milestone that is about it, and nowhere else in the tables.
    rows = [row for row in group.page.root.iter("tr") if "har startet forløp" in "".join(row.itertext())]
    assert ["M4 Kartleggingsverktøyet PSFS" in "".join(row.itertext()) for row in rows] == [True]


def test_few_persons_are_hidden_also_from_who_works_there(
    site: Site, group: Person, owner: UUID, pilot_id: UUID
) -> None:
    link_units(site, owner, pilot_id, ratings=4)
    group.reloads().sees("1 av 3 virksomheter har startet forløp.", "0 0 – under 5 vises ikke vises ikke –")
    group.sees("0 av 3 virksomheter har nok forløp med oppfølging til å vises.").does_not_see("gå i trapp")


def test_a_unit_is_linked_by_who_may_see_its_coverage(site: Site, group: Person, owner: UUID) -> None:
    ours, theirs = a_unit(site, owner), a_unit(site)
    names = {}
    for unit in (ours, theirs):
        with site.session() as session:
            names[unit.unit_id] = session.get_one(Organisation, unit.unit_id).name
    group.follows("Kløvertun rehabiliteringsavdeling").answers(unit_id=str(ours.unit_id)).presses("Lagre")
    group.sees("Det er lagret.", f"Kløvertun rehabiliteringsavdeling {names[ours.unit_id]}", "0 av 3 virksomheter")
    group.follows("Ny virksomhet").does_not_see(names[theirs.unit_id])
    group.answers(name="Rehabilitering i hjemmet").presses("Lagre").meets(422)
    group.sees("Piloten har en virksomhet som heter dette.").answers(name="Frisklivssentralen").presses("Lagre")
    group.sees("Frisklivssentralen 0 0").follows("Frisklivssentralen").follows("Ta ut virksomheten")
    group.sees("Opplæringene som virksomheten har hatt, slettes også.").presses("Ta ut virksomheten")
    group.sees("Det er slettet.").does_not_see("Frisklivssentralen")
    group.follows("Ny virksomhet").answers(name="Annen").forges(unit_id=str(theirs.unit_id)).presses("Lagre").meets(422)


def test_a_milestone_is_reached_with_what_shows_it(group: Person) -> None:
    group.follows("M5 Kompetansespredning i sektoren er utført").answers(status="reached").presses("Lagre").meets(422)
    group.sees("Skriv hva som viser at milepælen er nådd.").answers(evidence="Vedtak 12/18").presses("Lagre")
    group.sees("Det er lagret.", "1 av 10 milepæler er nådd.", "Vedtak 12/18")
    group.follows("Ny milepæl").answers(party="Felles", words="M6 Rapport", due_on="2018-12-01").presses("Lagre")
    group.sees("1 av 11 milepæler er nådd.", "M6 Rapport Planlagt 1. desember 2018")


def test_a_pilot_is_called_something_else_and_nobody_elses_words_are_lost(
    site: Site, group: Person, owner: UUID
) -> None:
    with site.session() as session:
        put_pilot(session, owner, "nord_norge.yaml")
    group.follows("Endre navn og kilde")
    other = group.new_tab()
    group.answers(title="Rehabilitering i Nord-Norge").presses("Lagre").meets(422).sees("Skriv et annet navn.")
    group.answers(title="Framtidsretta rehabilitering").presses("Lagre").is_on("Framtidsretta rehabilitering")
    other.answers(source="Lysbilder").presses("Lagre").meets(409)
    other.sees("av deg eller en annen: «Framtidsretta rehabilitering»").holds(source="Lysbilder")
    other.answers(title="Framtidsretta rehabilitering").presses("Lagre").is_on("Framtidsretta rehabilitering")
    other.sees("Kilde for oppsettet: Lysbilder")


def test_training_feedback_and_meetings_are_told(group: Person) -> None:
    group.follows("Ny opplæring").answers(unit_number="2", held_on="2018-02-01", attended="12").presses("Lagre")
    group.sees("Rehabilitering i hjemmet 1 12", "1 av 3 virksomheter har hatt opplæring.")
    group.follows("Ny runde med tilbakemeldinger").answers(asked="Rådet", asked_on="2018-03-01", advice="13097248022")
    group.presses("Lagre").meets(422).answers(advice="Kortere skjema", answers="8").presses("Lagre")
    group.sees("Rådet 1. mars 2018 8 Kortere skjema")
    group.follows("Nytt dialogmøte").answers(place="Alta", month="2018-09-12", participants="Lege tre")
    group.presses("Lagre").meets(422).sees("Skriv én rolle og ett tall på hver linje")
    group.answers(participants="Lege: 3\nBrukerrepresentant: 2").presses("Lagre")
    group.sees("Alta september 2018 Lege: 3, Brukerrepresentant: 2")


def test_what_was_told_wrong_is_corrected_and_taken_out(group: Person) -> None:
    group.follows("Ny opplæring").answers(unit_number="2", held_on="2018-02-01", attended="12").presses("Lagre")
    group.follows("Rehabilitering i hjemmet, 1. februar 2018: 12 deltakere").holds(attended="12").answers(attended="9")
    group.presses("Lagre").sees("Rehabilitering i hjemmet 1 9")
    group.follows("Rehabilitering i hjemmet, 1. februar 2018: 9 deltakere").follows("Slett opplæringen")
    group.sees("Rehabilitering i hjemmet, 1. februar 2018: 9 deltakere", "Det kan ikke angres.")
    group.presses("Slett opplæringen").sees("Det er slettet.", "Rehabilitering i hjemmet 0 0")
    group.follows("Nytt dialogmøte").answers(place="Alta", month="2018-09-12", participants="Lege: 3").presses("Lagre")
    group.follows("Alta").holds(participants="Lege: 3", month="2018-09-01").answers(place="Vadsø").presses("Lagre")
    group.follows("Vadsø").follows("Slett dialogmøtet").presses("Slett dialogmøtet").does_not_see("Vadsø")


def test_who_comes_second_sees_what_the_first_wrote_beside_her_own(group: Person) -> None:
    group.follows("M5 Kompetansespredning i sektoren er utført")
    other = group.new_tab()
    group.answers(status="under_way", evidence="Kurs i mars").presses("Lagre").sees("Det er lagret.")
    other.answers(evidence="Kurs i april").presses("Lagre").meets(409)
    other.sees("av deg eller en annen: «Kurs i mars»", "av deg eller en annen: «Under arbeid»")
    other.holds(evidence="Kurs i april", status="planned").answers(status="under_way").presses("Lagre")
    other.sees("Det er lagret.", "Kurs i april").does_not_see("Kurs i mars")


def test_what_was_changed_meanwhile_is_not_deleted_unread(group: Person) -> None:
    group.follows("Ny runde med tilbakemeldinger").answers(asked="Rådet", asked_on="2018-03-01").presses("Lagre")
    group.follows("Rådet")
    other = group.new_tab().follows("Slett runden")
    group.answers(asked="Eldrerådet").presses("Lagre").sees("Det er lagret.")
    other.presses("Slett runden").meets(409).sees("Dette er endret mens siden sto åpen", "Eldrerådet, 1. mars 2018")
    third = group.follows("Eldrerådet").new_tab()
    other.presses("Slett runden").sees("Det er slettet.")
    third.answers(advice="Kortere skjema").presses("Lagre").meets(404)
    third.sees("Dette er tatt ut av piloten", "Dette hadde du skrevet:", "Kortere skjema")


def test_a_pilot_is_followed_by_a_survey(site: Site, survey: PutSurvey, group: Person) -> None:
    asked = survey.round(denominator=12)
    with site.session() as session:
        title = surveying.find_survey(session, survey.id).title
    group.follows("Koble til en undersøkelse").answers(survey=str(survey.id)).presses("Koble til")
    group.sees("Undersøkelsen er koblet til piloten.", f"{title} Start: 0 av 12 har svart Åpen Ingen rapport ennå")
    asked.close()
    group.reloads().sees("Start: 0 av 12 har svart Avsluttet").follows(title).is_on(title)
    group.opens(group.before[-1].path).presses(f"Koble fra: {title}").sees("Den er ikke slettet").does_not_see("av 12")
    group.sends_again().meets(200)


def test_a_survey_of_others_is_neither_offered_nor_attached(
    site: Site, group: Person, address_of: str, pilot_id: UUID
) -> None:
    elsewhere = site.put(PLAN)
    group.opens(f"{address_of}/undersokelser").forges(survey=str(elsewhere.id)).presses("Koble til").meets(422)
    with site.session() as session:
        piloting.attach(session, pilot_id, elsewhere.id)
    group.opens(address_of).sees("Undersøkelser som også er koblet til, men som du ikke har tilgang til: 1")
    assert str(elsewhere.id) not in group.response.get_data(as_text=True)


def test_a_survey_of_others_that_one_may_read_is_attached_too(
    site: Site, somebody: Callable[[], Person], owner: UUID, address_of: str
) -> None:
    elsewhere = site.put(PLAN)
    email = employ(site, owner, "project_group")
    with site.session() as session:
        account_id = accounts.account_of(session, email).id
        accounts.add_member(session, account_id, elsewhere.organisation_id, "reader", datetime.now(UTC))
    reader = somebody().opens("/logg-inn").answers(email=email, password="a long enough password").presses("Logg inn")
    reader.opens(f"{address_of}/undersokelser").answers(survey=str(elsewhere.id)).presses("Koble til").meets(200)
    reader.sees("Undersøkelsen har ingen runder ennå.", "Ingen rapport ennå")


def test_a_pilot_is_set_up_empty_or_from_a_file(group: Person, owner: UUID) -> None:
    group.opens("/piloter").follows("Ny pilot").presses("Sett opp piloten").meets(422)
    group.sees("Skriv hva piloten heter, eller velg en fil.").answers(pilot=f"Pilot {next(NUMBERS)}")
    group.presses("Sett opp piloten").sees("Piloten er satt opp.", "0 av 0 milepæler er nådd.")
    group.does_not_see("Ny opplæring").follows("Ny virksomhet").answers(name="Dagrehab").presses("Lagre")
    group.sees("0 av 1 virksomheter har hatt opplæring.", "Ny opplæring")
    shipped = (EXAMPLES / "nord_norge.yaml").read_bytes()
    for tab, (text, told) in enumerate(
        (
            (shipped, "Rehabilitering i Nord-Norge"),
            (shipped, "Virksomheten har en pilot som heter dette."),
            (b"title: [", "Rett opp dette i filen, og velg den på nytt: linje 2: dette kan ikke leses."),
            (b"title: X\nunits: ['']", "linje 1: «source» mangler; linje 2: «units» er tom."),
        )
    ):
        # A form that is opened in another tab is another one.
        sent = {"organisation": str(owner), "pilot": "", "tab": str(tab)}
        sent |= {"csrf_token": group.opens("/piloter/ny").page.forms[-1].fields.get("csrf_token", "")}
        file = (BytesIO(text), "pilot.yaml")
        answer = group.client.post("/piloter/ny", data={**sent, "file": file}, follow_redirects=True)
        assert told in answer.get_data(as_text=True)


def test_a_pilot_is_deleted_once_it_is_said_what_goes_and_what_stays(
    site: Site, survey: PutSurvey, group: Person, pilot_id: UUID
) -> None:
    with site.session() as session:
        piloting.attach(session, pilot_id, survey.id)
        title = surveying.find_survey(session, survey.id).title
    group.reloads().follows("Slett piloten")
    # Counted by hand in kristiansand.yaml.
    group.sees("3 virksomheter, 10 milepæler, 4 runder med tilbakemeldinger.")
    group.sees("Undersøkelsene som er koblet til, og forløpene i enhetene slettes ikke.", "Det kan ikke angres.")
    other = group.new_tab().opens(f"/piloter/{pilot_id}/opplaring")
    other.answers(unit_number="2", held_on="2018-02-01", attended="12").presses("Lagre")
    group.presses("Slett piloten").meets(409).sees("Dette er endret mens siden sto åpen", "1 opplæring,")
    group.presses("Slett piloten").sees("Piloten Fremtidsrettet rehabilitering er slettet.")
    group.does_not_see("10 milepæler").opens(f"/undersokelser/{survey.id}").sees(title)
    other.reloads().meets(404)


def test_all_that_can_be_wrong_with_a_file_has_words_of_its_own() -> None:
    assert FILE.keys() == TOLD.keys()


def test_a_date_in_another_century_is_refused_in_plain_words(group: Person) -> None:
    group.follows("Ny opplæring").answers(unit_number="2", held_on="2999-02-01", attended="12").presses("Lagre")
    group.meets(422).sees("Se på årstallet. Det må være fra").answers(held_on="2018-02-01").presses("Lagre")
    group.sees("Det er lagret.")


def test_a_reader_sees_it_all_and_is_offered_nothing(
    site: Site, somebody: Callable[[], Person], group: Person, owner: UUID, address_of: str
) -> None:
    reader = signs_in(site, somebody(), owner, "reader").opens(address_of).sees("0 av 10 milepæler er nådd.")
    main = [href for words, href in reader.page.links() if address_of in href]
    assert main == []
    assert any(address_of in href for _words, href in group.page.links())


def test_another_organisations_pilot_is_not_there(site: Site, person: Person, address_of: str) -> None:
    elsewhere = a_unit(site).unit_id
    signs_in(site, person, elsewhere, "owner").opens("/piloter").sees("Dere har ingen piloter ennå.")
    for place in (
        "",
        "/milepel/1",
        "/milepel/1/slett",
        "/opplaring",
        "/tilbakemelding",
        "/dialogmote",
        "/undersokelser",
    ):
        person.opens(address_of + place).meets(404)
