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
}


def tell_owner(person: User, act: str, *, link: str = "") -> None:
    """Send the e-mail about an act to the login address, in the running transaction."""
    news = NEWS[act]
    send_mail_to(
        person.email, language=person.language, template="operator_act", title=news.title, text=news.text, link=link
    )
