"""Enter people."""

from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.models import User
from coryphee.hub.journal.actions import record


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None, language: str, by: str, now: datetime) -> User:
    """Create an account with its login address confirmed; `password` None makes one that cannot sign in."""
    person = User.objects.create_user(email, password, name=name, language=language)
    record("person.created", by=by, now=now, object_type="person", object_id=person.public_id)
    return person


def set_language(person: User, language: str) -> None:
    """Keep the language a person reads in: fr, en or it."""
    User.objects.filter(pk=person.pk).update(language=language)
