"""Invoices by API: the caller's own box and nothing else."""

import hashlib
import re
from decimal import Decimal

import pytest

from coryphee import einvoice
from coryphee.hub.api.v1.invoices import _written
from tests.hub.api.calling import Caller, caller_for, work
from tests.invoices_made import direct_invoice
from tests.people import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(world: World) -> bytes:
    return direct_invoice("INV-1", world.supplier.identifier, world.town.identifier)


@pytest.fixture
def number(caller: Caller, content: bytes) -> int:
    return _deposited(caller, content)


def _deposited(caller: Caller, content: bytes) -> int:
    caller.deposit(content)
    work()
    (row,) = caller.get("/api/v1/invoices").json()["invoices"]
    return int(row["id"])


def test_both_parties_read_it_with_its_life(caller: Caller, world: World, number: int) -> None:
    for reader in (caller, caller_for(world.town)):
        told = reader.get(f"/api/v1/invoices/{number}").json()
        assert (told["number"], told["status"]) == ("INV-1", "MISE_A_DISPOSITION")
        assert told["events"][0]["status"] == "MISE_A_DISPOSITION"
        assert told["formats"] == ["cii", "facturx", "original", "pdf", "ubl"]


def test_amounts_are_written_with_their_decimals(caller: Caller, number: int) -> None:
    told = caller.get(f"/api/v1/invoices/{number}").json()
    assert [told[f"total_{name}"] for name in ("without_vat", "vat", "with_vat")] == ["1660.00", "332.00", "1992.00"]
    (row,) = caller.get("/api/v1/invoices").json()["invoices"]
    assert row["amount_due"] == "1992.00"


@pytest.mark.parametrize(
    ("kept", "told"), [("5", "5.00"), ("-0.1", "-0.10"), ("7.125000", "7.125"), ("1E+3", "1000.00")]
)
def test_decimals_that_say_something_stay(kept: str, told: str) -> None:
    assert _written(Decimal(kept)) == told


def test_the_original_is_what_was_deposited(caller: Caller, content: bytes, number: int) -> None:
    answer = caller.get(f"/api/v1/invoices/{number}/original")
    assert answer.content == content
    assert answer["X-Content-SHA256"] == hashlib.sha256(content).hexdigest()
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("form", ["pdf", "facturx"])
def test_what_was_not_deposited_is_made(caller: Caller, number: int, form: str) -> None:
    answers = [caller.get(f"/api/v1/invoices/{number}/{form}", language=language) for language in ("fr", "it", "fr")]
    assert [answer["Content-Type"] for answer in answers] == ["application/pdf"] * 3
    assert answers[0].content == answers[2].content != answers[1].content
    assert answers[0]["X-Content-SHA256"] == hashlib.sha256(answers[0].content).hexdigest()
    if form == "facturx":
        assert einvoice.open_document(answers[0].content).invoice.number == "INV-1"


def test_the_other_syntax_is_made_and_tells_what_is_not_in_it(caller: Caller, content: bytes) -> None:
    number = _deposited(caller, content.replace(b"<cbc:IssueDate>", b"<cbc:UUID>a-1</cbc:UUID><cbc:IssueDate>", 1))
    answer = caller.get(f"/api/v1/invoices/{number}/cii")
    assert answer["Content-Type"] == "application/xml"
    assert answer["X-Not-Carried-Over"] == "1; /Invoice/UUID"
    document = einvoice.open_document(answer.content)
    assert (document.syntax, document.invoice.number, document.schema_errors) == ("cii", "INV-1", ())
    assert caller.get(f"/api/v1/invoices/{number}/ubl")["X-Not-Carried-Over"] == "0"


def test_a_form_that_is_not_there_says_which_are(caller: Caller, content: bytes) -> None:
    number = _deposited(caller, einvoice.write(einvoice.read(content), "cii", profile="basicwl"))
    answer = caller.get(f"/api/v1/invoices/{number}/ubl")
    assert answer.status_code == 404
    assert answer.json()["code"] == "format.unavailable"
    assert "cii" in answer.json()["help"]


def test_a_stranger_sees_nothing_of_it(world: World, number: int) -> None:
    stranger = caller_for(world.other_supplier)
    foreign, unknown = stranger.get(f"/api/v1/invoices/{number}"), stranger.get("/api/v1/invoices/987654321")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content
    assert stranger.get(f"/api/v1/invoices/{number}/original").status_code == 404
    assert stranger.get("/api/v1/invoices").json()["total"] == 0


def test_filters_and_pages(caller: Caller, number: int) -> None:
    assert caller.get("/api/v1/invoices", status="REJETEE").json()["total"] == 0
    assert caller.get("/api/v1/invoices", text="inv").json()["total"] == 1
    assert caller.get("/api/v1/invoices", page=2, size=1).json()["invoices"] == []


@pytest.mark.parametrize(
    "query", [{"page": "zero"}, {"size": "100000"}, {"side": "both"}, {"number": "\x00"}, {"status": "\x00"}]
)
def test_a_wrong_parameter_is_named(caller: Caller, query: dict[str, str]) -> None:
    answer = caller.get("/api/v1/invoices", **query)
    assert answer.status_code == 422
    assert answer.json()["code"] == "request.invalid"
    assert next(iter(query)) in answer.json()["detail"]


def test_a_parameter_that_there_is_not_is_said_and_not_ignored(caller: Caller) -> None:
    answer = caller.get("/api/v1/invoices", limit=2)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert "limit" in answer.json()["detail"]


def test_what_our_advice_warns_of_is_told_with_it(caller: Caller, content: bytes) -> None:
    account = re.compile(rb"(?<=PayeeFinancialAccount><cbc:ID>)[^<]+")
    wrong_key = account.sub(b"FR7630006000011234567890188", content, count=1)
    assert wrong_key != content
    number = _deposited(caller, wrong_key)
    warnings = caller.get(f"/api/v1/invoices/{number}").json()["warnings"]
    assert ("CORYPHEE-IBAN-KEY", "warning", 1) in {(told["rule"], told["severity"], told["count"]) for told in warnings}
    assert all(told["message"] and told["fix"] for told in warnings)
