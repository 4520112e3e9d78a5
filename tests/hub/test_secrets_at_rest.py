"""Every column whose name smells of a secret says here how it is kept, and is looked at after a life of secrets."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from coryphee.hub.accounts.actions.address_changes import ask_address
from coryphee.hub.accounts.actions.factor_recoveries import approve_factor_recovery, ask_factor_recovery
from coryphee.hub.accounts.actions.operators import invite_operator
from coryphee.hub.accounts.actions.recovery_codes import make_recovery_codes
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.jobs.mail import send_mail_later
from coryphee.hub.toolbox.clock import now
from tests.factors import app_of, stored
from tests.hub.api.calling import caller_for
from tests.jobs_now import run_waiting_jobs
from tests.people import PASSWORD, create_world
from tests.signing_in import emailed_code, give_code, give_password

SMELL = re.compile(
    r"token|secret|key|code|password|hash|finger|sha256|checksum|seal|session|nonce|challenge|credential|claim|args"
    r"|jti|sign|link|cookie|pin|seed|proof|cert"
)
# How a column is kept, and what all its values look like then.
FINGERPRINT = re.compile(r"[0-9a-f]{64}|")  # of 256 random bits, or with the key of the installation
PASSWORD_HASH = re.compile(r"(argon2|coryphee_client_secret)\$.+|!.+|")
ENCRYPTED = re.compile(r"[A-Za-z0-9+/]{40,}=*")  # by secret.key, which lies outside (accounts/sealing.py)
JOB = re.compile(r'\{"sealed": "[A-Za-z0-9+/]{40,}=*", "message_id": "<[^"]+>"\}')
SIGNED = re.compile(r"[\w.:-]+")  # what a session knows: it opens nothing without the cookie, whose hash is the key
BLANK = re.compile(r"")
SECRETS = {
    "accounts_activationlink.token_sha256": FINGERPRINT,
    "accounts_addresschange.token_sha256": FINGERPRINT,
    "accounts_attemptcount.key": FINGERPRINT,
    "accounts_authenticatorapp.sealed_secret": ENCRYPTED,
    "accounts_emailedcode.fingerprint": FINGERPRINT,
    "accounts_factorrecovery.token_sha256": FINGERPRINT,
    "accounts_knownbrowser.fingerprint": FINGERPRINT,
    "accounts_operatorinvitation.token_sha256": FINGERPRINT,
    "accounts_recoverycode.fingerprint": FINGERPRINT,
    "accounts_registration.password": PASSWORD_HASH,
    "accounts_session.session_data": SIGNED,
    "accounts_session.session_key": FINGERPRINT,
    "accounts_trusteddevice.fingerprint": FINGERPRINT,
    "accounts_trusteddevice.password": FINGERPRINT,
    "accounts_user.password": PASSWORD_HASH,
    "partners_accesstoken.token": BLANK,
    "partners_accesstoken.token_checksum": FINGERPRINT,
    "partners_application.client_secret": PASSWORD_HASH,
    "procrastinate_jobs.args": JOB,
}
# Tables of the libraries that hold secrets, were they used; nothing here ever writes a row.
NEVER_WRITTEN = {
    "account_emailconfirmation",
    "partners_devicegrant",
    "partners_grant",
    "partners_idtoken",
    "partners_refreshtoken",
}
NO_SECRETS = {
    "accounts_activationlink.asks_password": "a yes or no",
    "accounts_factorrecovery.link_expires_at": "a moment",
    "accounts_profile.postal_code": "of an address",
    "accounts_securitykey.credential": "the public half",
    "accounts_securitykey.credential_id": "a name that the key knows itself by",
    "accounts_securitykey.last_challenge": "SHA-256 of a question that anybody may read",
    "accounts_session.signed_in_at": "a moment",
    "archive_blob.sealed_at": "a moment",
    "archive_blob.sha256": "of a content",
    "auth_permission.codename": "of Django's permissions, unused",
    "flows_deposit.idempotency_key": "a number that the sender gives to a deposit; it opens nothing",
    "flows_deposit.sha256": "of a content",
    "flows_flow.lease_token": "which worker holds the flow; no request can present it",
    "flows_flow.sha256": "of a content",
    "flows_flow.structured_sha256": "of a content",
    "invoices_attachment.designation": "words",
    "invoices_attachment.sha256": "of a content",
    "invoices_attachment.type_code": "of a code list",
    "invoices_boxentry.service_code": "of the public directory",
    "invoices_boxentry.type_code": "of a code list",
    "invoices_draft.pdf_sha256": "of a content",
    "invoices_identity.key": "what makes two invoices the same",
    "invoices_invoice.original_sha256": "of a content",
    "invoices_invoice.structured_sha256": "of a content",
    "invoices_invoice.type_code": "of a code list",
    "journal_seal.hash": "of the chain",
    "journal_seal.previous_hash": "of the chain",
    "journal_seal.sealed_at": "a moment",
    "partners_accesstoken.id_token_id": "a number of a row",
    "partners_accesstoken.source_refresh_token_id": "a number of a row",
    "partners_application.hash_client_secret": "a yes or no",
    "structures_service.code": "of the public directory",
    "structures_structure.postal_code": "of an address",
    "structures_structure.service_code_required": "a yes or no",
}
NEW = {
    "name": "Léa Exemple",
    "email": "lea@example.test",
    "contact_email": "",
    "language": "fr",
    "password": "Onze, 2 lunes 9",
}
COLUMNS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
LINKS = re.compile(r"http://127\.0\.0\.1:8000/\S+/([\w.:-]{30,})/?\s")


def query(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


@pytest.fixture
def lived(db: None, settings: Any) -> list[str]:
    """Do everything that makes a secret; return the secrets."""
    settings.TRUSTED_DEVICE_DAYS = 30
    world = create_world()
    alice, at = world.alice, {"source": NOWHERE, "now": now()}
    alice.set_password(PASSWORD)
    alice.save()
    Client().post("/account/signup/", NEW)
    Client().post("/account/password/reset/", {"email": alice.email})
    give_password(Client(), alice.email)
    code, phone, browser = emailed_code(alice.email), app_of(alice), Client()
    give_password(browser, alice.email)
    give_code(browser, phone.code(1), "app", trust="on")
    give_password(Client(), alice.email, "Wrong-Passw0rd!")
    run_waiting_jobs()
    ask_address(alice, "login", "alice.2@example.test", by=alice.actor, **at)
    invitation = invite_operator("olga@example.test", language="fr", by=None, now=now())
    ada, otto = (User.objects.create(name=name, email=f"{name}@x.test", is_operator=True) for name in ("ada", "otto"))
    asked = ask_factor_recovery(world.bob, check_made="met", seen="…", by=ada, now=now())
    approve_factor_recovery(asked.public_id, by=otto, now=now())
    caller = caller_for(world.supplier)
    codes = make_recovery_codes(alice, **at)
    send_mail_later(subject="Bonjour", text=f"{code} {invitation}", recipients=["x@example.test"])
    links = LINKS.findall("\n".join(str(sent.body) for sent in mail.outbox) + f"\n{invitation}\n")
    cookies = [browser.cookies[name].value for name in ("session", "device", "browser")]
    assert len(set(links)) == 5, links
    return [PASSWORD, NEW["password"], phone.key, *codes, caller.secret, caller.token, *links, *cookies]


@pytest.mark.django_db
def test_every_column_that_smells_of_a_secret_is_told_of() -> None:
    found = {f"{table}.{column}" for table, column in query(COLUMNS) if SMELL.search(column)}
    others = {name for name in found if name.split(".")[0] in NEVER_WRITTEN}
    assert found - others == set(SECRETS) | set(NO_SECRETS)
    assert {name.split(".")[0] for name in others} == NEVER_WRITTEN


def test_it_is_kept_as_is_told(lived: list[str]) -> None:
    wrong = {}
    for column, shape in SECRETS.items():
        table, name = column.split(".")
        values = [str(value) for (value,) in query(f'SELECT "{name}"::text FROM "{table}"')]
        assert any(values) or (values and shape is BLANK), f"nothing of {column} was looked at"
        wrong[column] = [value for value in values if not shape.fullmatch(value)]
    assert {column: values for column, values in wrong.items() if values} == {}


def test_no_secret_stands_in_the_database_and_unused_tables_stay_empty(lived: list[str]) -> None:
    everything = stored()
    assert [secret for secret in lived if secret in everything] == []
    assert [table for table in NEVER_WRITTEN if query(f'SELECT 1 FROM "{table}"')] == []


def test_a_secret_in_clear_would_be_seen(lived: list[str]) -> None:
    User.objects.filter(email="alice@example.test").update(password=lived[0])
    assert not PASSWORD_HASH.fullmatch(lived[0])
    assert lived[0] in stored()
    assert not any(shape.fullmatch(lived[-1]) for shape in (FINGERPRINT, PASSWORD_HASH, JOB))
