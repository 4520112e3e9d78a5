"""Deposits by API: kept at once, judged later, answered with reasons, never twice."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from coryphee.hub.flows.models import Deposit, Flow
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.tenant import tenant
from tests.hostile_made import pdf
from tests.hub.api.calling import Caller, caller_for, work
from tests.invoices_made import direct_invoice, sample
from tests.people import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoice(world: World) -> bytes:
    return direct_invoice("API-1", world.supplier.identifier, world.town.identifier)


def stored(world: World) -> tuple[int, int]:
    with tenant(world.supplier.pk):
        return Deposit.objects.count(), Flow.objects.count()


def test_a_good_invoice_is_accepted_and_reaches_the_recipient(caller: Caller, world: World, invoice: bytes) -> None:
    answer = caller.deposit(invoice)
    assert answer.status_code == 202, answer.content
    told = answer.json()
    assert told["state"] == "received"
    assert answer["Location"].endswith(told["url"].split("/api/")[1])
    work()
    report = caller.get(f"/api/v1/deposits/{told['id']}").json()
    assert report["state"] == "done"
    assert [flow["stage"] for flow in report["flows"]] == ["closed"], report["flows"]
    received = caller_for(world.town).get("/api/v1/invoices", side="received").json()
    assert [row["number"] for row in received["invoices"]] == ["API-1"]


def test_a_form_upload_serves_as_well(caller: Caller, invoice: bytes) -> None:
    file = io.BytesIO(invoice)
    file.name = "facture été.xml"
    answer = caller.http.post("/api/v1/deposits", {"file": file}, headers=caller.headers())
    assert answer.status_code == 202
    assert caller.get(f"/api/v1/deposits/{answer.json()['id']}").json()["name"] == "facture été.xml"


def test_two_files_in_one_form_are_refused_rather_than_one_lost(caller: Caller, world: World, invoice: bytes) -> None:
    files = [io.BytesIO(invoice), io.BytesIO(invoice.replace(b"API-1", b"API-2"))]
    answer = caller.http.post("/api/v1/deposits", {"file": files}, headers=caller.headers(**{"Accept-Language": "en"}))
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert "one file for each deposit" in answer.json()["detail"]
    assert stored(world) == (0, 0)


def test_same_key_and_bytes_give_the_first_answer_again(caller: Caller, world: World, invoice: bytes) -> None:
    first = caller.deposit(invoice, **{"Idempotency-Key": "k-1"})
    again = caller.deposit(invoice, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert stored(world) == (1, 1)


def test_same_key_with_other_bytes_is_refused(caller: Caller, world: World, invoice: bytes) -> None:
    caller.deposit(invoice, **{"Idempotency-Key": "k-1"})
    answer = caller.deposit(invoice.replace(b"API-1", b"API-2"), **{"Idempotency-Key": "k-1"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency.key_reused"
    assert stored(world) == (1, 1)


def test_keys_of_two_clients_are_apart(caller: Caller, world: World, invoice: bytes) -> None:
    caller.deposit(invoice, **{"Idempotency-Key": "k-1"})
    other = direct_invoice("API-9", world.other_supplier.identifier, world.town.identifier)
    assert caller_for(world.other_supplier).deposit(other, **{"Idempotency-Key": "k-1"}).status_code == 202


def test_the_same_number_again_is_refused_and_names_the_first(caller: Caller, invoice: bytes) -> None:
    caller.deposit(invoice)
    work()
    second = caller.deposit(invoice).json()
    work()
    (flow,) = caller.get(f"/api/v1/deposits/{second['id']}").json()["flows"]
    assert flow["stage"] == "refused"
    assert flow["duplicate_of"] is not None
    assert "CHORUS-DUPLICATE" in [finding["rule"] for finding in flow["findings"]]


def test_an_archive_is_one_deposit_of_many_flows(caller: Caller, world: World) -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for number in range(3):
            archive.writestr(
                f"{number}.xml", direct_invoice(f"Z-{number}", world.supplier.identifier, world.town.identifier)
            )
        archive.writestr("bad.xml", b"<a")
    told = caller.deposit(box.getvalue()).json()
    work()
    report = caller.get(f"/api/v1/deposits/{told['id']}").json()
    assert sorted(flow["stage"] for flow in report["flows"]) == ["closed", "closed", "closed", "refused"]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "file.empty"),
        (b"MZ\x90\x00" + bytes(500), 415, "file.type"),
        (b"<html><body/></html>", 415, "xml.root"),
        (b"<!DOCTYPE a><a/>", 422, "xml.dtd"),
        (b"<Invoice", 422, "xml.malformed"),
        (b"%PDF-1.7\nnothing of a PDF", 422, "pdf.malformed"),
    ],
)
def test_what_the_door_refuses_leaves_nothing_but_one_security_event(
    caller: Caller, world: World, content: bytes, status: int, code: str
) -> None:
    events = Entry.objects.filter(kind="door.refused").count()
    answer = caller.deposit(content)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["code"] == code
    assert told["title"]
    assert told["help"]
    assert stored(world) == (0, 0)
    assert Entry.objects.filter(kind="door.refused").count() == events + 1
    assert not [path for path in Path(settings.VAULT_FOLDER).rglob("*") if path.is_file()]


def test_a_declared_length_above_the_limit_is_refused_before_reading(caller: Caller) -> None:
    answer = caller.http.generic(
        "POST",
        "/api/v1/deposits",
        b"x",
        content_type="application/octet-stream",
        headers=caller.headers(),
        CONTENT_LENGTH=str(settings.MAXIMUM_REQUEST_SIZE + 1),
    )
    assert answer.status_code == 413
    assert answer.json()["code"] == "file.too_large"


def test_a_content_refused_keeps_its_bytes_and_findings(caller: Caller, world: World) -> None:
    wrong = sample("14-wrong-total.xml", supplier=world.supplier.identifier, recipient=world.town.identifier)
    told = caller.deposit(wrong).json()
    work()
    (flow,) = caller.get(f"/api/v1/deposits/{told['id']}").json()["flows"]
    assert flow["stage"] == "refused"
    finding = next(finding for finding in flow["findings"] if finding["rule"] == "BR-CO-15")
    assert finding["message"]
    assert finding["fix"]
    assert flow["sha256"] == told["sha256"]
    report = caller.get(f"/api/v1/deposits/{told['id']}").json()
    assert report["findings"] == [{**each, "flow": flow["id"]} for each in flow["findings"]]


def test_words_come_in_the_callers_language(caller: Caller) -> None:
    titles = {
        caller.deposit(b"<!DOCTYPE a><a/>", **{"Accept-Language": language}).json()["title"]
        for language in ("fr", "en", "it")
    }
    assert len(titles) == 3


@pytest.mark.parametrize("path", ["/api/v1/deposits/999999999", "/api/v1/nothing", "/api/v1/invoices?nothing=1"])
def test_so_do_the_words_of_every_other_refusal(caller: Caller, path: str) -> None:
    told = [
        caller.http.get(path, headers=caller.headers(**{"Accept-Language": language})).json()
        for language in ("fr", "en", "it")
    ]
    assert len({each["code"] for each in told}) == 1
    assert len({each["title"] for each in told}) == len({each["help"] for each in told}) == 3


def test_a_pdf_without_data_ends_as_refused_with_advice(caller: Caller) -> None:
    from tests.invoices_made import SAMPLES

    told = caller.deposit((SAMPLES / "07-pdf-without-data.pdf").read_bytes()).json()
    work()
    (flow,) = caller.get(f"/api/v1/deposits/{told['id']}").json()["flows"]
    assert (flow["stage"], flow["findings"][0]["rule"]) == ("refused", "pdf.no_invoice")
    assert flow["channels"] == {"direct": False, "platform": False}


def test_a_foreign_deposit_answers_like_an_unknown_one(caller: Caller, world: World, invoice: bytes) -> None:
    number = caller.deposit(invoice).json()["id"]
    other = caller_for(world.other_supplier)
    foreign, unknown = other.get(f"/api/v1/deposits/{number}"), other.get("/api/v1/deposits/999999999")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_that_is_no_key_is_refused(caller: Caller, invoice: bytes, key: str) -> None:
    assert caller.deposit(invoice, **{"Idempotency-Key": key}).json()["code"] == "idempotency.key_invalid"


def test_a_file_without_a_name_gets_one_to_be_shown(caller: Caller) -> None:
    made = caller.deposit(pdf()).json()["id"]
    assert caller.get(f"/api/v1/deposits/{made}").json()["name"] == "deposit.pdf"
