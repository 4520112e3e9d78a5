"""Invoices of growing size: how many a second one core judges, whether time grows in proportion, what memory it takes.

    python benchmarks/bench_sizes.py [--most 10000]

Each size runs in a process of its own: the memory is the peak of that process. Judged is all that applies to the file.
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coryphee.einvoice.checking import check
from coryphee.einvoice.documents import open_document
from coryphee.einvoice.schemas import warm_up
from tests.einvoice import samples

SIZES = (3, 30, 1_000, 10_000)


def measure(syntax: str, lines: int) -> None:
    content = samples.ubl_invoice(lines) if syntax == "ubl" else samples.cii_invoice(lines)
    warm_up()
    best, until, rounds = float("inf"), time.monotonic() + 3, 0
    while time.monotonic() < until or rounds < 3:
        begun = time.process_time()
        check(open_document(content))
        best, rounds = min(best, time.process_time() - begun), rounds + 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{syntax.upper()}, {lines:>6} lines, {len(content) / 1000:8.0f} KB: {best * 1000:9.2f} ms"
        f"   {1 / best:8.1f}/s   {best / lines * 1e6:6.1f} µs a line   {memory:5.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--one", nargs=2, metavar=("SYNTAX", "LINES"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        measure(asked.one[0], int(asked.one[1]))
        return
    for syntax in ("ubl", "cii"):
        for lines in SIZES:
            if lines <= asked.most:
                subprocess.run([sys.executable, __file__, "--one", syntax, str(lines)], check=True)


if __name__ == "__main__":
    main()
