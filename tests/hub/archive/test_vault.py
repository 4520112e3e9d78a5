"""The vault gives back the very bytes, in a folder and in a bucket, and says so when it cannot."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from coryphee.hub.archive.vault import Away, BucketVault, FolderVault, Missing, Vault
from coryphee.hub.toolbox.outages import is_outage

CONTENT = "facture n° 1 : 1 234,50 €".encode()
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket="vault")
    yield f"http://key:secret@{host}:{port}/vault"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    if request.param == "folder":
        return FolderVault(tmp_path / "with space" / "é")
    return BucketVault(request.getfixturevalue("bucket_url"))


def test_it_gives_back_the_same_bytes(vault: Vault) -> None:
    vault.put(NAME, CONTENT)
    assert vault.get(NAME) == CONTENT


def test_putting_twice_changes_nothing(vault: Vault) -> None:
    vault.put(NAME, CONTENT)
    vault.put(NAME, CONTENT)
    assert vault.get(NAME) == CONTENT


def test_what_is_absent_is_missing(vault: Vault) -> None:
    with pytest.raises(Missing):
        vault.get("0" * 64)


def test_a_name_is_never_a_path(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        FolderVault(tmp_path).get("../../etc/passwd")


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    vault = FolderVault(tmp_path)
    vault.put(NAME, CONTENT)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [NAME]


@pytest.mark.parametrize("place", ["127.0.0.1:1/vault", "{server}/no-such-bucket"])
def test_a_server_that_does_not_answer_or_says_no_is_an_outage(bucket_url: str, place: str) -> None:
    server = bucket_url.partition("@")[2].partition("/")[0]
    away = BucketVault("http://key:secret@" + place.format(server=server))
    for act in (lambda: away.put(NAME, CONTENT), lambda: away.get(NAME)):
        with pytest.raises(Away) as caught:
            act()
        assert is_outage(caught.value)
