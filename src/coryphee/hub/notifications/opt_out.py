"""The link at the foot of an e-mail that switches off its family: signed, without sign-in, good for nothing else.

It never ends: a letter of last year must still be stopped. RFC 8058: the mail program itself may send the POST.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from coryphee.hub.accounts.models import User
from coryphee.hub.notifications.families import EMAIL, SWITCHES
from coryphee.hub.toolbox.refusals import NotForYou

SALT = "coryphee.notifications.off"


def opt_out_url(person: User, family: str) -> str:
    """Return the whole address, for an e-mail to this person."""
    token = signing.dumps([str(person.public_id), family], salt=SALT)
    return f"{settings.PUBLIC_URL}{reverse('notifications-off', args=[token])}"


def read_opt_out(token: str) -> tuple[User, str]:
    """Return person and family of a link. Raises NotForYou: forged, cut off, or of an account that is gone."""
    try:
        public_id, family = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotForYou from None
    person = User.objects.filter(public_id=public_id).first()
    if person is None or (family, EMAIL) not in SWITCHES:
        raise NotForYou
    return person, family


def opt_out_headers(person: User, family: str) -> dict[str, str]:
    """Return the headers by which mail programs offer to switch a family off (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{opt_out_url(person, family)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
