"""The second factors of the tests' people: an app that is not ours, and what a thief of the database would have."""

from dataclasses import dataclass

import pyotp
from django.db import connection
from django.test import Client

from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.authenticator_app import add_app, seal_app_secret
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.toolbox.clock import now


@dataclass(frozen=True)
class AppOnPhone:
    """An authenticator app with one key, whose phone goes by the platform's clock."""

    key: str  # base32

    def code(self, step: int = 0) -> str:
        """Return what it shows now, or so many steps away."""
        return pyotp.TOTP(self.key).at(now(), counter_offset=step)


def app_of(person: User) -> AppOnPhone:
    """Give a person an app."""
    secret = totp.new_secret()
    phone = AppOnPhone(totp.written(secret).replace(" ", ""))
    add_app(person, seal_app_secret(secret, person), phone.code(), source=NOWHERE, now=now())
    return phone


def new_browser(person: User) -> Client:
    """Return a browser of a signed-in person who reads English."""
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(person)
    return browser


def stored() -> str:
    """Return every row of every table as text: what a dump of the database holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'SELECT')"
        )
        tables = [row[0] for row in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [str(row[0]) for row in cursor.fetchall()]
    return "\n".join(rows)
