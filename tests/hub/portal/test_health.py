"""/healthz says ready only when a deposit would be kept."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client


def test_ready_when_database_and_vault_take_a_deposit(db: None) -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"state": "ready"})


def test_not_ready_when_the_vault_cannot_be_written(db: None, tmp_path: Path, settings: Any) -> None:
    settings.VAULT_FOLDER = tmp_path / "file" / "blobs"
    (tmp_path / "file").write_text("a file where the folder should be")
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["missing"] == ["vault"]
    assert int(answer["Retry-After"]) > 0


def test_not_ready_when_the_database_only_reads(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert "database" in answer.json()["missing"]


@pytest.mark.django_db
def test_nothing_stays_behind(tmp_path: Path, settings: Any) -> None:
    settings.VAULT_FOLDER = tmp_path / "blobs"
    Client().get("/healthz")
    assert list((tmp_path / "blobs").iterdir()) == []
