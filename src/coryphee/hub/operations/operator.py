"""`coryphee operator invite EMAIL`: a link for whoever shall operate the platform; on a fresh one, the only way in."""

import argparse
import os
import sys

from coryphee.hub.operations.platform import platform
from coryphee.hub.toolbox.data_folder import DataFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("act", choices=["invite"])
    parser.add_argument("email")
    parser.add_argument(
        "--lang", choices=["fr", "en", "it"], default="fr", help="the language of the account and of what is printed"
    )
    parser.add_argument("--data", metavar="DIR", help="the data folder; default: CORYPHEE_DATA, else the account's own")


def run(arguments: argparse.Namespace) -> int:
    """Print the link, once; 2 when the address is none, or has an account."""
    with platform(arguments.data) as folder:
        from django.utils.translation import override

        with override(arguments.lang):
            return _invite(arguments, folder)


def _invite(arguments: argparse.Namespace, folder: DataFolder) -> int:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils.translation import gettext as _

    from coryphee.hub.accounts.actions.operators import AddressTaken, invite_operator
    from coryphee.hub.toolbox.clock import now

    try:
        validate_email(arguments.email.strip())
        link = invite_operator(arguments.email, language=arguments.lang, by=None, now=now())
    except ValidationError:
        _say("coryphee: " + _("%(email)s is not an e-mail address.") % {"email": arguments.email})
        return 2
    except AddressTaken:
        _say("coryphee: " + _("This address has an account already: %(email)s") % {"email": arguments.email})
        _say(_("An operator's account is one of its own and works for no structure: invite another address."))
        return 2
    print(link)
    _say(_("Open it within 60 minutes; it works once. Whoever opens it becomes an operator."))
    if not os.environ.get("SMTP_URL") and not folder.is_demo:
        _say(_("SMTP_URL is not set here: `serve` needs it, for each sign-in asks for a code sent by e-mail."))
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr)
