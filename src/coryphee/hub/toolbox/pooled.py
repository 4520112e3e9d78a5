"""The pool's connections are few: whoever waits for something else gives theirs back."""

from django.db import connection


def give_back_connection() -> None:
    """Return the thread's connection to the pool until the next query. Inside a transaction nothing happens."""
    if not connection.in_atomic_block:
        connection.close()
