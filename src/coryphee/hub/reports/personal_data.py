"""Everything that the platform holds about a person, for that person (GDPR art. 15 and 20), piece by piece.

No secret is in it: passwords, codes and tokens are kept as hashes or sealed, and prove something to whoever has them.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.profiles import photo_of, profile_of
from coryphee.hub.accounts.sources import Source
from coryphee.hub.flows.models import Deposit
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.tenant import tenant

FORMAT = "coryphee-personal-data-1"

# Tables whose rows belong to a person, with the columns that the person gets.
TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "accounts.SecurityEvent": ("security_events", ("at", "kind", "source", "agent", "details")),
    "accounts.Session": ("sessions", ("signed_in_at", "seen_at", "source", "agent")),
    "accounts.KnownBrowser": ("known_browsers", ("agent", "network", "seen_at")),
    "accounts.TrustedDevice": ("trusted_devices", ("agent", "source", "trusted_at", "expires_at", "used_at")),
    "accounts.AuthenticatorApp": ("authenticator_apps", ("added_at",)),
    "accounts.SecurityKey": ("security_keys", ("name", "domain", "added_at", "used_at")),
    "accounts.RecoveryCode": ("recovery_codes", ("made_at", "used_at")),
    "accounts.EmailedCode": ("emailed_codes", ("sent_at", "source", "used_at")),
    "accounts.FactorRecovery": ("factor_recoveries", ("check_made", "asked_at", "decision", "decided_at", "used_at")),
    "accounts.AddressChange": ("addresses_to_confirm", ("purpose", "address", "asked_at", "expires_at")),
    "notifications.Preference": ("notification_choices", ("family", "channel", "wanted")),
    "notifications.Notification": ("notifications", ("at", "event", "family", "structure_id", "number", "read_at")),
    "notifications.WeeklySummary": ("weekly_summaries", ("week", "mailed")),
}
ELSEWHERE = {
    "accounts.Profile": "given as `profile`",
    "accounts.Photo": "given as `photo`",
    "structures.Membership": "given as `memberships`",
    "account.EmailAddress": "the login address again",
    "partners.Grant": "never made: people sign in to the portal alone",
    "partners.AccessToken": "belongs to an API client",
    "partners.RefreshToken": "never made",
    "partners.IdToken": "never made",
    "partners.DeviceGrant": "never made",
}


def take_along(person: User, *, source: Source, by: str, now: datetime) -> Iterator[str]:
    """Write down that the data are taken, and return them as `personal_data` makes them."""
    with transaction.atomic():
        record_security_event("person.data_exported", person, source=source, by=by, now=now)
    return personal_data(person, now)


def personal_data(person: User, now: datetime) -> Iterator[str]:
    """Yield a JSON object in pieces; what is many is read row by row."""
    yield '{\n"format": ' + _json(FORMAT) + ',\n"made_at": ' + _json(now)
    for name, value in _facts(person):
        yield f',\n"{name}": {_json(value)}'
    for name, rows in _lists(person):
        yield f',\n"{name}": ['
        for place, row in enumerate(rows):
            yield (",\n  " if place else "\n  ") + _json(row)
        yield "]"
    yield "\n}\n"


def _facts(person: User) -> Iterator[tuple[str, Any]]:
    account = ("public_id", "email", "contact_email", "is_active", "is_operator", "joined_at", "last_login")
    yield "account", User.objects.values(*account).get(pk=person.pk)
    fields, _version = profile_of(person)
    yield "profile", {name: getattr(fields, name) for name in fields.__slots__}
    photo = photo_of(person)
    yield "photo", photo and {"media_type": "image/webp", "base64": base64.b64encode(photo).decode()}


def _lists(person: User) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    memberships = list(Membership.objects.filter(person=person).select_related("structure").order_by("since"))
    yield "memberships", map(_membership, memberships)
    for label, (name, columns) in TABLES.items():
        rows: QuerySet[Any] = QuerySet(apps.get_model(label)).filter(person=person).order_by("pk")
        yield name, rows.values(*columns).iterator(chunk_size=500)
    yield "deposits", _deposits(person, memberships)


def _membership(membership: Membership) -> dict[str, Any]:
    structure = membership.structure
    return {
        "structure": {"number": structure.pk, "name": structure.name, "identifier": structure.identifier},
        "since": membership.since,
        "role": membership.role,
        "issued_invoices": membership.issued_invoices,
        "received_invoices": membership.received_invoices,
        "is_accountant": membership.is_accountant,
    }


def _deposits(person: User, memberships: list[Membership]) -> Iterator[dict[str, Any]]:
    """What the person deposited, behind the wall of each structure that they still act for."""
    columns = ("id", "structure_id", "name", "kind", "size", "sha256", "received_at", "door")
    for membership in memberships:
        after = 0
        while True:  # by portions: no transaction stays open for as long as somebody's line is slow
            with tenant(membership.structure_id):
                made = Deposit.objects.filter(structure=membership.structure_id, actor=person.actor, pk__gt=after)
                portion = list(made.order_by("pk").values(*columns)[:500])
            yield from portion
            if not portion:
                break
            after = portion[-1]["id"]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_text)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
