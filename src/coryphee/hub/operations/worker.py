"""`coryphee worker`: a further worker on the same data, taking work as the one of `serve` does."""

import argparse
import os
import sys
import time

from coryphee.hub.operations.platform import SETTINGS, external
from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder, data_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--data", metavar="DIR", help="the data folder; default: CORYPHEE_DATA, else the account's own")


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C. With the embedded database, `coryphee serve` runs it: waits for it to come."""
    folder = data_folder(arguments.data)
    try:
        folder.inspect()
        os.environ["CORYPHEE_DATA"] = str(folder.path)
        if not external():
            _wait_for_database(folder)
            os.environ["DATABASE_URL"] = embedded_postgres.addresses(folder).application_url
    except KeyboardInterrupt:
        return 0
    return work()


def work() -> int:
    """Run the worker in this process; DATABASE_URL and CORYPHEE_DATA are set. Returns after SIGTERM."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
    from coryphee.hub.jobs.worker import main

    main()
    return 0


def _wait_for_database(folder: DataFolder) -> None:
    said = False
    while not embedded_postgres.running(folder):
        if not said:
            sys.stderr.write(f"coryphee worker: waiting for the database of {folder.path}: start `coryphee serve`.\n")
            said = True
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(work())
