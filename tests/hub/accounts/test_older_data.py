"""What `serve` makes of the data of an older version: dumped, then operators know who invited them."""

import os
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from coryphee.hub.toolbox.data_folder import data_folder
from coryphee.hub.toolbox.embedded_postgres import Addresses
from coryphee.hub.toolbox.migrating import migrate
from coryphee.hub.toolbox.postgres_cluster import APPLICATION
from tests.database import addresses_of, make_copy

OLDER = """
ALTER TABLE accounts_user DROP COLUMN invited_by_id;
ALTER TABLE accounts_operatorinvitation DROP COLUMN invited_by_id, ADD COLUMN invited_by varchar(60) NOT NULL;
DELETE FROM django_migrations WHERE (app, name) = ('accounts', '0009_operator_origins')
"""
PERSON = """
INSERT INTO accounts_user (public_id, email, name, language, password, contact_email, is_active, is_operator, joined_at,
    photo_version)
VALUES (%s, %s, '', 'fr', '', '', true, true, now(), '')
"""
INVITATION = """
INSERT INTO accounts_operatorinvitation (token_sha256, email, language, invited_by, at, expires_at, used_at)
VALUES (%s, %s, 'fr', %s, now(), now(), CASE WHEN %s THEN now() END)
"""
INVITED = """
SELECT one.email, inviter.email FROM {} one LEFT JOIN accounts_user inviter ON inviter.id = one.invited_by_id ORDER BY 1
"""


@pytest.fixture
def older(database_addresses: Addresses) -> Addresses:
    name = f"older_accounts_{os.getpid()}"
    make_copy(data_folder(), name)
    addresses = addresses_of(data_folder(), name)
    with psycopg.connect(addresses.owner_url) as connection:
        connection.execute(OLDER)
    return addresses


def test_operators_of_an_older_version_keep_their_origin(older: Addresses, tmp_path: Path) -> None:
    olga, otto = uuid4(), uuid4()
    with psycopg.connect(older.owner_url) as connection:
        for person, email in ((olga, "olga@x.test"), (otto, "otto@x.test")):
            connection.execute(PERSON, [person, email])
        connection.execute(INVITATION, ["1", "olga@x.test", "platform", True])
        connection.execute(INVITATION, ["2", "otto@x.test", f"person:{olga}", True])
        connection.execute(INVITATION, ["3", "zoe@x.test", f"person:{otto}", False])
    assert migrate(older.owner_url, APPLICATION, dump_first=tmp_path / "dump") == ["accounts.0009_operator_origins"]
    assert (tmp_path / "dump").exists()
    with psycopg.connect(older.application_url) as connection:
        people = connection.execute(INVITED.format("accounts_user")).fetchall()
        invitations = connection.execute(INVITED.format("accounts_operatorinvitation")).fetchall()
    assert people == [("olga@x.test", None), ("otto@x.test", "olga@x.test")]
    assert invitations == [*people, ("zoe@x.test", "otto@x.test")]
