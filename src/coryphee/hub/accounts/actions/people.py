"""Enter people."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.models import Profile, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.actions import record


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None, language: str, by: str, now: datetime) -> User:
    """Create an account with its login address confirmed; `password` None makes one that cannot sign in."""
    person = User.objects.create_user(email, password, name=name, language=language)
    record("person.created", by=by, now=now, object_type="person", object_id=person.public_id)
    return person


@transaction.atomic
def set_language(person: User, language: str, *, source: Source, by: str, now: datetime) -> None:
    """Keep the language a person reads in: fr, en or it. A profile's form open in another tab is then out of date."""
    if User.objects.filter(pk=person.pk).exclude(language=language).update(language=language):
        Profile.objects.get_or_create(person=person)
        Profile.objects.filter(person=person).update(version=F("version") + 1)
        record_security_event("person.profile_changed", person, source=source, by=by, now=now, fields=["language"])
