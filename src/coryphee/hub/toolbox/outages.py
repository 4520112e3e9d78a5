"""What is the machine's failing and passes, as against a fault of the program: doors answer 503 to it, not 500.

A 500 tells a client that sending again is of no use; a 503 with Retry-After asks for it. What was acknowledged is safe
either way, and an Idempotency-Key makes the second sending harmless.
"""

import psycopg
from django.db import InterfaceError, OperationalError

RETRY_AFTER = "5"  # seconds

# The database is away, has no connection left or took too long; the disk is full, no process can be started.
OUTAGES = (OperationalError, InterfaceError, OSError)


def is_outage(error: BaseException | None) -> bool:
    """Tell whether the same request may well succeed a moment later."""
    # A process that was frozen within a transaction: the database let go of it meanwhile.
    let_go = error is not None and isinstance(error.__cause__, psycopg.errors.IdleInTransactionSessionTimeout)
    return let_go or isinstance(error, OUTAGES)
