"""Coverage-guided fuzzing of everything that reads what strangers send: `scripts/fuzz [TARGET] [SECONDS]`.

A target may answer, or refuse with `Refused`; any other exception ends the run and leaves the file that raised it.
Half of the changes are structural (elements removed, doubled, moved, emptied, odd values), so that the rules behind
the parser are reached; the other half change bytes.
"""

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["coryphee.einvoice"]):
    from coryphee.einvoice import Refused, check, open_document, screen
    from coryphee.einvoice.facturx.read import extract
    from coryphee.einvoice.facturx.text import visible_text
    from coryphee.einvoice.words import explain

from lxml import etree

from tests.einvoice import samples
from tests.einvoice.test_mutations import ODD, distorted
from tests.hostile_made import pdf_with, tarred, zipped
from tests.invoices_made import SAMPLES

CHANGES = ("remove", "double", "text", "attribute", "bare", "comment", "move", "empty")


def judged(content: bytes) -> None:
    """Read, judge by every rule that applies, and put each finding into words."""
    report = check(open_document(content))
    for finding in report.findings:
        explain(finding.rule, dict(finding.parameters))


def door(content: bytes) -> None:
    """Screen as the door does."""
    screen(content, "file")


def attached(content: bytes) -> None:
    """Take the invoice out of a PDF and read its pages."""
    extract(content)
    visible_text(content)


XML = [
    samples.ubl_invoice(2),
    samples.ubl_credit_note(2),
    samples.cii_invoice(2),
    samples.full_ubl(),
    samples.full_cii(),
    samples.extended_ubl(),
    samples.extended_cii(),
]
PDF = [pdf_with(("factur-x.xml", XML[2]), deflated=True), (SAMPLES / "06-factur-x.pdf").read_bytes()]
TARGETS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "judge": (judged, XML),
    "door": (door, [*XML, *PDF, zipped(("a.xml", XML[0])), tarred(("a.xml", XML[0]))]),
    "pdf": (attached, PDF),
}


def changed(content: bytes, largest: int, seed: int) -> bytes:
    """Change the structure of an XML file where it has one, or else its bytes."""
    drawn = random.Random(seed)
    if drawn.random() < 0.5 and content.lstrip().startswith(b"<"):
        wanted = [
            (drawn.randrange(10_000), drawn.choice(CHANGES), drawn.randrange(10_000), drawn.choice(ODD))
            for _ in range(drawn.randrange(1, 5))
        ]
        try:
            return distorted(content, wanted)[:largest]
        except (etree.XMLSyntaxError, ValueError):
            pass  # it has no structure left to change
    return bytes(atheris.Mutate(content, largest))


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "judge"
    seconds = sys.argv[2] if len(sys.argv) > 2 else "60"
    target, seeds = TARGETS[name]

    def once(content: bytes) -> None:
        try:
            target(content)
        except Refused:
            return

    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        "-max_len=200000",
        "-timeout=20",
        f"-artifact_prefix={corpus}/",
        str(corpus),
    ]
    atheris.Setup([sys.argv[0], *options], once, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
