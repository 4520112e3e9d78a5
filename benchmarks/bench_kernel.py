"""How fast the kernel reads and judges: against parsing and schema on the same machine, and from a cold start.

    python benchmarks/bench_kernel.py

The target is a ratio (checking at most three times parsing and schema) and under 1 ms for 30 lines; milliseconds alone
say more about the machine than about the code.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from coryphee import einvoice
from coryphee.einvoice.schemas import schema_findings
from coryphee.einvoice.syntaxes import safe_xml

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "coryphee" / "hub" / "operations" / "demo_samples"
LINES = (1, 30, 1000)
SECONDS = 1.0
COLD_STARTS = 7


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the fastest of many runs: the one that the rest of the machine disturbed least."""
    fastest, until = float("inf"), time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        started = time.perf_counter()
        work()
        fastest = min(fastest, time.perf_counter() - started)
    return fastest * 1000


def with_lines(sample: str, element: str, number: int) -> bytes:
    """A sample whose first line is repeated; its totals no longer agree, which costs the rules a little more."""
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    first, *others = re.findall(rf"<{element}>.*?</{element}>", text, re.DOTALL)
    for other in others:
        text = text.replace(other, "")
    return text.replace(first, "\n".join([first] * number)).encode()


def measure(sample: str, element: str, number: int) -> None:
    """Print one row."""
    content = with_lines(sample, element, number)
    document = einvoice.open_document(content)

    def floor() -> None:
        schema_findings(safe_xml.parse(content), document.syntax)

    def whole() -> None:
        einvoice.check(einvoice.open_document(content))

    floor_ms, whole_ms = best(floor), best(whole)
    size = f"{len(content) / 1024:.0f} KB"
    print(f"{document.syntax:<12} {number:>5} lines {size:>7}   parse + schema {floor_ms:8.2f} ms", end="")
    print(f"   all of it {whole_ms:8.2f} ms   ratio {whole_ms / floor_ms:.2f}")


def cold(sample: str) -> float:
    """Median milliseconds of `coryphee check` in a new process."""
    command = [sys.executable, "-m", "coryphee.cli", "check", "--format", "json", str(SAMPLES / sample)]
    times = []
    for _ in range(COLD_STARTS):
        started = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - started)
    return sorted(times)[COLD_STARTS // 2] * 1000


def main() -> None:
    """Print everything."""
    for number in LINES:
        measure("01-ubl-invoice.xml", "cac:InvoiceLine", number)
        measure("04-cii-d16b.xml", "ram:IncludedSupplyChainTradeLineItem", number)
    for sample in ("01-ubl-invoice.xml", "04-cii-d16b.xml", "06-factur-x.pdf"):
        print(f"coryphee check {sample:<24} from a cold start {cold(sample):6.0f} ms")


if __name__ == "__main__":
    main()
