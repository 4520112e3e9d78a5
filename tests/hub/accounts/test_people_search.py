"""Operators find people by name and address, all of them page by page."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coryphee.hub.accounts.models import Registration, User
from coryphee.hub.accounts.people_search import (
    PAGE_SIZE,
    person_by_id,
    search_people,
    waiting_registrations,
)
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou

pytestmark = pytest.mark.django_db


def enter(name: str, email: str, **fields: object) -> User:
    return User.objects.create(name=name, email=email, **fields)


def names(text: str, state: str = "", page: int = 1) -> list[str]:
    return [row.name for row in search_people(text, state, page).rows]


@pytest.fixture
def people() -> None:
    enter("Émile Léger", "emile@ville.test")
    enter("Zoé Marchand", "z.marchand@ateliers.test", is_active=False)
    enter("Olga Petrov", "olga@example.test", is_operator=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("emile", ["Émile Léger"]),
        ("LEGER", ["Émile Léger"]),
        ("ateliers", ["Zoé Marchand"]),
        ("zoe ateliers", ["Zoé Marchand"]),
        ("zoe ville", []),
        ("", ["Émile Léger", "Olga Petrov", "Zoé Marchand"]),
        ("100%", []),
        ("\x00emile", ["Émile Léger"]),
    ],
)
@pytest.mark.usefixtures("people")
def test_words_are_looked_for_in_name_and_address(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("open", ["Émile Léger", "Olga Petrov"]),
        ("closed", ["Zoé Marchand"]),
        ("operators", ["Olga Petrov"]),
        ("nonsense", ["Émile Léger", "Olga Petrov", "Zoé Marchand"]),
    ],
)
@pytest.mark.usefixtures("people")
def test_states_are_filtered(state: str, found: list[str]) -> None:
    assert names("", state) == found


def test_ten_thousand_people_are_paged_with_two_queries() -> None:
    User.objects.bulk_create(
        [User(name=f"Personne {number:05d}", email=f"p{number}@example.test") for number in range(10_000)]
    )
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = search_people("personne", "open", 400)
    assert len(asked) == 2
    assert (page.total, page.pages, len(page.rows)) == (10_000, 400, PAGE_SIZE)
    assert page.rows[0].name == "Personne 09975"
    assert search_people("", "", 999_999).page == 400


def test_registrations_never_confirmed_are_found_by_address() -> None:
    for email, used in (("new@ville.test", None), ("done@ville.test", now())):
        Registration.objects.create(email=email, name="x", language="fr", password="", at=now(), activated_at=used)
    assert [each.email for each in waiting_registrations("VILLE")] == ["new@ville.test"]
    assert waiting_registrations(" ") == []


def test_an_unknown_person_is_not_for_you() -> None:
    with pytest.raises(NotForYou):
        person_by_id(uuid4())
