"""What is not sealed yet is counted, never taken for verified."""

import pytest

from coryphee.hub.journal.actions import Line, record
from coryphee.hub.journal.models import Entry
from coryphee.hub.journal.queries import unsealed, verify_chain
from coryphee.hub.journal.sealing import seal_pending
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


def test_an_empty_journal_is_intact() -> None:
    report = verify_chain()
    assert report.intact
    assert (report.sealed, report.head) == (0, "00" * 32)


def test_the_tail_is_counted_until_it_is_sealed() -> None:
    record("client.created", by="platform", now=now(), object_type="client", object_id=1)
    assert unsealed() == 1
    seal_pending(now())
    assert unsealed() == 0
    assert verify_chain().head != "00" * 32


def test_columns_that_lie_about_the_sealed_bytes_are_named() -> None:
    line = Line("client.created", "platform", now(), "client", "1")
    Entry.objects.create(
        at=line.now,
        kind="client.created",
        actor="somebody",
        object_type="client",
        object_id="1",
        canonical=line.canonical(),
    )
    seal_pending(now())
    report = verify_chain()
    assert report.broken_at == 1
    assert "columns" in report.reason
