"""Close an account for good at its owner's wish: what belongs to the person goes, what others need keeps no name.

Used through structures/leaving.py, which ends the memberships in the same transaction.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import models

from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import OperatorInvitation, Registration, User
from coryphee.hub.accounts.models.people import ERASED
from coryphee.hub.journal.actions import record

# A client of the API belongs to its structure and goes on working for it, whoever had it made.
OF_OTHERS = {"partners.Application"}


def belongings(owner: type[models.Model] = User) -> Iterator[tuple[type[models.Model], str]]:
    """Yield the tables whose rows go with a person (ON DELETE CASCADE) and the column that names the person."""
    for relation in owner._meta.get_fields(include_hidden=True):  # noqa: SLF001  Django's documented way to a model's relations
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is not models.CASCADE:
            continue
        model = relation.related_model
        if not isinstance(model, str) and model._meta.label not in OF_OTHERS:  # noqa: SLF001  the same
            yield model, relation.field.name


def erase_person(person: User, *, by: str, now: datetime) -> None:
    """Close the account in the running transaction, after the last e-mail to its owner.

    The row stays, with opaque values: entries of the journal and acts on invoices point at it. The journal itself
    is untouched, for it knows people by their opaque identifier alone.
    """
    send_mail_to(person.email, language=person.language, template="account_closed", at=now)
    for model, column in belongings():
        models.QuerySet(model).filter(**{column: person.pk}).delete()
    Registration.objects.filter(email=person.email).delete()
    OperatorInvitation.objects.filter(email=person.email).delete()
    person.email = f"{person.public_id}{ERASED}"
    person.name = str(person.public_id)[:8]
    person.contact_email = person.photo_version = ""
    person.is_active = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
    record("person.erased", by=by, now=now, object_type="person", object_id=person.public_id)
