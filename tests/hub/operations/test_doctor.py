import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder
from tests.served import environment


def doctor(*words: object, **more: str) -> tuple[int, dict[str, Any]]:
    ran = subprocess.run(
        [sys.executable, "-m", "coryphee.cli", "doctor", "--format", "json", *map(str, words)],
        env=environment(**more), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    return ran.returncode, json.loads(ran.stdout)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.ensure()
    return folder


def says(report: dict[str, Any]) -> str:
    return " | ".join(f"{check['state']} {check['name']}: {check['says']}" for check in report["checks"])


def test_a_sound_installation(folder: DataFolder) -> None:
    code, report = doctor("--data", folder.path)
    assert (code, report["state"]) == (0, "sound"), says(report)
    for wanted in ("Coryphée: 0.", "PostgreSQL 18", str(folder.path), "secret.key", "GB at"):
        assert wanted in says(report)


def test_it_speaks_in_text_too(folder: DataFolder) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "coryphee.cli", "doctor", "--data", str(folder.path)],
        env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines()[-1] == "sound"


def test_before_the_first_start_is_a_warning_and_makes_nothing(tmp_path: Path) -> None:
    code, report = doctor("--data", tmp_path / "none")
    assert (code, report["state"]) == (1, "warning")
    assert not (tmp_path / "none").exists()


def test_a_key_that_others_can_read_is_unsafe(folder: DataFolder) -> None:
    (folder.path / "secret.key").chmod(0o644)
    code, report = doctor("--data", folder.path)
    assert code == 2
    assert "unsafe secret key" in says(report)


def test_a_lost_key_is_unsafe(folder: DataFolder) -> None:
    (folder.path / "secret.key").unlink()
    assert doctor("--data", folder.path)[0] == 2


def test_a_folder_of_something_else_is_unsafe(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("")
    assert doctor("--data", tmp_path)[0] == 2


def test_a_database_that_loses_data_is_unsafe(folder: DataFolder) -> None:
    server = embedded_postgres.start(folder, throwaway=True)
    try:
        code, report = doctor("--data", folder.path)
        assert code == 2
        assert "unsafe database: fsync is off" in says(report)
        there = embedded_postgres.addresses(folder)
        _code, report = doctor("--data", folder.path, DATABASE_URL=there.superuser_url)
        assert "is a superuser" in says(report)
    finally:
        server.stop()


def test_a_variable_that_names_no_server_is_unsafe(folder: DataFolder) -> None:
    code, report = doctor("--data", folder.path, SMTP_URL="mail.example.org", DATABASE_URL="none")
    assert code == 2
    assert "SMTP_URL is not the address of a mail server" in says(report)
    assert "DATABASE_URL is not an address of PostgreSQL" in says(report)


def test_a_database_that_does_not_answer_is_unsafe(folder: DataFolder) -> None:
    code, report = doctor("--data", folder.path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert code == 2
    assert "unsafe database" in says(report)
