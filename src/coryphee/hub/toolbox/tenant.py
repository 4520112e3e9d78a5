"""The tenant wall: which structure's rows the database shows to the running transaction.

Row-level policies compare the owning structure of a row with the setting `coryphee.structure`. It is set for one
transaction only (`set_config(..., is_local => true)`): a session-level setting would survive in the connection pool
and reach the next borrower.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SETTING = "coryphee.structure"


@contextmanager
def tenant(structure_id: int) -> Iterator[None]:
    """Open a transaction in which the rows of one structure, and no others, are visible and writable.

    Nothing here asks whether somebody may act for the structure: that is `structures.access.acting_for`.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            previous = ""
            if nested:
                cursor.execute("SELECT current_setting(%s, true)", [SETTING])
                previous = cursor.fetchone()[0] or ""
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(structure_id)])
        try:
            yield
        finally:
            if nested:  # else the setting ends with the transaction; two statements fewer on the way of every deposit
                _restore(previous)


def _restore(previous: str) -> None:
    # A broken transaction accepts no statement: it is about to roll back, and the setting with it.
    if connection.needs_rollback or connection.connection is None or connection.connection.closed:
        return
    if connection.connection.info.transaction_status.name == "INERROR":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, previous])
