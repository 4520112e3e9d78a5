"""The wall's setting ends with its block, also when the block fails."""

import pytest
from django.db import connection, transaction

from coryphee.hub.toolbox.tenant import tenant


def current() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('coryphee.structure', true)")
        return str(cursor.fetchone()[0] or "")


@pytest.mark.django_db
def test_blocks_nest_and_give_back_what_was_before() -> None:
    with tenant(1):
        with tenant(2):
            assert current() == "2"
        assert current() == "1"
    assert current() == ""


@pytest.mark.django_db
def test_a_failure_inside_is_not_hidden_by_the_way_out() -> None:
    with pytest.raises(ZeroDivisionError), tenant(1):
        raise ZeroDivisionError
    assert current() == ""


@pytest.mark.django_db(transaction=True)
def test_a_broken_transaction_takes_its_setting_along() -> None:
    with pytest.raises(Exception, match="division by zero"), tenant(1), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    with transaction.atomic():
        assert current() == ""
