"""Tell the owner of an account what operators did to it: one e-mail for each act, always sent."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import User


@dataclass(frozen=True, slots=True)
class News:
    """The words of one e-mail."""

    title: Promise
    text: Promise


NEWS = {
    "closed": News(
        _("Your account was closed"),
        _("An operator of the platform closed your account. All your sessions were ended. What you sent stays."),
    ),
    "reopened": News(
        _("Your account is open again"),
        _("An operator of the platform opened your account again. Your password and your second factor are as before."),
    ),
    "unlocked": News(
        _("Your account was unlocked"),
        _("An operator of the platform unlocked your account after too many failed sign-ins. You can try again."),
    ),
    "sessions_ended": News(
        _("You were signed out everywhere"),
        _("An operator of the platform ended all your sessions. Sign in again where you need it."),
    ),
    "factor_asked": News(
        _("Somebody says you lost your second factor"),
        _(
            "An operator checked an identity and asks to free your account from its app, keys and recovery codes. A "
            "second operator decides within 24 hours."
        ),
    ),
    "factor_refused": News(
        _("Your second factor stays as it is"),
        _("The second operator refused to free your account from its app, keys and recovery codes."),
    ),
    "factor_approved": News(
        _("Set up a new second factor"),
        _(
            "Two operators agreed that you lost your second factor. All your sessions were ended. The link below is "
            "good for 24 hours, works once and asks for your password; your old app, keys and recovery codes stop "
            "working then."
        ),
    ),
}


def tell_owner(person: User, act: str, *, link: str = "") -> None:
    """Send the e-mail about an act to the login address, in the running transaction."""
    news = NEWS[act]
    send_mail_to(
        person.email, language=person.language, template="operator_act", title=news.title, text=news.text, link=link
    )
