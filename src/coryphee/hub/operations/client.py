"""`coryphee client create NAME --structure SIRET`: an API client for a structure."""

import argparse
import json

from coryphee.hub.operations.platform import platform


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("act", choices=["create"])
    parser.add_argument("name")
    parser.add_argument("--structure", required=True, metavar="SIRET")
    parser.add_argument("--data", metavar="DIR")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def run(arguments: argparse.Namespace) -> int:
    """Create the client and print its secret, once."""
    with platform(arguments.data):
        from django.conf import settings

        from coryphee.hub.partners.actions import create_client
        from coryphee.hub.structures.queries import find_structure
        from coryphee.hub.toolbox.clock import now

        structure = find_structure("production", arguments.structure)
        if structure is None:
            print(f"no structure has the SIRET {arguments.structure}")
            return 2
        application, secret = create_client(arguments.name, structure, by="platform", now=now())
        facts = {
            "client_id": application.client_id,
            "client_secret": secret,
            "token_url": settings.PUBLIC_URL + "/api/v1/oauth/token",
        }
    if arguments.format == "json":
        print(json.dumps(facts))
    else:
        print("\n".join(f"{name}: {value}" for name, value in facts.items()))
        print("The secret is shown this once: keep it where your software keeps its secrets.")
    return 0
