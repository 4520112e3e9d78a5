"""The vault: write-once contents under their SHA-256, in files or an S3 bucket. Opened by archive/actions.py only."""

import hashlib
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

SHA256 = re.compile(r"[0-9a-f]{64}")


class Missing(Exception):
    """The vault does not hold this content, though a row says so."""


class Damaged(Exception):
    """The bytes held are not those that were sealed."""


class Away(OSError):
    """The store of the contents does not answer, or says no for now: the same call may well succeed a moment later."""


class Vault(Protocol):
    """Where contents lie."""

    def put(self, sha256: str, content: bytes) -> None:
        """Keep `content`; when this returns it survives a power cut. Putting the same content again changes nothing."""

    def get(self, sha256: str) -> bytes:
        """Return the bytes as they lie there; raises Missing."""


class FolderVault:
    """Local files: FOLDER/abc/abcdef..., written beside, synced, then renamed into place.

    One level of 4,096 folders: each folder made costs a sync of its own, so a second level would slow every first blob.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where a content lies."""
        if not SHA256.fullmatch(sha256):
            raise Missing(sha256)
        return self.folder / sha256[:3] / sha256

    def put(self, sha256: str, content: bytes) -> None:
        """Write, fsync the file and its folder, never overwrite."""
        target = self.path(sha256)
        if target.exists() and target.stat().st_size == len(content):
            # Whoever wrote it may not have come to its own sync yet, and our row must not outlive the name.
            _sync_folder(target.parent)
            return
        _make_folder(target.parent)
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o440)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)

    def get(self, sha256: str) -> bytes:
        """Read a content back."""
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise Missing(sha256) from None


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class BucketVault:
    """Objects of an S3 bucket: https://KEY:SECRET@host/bucket?region=..., or http for a server on this machine."""

    def __init__(self, url: str) -> None:
        # Imported here: a platform on local files never loads the S3 client (0.3 s).
        import boto3  # noqa: PLC0415
        from botocore.config import Config  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        self._away = (BotoCoreError, ClientError)
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        self.bucket = parts.path.strip("/")
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=f"{parts.scheme}://{parts.hostname}{port}",
            aws_access_key_id=unquote(parts.username or ""),
            aws_secret_access_key=unquote(parts.password or ""),
            region_name=parse_qs(parts.query).get("region", ["us-east-1"])[0],
            config=Config(connect_timeout=3, read_timeout=10, retries={"max_attempts": 3}),
        )

    def put(self, sha256: str, content: bytes) -> None:
        """Store with the checksum sent along: the server refuses bytes that changed on the way."""
        import base64  # noqa: PLC0415  with the client above

        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        try:
            self.client.put_object(
                Bucket=self.bucket, Key=_key(sha256), Body=content, ChecksumSHA256=checksum, ContentLength=len(content)
            )
        except self._away as error:
            raise Away(str(error)) from error

    def get(self, sha256: str) -> bytes:
        """Fetch a content back."""
        try:
            return bytes(self.client.get_object(Bucket=self.bucket, Key=_key(sha256))["Body"].read())
        except self.client.exceptions.NoSuchKey:
            raise Missing(sha256) from None
        except self._away as error:
            raise Away(str(error)) from error


def _key(sha256: str) -> str:
    return f"{sha256[:3]}/{sha256}"


@lru_cache(maxsize=4)
def _open(folder: Path, url: str) -> Vault:
    return BucketVault(url) if url else FolderVault(folder)


def vault() -> Vault:
    """Return the vault that the settings name."""
    return _open(Path(settings.VAULT_FOLDER), settings.VAULT_S3_URL)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a content, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
