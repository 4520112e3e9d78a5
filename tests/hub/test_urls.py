"""Failures that nobody foresaw, answered in the way of the door they happened at."""

import io
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from coryphee.einvoice import screening_process
from tests.hostile_made import pdf
from tests.hub.api.calling import Caller, caller_for
from tests.people import World, create_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path, settings: Any) -> None:
    settings.VAULT_FOLDER = tmp_path / "blobs"


@pytest.fixture
def world() -> World:
    return create_world()


@pytest.fixture
def program(world: World) -> Caller:
    caller = caller_for(world.supplier)
    caller.http.raise_request_exception = False
    return caller


@pytest.fixture
def browser(world: World) -> Client:
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.force_login(world.alice)
    return client


@pytest.fixture
def _no_screening(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process can be started: the next PDF cannot be screened."""
    monkeypatch.setattr(screening_process, "_current", None)
    monkeypatch.setattr(sys, "executable", "/nonexistent")


@pytest.mark.usefixtures("_no_screening")
def test_without_a_screening_process_a_program_is_asked_to_come_back(program: Caller) -> None:
    answer = program.deposit(pdf())
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "service.unavailable"
    assert "Idempotency-Key" in answer.json()["help"]


@pytest.mark.usefixtures("_no_screening")
@pytest.mark.parametrize("accepts", ["text/html", "application/json"])
def test_without_a_screening_process_a_person_is_asked_to_come_back(
    browser: Client, world: World, accepts: str
) -> None:
    file = io.BytesIO(pdf())
    file.name = "invoice.pdf"
    form = {"file": file, "deposit_group": str(uuid.uuid4())}
    answer = browser.post(f"/s/{world.supplier.pk}/deposit", form, headers={"accept": accepts})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The service is paused" in answer.text


def test_a_vault_that_cannot_be_written_is_an_outage(program: Caller, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "file").write_bytes(b"")
    settings.VAULT_FOLDER = tmp_path / "file" / "blobs"
    answer = program.deposit(pdf())
    assert (answer.status_code, answer.json()["code"]) == (503, "service.unavailable")


def test_a_fault_of_ours_is_500_without_a_trace(program: Caller, browser: Client, world: World, settings: Any) -> None:
    settings.MAXIMUM_FILE_SIZE = "secret"  # what a slip of ours would do
    answer = program.deposit(pdf())
    assert answer.status_code == 500
    assert answer.json()["code"] == "service.failed"
    assert "Retry-After" not in answer
    page = browser.get(f"/s/{world.supplier.pk}/deposit")
    assert page.status_code == 500
    assert "Something broke on our side" in page.text
    assert not {"Traceback", "secret"} & {*answer.text.split(), *page.text.split()}
