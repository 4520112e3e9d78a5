"""The journal takes entries in the acting transaction, and never gives one back."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from coryphee.hub.journal.actions import record
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


def write(kind: str = "client.created", **details: object) -> Entry:
    record(kind, by="platform", now=now(), object_type="client", object_id="c1", **details)
    return Entry.objects.latest("id")


def test_an_entry_says_who_did_what_to_which_object() -> None:
    entry = write(reason="première")
    facts = json.loads(bytes(entry.canonical))
    assert (facts["by"], facts["kind"], facts["object"]) == ("platform", "client.created", ["client", "c1"])
    assert facts["details"] == {"reason": "première"}


def test_a_kind_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        write("client.vanished")


def test_an_entry_falls_with_its_transaction() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET actor = 'nobody'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry CASCADE",
        "DELETE FROM journal_seal",
        "DROP TABLE journal_entry",
    ],
)
def test_the_application_role_cannot_change_what_is_written(statement: str) -> None:
    write()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 1
