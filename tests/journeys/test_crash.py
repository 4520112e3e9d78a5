"""Kill -9 of each part under load: nothing acknowledged is lost, nothing is done twice, and nobody's hand is needed."""

import time
from collections.abc import Iterator

import pytest

from tests.journeys.crashing import SUPPLIER, TOWN, Sender, broken, count, end_leases_of_the_dead, kill, sender_for
from tests.served import Served, until

PARTS = ("web", "worker", "database", "everything")
PAGE = f"""
from coryphee.hub.flows.actions import receive
from coryphee.hub.structures.access import client_acting
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now
from tests.invoices_made import direct_invoice
content = direct_invoice("PAGE-1", "{SUPPLIER}", "{TOWN}")
who = client_acting(Structure.objects.first(), "page", "Page")
receive(content, "page.xml", by=who, door="portal", now=now(), idempotency_key="page")
"""
RECOVERY = 15.0  # seconds at most until deposits are taken again


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    served = Served(tmp_path_factory.mktemp("crash") / "data").start()
    yield sender_for(served)
    if served.process is not None and served.process.poll() is None:
        served.stop()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_killed_under_load_loses_and_repeats_nothing(sender: Sender, part: str) -> None:
    before = len(sender.acknowledged)
    sender.begin()
    time.sleep(0.8)
    took = kill(sender.served, part)
    time.sleep(0.3)
    sender.end()
    counted = count(sender.served)
    assert broken(sender, counted, effects=False) == {}
    assert len(sender.acknowledged) > before
    sender.resolve()
    assert took < RECOVERY


def test_in_the_end_each_deposit_had_its_effect_once(sender: Sender) -> None:
    end_leases_of_the_dead(sender.served)
    counted = count(sender.served)

    def at_rest() -> bool:
        counted.update(count(sender.served))
        return counted["outbox_pending"] == 0

    until(at_rest, 45, "the end of the work")
    assert set(counted["invoices"]) == sender.acknowledged
    assert broken(sender, counted, effects=True) == {}


def test_a_key_that_no_software_sent_is_not_counted(sender: Sender) -> None:
    """So that a crash drill may run on demonstration data, whose samples carry keys of their own."""
    sender.served.python(PAGE)
    counted = count(sender.served)
    assert "page" not in {*counted["invoices"], *counted["audit"], *counted["effects"]}


def test_the_report_works_while_everything_is_down_and_sees_what_is_wrong(sender: Sender) -> None:
    assert sender.served.stop() == 0, sender.served.errors
    counted = count(sender.served)
    assert broken(sender, counted, effects=True) == {}
    key = next(iter(sender.acknowledged))
    for part, number, promise in (
        ("invoices", 2, "stored twice"),
        ("audit", 0, "stored, and not once in the journal"),
        ("effects", 0, "not delivered"),
    ):
        wrong = {**counted, part: {**counted[part], key: number}}
        assert broken(sender, wrong, effects=True) == {promise: [key]}
    lost = {
        part: {name: n for name, n in counted[part].items() if name != key} for part in ("invoices", "audit", "effects")
    }
    assert broken(sender, {**counted, **lost}, effects=True) == {"acknowledged and lost": [key]}
    assert broken(sender, {**counted, "chain_ok": False}, effects=True)
