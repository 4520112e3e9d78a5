"""People are entered with their login folded to lower case and a hashed password."""

import pytest
from django.db import IntegrityError, transaction

from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.models import User
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


def enter(email: str, password: str | None = None) -> User:
    return create_person(email=email, name="Zoé Exemple", password=password, language="it", by="platform", now=now())


def test_the_login_is_the_address_in_lower_case() -> None:
    assert enter(" Zoe@Example.Test ").email == "zoe@example.test"
    assert User.objects.get_by_natural_key("ZOE@example.test").language == "it"


def test_one_account_for_one_address_whatever_its_case() -> None:
    enter("zoe@example.test")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ZOE@example.test", name="Other")


def test_the_password_is_kept_as_argon2() -> None:
    person = enter("zoe@example.test", "Secret-Passw0rd")
    assert person.password.startswith("argon2$argon2id$")
    assert person.check_password("Secret-Passw0rd")


def test_without_a_password_nobody_signs_in() -> None:
    assert not enter("zoe@example.test").has_usable_password()


def test_the_journal_names_the_person_by_the_opaque_identifier() -> None:
    person = enter("zoe@example.test")
    entry = Entry.objects.get(kind="person.created")
    assert entry.object_id == str(person.public_id)
    assert b"zoe" not in bytes(entry.canonical)
