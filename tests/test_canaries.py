"""What looks like a secret is seen when any test of the suite makes the platform log it."""

import logging
import secrets

import pytest

from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.recovery_codes import _new_code
from tests.canaries import SHAPES, shaped_like_secrets
from tests.conftest import LOGGED, taken_from

EXAMPLES = {
    "hash of a password": "argon2$argon2id$v=19$m=65536,t=2,p=1$ejNTSG4",
    "token of a link, a cookie or the API": "aB3" + secrets.token_urlsafe(30),
    "seed of an authenticator app": "A2" + totp.written(totp.new_secret()).replace(" ", "")[2:],
    "recovery code": "7" + _new_code()[1:],
    "IBAN": "FR7630001007941234567890185",
    "authorisation": "Bearer fogIStqZNOCyt1qj3nuXAYHDuj29e2",
    "password in an address": "smtp://canary:s3cret@mail.example.org",
    "address of a person": "alice@example.test",
}
HARMLESS = """
2026-11-24 23:46:11,175 WARNING django.request Not Found: /s/12/invoices/345/attachments/6
2026-11-24 23:46:11,175 WARNING django.request Not Found: /account/activate/…/
ERROR procrastinate.worker.worker Job mail.send[12] ended with status: Error, lasted 0.001 s
  File "/srv/lib/python3.11/site-packages/django/db/models/sql/compiler.py", line 1574, in execute_sql
the tables of the twelve-month-test are 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
person b2fde5d4-8120-4afc-9656-b12fde5574d5: https://coryphee.example.org/ is a bearer of everything
"""


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_each_kind_is_seen_in_the_suites_own_log(kind: str, request: pytest.FixtureRequest) -> None:
    logging.getLogger("coryphee.hub").warning("it was %s.", EXAMPLES[kind])
    assert kind in {seen for seen, _line in shaped_like_secrets(taken_from(request.config.stash[LOGGED]))}


def test_what_is_harmless_is_left_alone() -> None:
    assert shaped_like_secrets(HARMLESS) == []
