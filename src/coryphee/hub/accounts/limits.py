"""How often a secret may be tried. Counted in the database: the same for all processes, and after a restart.

An attempt is counted before the secret is looked at, so that parallel requests cannot try more often than one after
another, and given back when it succeeds:

    attempt = reserve(limits_of_second_factor(person, source), now=now)   # raises TooMany
    if right: attempt.forget()
    else: attempt.fail()

Who is counted is kept as a hash with the installation's key; an address that is nobody's counts like any other.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Literal

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from coryphee.hub.accounts.models import AttemptCount
from coryphee.hub.accounts.sources import Source

Tried = Literal["password", "code", "e-mail", "token"]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `allowed` attempts `within` a sliding time; the last of them may close the door for `lock`.

    `tried`: what is counted, in the words of whoever is refused. `of_failures`: only what turned out wrong counts, so
    that an office behind one address, which comes at nine, does not wait for itself.
    """

    name: str
    allowed: int
    within: timedelta
    lock: timedelta | None = None  # not shorter than `within`
    tried: Tried = "password"
    of_failures: bool = False


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

SIGN_IN_HERE = Limit("sign-in account and source", 5, within=HOUR, lock=HOUR)
SIGN_IN_SOURCE = Limit("sign-in source", 20, within=5 * MINUTE, of_failures=True)
SIGN_IN_SOURCE_HOUR = Limit("sign-in source hour", 200, within=HOUR)
SIGN_IN_ACCOUNT = Limit("sign-in account", 100, within=365 * DAY)  # NIST SP 800-63B 5.2.2: consecutive failures
SIGN_IN_ALL = Limit("sign-in everybody", 1000, within=5 * MINUTE)
FACTOR_SHORT = Limit("second factor 5 minutes", 5, within=5 * MINUTE, tried="code")
FACTOR_HOUR = Limit("second factor hour", 20, within=HOUR, tried="code")
FACTOR_DAY = Limit("second factor day", 50, within=DAY, tried="code")
FACTOR_SOURCE = Limit("second factor source", 10, within=5 * MINUTE, tried="code", of_failures=True)
FACTOR_SOURCE_HOUR = Limit("second factor source hour", 50, within=HOUR, tried="code", of_failures=True)
MAIL_HERE = Limit("e-mail asked for, address and source", 5, within=DAY, tried="e-mail")
# A stranger's requests leave its owner some.
MAIL_ADDRESS = Limit("e-mail asked for, address", 50, within=DAY, tried="e-mail")
MAIL_SOURCE = Limit("e-mail asked for, source", 20, within=5 * MINUTE, tried="e-mail")

# Software begins with many processes at once, each of which asks for a token.
TOKEN_CLIENT = Limit("API token client and source", 10, within=5 * MINUTE, tried="token", of_failures=True)
TOKEN_SOURCE = Limit("API token source", 60, within=5 * MINUTE, tried="token", of_failures=True)

OF_SIGN_IN = (SIGN_IN_HERE, SIGN_IN_ACCOUNT)  # what an unlocked account starts anew


class TooMany(Exception):
    """Tried too often: nothing was looked at. `until`: when the next attempt counts, `retry_after` seconds from now."""

    def __init__(self, limit: Limit, until: datetime, now: datetime) -> None:
        super().__init__(limit.name)
        self.limit, self.until = limit, until
        self.retry_after = max(1, ceil((until - now).total_seconds()))


@dataclass(frozen=True, slots=True)
class Counted:
    """Who is counted under a limit: an account, a source, both, or everybody (neither)."""

    limit: Limit
    account: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """The row's key."""
        return _hash(f"{self.limit.name}\n{self.account}\n{self.source}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that counts. `closed`: the limits whose last attempt this was, should it fail.

    `counted_if_wrong`: where it counts once it has failed.
    """

    counted: tuple[Counted, ...]
    counted_if_wrong: tuple[Counted, ...]
    at: datetime
    closed: frozenset[Limit]

    def fail(self) -> None:
        """Count it where failures count. Call it outside any transaction, as `reserve`."""
        with transaction.atomic(durable=True):
            for one in self.counted_if_wrong:
                _count(one, self.at)

    def take_back(self) -> None:
        """Count the attempt no more, for nothing was looked at; what failed before stays."""
        with transaction.atomic():
            self._take_back(_held([one.key for one in self.counted]))

    def forget(self, also: Iterable[Counted] = ()) -> int:
        """Take the attempt back, for it succeeded; returns how many attempts of the account had failed before.

        These are forgotten, from here and in all; so is what is counted in `also`.
        """
        own = {one.key for one in self.counted if one.account}
        others = [one.key for one in self.counted if not one.account]
        failed = [one.key for one in self.counted_if_wrong if one.account]
        forgotten = [*own, *failed, *(one.key for one in also)]
        with transaction.atomic(), connection.cursor() as cursor:
            held = _held([*forgotten, *others])
            cursor.execute(FORGET, [list(held.intersection(forgotten))])
            failures = [count - (key in own) for key, count in cursor.fetchall()]
            self._take_back(held.intersection(others))
        return max(failures, default=0)

    def _take_back(self, keys: Collection[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TAKE_BACK, [self.at, list(keys), self.at])


# In the order of `reserve`: else two requests wait for each other, and the database ends one of them with an error.
HOLD = 'SELECT key FROM accounts_attemptcount WHERE key = ANY(%s) ORDER BY key COLLATE "C" FOR UPDATE'
FORGET = "DELETE FROM accounts_attemptcount WHERE key = ANY(%s) RETURNING key, cardinality(moments)"
# A moment is kept once: two attempts in the same microsecond would be taken back together, which harms nobody.
TAKE_BACK = """
UPDATE accounts_attemptcount SET moments = array_remove(moments, %s), blocked_until = NULL
WHERE key = ANY(%s) AND %s = ANY(moments)
"""
COUNT = """
INSERT INTO accounts_attemptcount AS c (key, limit_name, account, moments, blocked_until, forgotten_at)
VALUES (%(key)s, %(limit)s, %(account)s, ARRAY[%(now)s],
    CASE WHEN %(allowed)s = 1 THEN %(now)s + coalesce(%(lock)s, %(within)s) END, %(forgotten_at)s)
ON CONFLICT (key) DO UPDATE SET (moments, blocked_until, forgotten_at) = (
    SELECT array_agg(m ORDER BY m),
        CASE WHEN count(*) >= %(allowed)s THEN coalesce(%(now)s + %(lock)s, min(m) + %(within)s) END,
        %(forgotten_at)s
    FROM unnest(c.moments || EXCLUDED.moments) m WHERE m > %(now)s - %(within)s)
WHERE c.blocked_until IS NULL OR c.blocked_until <= %(now)s
RETURNING blocked_until
"""


def reserve(asked: Iterable[Counted], *, now: datetime) -> Attempt:
    """Count one attempt under all limits asked for, or under none: raises TooMany.

    Call it outside any transaction: a count that rolls back with its caller's failure would be worth nothing.
    """
    every = sorted(asked, key=lambda one: one.key)  # one order for all: else two requests wait for each other
    _refuse_blocked(every, now)
    counted = tuple(one for one in every if not one.limit.of_failures)
    with transaction.atomic(durable=True):
        closed = frozenset(one.limit for one in counted if _takes_last(one, now))
    return Attempt(counted, tuple(one for one in every if one.limit.of_failures), now, closed)


def purge_attempts(now: datetime) -> int:
    """Remove what says nothing any more; return how many rows."""
    with transaction.atomic():
        old = AttemptCount.objects.filter(forgotten_at__lte=now).select_for_update(skip_locked=True)
        return AttemptCount.objects.filter(key__in=list(old.values_list("key", flat=True))).delete()[0]


def unlock(account: str) -> None:
    """Let an account sign in again from everywhere; its second factor stays counted."""
    counts = AttemptCount.objects.filter(account=_hash(account), limit_name__in=[limit.name for limit in OF_SIGN_IN])
    with transaction.atomic():
        AttemptCount.objects.filter(key__in=_held(list(counts.values_list("key", flat=True)))).delete()


def locked_until(account: str, *, now: datetime) -> datetime | None:
    """Return until when an account's sign-in is locked, from some source or from all; None when it is not."""
    names = [limit.name for limit in OF_SIGN_IN]
    locks = AttemptCount.objects.filter(account=_hash(account), limit_name__in=names, blocked_until__gt=now)
    return max((until for until in locks.values_list("blocked_until", flat=True) if until), default=None)


def limits_of_sign_in(account: str, source: Source) -> tuple[Counted, ...]:
    """What counts a sign-in with a password. `account`: an `account_counted`."""
    return (
        Counted(SIGN_IN_HERE, account=account, source=source.network),
        Counted(SIGN_IN_ACCOUNT, account=account),
        Counted(SIGN_IN_SOURCE, source=source.network),
        Counted(SIGN_IN_SOURCE_HOUR, source=source.network),
        Counted(SIGN_IN_ALL),
    )


def limits_of_second_factor(account: str, source: Source) -> tuple[Counted, ...]:
    """What counts a code, of whatever kind. `account`: an `account_counted`."""
    return (
        Counted(FACTOR_SHORT, account=account),
        Counted(FACTOR_HOUR, account=account),
        Counted(FACTOR_DAY, account=account),
        Counted(FACTOR_SOURCE, source=source.network),
        Counted(FACTOR_SOURCE_HOUR, source=source.network),
    )


def limits_of_token(client_id: str, source: Source) -> tuple[Counted, ...]:
    """What counts requests for tokens of the API. A secret is random, so it is the journal that they protect."""
    return (
        Counted(TOKEN_CLIENT, account=f"client:{client_id}", source=source.network),
        Counted(TOKEN_SOURCE, source=source.network),
    )


def limits_of_mail(account: str, source: Source) -> tuple[Counted, ...]:
    """What counts the e-mails that anybody may ask for: recovery, activation. `account`: an `account_counted`."""
    return (
        Counted(MAIL_HERE, account=account, source=source.network),
        Counted(MAIL_ADDRESS, account=account),
        Counted(MAIL_SOURCE, source=source.network),
    )


def account_counted(person_id: int | None, typed: str = "") -> str:
    """Name whom an attempt concerns: a person, or the address typed when it is nobody's."""
    return f"person:{person_id}" if person_id is not None else f"address:{typed.strip().casefold()}"


def _held(keys: list[str]) -> set[str]:
    """Lock the rows that there are; one that somebody makes meanwhile counts nothing of ours, and is not to be touched.

    To wait for such a row while others are held is how two requests come to wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [keys])
        return {key for (key,) in cursor.fetchall()}


def _takes_last(one: Counted, now: datetime) -> bool:
    """Count, and tell whether this was the last attempt allowed; raises TooMany when another request took it."""
    row = _count(one, now)
    if row is None:
        _refuse_blocked((one,), now)
        raise TooMany(one.limit, now, now)  # freed in this very moment
    return row[0] is not None


def _count(one: Counted, now: datetime) -> tuple[datetime | None] | None:
    """Count, and return until when the door is closed by it; None where it was closed before."""
    limit = one.limit
    values: dict[str, Any] = {
        "key": one.key,
        "limit": limit.name,
        "account": _hash(one.account) if one.account else "",
        "now": now,
        "allowed": limit.allowed,
        "within": limit.within,
        "lock": limit.lock,
        "forgotten_at": now + max(limit.within, limit.lock or limit.within),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        row: tuple[datetime | None] | None = cursor.fetchone()
    return row


def _refuse_blocked(counted: Sequence[Counted], now: datetime) -> None:
    """Say no without writing anything: whoever keeps trying costs one look."""
    limits = {one.key: one.limit for one in counted}
    rows = AttemptCount.objects.filter(key__in=limits, blocked_until__gt=now).order_by("-blocked_until")
    for key, until in rows.values_list("key", "blocked_until"):
        raise TooMany(limits[key], until or now, now)


def _hash(whom: str) -> str:
    return salted_hmac("coryphee.limits", whom, algorithm="sha256").hexdigest()
