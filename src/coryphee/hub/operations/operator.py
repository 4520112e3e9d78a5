"""`coryphee operator invite EMAIL`: a link for whoever shall operate the platform; on a fresh one, the only way in."""

import argparse
import os
import sys

from coryphee.hub.operations.platform import platform


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("act", choices=["invite"])
    parser.add_argument("email")
    parser.add_argument("--lang", choices=["fr", "en", "it"], default="fr", help="the language of the account")
    parser.add_argument("--data", metavar="DIR", help="the data folder; default: CORYPHEE_DATA, else the account's own")


def run(arguments: argparse.Namespace) -> int:
    """Print the link, once; 2 when the address is none, or has an account."""
    with platform(arguments.data) as folder:
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email

        from coryphee.hub.accounts.actions.operators import AddressTaken, invite_operator
        from coryphee.hub.toolbox.clock import now

        try:
            validate_email(arguments.email.strip())
            link = invite_operator(arguments.email, language=arguments.lang, by=None, now=now())
        except ValidationError:
            print(f"coryphee: {arguments.email} is not an e-mail address", file=sys.stderr)
            return 2
        except AddressTaken:
            print(
                f"coryphee: {arguments.email} has an account already; an operator needs an address of their own",
                file=sys.stderr,
            )
            return 2
    print(link)
    print("Open it within 60 minutes; it works once. Whoever opens it becomes an operator.", file=sys.stderr)
    if not os.environ.get("SMTP_URL") and not folder.is_demo:
        print("SMTP_URL is not set: no code for signing in can be e-mailed until `serve` has it.", file=sys.stderr)
    return 0
