"""The scripts of the house: they parse, and the count of suites says no where it must."""

import os
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPTS = REPOSITORY / "scripts"
SHELL = [
    path
    for path in [*sorted(SCRIPTS.iterdir()), REPOSITORY / ".ci" / "run"]
    if path.is_file() and b"sh\n" in path.read_bytes()[:24]
]
FOLDERS = {"kernel": "einvoice", "hub": "hub", "journeys": "journeys", "conventions": "conventions"}


def junit(folder: Path, outcomes: dict[str, str]) -> Path:
    """A junit file with one test per suite: passed, failed or skipped."""
    cases = []
    for suite, outcome in outcomes.items():
        inside = {"passed": "", "failed": '<failure message="no"/>', "skipped": '<skipped message="no corpus"/>'}[
            outcome
        ]
        marker = (
            "" if suite in FOLDERS else f"<properties><property name='suite' value={quoteattr(suite)}/></properties>"
        )
        cases.append(
            f'<testcase classname="tests.{FOLDERS.get(suite, "einvoice")}.test_x" name="t">{marker}{inside}</testcase>'
        )
    results = folder / "results.xml"
    results.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    return results


def count(results: Path, *options: str, corpus: Path | None = None) -> tuple[int, list[str]]:
    """Run scripts/suites.py: its exit code and its lines."""
    environment = {**os.environ, "CORYPHEE_CORPUS": str(corpus or results.parent / "no corpus")}
    command = [sys.executable, str(SCRIPTS / "suites.py"), str(results), *options]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return answer.returncode, answer.stdout.splitlines()


ALL = dict.fromkeys(["kernel", "conformance", "hub", "journeys", "browser", "conventions"], "passed")


def test_every_suite_is_counted(tmp_path: Path) -> None:
    code, lines = count(junit(tmp_path, ALL), "--all", corpus=tmp_path)
    assert code == 0
    assert lines[-1] == "6 passed, 0 failed, 0 skipped"
    assert [line.split()[0] for line in lines[1:7]] == list(ALL)


def test_a_failed_test_fails(tmp_path: Path) -> None:
    code, lines = count(junit(tmp_path, {**ALL, "hub": "failed"}))
    assert (code, lines[-1]) == (1, "5 passed, 1 failed, 0 skipped")


@pytest.mark.parametrize("suite", list(ALL))
def test_a_suite_that_ran_nothing_fails(tmp_path: Path, suite: str) -> None:
    code, lines = count(junit(tmp_path, {**ALL, suite: "skipped"}), "--all", corpus=tmp_path)
    assert code == 1
    assert any(line.startswith(suite) and line.endswith("NOTHING RAN") for line in lines)


def test_conformance_is_not_asked_for_without_the_corpus(tmp_path: Path) -> None:
    assert count(junit(tmp_path, {**ALL, "conformance": "skipped"}), "--all")[0] == 0


def test_no_results_at_all_fail(tmp_path: Path) -> None:
    assert count(tmp_path / "absent.xml")[0] == 1


@pytest.mark.parametrize("script", SHELL, ids=lambda path: path.name)
def test_shell_scripts_parse_stop_at_errors_and_may_be_run(script: Path) -> None:
    first, text = script.read_text(encoding="utf-8").split("\n", 1)
    assert subprocess.run([first.split("/")[-1].split()[-1], "-n", str(script)], check=False).returncode == 0
    assert "set -eu" in text
    assert os.access(script, os.X_OK)
