"""Forget what has run its time, whoever it belongs to: a job calls this each hour.

Each time is counted from when a thing stopped opening anything; until then its page can still say what became of it.
What two operators decided about a lost factor stays with the account: it is the proof that two did.
"""

from datetime import datetime, timedelta

from django.db import transaction

from coryphee.hub.accounts.actions.emailed_codes import KEPT as CODES_KEPT
from coryphee.hub.accounts.actions.registration import KEPT_FOR as REGISTRATIONS_KEPT
from coryphee.hub.accounts.known_browsers import forget_old_browsers
from coryphee.hub.accounts.limits import purge_attempts
from coryphee.hub.accounts.models import AddressChange, EmailedCode, OperatorInvitation, Registration, TrustedDevice
from coryphee.hub.accounts.session_store import SessionStore
from coryphee.hub.journal.actions import record

ADDRESSES_KEPT = timedelta(days=7)  # the profile shows that the link is over
INVITATIONS_KEPT = timedelta(days=30)


def forget_expired(now: datetime) -> None:
    """Remove rows of accounts that open nothing any more; of registrations the journal keeps the number."""
    purge_attempts(now)
    SessionStore.clear_expired()
    forget_old_browsers(now)
    EmailedCode.objects.filter(sent_at__lte=now - CODES_KEPT).delete()
    TrustedDevice.objects.filter(expires_at__lte=now).delete()
    AddressChange.objects.filter(expires_at__lte=now - ADDRESSES_KEPT).delete()
    OperatorInvitation.objects.filter(expires_at__lte=now - INVITATIONS_KEPT).delete()
    _forget_registrations(now)


@transaction.atomic
def _forget_registrations(now: datetime) -> None:
    """With their links. A used one goes too: the account is there."""
    _, removed = Registration.objects.filter(at__lte=now - REGISTRATIONS_KEPT).delete()
    count = removed.get(Registration._meta.label, 0)  # noqa: SLF001  Django documents it
    if count:
        record(
            "registration.purged", by="platform", now=now, object_type="registration", object_id="expired", count=count
        )
