from __future__ import annotations

from collections.abc import Callable

import pytest

from surveyapp.models import engine as engines
from tests.databases import Database


def test_a_connection_that_was_cut_while_it_rested_is_replaced(
    database_of_kind: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "REST_SECONDS", -1)
    database = database_of_kind("postgresql")
    engine = engines.open_engine(database.url)
    with engine.connect() as connection:
        cut = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with database.engine.connect() as other:
        assert other.exec_driver_sql(f"SELECT pg_terminate_backend({cut}, 5000)").scalar_one()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() != cut
    engine.dispose()
