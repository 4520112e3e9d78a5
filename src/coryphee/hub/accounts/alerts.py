"""Security e-mails to the owner of an account: what happened, when, from where, and what to do if it was not them.

They always go, whatever notifications somebody switched off, and hold no secret. Written in the transaction of the
fact, to the login address.
"""

from datetime import datetime
from typing import Any

from coryphee.hub.accounts.browser_names import browser_name
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import Source


def alert(template: str, person: User, *, source: Source, now: datetime, **told: Any) -> None:
    """Send `mail/alert_TEMPLATE` about something that came from `source`."""
    browser, system = browser_name(source.agent)
    send_mail_to(
        person.email,
        language=person.language,
        template=f"alert_{template}",
        at=now,
        network_address=source.address,
        browser=browser,
        system=system,
        **told,
    )
