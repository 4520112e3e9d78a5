"""Where notifications lead."""

import pytest

from coryphee.hub.notifications.events import EVENTS
from coryphee.hub.notifications.links import target
from coryphee.hub.notifications.models import Notification
from coryphee.hub.structures.models import Structure

TOWN = Structure(pk=7, identifier="99900003300018", name="Ville d'Exemple")


def told(event: str, **fields: object) -> Notification:
    side = EVENTS[event].side
    return Notification(**{"structure_id": 3, "event": event, "side": side, "number": 1, "partner": TOWN, **fields})


@pytest.mark.parametrize(
    ("notification", "path"),
    [
        (told("received", invoice_ids=[12]), "/s/3/invoices/12"),
        (told("received", invoice_ids=[12, 13], number=2), "/s/3/received?partner=99900003300018"),
        (told("suspended", invoice_ids=[12, 13], number=2), "/s/3/issued?status=SUSPENDUE&partner=99900003300018"),
        (told("to_book", invoice_ids=[1, 2], number=2), "/s/3/received?status=MANDATEE&partner=99900003300018"),
        (told("refused", deposit_id=5, partner=None), "/s/3/deposits/5"),
        (told("refused", number=4, partner=None), "/s/3/deposits"),
        (told("paid", invoice_ids=[], number=1, partner=None), "/s/3/issued?status=MISE_EN_PAIEMENT"),
    ],
)
def test_each_leads_to_its_page(notification: Notification, path: str) -> None:
    assert target(notification) == path
