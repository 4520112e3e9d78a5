"""Django's `SESSION_ENGINE`: sessions in the database that end by themselves, whatever the cookie says.

A session ends after an hour in which nobody asked for anything, twelve hours after the sign-in, and with the account.
It is found by the hash of its cookie, and its row says whose it is, so that it can be listed and ended from elsewhere.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY as PERSON
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db.models import F
from django.utils.crypto import salted_hmac

from coryphee.hub.accounts.models import Session
from coryphee.hub.toolbox import clock

IDLE, ABSOLUTE = timedelta(minutes=60), timedelta(hours=12)
WRITTEN_EVERY = timedelta(minutes=1)
SIGNED_IN_AT, SOURCE, AGENT = "signed_in_at", "source", "agent"  # in the session's data; set at the sign-in


class SessionStore(DatabaseSessions):
    """One request's session. Its public methods are Django's.

    `is_attended`: whether somebody made the request; one that a page makes by itself does not prolong the session.
    """

    is_attended = True
    _seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def load(self) -> dict[str, Any]:
        """Return the data of a session that still lives, else nothing; the dead row is removed."""
        now = clock.now()
        rows = Session.objects.annotate(account_is_open=F("person__is_active"))
        row = rows.filter(session_key=hashed(self.session_key or "")).first()
        if row is None:
            self._session_key = None
            return {}
        if row.account_is_open is False or has_ended(row, now):
            row.delete()
            self._session_key = None
            return {}
        self._seen_at = row.seen_at
        if self.is_attended and now - row.seen_at >= WRITTEN_EVERY:
            Session.objects.filter(pk=row.pk).update(seen_at=now)
        data: dict[str, Any] = self.decode(row.session_data)
        return data

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return Session.objects.filter(session_key=hashed(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of this session as it stands."""
        now = clock.now()
        signed_in = data.get(SIGNED_IN_AT)
        return Session(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # Django's types lack it
            session_data=self.encode(data),
            expire_date=now + ABSOLUTE,
            person_id=data.get(PERSON),
            signed_in_at=datetime.fromisoformat(signed_in) if signed_in else None,
            seen_at=now if self.is_attended or self._seen_at is None else self._seen_at,
            source=data.get(SOURCE) or None,
            agent=data.get(AGENT, ""),
        )

    def delete(self, session_key: str | None = None) -> None:
        """End the session, or the one with this key."""
        Session.objects.filter(session_key=hashed(session_key or self.session_key or "")).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the rows of sessions that have ended."""
        now = clock.now()
        Session.objects.filter(seen_at__lte=now - IDLE).delete()
        Session.objects.filter(signed_in_at__lte=now - ABSOLUTE).delete()


def has_ended(session: Session, now: datetime) -> bool:
    """Whether a session is over: unused for too long, or begun too long ago."""
    begun = session.signed_in_at
    return session.seen_at <= now - IDLE or (begun is not None and begun <= now - ABSOLUTE)


def hashed(session_key: str) -> str:
    """Return how the table names the session with this cookie."""
    return salted_hmac("coryphee.sessions", session_key, algorithm="sha256").hexdigest()
