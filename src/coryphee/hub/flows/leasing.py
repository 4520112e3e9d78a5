"""Flows in a worker's hands: lent for a few seconds, and again as long as the worker lives.

A worker that dies renews nothing: what it held is taken up again within LEASE. One that only hangs is given up after
LONGEST, so that a flow it cannot finish is tried elsewhere, counted, and parked in the end.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import Error, connection

from coryphee.hub.flows.models import Flow
from coryphee.hub.toolbox.logs import words_of
from coryphee.hub.toolbox.tenant import tenant

LEASE = timedelta(seconds=10)
RENEW_EVERY = 3.0  # seconds
LONGEST = 60.0  # seconds that one claim may last, renewals included

_log = logging.getLogger(__name__)


@contextmanager
def renewed(token: UUID, owners: Collection[int], now: Callable[[], datetime]) -> Iterator[None]:
    """Renew the leases of a token, flows of these structures, while the block runs."""
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(token, owners, now, done), name="leases", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _keep(token: UUID, owners: Collection[int], now: Callable[[], datetime], done: threading.Event) -> None:
    end = time.monotonic() + LONGEST
    try:
        while not done.wait(RENEW_EVERY) and time.monotonic() < end:
            for owner in owners:
                renew(token, owner, now())
    except Error as problem:
        # The leases run out and the flows are taken up again: late, never lost.
        _log.warning("leases could not be renewed: %s", words_of(problem))
    finally:
        connection.close()


def renew(token: UUID, owner: int, now: datetime) -> int:
    """Prolong the leases of a token on the flows of one structure; those given away meanwhile are not its any more."""
    with tenant(owner):
        return Flow.objects.filter(lease_token=token).update(lease_until=now + LEASE, due_at=now + LEASE)
