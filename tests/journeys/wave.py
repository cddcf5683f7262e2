"""An invitation that is due today, to as many as are needed, in a database that the commands are run on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from surveyapp.config import Settings
from surveyapp.models import Dispatch, Round
from surveyapp.models.engine import open_engine
from surveyapp.models.ids import norwegian_date
from surveyapp.models.tokens import token_key
from surveyapp.models.vault import Vault
from surveyapp.services import access, contacting, migrating
from surveyapp.services.contacting import Contact, WavePlan
from tests.surveyapp.stage import set_up


def invited(environment: Mapping[str, str], people: int) -> list[str]:
    """Everybody's address; the database is made on the way."""
    settings = Settings.from_environment(environment)
    engine = open_engine(settings.database_url, Vault.of(settings))
    migrating.upgrade(engine)
    with Session(engine) as session:
        access.act_as(session, access.OPERATOR)
        stage = set_up(session, privacy="confidential")
        today = norwegian_date(datetime.now(UTC))
        session.execute(update(Round).values(opens_on=today - timedelta(days=9), closes_on=today + timedelta(days=9)))
        session.commit()
        some = [Contact(f"F-{each}", f"F-{each}", "mail", f"p{each}@example.org", "", "nb") for each in range(people)]
        asked = session, stage.survey_id, stage.round_ids[0]
        contacting.add_contacts(*asked, some, key=token_key(settings.secret_key))
        contacting.plan_wave(*asked, WavePlan("invitation", today, {}), datetime.now(UTC))
    engine.dispose()
    return [each.address for each in some]


def let_go(environment: Mapping[str, str]) -> None:
    """Two minutes go by: what the dead had taken is anybody's again."""
    engine = open_engine(Settings.from_environment(environment).database_url)
    with engine.connect().execution_options(will_write=True) as connection:
        past = datetime.now(UTC) - timedelta(minutes=1)
        connection.execute(update(Dispatch).where(Dispatch.state == "sending").values(due_at=past))
        connection.commit()
    engine.dispose()
