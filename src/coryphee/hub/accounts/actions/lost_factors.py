"""Take all second factors from an account: for a person who lost them and was recognised by other means."""

from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.actions.factor_news import factor_changed
from coryphee.hub.accounts.models import AuthenticatorApp, RecoveryCode, SecurityKey, TrustedDevice, User
from coryphee.hub.accounts.sources import Source


@transaction.atomic
def forget_all_factors(person: User, *, source: Source, by: str, now: datetime) -> None:
    """Leave the e-mailed code alone as the second factor, from the next sign-in on; the person is told."""
    for table in (AuthenticatorApp, SecurityKey, RecoveryCode, TrustedDevice):
        table.objects.filter(person=person).delete()
    factor_changed("person.factors_forgotten", person, source=source, by=by, now=now)
