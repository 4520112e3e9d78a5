"""The door: what it keeps, what it refuses without a trace but one, and that the same sending is taken once."""

import io
import json
import threading
import uuid
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from coryphee import einvoice
from coryphee.hub.archive.models import Blob
from coryphee.hub.flows.actions import AttachmentGiven, AttachmentRefused, KeyReused, Receipt, receive
from coryphee.hub.flows.models import Deposit, Flow, Stage
from coryphee.hub.flows.queries import deposit_report, group_report, recent_deposits
from coryphee.hub.flows.receiving import display_name
from coryphee.hub.journal.models import Entry
from coryphee.hub.structures.access import person_acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant
from tests.invoices_made import direct_invoice
from tests.people import World, create_world

DTD = b'<!DOCTYPE x [<!ENTITY a "b">]><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'


def invoice(world: World, number: str = "D-1") -> bytes:
    return direct_invoice(number, world.supplier.identifier, world.town.identifier)


def send(world: World, content: bytes, name: str = "f.xml", **more: Any) -> Receipt:
    by = person_acting(world.alice, world.supplier.pk)
    return receive(content, name, by=by, now=now(), **{"door": "api", **more})


def rows(world: World) -> tuple[int, int]:
    with tenant(world.supplier.pk):
        return Deposit.objects.count(), Flow.objects.count()


def test_a_deposit_is_kept_with_one_journal_line(world: World) -> None:
    receipt = send(world, invoice(world), "C:\\factures\\mars\u202e.xml")
    assert receipt.deposit.name == "mars.xml"
    assert Blob.objects.filter(sha256=receipt.deposit.sha256).count() == 1
    line = Entry.objects.get(kind="deposit.received")
    assert line.object_id == str(receipt.deposit.pk)
    assert f'"object":["deposit","{receipt.deposit.pk}"]'.encode() in bytes(line.canonical)
    with tenant(world.supplier.pk):
        assert Flow.objects.get().stage == Stage.RECEIVED


def test_what_is_hostile_leaves_nothing_but_one_event(world: World) -> None:
    before = Blob.objects.count()
    for content in (DTD, b"", b"MZ\x90 not an invoice"):
        with pytest.raises(einvoice.Refused):
            send(world, content)
    assert rows(world) == (0, 0)
    assert Blob.objects.count() == before
    assert Entry.objects.filter(kind="door.refused").count() == 3


def test_the_same_key_gives_the_first_deposit_again(world: World) -> None:
    first = send(world, invoice(world), idempotency_key="k")
    again = send(world, invoice(world), idempotency_key="k")
    assert (again.replayed, again.deposit.pk) == (True, first.deposit.pk)
    with pytest.raises(KeyReused):
        send(world, invoice(world, "D-2"), idempotency_key="k")
    with pytest.raises(KeyReused):
        send(world, invoice(world), idempotency_key="k", attachments=[AttachmentGiven(b"x", "x.txt")])
    assert rows(world) == (1, 1)
    assert Entry.objects.filter(kind="deposit.received").count() == 1


def test_a_key_belongs_to_its_sender(world: World) -> None:
    send(world, invoice(world), idempotency_key="k")
    by = person_acting(world.eve, world.other_supplier.pk)
    assert not receive(invoice(world), "f.xml", by=by, door="api", now=now(), idempotency_key="k").replayed


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_make_one_deposit() -> None:
    world = create_world()
    receipts: list[Receipt] = []

    def work() -> None:
        receipts.append(send(world, invoice(world), idempotency_key="k"))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 10
    assert len({receipt.deposit.pk for receipt in receipts}) == 1
    assert sum(not receipt.replayed for receipt in receipts) == 1
    assert rows(world) == (1, 1)


def test_attachments_do_not_go_with_an_archive_of_several(world: World) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.xml", invoice(world, "Z-3"))
        archive.writestr("b.xml", invoice(world, "Z-4"))
    with pytest.raises(AttachmentRefused, match="ARCHIVE"):
        send(world, written.getvalue(), "lot.zip", attachments=[AttachmentGiven(b"x", "preuve.pdf")])
    with tenant(world.supplier.pk):
        assert not Deposit.objects.exists()


def test_an_archive_is_one_deposit_with_a_flow_for_each_member(world: World) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bon.xml", invoice(world, "Z-1"))
        archive.writestr("mauvais.xml", DTD)
        archive.writestr("autre.xml", invoice(world, "Z-2"))
    receipt = send(world, written.getvalue(), "lot.zip")
    with tenant(world.supplier.pk):
        report = deposit_report(person_acting(world.alice, world.supplier.pk), receipt.deposit.pk)
    assert [(flow.name, flow.stage) for flow in report.flows] == [
        ("bon.xml", "received"), ("mauvais.xml", "refused"), ("autre.xml", "received"),
    ]  # fmt: skip
    assert report.flows[1].findings[0]["rule"] == "xml.dtd"
    assert (report.state, report.counts["running"], report.counts["refused"]) == ("processing", 2, 1)
    (event,) = Entry.objects.filter(kind="member.refused", object_id=str(receipt.deposit.pk))
    assert {"code": "xml.dtd", "position": 1}.items() <= json.loads(bytes(event.canonical))["details"].items()


def test_attachments_are_sealed_and_delivered(world: World, deposited: Callable[..., list[Flow]]) -> None:
    (flow,) = deposited(invoice(world), attachments=[AttachmentGiven(b"%PDF-1.4", "bon.pdf", "02", "Bon")])
    with tenant(world.supplier.pk):
        assert flow.invoice.attachments.get().designation == "Bon"


@pytest.mark.parametrize(
    ("content", "name", "rule"),
    [
        (b"", "a.pdf", "CHORUS-ATTACHMENT-EMPTY"),
        (b"x", "a.exe", "CHORUS-ATTACHMENT-EXTENSION"),
        (b"x", "pdf", "CHORUS-ATTACHMENT-EXTENSION"),
        (b"x", "a" * 47 + ".pdf", "CHORUS-ATTACHMENT-NAME"),
        (bytes(10 * 1024 * 1024), "a.pdf", "CHORUS-ATTACHMENT-SIZE"),
    ],
)
def test_attachments_that_are_not_taken(world: World, content: bytes, name: str, rule: str) -> None:
    with pytest.raises(AttachmentRefused) as refusal:
        send(world, invoice(world), attachments=[AttachmentGiven(content, name)])
    assert refusal.value.rule == rule
    assert einvoice.explain(rule, refusal.value.parameters, "fr").message
    assert rows(world) == (0, 0)


def test_reading_rights_deposit_nothing(world: World) -> None:
    with pytest.raises(NotForYou):
        receive(invoice(world), "f.xml", by=person_acting(world.bob, world.supplier.pk), door="portal", now=now())


def test_the_list_of_deposits_counts_flows_and_loads_none(world: World, django_assert_num_queries: Any) -> None:
    files = io.BytesIO()
    with zipfile.ZipFile(files, "w") as archive:
        archive.writestr("bon.xml", invoice(world, "L-1"))
        archive.writestr("mauvais.xml", DTD)
    send(world, files.getvalue(), "lot.zip")
    for number in range(2, 6):
        send(world, invoice(world, f"L-{number}"))
    alice = person_acting(world.alice, world.supplier.pk)
    with tenant(world.supplier.pk), django_assert_num_queries(3) as queries:
        page = recent_deposits(alice, 1)
    assert not any('"findings"' in query["sql"] for query in queries)
    assert [(line.deposit.name, line.flows) for line in page.rows][-1] == ("lot.zip", 2)
    counts = page.rows[-1].counts
    assert (counts["running"], counts["refused"]) == (1, 1)


def test_reports_are_for_the_depositor_alone(world: World) -> None:
    group = uuid.uuid4()
    receipt = send(world, invoice(world), group=group)
    alice = person_acting(world.alice, world.supplier.pk)
    eve = person_acting(world.eve, world.other_supplier.pk)
    with tenant(world.supplier.pk):
        assert [report.deposit.pk for report in group_report(alice, group)] == [receipt.deposit.pk]
        assert recent_deposits(alice, 1).total == 1
    with tenant(world.other_supplier.pk):
        assert group_report(eve, group) == []
        assert recent_deposits(eve, 1).rows == []
        for number in (receipt.deposit.pk, 10**12):
            with pytest.raises(NotForYou):
                deposit_report(eve, number)


def test_names_are_made_safe_to_show() -> None:
    assert display_name("../../etc/passwd") == "passwd"
    assert display_name("a\x00b\n.xml") == "ab.xml"
    assert len(display_name("x" * 500)) == 200
