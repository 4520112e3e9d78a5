"""The files that the commands are given: names, folders, archives, and - for standard input."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coryphee import einvoice

STANDARD_INPUT = "-"
_ENDINGS = (".xml", ".pdf", ".zip", ".tar.gz", ".tgz")
_LIMIT = 90 * 1024 * 1024 + 1
"""Bytes read of one file: one more than may come in, so that a larger one is known for what it is."""

ON_THE_SPOT = 1_000_000
"""Bytes of an XML file up to which it is screened here; above, and for PDF and archives, in a process apart."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to work on. `refused` says why it may not come in; `unreadable` why it could not be read at all."""

    name: str
    content: bytes = b""
    refused: einvoice.Refused | None = None
    unreadable: str = ""


def inputs(names: list[str]) -> Iterator[Input]:
    """Read and screen the files in the order given; a folder gives its files, an archive its members."""
    for name in listed(names):
        yield from inputs_of(name)


def listed(names: list[str]) -> Iterator[str]:
    """The names of the files, those of folders written out; a folder without invoices stays as it is."""
    for name in names:
        path = Path(name)
        found = _invoices_in(path) if name != STANDARD_INPUT and path.is_dir() else []
        yield from map(str, found) if found else (name,)


def inputs_of(name: str) -> Iterator[Input]:
    """Read and screen one file, or standard input; an archive gives its members."""
    if name == STANDARD_INPUT:
        yield from _screened(Input(STANDARD_INPUT, sys.stdin.buffer.read(_LIMIT)))
    elif Path(name).is_dir():
        yield Input(name, unreadable="the folder holds no XML, PDF or archive")
    else:
        yield from _screened(_read(Path(name)))


def _invoices_in(folder: Path) -> list[Path]:
    return [entry for entry in sorted(folder.rglob("*")) if entry.name.lower().endswith(_ENDINGS) and entry.is_file()]


def _read(path: Path) -> Input:
    try:
        with path.open("rb") as file:
            return Input(str(path), file.read(_LIMIT))
    except OSError as error:
        return Input(str(path), unreadable=error.strerror or str(error))


def _screened(file: Input) -> Iterator[Input]:
    if file.unreadable:
        yield file
        return
    label = "" if file.name == STANDARD_INPUT else file.name
    try:
        screened = _screen(file.content, label)
    except einvoice.Refused as refused:
        yield Input(file.name, file.content, refused=refused)
        return
    if screened.kind in {"xml", "pdf"}:
        yield file
    for member in screened.members:
        yield Input(f"{file.name}/{member.name}", member.content or b"", refused=member.refused)


def _screen(content: bytes, name: str) -> einvoice.Screened:
    if len(content) <= ON_THE_SPOT and not content.startswith((b"%PDF", b"PK", b"\x1f\x8b")):
        return einvoice.screen(content, name)
    # Imported late: an ordinary XML file needs no process of its own.
    from coryphee.einvoice.screening_process import screen_apart

    return screen_apart(content, name)
