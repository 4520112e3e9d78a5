"""What is told to whom: a literal table from lines of the journal to notifications (docs/adding/an-event.md).

Each line of the journal that stands here names, in its details, the `supplier` and the `recipient` of its invoice; who
caused it (`by`, or the `depositor` where the platform acts for one) is never told of their own act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from coryphee.hub.structures.access import ISSUED, RECEIVED

ACCOUNTANT = "accountant"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell.

    `kind` and `status`: the journal's word, and the status it must have set (empty: any). `side`: whose people hear of
    it, those of the supplier (issued) or of the recipient (received), and the invoices that they must be allowed to
    see. `waits_for`: for whom it waits, those who may change that side, or the accountant; for all others it is
    progress. `only_them`: nobody else hears of it. `own_file`: a file sent in the portal concerns its sender alone.
    `shown_by`: the status to which lists are filtered when many invoices are told together.
    """

    code: str
    kind: str
    side: str
    status: str = ""
    waits_for: str = ""
    only_them: bool = False
    own_file: bool = False
    shown_by: str = ""


def _set(code: str, status: str, waits_for: str = "") -> Event:
    return Event(code, "invoice.status", ISSUED, status, waits_for, shown_by=status)


_TABLE = (
    # to the recipient
    Event("received", "invoice.delivered", RECEIVED, waits_for=RECEIVED),
    Event("recycled", "invoice.recycled", RECEIVED, waits_for=RECEIVED),
    Event("completed", "invoice.completed", RECEIVED, waits_for=RECEIVED, shown_by="COMPLETEE"),
    Event("to_book", "invoice.status", RECEIVED, "MANDATEE", ACCOUNTANT, only_them=True, shown_by="MANDATEE"),
    Event(
        "to_pay", "invoice.status", RECEIVED, "MISE_A_DISPOSITION_COMPTABLE", ACCOUNTANT, only_them=True,
        shown_by="MISE_A_DISPOSITION_COMPTABLE",
    ),
    # to the supplier
    Event("available", "invoice.delivered", ISSUED),
    _set("resumed", "MISE_A_DISPOSITION"),
    _set("suspended", "SUSPENDUE", waits_for=ISSUED),
    _set("to_recycle", "A_RECYCLER", waits_for=ISSUED),
    _set("rejected", "REJETEE", waits_for=ISSUED),
    _set("service_done", "SERVICE_FAIT"),
    _set("ordered", "MANDATEE"),
    _set("with_accountant", "MISE_A_DISPOSITION_COMPTABLE"),
    _set("booked", "COMPTABILISEE"),
    _set("paid", "MISE_EN_PAIEMENT"),
    # to the depositor
    Event("refused", "flow.refused", ISSUED, waits_for=ISSUED, only_them=True, own_file=True),
    Event("held_up", "flow.parked", ISSUED, waits_for=ISSUED, only_them=True, own_file=True),
)  # fmt: skip

EVENTS: Mapping[str, Event] = MappingProxyType({event.code: event for event in _TABLE})
FILES = frozenset(event.code for event in _TABLE if event.own_file)  # tell of deposited files, not of invoices
