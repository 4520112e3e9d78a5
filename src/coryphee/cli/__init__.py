"""The `coryphee` command: parses words and calls who does the work.

Two families: files (check, show, convert, rules) needs the kernel only; platform (serve, worker, demo...) lives in
`coryphee.hub.operations`, one module for each command with `add_arguments(parser)` and `run(arguments)`.
Nothing is imported before it is known which command is wanted: checking a small file takes less than half a second.
"""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from types import ModuleType

USAGE = 2
"""Exit status for wrong usage and for what cannot be read or started."""

INTERRUPTED = 130

FILES = {
    "check": ("coryphee.cli.checking", "judge invoices: is this file right, and for which channel?"),
    "show": ("coryphee.cli.showing", "read an invoice: who owes what to whom"),
    "convert": ("coryphee.cli.converting", "write an invoice in another syntax, and say what is lost"),
    "rules": ("coryphee.cli.rules", "list the rules, or explain one"),
}
PLATFORM = {
    "serve": "run the platform: database, web and worker",
    "worker": "run a further worker",
    "demo": "run the main job on sample invoices, then serve it",
    "doctor": "tell what runs where, and which settings endanger data",
    "verify": "check the journal chain and the stored files",
    "backup": "write a consistent backup into a folder",
    "restore": "restore a backup into a new data folder",
    "client": "create an API client",
    "operator": "invite who operates the platform, the first one included",
    "crash-report": "count what is stored, for the crash harness",
}


class NotInstalledError(Exception):
    """The command belongs to a part that is not installed; the message tells what to do."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status. Argparse itself ends the process for --help and wrong usage."""
    words = sys.argv[1:] if words is None else list(words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that has no character for it reads an escape; JSON is written in ASCII anyway.
            stream.reconfigure(errors="backslashreplace")
    try:
        wanted = next((word for word in words if not word.startswith("-")), "")
        parser = _parser(wanted)
        arguments = parser.parse_args(words)
        if not hasattr(arguments, "run"):
            parser.print_help()
            return USAGE
        return int(arguments.run(arguments))
    except NotInstalledError as reason:
        print(f"coryphee: {reason}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # The reader of our output went away (`coryphee check ... | head`); nothing may be written to it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser(wanted: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="coryphee", description="French e-invoicing: check files, run the platform.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (module, summary) in FILES.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == wanted:
            _fill(command, importlib.import_module(module))
    for name, summary in PLATFORM.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == wanted:
            module_of_platform = _platform_module(name)
            _fill(command, module_of_platform)
            command.set_defaults(run=lambda arguments, module=module_of_platform: _run_platform(module, arguments))
    return parser


def _fill(command: argparse.ArgumentParser, module: ModuleType) -> None:
    module.add_arguments(command)
    command.set_defaults(run=module.run)


def _platform_module(name: str) -> ModuleType:
    home = f"coryphee.hub.operations.{name.replace('-', '_')}"
    try:
        return importlib.import_module(home)
    except ModuleNotFoundError as missing:
        if missing.name == home:
            raise NotInstalledError(f"`coryphee {name}` is not part of this version") from missing
        raise _told(missing) from None


def _run_platform(module: ModuleType, arguments: argparse.Namespace) -> int:
    cannot_run = importlib.import_module("coryphee.hub.toolbox.cannot_run").CannotRun
    try:
        return int(module.run(arguments))
    except cannot_run as reason:
        print(f"coryphee: {reason}", file=sys.stderr)
        return USAGE
    except ModuleNotFoundError as missing:
        raise _told(missing) from None


def _told(missing: ModuleNotFoundError) -> Exception:
    """A library of the extra `hub` is not there; a module of our own that is not there is our fault and stays so."""
    if (missing.name or "").partition(".")[0] == "coryphee":
        return missing
    return NotInstalledError(
        f"this command needs the platform, which is not installed ({missing.name} is missing): "
        "install coryphee with its extra `hub`"
    )
