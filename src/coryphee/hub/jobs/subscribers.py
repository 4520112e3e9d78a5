"""Who hears of what happens: a literal list, served from the sealed journal in its order, each line once.

The seals are the only order in which nothing arrives late: a commit that lags is sealed after those that overtook it.
A subscriber's mark moves in the transaction of what it writes, so that a line comes once whatever crashes.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import connection, transaction

from coryphee.hub.notifications.telling import tell

# (after, upto, now): seals above `after` up to `upto`. A name never changes: its mark would be lost.
Subscriber = Callable[[int, int, datetime], object]
SUBSCRIBERS: Mapping[str, Subscriber] = {"inbox": tell}

BEHIND = """
SELECT EXISTS (SELECT FROM journal_seal
    WHERE sequence > coalesce((SELECT reached FROM jobs_subscription WHERE subscriber = %s), 0))
"""
MARK = "INSERT INTO jobs_subscription (subscriber, reached) VALUES (%s, 0) ON CONFLICT (subscriber) DO NOTHING"
HELD = "SELECT reached FROM jobs_subscription WHERE subscriber = %s FOR UPDATE SKIP LOCKED"
NEXT = "SELECT max(sequence) FROM (SELECT sequence FROM journal_seal WHERE sequence > %s ORDER BY sequence LIMIT %s) s"


def hand_out(now: datetime, at_most: int = 5000) -> int:
    """Hand the next lines to every subscriber that is behind; return how many seals were handed out in all.

    Of several workers one serves a subscriber at a time; the others pass on.
    """
    return sum(_serve(name, subscriber, now, at_most) for name, subscriber in SUBSCRIBERS.items())


def _serve(name: str, subscriber: Subscriber, now: datetime, at_most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, [name])
        if not cursor.fetchone()[0]:
            return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MARK, [name])
        cursor.execute(HELD, [name])
        held = cursor.fetchone()
        if held is None:
            return 0
        cursor.execute(NEXT, [held[0], at_most])
        upto = cursor.fetchone()[0]
        if upto is None:
            return 0
        subscriber(held[0], upto, now)
        cursor.execute("UPDATE jobs_subscription SET reached = %s WHERE subscriber = %s", [upto, name])
        return int(upto - held[0])
