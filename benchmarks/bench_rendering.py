"""How long a page and a Factur-X file take, set from an invoice that was never set before.

    python benchmarks/bench_rendering.py [--rounds 20]

Each round changes the number of the invoice, so that the typesetter can keep nothing of the page before. Each figure
is the minimum of the rounds, in milliseconds of the process; the target is for thirty lines, on a quiet core.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coryphee.einvoice import Document, open_document, write_facturx
from coryphee.rendering import make_facturx, read_view, render_pdf
from tests.einvoice import samples

TARGET = 40.0  # milliseconds, PDF/A-3 with embedded XML for thirty lines


def fastest(document: Document, measure: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for number in range(rounds):
        document.invoice.number = f"FA-2026-{number:05}"
        begun = time.process_time()
        measure()
        best = min(best, time.process_time() - begun)
    return best * 1000


def figures(lines: int, rounds: int) -> float:
    document = open_document(samples.cii_invoice(lines))
    invoice, page = document.invoice, render_pdf(document.invoice, "fr")
    steps: dict[str, Callable[[], object]] = {
        "read view, HTML": lambda: read_view(invoice, "fr"),
        "page, PDF/A-3a": lambda: render_pdf(invoice, "fr"),
        "invoice attached": lambda: write_facturx(page, document.xml),
        "Factur-X, all together": lambda: make_facturx(document, "fr"),
    }
    gc.collect()
    print(f"CII, {lines} lines: {len(make_facturx(document, 'fr').content) / 1000:.0f} KB")
    times = {name: fastest(document, measure, rounds) for name, measure in steps.items()}
    for name, milliseconds in times.items():
        print(f"  {name:<24} {milliseconds:8.2f} ms")
    return times["Factur-X, all together"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    thirty = 0.0
    for lines in (1, 30, 300):
        whole = figures(lines, rounds)
        thirty = whole if lines == 30 else thirty
    print(f"Factur-X for 30 lines: {thirty:.1f} ms, target {TARGET:.0f} ms")


if __name__ == "__main__":
    main()
