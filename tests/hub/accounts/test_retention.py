"""What has run its time is gone after the hourly job; what still counts, or still says what became of it, stays."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models
from procrastinate.contrib.django import app

from coryphee.hub.accounts.actions.retention import ADDRESSES_KEPT, INVITATIONS_KEPT
from coryphee.hub.accounts.models import (
    ActivationLink,
    AddressChange,
    AttemptCount,
    EmailedCode,
    KnownBrowser,
    OperatorInvitation,
    Registration,
    Session,
    TrustedDevice,
    User,
)
from coryphee.hub.jobs.tasks import forget_what_ended
from coryphee.hub.journal.models import Entry
from coryphee.hub.partners.actions import create_client
from coryphee.hub.partners.models import AccessToken
from coryphee.hub.toolbox.clock import now
from tests.hub.test_secrets_at_rest import NEVER_WRITTEN
from tests.people import create_world

pytestmark = pytest.mark.django_db

ENDS = re.compile(r"expire|until|forgotten|ends|lapse|deadline")
PURGED = {
    "accounts_activationlink.expires_at",  # with its registration
    "accounts_addresschange.expires_at",
    "accounts_attemptcount.blocked_until",  # before forgotten_at
    "accounts_attemptcount.forgotten_at",
    "accounts_operatorinvitation.expires_at",
    "accounts_session.expire_date",
    "accounts_trusteddevice.expires_at",
    "partners_accesstoken.expires",
}
STAYS = {
    "accounts_factorrecovery.expires_at": "the proof that two operators decided",
    "accounts_factorrecovery.link_expires_at": "the same; of the link a hash is left, which opens nothing",
    "flows_flow.lease_until": "of an invoice on its way: the next worker takes it over",
    "partners_application.cimd_expires_at": "of metadata that no client of ours has",
    "structures_service.active_until": "of the public directory",
}
HOUR, DAY, MOMENT = timedelta(hours=1), timedelta(days=1), timedelta(seconds=30)
COLUMNS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"


def test_each_column_that_says_when_something_ends_is_told_of() -> None:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        found = {f"{table}.{column}" for table, column in cursor.fetchall() if ENDS.search(column)}
    assert {name for name in found if name.split(".")[0] not in NEVER_WRITTEN} == PURGED | set(STAYS)


def in_pairs(person: User, at: datetime) -> list[tuple[type[models.Model], timedelta, Any]]:
    """For each table: how long its rows live, and how to make one that began so long before `at`."""

    def link(since: timedelta) -> None:
        told = {"email": "lea@example.test", "name": "Léa", "language": "fr", "password": "", "at": at - since}
        registration = Registration.objects.create(**told)
        token = f"{since.total_seconds():064.0f}"
        ActivationLink.objects.create(registration=registration, token_sha256=token, expires_at=at - since + HOUR)

    def session(since: timedelta) -> None:
        Session.objects.create(session_key=str(since), session_data="", seen_at=at - since, expire_date=at + DAY)

    def token(since: timedelta) -> None:
        AccessToken(application=client, token=str(since), scope="", expires=at - since + HOUR).save()

    client, _ = create_client("Test", create_world().supplier, by="platform", now=at)
    return [
        (Registration, 30 * DAY, link),
        (ActivationLink, 30 * DAY, link),
        (Session, HOUR, session),
        (AccessToken, HOUR, token),
        (EmailedCode, DAY, lambda since: EmailedCode.objects.create(person=person, sent_at=at - since)),
        (
            AttemptCount,
            HOUR,
            lambda since: AttemptCount.objects.create(key=str(since), moments=[], forgotten_at=at - since + HOUR),
        ),
        (
            KnownBrowser,
            400 * DAY,
            lambda since: KnownBrowser.objects.create(person=person, fingerprint=str(since), seen_at=at - since),
        ),
        (
            TrustedDevice,
            30 * DAY,
            lambda since: TrustedDevice.objects.create(
                person=person, fingerprint=str(since), trusted_at=at - since, expires_at=at - since + 30 * DAY
            ),
        ),
        (
            AddressChange,
            HOUR + ADDRESSES_KEPT,
            lambda since: AddressChange.objects.create(
                person=person,
                purpose="login" if since > HOUR + ADDRESSES_KEPT else "contact",
                token_sha256=str(since),
                asked_at=at - since,
                expires_at=at - since + HOUR,
            ),
        ),
        (
            OperatorInvitation,
            HOUR + INVITATIONS_KEPT,
            lambda since: OperatorInvitation.objects.create(
                token_sha256=str(since), at=at - since, expires_at=at - since + HOUR
            ),
        ),
    ]


def test_the_hourly_job_forgets_what_ended_and_nothing_else() -> None:
    at = now()
    person = User.objects.create(email="zoe@example.test", name="Zoé Exemple")
    pairs = in_pairs(person, at)
    assert {model._meta.db_table for model, *_ in pairs} >= {name.split(".")[0] for name in PURGED}
    for model, lives, make in pairs:
        models.QuerySet(model).all().delete()
        make(lives + MOMENT)
        make(lives - MOMENT)
        assert models.QuerySet(model).count() == 2, model
        forget_what_ended.func(timestamp=0)
        assert models.QuerySet(model).count() == 1, model


def test_the_job_runs_each_hour_by_itself() -> None:
    every = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert re.fullmatch(r"\d+ \* \* \* \*", every[forget_what_ended.name])


def test_registrations_that_nobody_confirmed_leave_their_number_in_the_journal_and_no_address() -> None:
    for email in ("lea@example.test", "leo@example.test"):
        told = {"email": email, "name": "Léa", "language": "fr", "password": "x", "at": now() - 31 * DAY}
        Registration.objects.create(**told)
    for _hour in range(2):
        forget_what_ended.func(timestamp=0)
    line = bytes(Entry.objects.get(kind="registration.purged").canonical).decode()
    assert json.loads(line)["details"] == {"count": 2}
    assert "example.test" not in line
