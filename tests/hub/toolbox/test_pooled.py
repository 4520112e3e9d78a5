"""A connection is given back between transactions, never out of one."""

import pytest
from django.db import connection, transaction

from coryphee.hub.toolbox.pooled import give_back_connection


@pytest.mark.django_db(transaction=True)
def test_it_is_given_back_and_taken_again() -> None:
    connection.ensure_connection()
    give_back_connection()
    assert connection.connection is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_keeps_its_own() -> None:
    with transaction.atomic():
        give_back_connection()
        assert connection.connection is not None
