"""The table of events holds together with the journal's words and the statuses of the life cycle."""

from coryphee.hub.journal.vocabulary import KINDS
from coryphee.hub.lifecycle.statuses import STATUSES, WAY
from coryphee.hub.notifications.events import ACCOUNTANT, EVENTS, FILES
from coryphee.hub.notifications.models import Notification
from coryphee.hub.structures.access import ISSUED, RECEIVED


def test_every_event_is_a_word_of_the_journal_and_a_status_that_exists() -> None:
    for event in EVENTS.values():
        assert event.kind in KINDS
        assert event.status in {"", *STATUSES}
        assert event.shown_by in {"", *STATUSES}
        assert event.side in {ISSUED, RECEIVED}
        assert event.waits_for in {"", ISSUED, RECEIVED, ACCOUNTANT}
        assert not event.only_them or event.waits_for, "somebody hears of it"
        assert len(event.code) <= Notification._meta.get_field("event").max_length


def test_the_supplier_hears_of_every_status_that_the_recipient_sets() -> None:
    told = {event.status for event in EVENTS.values() if event.kind == "invoice.status" and event.side == ISSUED}
    assert told == {*WAY, "SUSPENDUE", "A_RECYCLER", "REJETEE", "MISE_A_DISPOSITION"}


def test_files_are_told_of_before_there_is_an_invoice() -> None:
    assert {"refused", "held_up"} == FILES
