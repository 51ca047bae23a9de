"""A failed test is told when it fails, with its reason: a run that is cut short says what it found until then."""

from typing import Any

import pytest


class Teller:
    """Writes to the terminal of the run; workers report to it, they say nothing themselves."""

    def __init__(self, terminal: Any) -> None:
        self.terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called for setup, call and teardown of each test, whichever worker ran it."""
        if report.failed:
            self.terminal.ensure_newline()
            self.terminal.write_line(f"HỎNG {report.nodeid} ({report.when})")
            self.terminal.write_line(report.longreprtext[-2000:])


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Only where there is a terminal."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Teller(terminal), "teller")
