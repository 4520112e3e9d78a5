"""`coryphee convert`: the same invoice in another syntax, and what could not go along.

Exit status: 0 written, 1 written but breaking the XML Schema of its kind (the invoice lacks what that demands), 2 the
file cannot be read, the result cannot be written, or wrong usage. Nothing else is judged: `coryphee check` does.
"""

import argparse
import contextlib
import os
import sys
import tempfile
from pathlib import Path

from coryphee import einvoice
from coryphee.cli.inputs import Input, inputs
from coryphee.cli.labels import LABELS, safe
from coryphee.einvoice.findings import Finding
from coryphee.einvoice.words import Language, explain

WRITTEN, INCOMPLETE, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="XML or PDF, or - for standard input")
    parser.add_argument("--to", choices=["ubl", "cii", "facturx"], required=True, help="what to make of it")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="the file to write")
    parser.add_argument("--lang", choices=["en", "fr", "it"], default="en", help="language of the words, and of pages")


def run(arguments: argparse.Namespace) -> int:
    """Convert one file; what was lost is printed."""
    output = Path(arguments.output)
    if arguments.file != "-" and _same_file(Path(arguments.file), output):
        return _failed(arguments.output, "would overwrite the file it is made from")
    files = list(inputs([arguments.file]))
    if len(files) != 1:
        return _failed(arguments.file, "convert takes one file")
    try:
        content, lost = _converted(files[0], arguments.to, arguments.lang)
        _write(output, content)
    except einvoice.Refused as refused:
        words = explain(refused.code, refused.parameters, arguments.lang)
        return _failed(files[0].name, f"{refused.code}: {words.message} {words.fix}")
    except (einvoice.NotWritable, OSError) as obstacle:
        return _failed(files[0].name, str(obstacle))
    schema = einvoice.open_document(content).schema_errors
    for finding in [*lost, *(schema or ())]:
        _print(finding, arguments.lang)
    return WRITTEN if schema == () else INCOMPLETE


def _converted(file: Input, to: str, language: Language) -> tuple[bytes, tuple[Finding, ...]]:
    if file.unreadable:
        raise OSError(file.unreadable)
    if file.refused is not None:
        raise file.refused
    document = einvoice.open_document(file.content, file.name, schema=False)
    if to != "facturx":
        converted = einvoice.convert(document, "ubl" if to == "ubl" else "cii")
        return converted.content, converted.lost
    # Imported late: the typesetter takes longer to load than an XML file to convert.
    from coryphee.rendering import make_facturx

    page = document.content if document.carrier == "pdf" else None
    if document.syntax == "cii":
        with contextlib.suppress(einvoice.NotWritable):  # its BT-24 is no profile of Factur-X: it gets one below
            return make_facturx(document, language, page=page).content, ()
    converted = einvoice.convert(document, "cii", profile=einvoice.facturx_profile(document.invoice))
    return make_facturx(document, language, xml=converted.content, page=page).content, converted.lost


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or nothing: a reader never meets half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # As any new file of this user; the temporary one is for its maker alone.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _print(finding: Finding, language: Language) -> None:
    labels = LABELS[language]
    words = explain(finding.rule, dict(finding.parameters), language)
    print(f"{labels[finding.severity]} {finding.rule}{labels['colon']} {safe(words.message)}")
    if finding.where:
        line = f", {labels['line']} {finding.line}" if finding.line else ""
        print(f"  {safe(finding.where)}{line}")


def _failed(name: str, reason: str) -> int:
    print(f"coryphee convert: {safe(name)}: {safe(reason)}", file=sys.stderr)
    return UNREADABLE
