"""What passes, and what is a fault of the program."""

import time

import psycopg
import pytest
from django.db import Error, InterfaceError, OperationalError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from coryphee.hub.settings.database import database_from_url
from coryphee.hub.toolbox.outages import is_outage


@pytest.mark.parametrize("error", [OperationalError(), InterfaceError(), OSError(28, "No space left on device")])
def test_outages(error: Exception) -> None:
    assert is_outage(error)


@pytest.mark.parametrize("error", [None, KeyError("x"), ValueError(), psycopg.ProgrammingError()])
def test_faults(error: Exception | None) -> None:
    assert not is_outage(error)


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_one() -> None:
    entry = database_from_url("postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    entry |= {"TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False}
    entry["OPTIONS"]["pool"] = {"min_size": 0, "max_size": 1, "timeout": 0.2}
    away = DatabaseWrapper(entry, "away")
    try:
        with pytest.raises(OperationalError) as caught:
            away.ensure_connection()
        assert is_outage(caught.value)
    finally:
        away.close_pool()


@pytest.mark.django_db(transaction=True)
def test_who_is_frozen_within_a_transaction_is_let_go_and_that_passes() -> None:
    """Else the rows it has locked, of flows for one, could be taken over by nobody for as long as it stays so."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("1min",)

    def freeze() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '50ms'")
            time.sleep(0.3)
            cursor.execute("SELECT 1")

    with pytest.raises(Error) as caught:
        freeze()
    assert is_outage(caught.value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
