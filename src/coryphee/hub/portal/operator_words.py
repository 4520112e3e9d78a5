"""Words of the operators' pages for what the tables hold as codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coryphee.hub.accounts.operator_origins import may_decide

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import FactorRecovery, User
    from coryphee.hub.portal.wording import Tone

CHECKS = (
    ("called_back", _("Called back on the number known of the structure")),
    ("met", _("Met in person, with an identity paper")),
    ("video", _("Seen by video, with an identity paper")),
    ("vouched", _("The structure's manager vouched, called back")),
)


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """A request about a lost factor with its state in words; `waits` while open, `may_decide` for who looks."""

    request: "FactorRecovery"
    check: str | Promise
    tone: "Tone"
    state: str | Promise
    waits: bool
    may_decide: bool


def recovery_rows(requests: Iterable["FactorRecovery"], operator: "User", now: datetime) -> list[RecoveryRow]:
    """Put requests into words, for an operator who may decide some of them."""
    return [_row(each, operator, now) for each in requests]


def _row(asked: "FactorRecovery", operator: "User", now: datetime) -> RecoveryRow:
    tone, state = _state(asked, now)
    waits = asked.decision == "open" and now < asked.expires_at
    return RecoveryRow(
        asked, dict(CHECKS)[asked.check_made], tone, state, waits, may_decide=waits and may_decide(operator, asked)
    )


def _state(asked: "FactorRecovery", now: datetime) -> tuple["Tone", str | Promise]:
    if asked.decision == "refused":
        return "bad", _("Refused")
    if asked.decision == "open":
        return ("wait", _("Waits for a second operator")) if now < asked.expires_at else ("idle", _("Expired"))
    if asked.used_at:
        return "good", _("Account freed")
    if asked.link_expires_at and now < asked.link_expires_at:
        return "note", _("Approved, link sent")
    return "idle", _("Link expired")
