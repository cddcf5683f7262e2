"""What gunicorn loads, and how it runs."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

from surveyapp.web import gunicorn_conf
from tests.sites import SECRET

ROOT = Path(__file__).parents[3]


def test_what_gunicorn_loads_has_no_statistics_in_it(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "import gunicorn.workers.gthread, surveyapp.web.gunicorn_conf, surveyapp\n"
        "surveyapp.create_app()\n"
        "print(*sorted({'analysis', 'matplotlib', 'numpy', 'polars', 'scipy'} & sys.modules.keys()))\n"
    )
    environment = os.environ | {"SECRET_KEY": SECRET, "CONTACT_KEY": SECRET[::-1], "INSTANCE_DIR": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    assert answer.stdout.split() == []


def test_gunicorn_listens_to_this_machine_alone_and_logs_no_addresses() -> None:
    assert gunicorn_conf.bind.startswith("127.0.0.1:")
    assert gunicorn_conf.accesslog is None


def test_gunicorns_own_complaints_name_neither_address_nor_sender() -> None:
    said = []
    for text in ("Invalid request from ip=192.0.2.7: bad", "Error handling request %s %s", "Error handling request %s"):
        arguments = ("GET", "/s/a-token")[-text.count("%s") :] if "%s" in text else ()
        record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, text, arguments, None)
        assert gunicorn_conf.WithoutAddresses().filter(record)
        said.append(record.getMessage())
    assert said == ["Invalid request", "Error handling a request", "Error handling a request"]
