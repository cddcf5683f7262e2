"""A test run that skipped or excused anything has not passed."""

from collections.abc import Generator

import pytest

EXCUSES = ("skipped", "xfailed", "xpassed")


def excused(config: pytest.Config) -> list[str]:
    """Name what this run left out; empty in an xdist worker, whose reports the controller counts."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return []
    return [f"{excuse}: {report.nodeid}" for excuse in EXCUSES for report in reporter.stats.get(excuse, [])]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    if excused(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in excused(terminalreporter.config):
        terminalreporter.line(f"NOT RUN, so the run fails: {line}", red=True)
