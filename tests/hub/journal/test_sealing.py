"""The sealer chains every entry once, and verification names the first link that does not hold."""

import pytest
from django.db import connection

from coryphee.hub.journal.actions import Line, record_many
from coryphee.hub.journal.models import Entry, Seal
from coryphee.hub.journal.queries import verify_chain
from coryphee.hub.journal.sealing import chain_hash, seal_pending
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db

INSERT = "INSERT INTO journal_seal (sequence, entry_id, previous_hash, hash, sealed_at) VALUES ({}, %s, %s, %s, now())"


def write(count: int) -> None:
    record_many(Line("client.created", "platform", now(), "client", str(number)) for number in range(count))


def test_every_entry_gets_one_place_in_the_chain() -> None:
    write(7)
    assert seal_pending(now()) == 7
    assert seal_pending(now()) == 0
    write(3)
    assert seal_pending(now()) == 3
    assert list(Seal.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 11))
    assert Seal.objects.values("entry").distinct().count() == 10


def test_an_intact_chain_verifies_and_reports_its_tail() -> None:
    write(4)
    seal_pending(now())
    write(2)
    report = verify_chain()
    assert report.intact
    assert (report.sealed, report.unsealed) == (4, 2)


def test_a_changed_entry_breaks_its_seal() -> None:
    write(3)
    entry = Entry.objects.order_by("id")[1]
    forged = bytes(entry.canonical).replace(b"platform", b"somebody")
    seal_pending(now())
    second = Seal.objects.get(sequence=2)
    assert chain_hash(bytes(second.previous_hash), 2, entry.pk, forged) != bytes(second.hash)


def test_a_missing_link_is_named() -> None:
    write(1)
    entry = Entry.objects.get()
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(2),
            [entry.pk, bytes(32), bytes(32)],
        )
    report = verify_chain()
    assert not report.intact
    assert report.broken_at == 1


def test_a_forged_seal_is_named() -> None:
    write(1)
    entry = Entry.objects.get()
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(1),
            [entry.pk, bytes(32), bytes(32)],
        )
    assert verify_chain().broken_at == 1
