"""What happens to an account stands in the journal without the source, and in the owner's log with it."""

import pytest
from django.test import RequestFactory

from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.models import SecurityEvent
from coryphee.hub.accounts.sources import NOWHERE, Source, source_of
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


def test_the_log_knows_the_source_and_the_journal_does_not() -> None:
    person = create_person(
        email="zoe@example.test", name="Zoé Exemple", password=None, language="fr", by="platform", now=now()
    )
    source = Source("192.0.2.7", "Browser/1 " + "x" * 400)
    record_security_event("person.signed_in", person, source=source, by="nobody", now=now())
    event = SecurityEvent.objects.get(person=person)
    assert (event.kind, event.source, len(event.agent)) == ("person.signed_in", "192.0.2.7", 300)
    assert b"192.0.2.7" not in bytes(Entry.objects.get(kind="person.signed_in").canonical)
    record_security_event("person.signed_in", person, source=NOWHERE, by="platform", now=now())
    assert SecurityEvent.objects.filter(person=person, source=None).count() == 1


@pytest.mark.parametrize(("peer", "address"), [("::1", "::1"), ("192.0.2.7", "192.0.2.7"), ("unix:", ""), ("", "")])
def test_the_source_is_the_peer(peer: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_USER_AGENT="Bro\x00wser")
    assert source_of(request) == Source(address, "Browser")
