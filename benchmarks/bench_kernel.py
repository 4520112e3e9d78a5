"""How long the kernel takes for one invoice, as figures and as ratios to the floor (parse + XML Schema).

    python benchmarks/bench_kernel.py [--lines 30] [--rounds 400]

The floor is what parsing and XML Schema alone need on the same machine; targets are ratios to it, milliseconds depend
on the machine. Each round takes all steps in turn, as a server does, so that none of them finds the caches to itself;
each figure is the minimum of many rounds: the least disturbed one. Time is that of the process, not of the clock.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coryphee.einvoice.checking import check
from coryphee.einvoice.documents import open_document
from coryphee.einvoice.schemas import schema_findings, warm_up
from coryphee.einvoice.syntaxes import safe_xml
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.ubl import read as ubl
from coryphee.einvoice.writing import convert, write
from tests.einvoice import samples

RATIO_ALLOWED = 3.0
TEN_KILOBYTES = 10_240
CONVERSION_ALLOWED = 2.0
"""Milliseconds from UBL to CII for thirty lines, on a quiet core."""


def fastest(steps: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(rounds):
        for step, measure in steps.items():
            begun = time.process_time()
            measure()
            best[step] = min(best[step], time.process_time() - begun)
    return {step: seconds * 1000 for step, seconds in best.items()}


def figures(name: str, content: bytes, rounds: int) -> float:
    document = open_document(content)
    if document.schema_errors:
        raise SystemExit(f"{name}: the sample breaks its schema: {document.schema_errors[0]}")
    read = cii.read if document.syntax == "cii" else ubl.read

    def floor() -> object:
        return schema_findings(safe_xml.parse(content), document.syntax)

    def reading() -> object:
        root = safe_xml.parse(content)
        schema_findings(root, document.syntax)
        return read(root)

    steps = {
        "parse + XSD": floor,
        "+ read": reading,
        "+ open": lambda: open_document(content),
        "+ EN and FR": lambda: check(open_document(content), rulesets=("en16931", "fr")),
        "all rules": lambda: check(open_document(content)),
    }
    times = fastest(steps, rounds)
    ground = times["parse + XSD"]
    print(f"{name}: {len(content) / 1000:.0f} KB")
    for step, milliseconds in times.items():
        print(f"  {step:<12} {milliseconds:7.3f} ms   x {milliseconds / ground:4.2f}")
    return times["+ EN and FR"] / ground


def conversions(lines: int, rounds: int) -> None:
    """What it takes to read a file of one syntax, write the other, and tell what is not in it."""
    ubl_content, cii_content = samples.ubl_invoice(lines), samples.cii_invoice(lines)
    ubl_document, cii_document = open_document(ubl_content, schema=False), open_document(cii_content, schema=False)
    steps: dict[str, Callable[[], object]] = {
        "UBL to CII": lambda: convert(open_document(ubl_content, schema=False), "cii"),
        "CII to UBL": lambda: convert(open_document(cii_content, schema=False), "ubl"),
        "write CII": lambda: write(ubl_document.invoice, "cii"),
        "write UBL": lambda: write(cii_document.invoice, "ubl"),
    }
    for step in steps.values():
        step()  # the plan of a syntax is made once
    print(f"conversions, {lines} lines:")
    for name, milliseconds in fastest(steps, rounds).items():
        print(f"  {name:<12} {milliseconds:7.3f} ms")
    print(f"  target for 30 lines: {CONVERSION_ALLOWED:.0f} ms")


def ten_kilobytes(rounds: int) -> None:
    """How many files of at most 10 KB one core opens and judges in a second, one after another: the median of many.

    In a process that met good files only; once the official schemas are compiled too, which only others need, memory
    is in pieces and it takes a twentieth longer.
    """
    for name, make in {"UBL": samples.ubl_invoice, "CII": samples.cii_invoice}.items():
        lines = next(count for count in range(1, 100) if len(make(count + 1)) > TEN_KILOBYTES)
        content, times = make(lines), []
        for _ in range(10 * rounds):
            begun = time.process_time()
            check(open_document(content), rulesets=("en16931", "fr"))
            times.append(time.process_time() - begun)
        a_second = 1 / statistics.median(times)
        print(f"{name}, {len(content) / 1000:.1f} KB, {lines} lines: {a_second:,.0f} a second, target 3,000")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=400)
    asked = parser.parse_args()
    ten_kilobytes(asked.rounds)
    warm_up()
    gc.collect()
    ratios = [
        figures(f"UBL, {asked.lines} lines", samples.ubl_invoice(asked.lines), asked.rounds),
        figures(f"CII, {asked.lines} lines", samples.cii_invoice(asked.lines), asked.rounds),
    ]
    conversions(asked.lines, asked.rounds)
    print(f"EN 16931 and BR-FR included: x {max(ratios):.2f} of the floor, target x {RATIO_ALLOWED:.0f}")


if __name__ == "__main__":
    main()
