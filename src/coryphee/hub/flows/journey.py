"""The way of one invoice, from the sealed file to the recipient's box. Read this first.

    receive (actions.py)   the door: screen, seal, one row per invoice -> RECEIVED
    drain (working.py)     the worker: claims rows, thinks without a transaction, settles all of a group in one

Each step takes a flow from its stage to the next, or to rest: REFUSED with findings, DRAFT with a form to fill in.
"""

from collections.abc import Callable, Sequence

from coryphee.hub.flows.checking import check
from coryphee.hub.flows.delivery import close, deliver
from coryphee.hub.flows.models import Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.flows.routing import route
from coryphee.hub.flows.understanding import understand

# Of one invoice at a time, without a transaction: reading and judging take most of the time.
THINKING: dict[Stage, Callable[[Passage], None]] = {
    Stage.RECEIVED: understand,  # sealed bytes -> invoice
    Stage.UNDERSTOOD: check,  # invoice -> findings and a verdict per channel
}
# Of all invoices of one depositor together, inside the transaction that settles them.
SETTLING: dict[Stage, Callable[[Sequence[Passage]], None]] = {
    Stage.CHECKED: route,  # who receives, and does the address hold
    Stage.ROUTED: deliver,  # number taken, record, events, boxes
    Stage.DELIVERED: close,  # proof in the journal -> CLOSED
}


def think(passage: Passage) -> None:
    """Take a flow as far as it goes without the database."""
    while step := THINKING.get(passage.stage):
        step(passage)


def settle(passages: Sequence[Passage]) -> None:
    """Take the flows of one depositor to rest, each step for all that stand before it, in the running transaction."""
    for stage, step in SETTLING.items():
        waiting = [passage for passage in passages if passage.stage == stage]
        if waiting:
            step(waiting)
