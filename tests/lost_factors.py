"""The link by which a person of the tests gets rid of lost factors, as two operators leave it."""

from datetime import timedelta
from hashlib import sha256

from coryphee.hub.accounts.models import FactorRecovery, User
from coryphee.hub.toolbox.clock import now


def approved_link(person: User, token: str = "a-token") -> str:
    """Leave the link with this token and return its path."""
    olga, otto = (User.objects.create(name=name, email=f"{name}@example.test") for name in ("olga", "otto"))
    moment, later = now(), now() + timedelta(hours=1)
    FactorRecovery.objects.create(
        person=person,
        asked_by=olga,
        asked_at=moment,
        expires_at=later,
        decision=FactorRecovery.Decision.APPROVED,
        decided_by=otto,
        decided_at=moment,
        token_sha256=sha256(token.encode()).hexdigest(),
        link_expires_at=later,
    )
    return f"/account/lost-factor/{token}"
