import pytest

from coryphee.hub.operations.variables import faults, refuse_unreadable
from coryphee.hub.toolbox.cannot_run import CannotRun

GOOD = {
    "DATABASE_URL": ["postgresql://app:secret@db.example.org:5432/coryphee?sslmode=verify-full", "host=/tmp dbname=x"],
    "DATABASE_OWNER_URL": ["postgres://owner@127.0.0.1/coryphee"],
    "CORYPHEE_S3_URL": ["https://k:s%2F@s3.example.org/bucket?region=eu-west-3", "http://k:s@127.0.0.1:9000/bucket"],
    "SMTP_URL": ["smtp://mail.example.org", "smtps://user:p%40ss@mail.example.org:465"],
    "CORYPHEE_TRUSTED_PROXIES": ["127.0.0.1", "10.0.0.0/8, ::1,"],
}
BAD = {
    "DATABASE_URL": ["mysql://app:secret@db/coryphee", "secret"],
    "DATABASE_OWNER_URL": ["postgresql://owner:secret@host:port/coryphee?nothing=1"],
    "CORYPHEE_S3_URL": [
        "secret",
        "ftp://k:secret@127.0.0.1/b",
        "http://k:secret@s3.example.org/b",
        "https://s3.example.org",
    ],
    "SMTP_URL": ["secret", "http://mail.example.org", "smtp://", "smtp://mail.example.org:secret"],
    "CORYPHEE_TRUSTED_PROXIES": ["proxy.example.org", "10.0.0.1/8"],
}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(name, raising=False)


def test_what_is_not_set_or_empty_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "")
    assert faults() == []


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in GOOD.items() for value in values])
def test_what_names_a_server_is_good(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    refuse_unreadable()


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_what_names_none_is_refused_and_its_value_is_not_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(CannotRun) as refusal:
        refuse_unreadable()
    assert str(refusal.value).startswith(f"{name} is not ")
    assert "secret" not in str(refusal.value)
