"""The weekly summary: Monday at seven in France, once for each person, nothing where there is nothing to tell."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from coryphee.hub.accounts.models import User
from coryphee.hub.notifications.actions import switch_off
from coryphee.hub.notifications.models import WeeklySummary
from coryphee.hub.notifications.weekly import due_at, mail_summaries
from coryphee.hub.toolbox.clock import now
from tests.jobs_now import waiting_mails

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-23T05:59", "2026-11-16T06:00"),  # Monday, 6:59 in winter
        ("2026-11-23T06:00", "2026-11-23T06:00"),
        ("2026-11-29T23:30", "2026-11-23T06:00"),  # Sunday in Greenwich, Monday 0:30 in Paris: not yet seven
        ("2026-07-13T05:00", "2026-07-13T05:00"),  # in summer seven is five
        ("2026-03-30T05:00", "2026-03-30T05:00"),  # the day after the change to summer time
    ],
)
def test_monday_at_seven_in_france(moment: str, due: str) -> None:
    assert due_at(datetime.fromisoformat(moment).replace(tzinfo=UTC)) == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.fixture
def monday(told: "Told") -> datetime:
    """The Monday morning after the invoices of this test."""
    return due_at(now() + timedelta(days=7))


@pytest.mark.django_db
def test_each_person_gets_their_week_once(told: "Told", monday: datetime) -> None:
    world = told.world
    User.objects.filter(pk=world.camille.pk).update(language="en")
    told.deliver("N-1")
    rejected = told.deliver("N-2")
    told.set(rejected, "REJETEE", reason="AUTRE", comment="Doublon.")
    assert mail_summaries(monday) == 4, "Alice, Bob, Camille, Denis; Eve has nothing"
    assert mail_summaries(monday + timedelta(minutes=10)) == 0
    assert WeeklySummary.objects.filter(week=monday.date()).count() == 5
    assert WeeklySummary.objects.get(person=world.eve).mailed is False
    camilles = next(mail for mail in waiting_mails() if "camille@" in mail["recipients"][0])
    assert camilles["subject"].startswith("Your week of invoices,")
    assert "New this week – 2 (" in camilles["text"]
    assert "EUR)" in camilles["text"]
    assert "Waiting for me – 1 (" in camilles["text"]
    assert f"http://127.0.0.1:8000/s/{world.town.pk}/received?waiting=1" in camilles["text"]
    assert world.supplier.name not in camilles["text"], "only her own structures"
    assert camilles["headers"]["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/notifications/off/")
    alices = next(mail for mail in waiting_mails() if "alice@" in mail["recipients"][0])
    assert "Bloquées – 1 (" in alices["text"]
    assert "Ville d'Exemple" not in alices["text"]


@pytest.mark.django_db
def test_the_next_week_is_another(told: "Told", monday: datetime) -> None:
    told.deliver("N-1")
    assert mail_summaries(monday) == 4
    assert mail_summaries(monday + timedelta(days=7)) > 0


@pytest.mark.django_db
def test_whoever_switched_it_off_gets_none_and_may_still_get_it_later(told: "Told", monday: datetime) -> None:
    told.deliver("N-1")
    switch_off(told.world.camille, "weekly", now())
    assert mail_summaries(monday) == 3
    assert not WeeklySummary.objects.filter(person=told.world.camille).exists()


@pytest.mark.django_db
def test_a_crash_repeats_nothing_and_loses_nothing(told: "Told", monday: datetime) -> None:
    told.deliver("N-1")
    with transaction.atomic():
        mail_summaries(monday)
        transaction.set_rollback(True)
    assert waiting_mails() == []
    assert mail_summaries(monday) == 4
    assert len(waiting_mails()) == 4


@pytest.mark.django_db
def test_it_comes_late_by_a_day_and_not_later(told: "Told", monday: datetime) -> None:
    told.deliver("N-1")
    assert mail_summaries(monday + timedelta(days=1, minutes=1)) == 0
    assert mail_summaries(monday + timedelta(hours=23)) == 4


@pytest.mark.django_db
def test_nobody_without_a_structure_or_with_a_closed_account_is_written_to(told: "Told", monday: datetime) -> None:
    told.deliver("N-1")
    User.objects.filter(pk=told.world.camille.pk).update(is_active=False)
    told.world.denis.memberships.all().delete()
    assert mail_summaries(monday) == 2


@pytest.mark.django_db
def test_the_figures_of_a_structure_are_asked_once_for_all_its_people(
    told: "Told", monday: datetime, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    told.deliver("N-1")
    with CaptureQueriesContext(connection) as asked:
        mail_summaries(monday)
    figures = [query for query in asked if "FROM invoices_boxentry" in query["sql"]]
    assert len(figures) == 3, "supplier, town, and the structure of Eve"
