from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy.orm import Session

from surveyapp.services import access
from tests import databases
from tests.databases import Database


@pytest.fixture(scope="session")
def database_of_kind(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Iterator[Callable[[str], Database]]:
    with ExitStack() as stack:
        opened: dict[str, Database] = {}

        def database(kind: str) -> Database:
            if kind not in opened:
                server = databases.start_postgresql(testrun_uid) if kind == "postgresql" else ""
                folder = tmp_path_factory.mktemp(kind)
                opened[kind] = stack.enter_context(databases.migrated(kind, folder, server))
            return opened[kind]

        yield database


@pytest.fixture(params=databases.KINDS)
def database(request: pytest.FixtureRequest, database_of_kind: Callable[[str], Database]) -> Iterator[Database]:
    found = database_of_kind(request.param)
    yield found
    databases.empty(found)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with Session(database.engine) as session:
        access.act_as(session, access.OPERATOR)
        yield session
