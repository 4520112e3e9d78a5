"""What a sign-in leaves behind: who came, from where, and a word to the owner when the browser is a new one."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.alerts import alert
from coryphee.hub.accounts.known_browsers import remember_this_browser
from coryphee.hub.accounts.models import SecurityEvent, User
from coryphee.hub.accounts.sources import source_of


@transaction.atomic
def signed_in(request: HttpRequest, response: HttpResponse, person: User, *, factor: str, now: datetime) -> None:
    """Write the sign-in down and remember the browser by a cookie in `response`. Of their first one nobody is told.

    `factor`: what was shown after the password (second_factor.factor_shown).
    """
    source = source_of(request)
    is_new = remember_this_browser(request, response, person, now)
    before = is_new and SecurityEvent.objects.filter(person=person, kind="person.signed_in").exists()
    facts = {"factor": factor, "new_browser": is_new}
    record_security_event("person.signed_in", person, source=source, by=person.actor, now=now, **facts)
    if before:
        alert("new_browser", person, source=source, now=now)
