"""Tell those who operate the platform that their number grows: no invitation passes without the others knowing."""

from django.conf import settings
from django.urls import reverse

from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import User


def tell_operators(template: str, email: str, *, by: User | None) -> None:
    """Send `mail/TEMPLATE` about the operator with address `email` to every other active one, in the transaction.

    Whoever invited is told as well: their session may be somebody else's. `by` is None for the command line.
    """
    team = settings.PUBLIC_URL + reverse("operator-team")
    for operator in User.objects.filter(is_operator=True, is_active=True).exclude(email=email).order_by("pk"):
        send_mail_to(
            operator.email, language=operator.language, template=template, newcomer=email, inviter=by, team=team
        )
