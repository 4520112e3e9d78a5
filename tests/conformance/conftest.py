"""Print how far we agree with the official judges, whatever the verbosity."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = [
        str(value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        for name, value in getattr(report, "user_properties", [])
        if name == "agreement"
    ]
    if lines:
        terminalreporter.section("agreement with the official judges")
        for line in lines:
            terminalreporter.write_line(line)
