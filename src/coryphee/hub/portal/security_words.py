"""What happened to an account, in words for its owner. Every kind that record_security_event writes stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext_lazy, ngettext

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from coryphee.hub.portal.wording import Tone

Group = Literal["sign-in", "protection", "profile"]
GROUPS: dict[Group, _StrPromise] = {
    "sign-in": gettext_lazy("Sign-ins and sessions"),
    "protection": gettext_lazy("Password and second factor"),
    "profile": gettext_lazy("Account and profile"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, its tone, and the group it is filtered by."""

    title: _StrPromise
    tone: Tone
    group: Group


WORDS: dict[str, Words] = {
    "person.created": Words(gettext_lazy("The account was opened"), "note", "profile"),
    "person.closed": Words(gettext_lazy("The account was closed"), "bad", "profile"),
    "person.reopened": Words(gettext_lazy("The account was opened again by support"), "note", "profile"),
    "person.signed_in": Words(gettext_lazy("Sign-in"), "good", "sign-in"),
    "person.sign_in_failed": Words(gettext_lazy("Sign-in that failed"), "bad", "sign-in"),
    "person.signed_in_after_failures": Words(gettext_lazy("Right password after many failed ones"), "bad", "sign-in"),
    "person.sign_in_locked": Words(gettext_lazy("Sign-in locked after failures"), "bad", "sign-in"),
    "person.identity_confirmed": Words(gettext_lazy("Both factors proved anew"), "good", "sign-in"),
    "person.signed_out": Words(gettext_lazy("Sign-out"), "idle", "sign-in"),
    "person.session_ended": Words(gettext_lazy("Sessions ended from elsewhere"), "note", "sign-in"),
    "person.unlocked": Words(gettext_lazy("Sign-in was unlocked"), "note", "sign-in"),
    "person.code_sent": Words(gettext_lazy("Sign-in code sent by e-mail"), "note", "sign-in"),
    "person.factor_failed": Words(gettext_lazy("Second factor that failed"), "bad", "sign-in"),
    "person.recovery_asked": Words(gettext_lazy("Recovery of the password asked for"), "wait", "protection"),
    "person.password_recovered": Words(gettext_lazy("New password after a recovery"), "wait", "protection"),
    "person.password_changed": Words(gettext_lazy("Password changed"), "wait", "protection"),
    "person.app_added": Words(gettext_lazy("Authenticator app added"), "wait", "protection"),
    "person.app_replaced": Words(gettext_lazy("Authenticator app replaced"), "wait", "protection"),
    "person.app_removed": Words(gettext_lazy("Authenticator app removed"), "wait", "protection"),
    "person.security_key_added": Words(gettext_lazy("Security key added"), "wait", "protection"),
    "person.security_key_removed": Words(gettext_lazy("Security key removed"), "wait", "protection"),
    "person.recovery_codes_made": Words(gettext_lazy("New recovery codes made"), "wait", "protection"),
    "person.recovery_code_used": Words(gettext_lazy("Recovery code used"), "wait", "protection"),
    "person.device_trusted": Words(gettext_lazy("Browser trusted at sign-in"), "wait", "protection"),
    "person.device_forgotten": Words(gettext_lazy("Browser no longer trusted"), "note", "protection"),
    "person.factors_forgotten": Words(gettext_lazy("Second factor removed by support"), "wait", "protection"),
    "person.recovery_sent": Words(gettext_lazy("Recovery link sent by support"), "wait", "protection"),
    "person.factor_recovery_asked": Words(gettext_lazy("Support was told of a lost factor"), "wait", "protection"),
    "person.factor_recovery_refused": Words(gettext_lazy("Lost factor: refused by support"), "note", "protection"),
    "person.factor_recovery_approved": Words(gettext_lazy("Lost factor: link sent by support"), "wait", "protection"),
    "person.factor_recovery_used": Words(gettext_lazy("Lost factor: link used"), "wait", "protection"),
    "operator.appointed": Words(gettext_lazy("You became an operator of the platform"), "note", "profile"),
    "person.profile_changed": Words(gettext_lazy("Profile changed"), "note", "profile"),
    "person.photo_changed": Words(gettext_lazy("Photo changed"), "note", "profile"),
    "person.login_change_asked": Words(gettext_lazy("Other login address asked for"), "wait", "profile"),
    "person.login_changed": Words(gettext_lazy("Login address changed"), "wait", "profile"),
    "person.contact_change_asked": Words(gettext_lazy("Other address for notifications asked for"), "note", "profile"),
    "person.login_change_dropped": Words(gettext_lazy("Other login address given up"), "note", "profile"),
    "person.contact_change_dropped": Words(gettext_lazy("Other address for notifications given up"), "note", "profile"),
    "person.contact_changed": Words(gettext_lazy("Address for notifications changed"), "note", "profile"),
    "person.contact_removed": Words(gettext_lazy("Address for notifications removed"), "note", "profile"),
    "person.data_exported": Words(gettext_lazy("Personal data downloaded"), "wait", "profile"),
    "person.erased": Words(gettext_lazy("Account closed and personal data erased"), "bad", "profile"),
    "person.photo_removed": Words(gettext_lazy("Photo removed"), "note", "profile"),
}

FIELDS: dict[str, _StrPromise] = {
    "name": gettext_lazy("name"),
    "language": gettext_lazy("language"),
    "phone": gettext_lazy("telephone"),
    "street": gettext_lazy("street"),
    "postal_code": gettext_lazy("postal code"),
    "town": gettext_lazy("town"),
    "country": gettext_lazy("country"),
    "biography": gettext_lazy("words about you"),
}
FACTORS: dict[str, _StrPromise] = {
    "email": gettext_lazy("with the code sent by e-mail"),
    "app": gettext_lazy("with a code from the authenticator app"),
    "key": gettext_lazy("with a security key"),
    "recovery": gettext_lazy("with a recovery code"),
    "trusted device": gettext_lazy("from a trusted browser, without a second factor"),
}
UNKNOWN = Words(gettext_lazy("Change of the account"), "note", "profile")


def words_of(kind: str) -> Words:
    """Return the words of a kind; one that an older version wrote and nobody knows any more has general ones."""
    return WORDS.get(kind, UNKNOWN)


def kinds_of(group: str) -> list[str] | None:
    """Return the kinds of a group, None for all when there is no such group."""
    return [kind for kind, words in WORDS.items() if words.group == group] if group in GROUPS else None


def details_of(details: dict[str, Any]) -> str:
    """Return what an event tells besides: which factor, which fields, how many sessions."""
    if "factor" in details:
        return str(FACTORS.get(details["factor"], ""))
    if "fields" in details:
        return ", ".join(str(FIELDS.get(name, name)) for name in details["fields"])
    if "sessions" in details:
        count = details["sessions"]
        return ngettext("%(count)s session", "%(count)s sessions", count) % {"count": count}
    return ""
