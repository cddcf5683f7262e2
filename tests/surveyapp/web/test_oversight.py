"""The pages of those who oversee municipalities: what they say, to whom, and when nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from questionnaires.classifications import fylker
from questionnaires.classifications.tiles import LAYOUTS
from surveyapp.models import Round
from surveyapp.models.ids import norwegian_date
from surveyapp.services import overseeing
from surveyapp.services.contacting import Outcome
from surveyapp.web.staff.curves import HEIGHT, WIDTH, drawn
from surveyapp.web.staff.tiles import step_of, tile_map
from tests.sites import Site
from tests.surveyapp.services.municipalities import (
    begins,
    hands_in,
    organisation,
    put_to_municipalities,
    signs_in,
    writes_to,
)
from tests.surveyapp.web.test_route_access import sign_in


@dataclass(frozen=True)
class Place:
    """A directorate's survey that is open now and to the county governors."""

    site: Site
    owner: UUID
    survey_id: UUID
    round_id: UUID

    @property
    def path(self) -> str:
        return f"/oversikt/{self.survey_id}/{self.round_id}"

    def hands_in(self, number: str) -> str:
        with self.site.session() as session:
            return hands_in(session, self.survey_id, self.round_id, number, datetime.now(UTC).date())

    def writes_to(self, **outcomes: Outcome) -> None:
        """Each by its number after an n, with what comes of it."""
        with self.site.session() as session:
            wanted = {name[1:]: outcome for name, outcome in outcomes.items()}
            writes_to(session, (self.survey_id, self.round_id), wanted, datetime.now(UTC))

    def begins(self, number: str) -> None:
        with self.site.session() as session:
            begins(session, self.survey_id, self.round_id, number, datetime.now(UTC))


@pytest.fixture
def place(site: Site) -> Place:
    opens = datetime.now(UTC).date() - timedelta(days=10)
    with site.session() as session:
        owner = organisation(session, "directorate")
        survey_id, round_id = put_to_municipalities(session, owner, opens=opens)
        overseeing.open_to_governors(session, survey_id, datetime.now(UTC))
    return Place(site, owner, survey_id, round_id)


SignsIn = Callable[..., FlaskClient]


@pytest.fixture
def signed_in(site: Site, place: Place, monkeypatch: pytest.MonkeyPatch) -> SignsIn:
    """A browser of somebody at the county governor of an area, or at the owner's."""
    monkeypatch.setitem(site.app.config, "WTF_CSRF_ENABLED", False)

    def signs(area: str = "") -> FlaskClient:
        client = site.app.test_client()
        with site.session() as session:
            where = organisation(session, "county_governor", area) if area else place.owner
            account = signs_in(session, "owner", where)
        sign_in(client, account)
        return client

    return signs


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_owner_sees_the_whole_country(place: Place, signed_in: SignsIn) -> None:
    place.hands_in("4204")
    page = text(signed_in(), place.path)
    assert "1 av 357 har svart" in page
    assert "Du ser hele landet" in page
    assert "Svar etter statsforvalter" in page


def test_a_governor_sees_its_own_counties_and_no_others(place: Place, signed_in: SignsIn) -> None:
    place.hands_in("4204")
    place.hands_in("1103")
    page = text(signed_in("Agder"), f"{place.path}?vis=all")
    assert "1 av 25 har svart" in page
    assert "Kristiansand" in page
    assert "Stavanger" not in page


def test_the_list_shows_who_is_missing_until_told_otherwise(place: Place, signed_in: SignsIn) -> None:
    place.hands_in("4204")
    place.begins("4203")
    client = signed_in("Agder")
    missing, begun, done = (text(client, f"{place.path}{asked}") for asked in ("", "?vis=begun", "?vis=submitted"))
    assert ("Risør" in missing, "Kristiansand" in missing) == (True, False)
    assert ("Arendal" in begun, "Risør" in begun) == (True, False)
    assert ("Kristiansand" in done, "Arendal" in done) == (True, False)


def test_a_county_can_be_chosen_and_nonsense_is_left_out(place: Place, signed_in: SignsIn) -> None:
    client = signed_in("Troms og Finnmark")
    troms = text(client, f"{place.path}?fylke=55&rekkefolge=name")
    assert ("Tromsø" in troms, "Vadsø" in troms) == (True, False)
    assert "Vadsø" in text(client, f"{place.path}?vis=tull&rekkefolge=%3Cscript%3E")


def test_a_page_that_is_open_is_told_only_of_what_has_changed(place: Place, signed_in: SignsIn) -> None:
    client = signed_in("Agder")
    first = client.get(f"{place.path}/na")
    again = client.get(f"{place.path}/na", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    place.hands_in("1103")
    elsewhere = client.get(f"{place.path}/na", headers={"If-None-Match": first.headers["ETag"]})
    assert elsewhere.status_code == 304
    place.hands_in("4204")
    changed = client.get(f"{place.path}/na", headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status_code, "1 av 25 har svart" in changed.get_data(as_text=True)) == (200, True)


def test_the_page_gives_its_script_the_tag_of_what_it_shows(place: Place, signed_in: SignsIn) -> None:
    client = signed_in("Agder")
    tag = client.get(f"{place.path}/na").headers["ETag"].strip('"')
    assert f'data-tag="{tag}"' in text(client, place.path)


def test_the_list_is_downloaded_for_a_spreadsheet(place: Place, signed_in: SignsIn) -> None:
    place.writes_to(n4204="sent", n4203="refused")
    place.hands_in("4204")
    answer = signed_in("Agder").get(f"{place.path}/kommuner.csv")
    header, *lines = answer.get_data().decode("utf-8-sig").split("\r\n")
    assert header == "kommunenummer;kommune;fylke;statsforvalter;tilstand;levert;sist kontaktet"
    assert len(lines) == 26
    today = norwegian_date(datetime.now(UTC))
    assert f"4204;Kristiansand;Agder;Agder;Levert;{datetime.now(UTC).date()};{today}" in lines
    assert "4203;Arendal;Agder;Agder;Ikke begynt;;kom i retur" in lines
    assert "4201;Risør;Agder;Agder;Ikke begynt;;ikke skrevet til" in lines
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_list_tells_the_last_contact_once_somebody_is_written_to(place: Place, signed_in: SignsIn) -> None:
    client = signed_in("Agder")
    assert '<th scope="col">Sist kontaktet</th>' not in text(client, place.path)
    place.writes_to(n4204="sent")
    assert '<th scope="col">Sist kontaktet</th>' in text(client, place.path)


def test_the_list_is_sorted_by_who_is_not_reached_and_then_by_who_waits_longest(
    place: Place, signed_in: SignsIn
) -> None:
    place.writes_to(n4201="sent", n4202="refused")
    page = text(signed_in("Agder"), f"{place.path}?rekkefolge=contact")
    assert page.index("Lillesand") < page.index("Grimstad") < page.index("Risør")


def test_a_page_that_is_open_is_told_that_somebody_was_written_to(place: Place, signed_in: SignsIn) -> None:
    client = signed_in("Agder")
    first = client.get(f"{place.path}/na")
    place.writes_to(n4204="sent")
    assert client.get(f"{place.path}/na", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_who_may_write_is_led_to_the_rounds_messages(place: Place, signed_in: SignsIn) -> None:
    led = f"/undersokelser/{place.survey_id}/runder/{place.round_id}/meldinger"
    owner, governor = signed_in(), signed_in("Agder")
    assert f'href="{led}">Minn på dem som mangler' in text(owner, place.path)
    assert owner.get(led).status_code == 200
    assert "Minn på dem" not in text(governor, place.path)


def test_a_round_that_is_a_draft_is_followed_as_such(site: Site, place: Place, signed_in: SignsIn) -> None:
    with site.session() as session:
        session.execute(update(Round).where(Round.id == place.round_id).values(released_at=None))
        session.commit()
    assert "Utkast</span>" in text(signed_in(), place.path)


def test_a_receipt_is_read_in_ones_own_area_only(place: Place, signed_in: SignsIn) -> None:
    reference = place.hands_in("4204")
    place.hands_in("1103")
    client = signed_in("Agder")
    assert reference in text(client, f"{place.path}/kvittering/4204")
    assert "ingen kvittering" in text(client, f"{place.path}/kvittering/4203")
    for number in ("1103", "9999", "%3Cscript%3E"):
        assert client.get(f"{place.path}/kvittering/{number}").status_code == 404


def test_the_list_of_surveys_leads_to_their_rounds(place: Place, signed_in: SignsIn) -> None:
    assert f'href="{place.path}"' in text(signed_in("Agder"), "/oversikt")


def test_the_owner_closes_and_opens_a_survey(place: Place, signed_in: SignsIn) -> None:
    owner, governor = signed_in(), signed_in("Agder")
    switch = f"/oversikt/{place.survey_id}/innsyn"
    owner.post(switch, data={"open": "no"})
    assert governor.get(place.path).status_code == 404
    owner.post(switch, data={"open": "yes"})
    assert governor.get(place.path).status_code == 200
    assert governor.post(switch, data={"open": "no"}).status_code == 404


def test_a_directorate_is_told_why_a_survey_cannot_be_opened(site: Site, signed_in: SignsIn, place: Place) -> None:
    with site.session() as session:
        project = organisation(session, "project")
        survey_id, _round = put_to_municipalities(session, project)
        account = signs_in(session, "owner", project)
    client = signed_in()
    sign_in(client, account)
    client.post(f"/oversikt/{survey_id}/innsyn", data={"open": "yes"})
    assert "kan åpnes" in text(client, "/oversikt")


@pytest.mark.parametrize("on", [date(2017, 5, 1), date(2018, 5, 1), date(2020, 5, 1), date(2024, 5, 1)])
def test_every_county_of_every_structure_has_a_square_of_its_own(on: date) -> None:
    drawing = tile_map([each.nr for each in fylker(on=on)], {})
    assert len({(tile.x, tile.y) for tile in drawing.tiles}) == len(fylker(on=on))
    assert len({tile.short for tile in drawing.tiles}) == len(drawing.tiles)


def test_there_are_layouts_for_the_four_structures() -> None:
    # Counties in Norway: 19 to 2017, 18 in 2018 and 2019, 11 from 2020, 15 from 2024 (SSB KLASS 104).
    assert sorted(map(len, LAYOUTS)) == [11, 15, 18, 19]


@pytest.mark.parametrize(("share", "step"), [(0, 0), (0.19, 0), (0.2, 1), (0.5, 2), (0.79, 3), (0.8, 4), (1, 4)])
def test_a_share_has_the_shade_of_its_fifth(share: float, step: int) -> None:
    assert step_of(share) == step


def test_the_lines_begin_at_the_same_day_and_share_one_scale() -> None:
    now = overseeing.Curve("Nå", 10, (overseeing.DayCount(5, 5),), 10)
    before = overseeing.Curve("Før", 4, (overseeing.DayCount(20, 4),), 20)
    lines = drawn(now, before, today=8)
    # Half of ten on day 5 of 20; all of four on day 20.
    assert lines.now == f"M0 {HEIGHT}H{WIDTH / 4}V{HEIGHT / 2}H{WIDTH * 0.4}"
    assert lines.before == f"M0 {HEIGHT}H{WIDTH:.1f}V0.0H{WIDTH:.1f}"


def test_the_change_is_of_ones_own_area_since_the_first_round(site: Site, place: Place, signed_in: SignsIn) -> None:
    with site.session() as session:
        survey_id, first, second = put_to_municipalities(
            session, place.owner, on=(date(2019, 6, 1), date(2026, 1, 1)), opens=datetime.now(UTC).date()
        )
        overseeing.open_to_governors(session, survey_id, datetime.now(UTC))
        for round_id, numbers in ((first, ("0901", "1103")), (second, ("4201", "1103"))):
            for number in numbers:
                hands_in(session, survey_id, round_id, number, datetime.now(UTC).date())
    client = signed_in("Agder")
    page = text(client, f"/oversikt/{survey_id}/{second}/endring")
    # Risør was 0901 in Aust-Agder before 2020; Stavanger is not in the area.
    assert "1 kommuner svarte i Runde 2019-06-01 og 1 i Runde 2026-01-01; endringen er regnet blant de 1 " in page
    assert "Delmål c" in page
    assert (
        '<th scope="row" class="asked">Har kommunen en plan?</th>\n<td class="number">100\N{NO-BREAK SPACE}% (1)</td>'
        in page
    )
    assert client.get(f"/oversikt/{survey_id}/{first}/endring").status_code == 404
    assert signed_in("Rogaland").get(f"/oversikt/{uuid4()}/{second}/endring").status_code == 404
