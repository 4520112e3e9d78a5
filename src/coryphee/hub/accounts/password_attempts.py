"""One look at a password, at the sign-in page or elsewhere: counted before, and what follows from it after.

An account that exists and one that does not cost the same statements: the time of an answer tells nobody's secret.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import connection, transaction
from django.http import HttpRequest

from coryphee.hub.accounts.actions.security_events import AGENT_LENGTH, record_security_event
from coryphee.hub.accounts.alerts import alert
from coryphee.hub.accounts.hashing import TooBusyToHash
from coryphee.hub.accounts.known_browsers import browser_token, known_as
from coryphee.hub.accounts.later import later
from coryphee.hub.accounts.limits import (
    SIGN_IN_ACCOUNT,
    SIGN_IN_HERE,
    Attempt,
    Counted,
    account_counted,
    limits_of_sign_in,
    reserve,
)
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import Source, source_of
from coryphee.hub.journal.actions import NOBODY, UNKNOWN, record

Found = TypeVar("Found")

MANY_FAILURES = 5  # before a right password, from everywhere: the owner is told

# The row of the owner's log, or for nobody's account the same statement without a row.
LOG_FAILURE = """
INSERT INTO accounts_securityevent (at, person_id, kind, source, agent, details)
SELECT %s, id, 'person.sign_in_failed', %s::inet, %s, '{}' FROM accounts_user WHERE id = %s
"""


@dataclass(frozen=True, slots=True)
class PasswordAttempt:
    """An attempt that counts already; `person` is whose account was named, if there is one."""

    person: User | None
    account: str
    source: Source
    attempt: Attempt
    now: datetime

    def settle(self, look: Callable[[], Found], is_right: Callable[[Found], bool] = bool) -> Found:
        """Return what a look at the password finds, and write down whether it was right.

        Raises TooBusyToHash: nothing was looked at then, and the attempt counts no more.
        """
        try:
            found = look()
        except TooBusyToHash:
            self.attempt.take_back()
            raise
        if is_right(found):
            self._succeeded()
        else:
            self.attempt.fail()
            self._failed()
        return found

    @transaction.atomic
    def _failed(self) -> None:
        """Write it down, on which account when there is one, never what was typed; tell of a lock that it closes."""
        known = self.person.public_id if self.person else UNKNOWN
        record("person.sign_in_failed", by=NOBODY, now=self.now, object_type="person", object_id=known)
        person_id = self.person.pk if self.person else None
        row = [self.now, self.source.address or None, self.source.agent[:AGENT_LENGTH], person_id]
        with connection.cursor() as cursor:
            cursor.execute(LOG_FAILURE, row)
        for one in self.attempt.counted:
            if one.limit in self.attempt.closed and one.limit in {SIGN_IN_HERE, SIGN_IN_ACCOUNT}:
                later(
                    "accounts.answer_lock",
                    person_id=person_id,
                    key=one.key,
                    address=self.source.address,
                    agent=self.source.agent[:AGENT_LENGTH],
                )

    @transaction.atomic
    def _succeeded(self) -> None:
        """Forget the failures before; the owner is told when they were many."""
        failures = self.attempt.forget(also=[Counted(SIGN_IN_ACCOUNT, account=self.account)])
        if self.person is not None and failures >= MANY_FAILURES:
            kind = "person.signed_in_after_failures"
            record_security_event(kind, self.person, source=self.source, by=NOBODY, now=self.now, failures=failures)
            alert("after_failures", self.person, source=self.source, now=self.now, failures=failures)


def is_password_of(person: User, password: str, *, request: HttpRequest, now: datetime) -> bool:
    """Whether it is the password of a person, tried outside the sign-in page and counted like there.

    Raises TooMany and TooBusyToHash. Call it outside any transaction.
    """
    return begin_password_attempt(request, person.email, now=now).settle(lambda: person.check_password(password))


def begin_password_attempt(request: HttpRequest, typed: str, *, now: datetime) -> PasswordAttempt:
    """Count an attempt on the account with the address `typed`; raises TooMany, and nothing may be looked at then."""
    person = User.objects.filter(email=typed.replace("\x00", "").lower()).first()
    account, source = account_counted(person.pk if person else None, typed), source_of(request)
    browser = known_as(person.pk if person else None, browser_token(request))
    counted = (
        (Counted(SIGN_IN_HERE, account=account, source=f"browser {browser}"),)
        if browser
        else limits_of_sign_in(account, source)
    )
    return PasswordAttempt(person, account, source, reserve(counted, now=now), now)
