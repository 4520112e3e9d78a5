"""What the door costs: milliseconds per file, on the spot and in a process apart, and the ratio to plain reading.

    python benchmarks/bench_screening.py [--rounds 100]

"plain" is lxml or pikepdf opening the same bytes with its own defaults, which is what the limits are added to.
With the hostile-file factory beside the repository, the slowest of its files and the memory of the caller follow.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pikepdf
from lxml import etree

from coryphee.einvoice import screening_process
from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.screening import screen
from coryphee.einvoice.screening_process import screen_apart
from coryphee.einvoice.syntaxes import safe_xml
from tests.hostile_made import pdf_with, tarred, ubl, zipped

FACTORY = Path(__file__).resolve().parents[2] / "shared" / "tools" / "gen_hostile.py"
LINES = 30


def invoice(lines: int = LINES) -> bytes:
    """An XML invoice of about 20 KB, in form only."""
    line = (
        b"<cac:InvoiceLine><cbc:ID>%d</cbc:ID><cbc:InvoicedQuantity unitCode='C62'>10</cbc:InvoicedQuantity>"
        b"<cbc:LineExtensionAmount currencyID='EUR'>100.00</cbc:LineExtensionAmount><cac:Item><cbc:Description>"
        b"Maintenance of the lifts, second quarter</cbc:Description><cbc:Name>Maintenance</cbc:Name>"
        b"<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID>"
        b"</cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID='EUR'>10.00"
        b"</cbc:PriceAmount></cac:Price></cac:InvoiceLine>"
    )
    opening = (
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:'
        b'specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:'
        b'schema:xsd:CommonBasicComponents-2"><cbc:ID>F1</cbc:ID>'
    )
    return opening + b"".join(line % number for number in range(lines)) + b"</Invoice>"


def measure(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of one call, the least disturbed of many."""
    work()
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


def line(name: str, here: float, plain: float | None = None) -> None:
    ratio = f"   {here / plain:5.2f} times plain reading ({plain:.2f} ms)" if plain else ""
    print(f"{name:<52} {here:9.2f} ms{ratio}")


def ordinary_files(rounds: int) -> None:
    small = invoice()
    large = invoice(3000)
    carried = pdf_with(("factur-x.xml", b"<CrossIndustryInvoice/>"), ("scan.png", b"\x89PNG" + bytes(150_000)))
    batch = zipped(*((f"{number}.xml", invoice()) for number in range(1000)))
    tar = tarred(*((f"{number}.xml", invoice()) for number in range(1000)))

    plain = measure(lambda: etree.fromstring(small), 10 * rounds)
    line(
        f"XML, {len(small) // 1000} KB: reading within limits",
        measure(lambda: safe_xml.parse(small), 10 * rounds),
        plain,
    )
    line(f"XML, {len(small) // 1000} KB: the door", measure(lambda: screen_apart(small), 10 * rounds), plain)
    plain = measure(lambda: etree.fromstring(large), rounds // 5)
    line(f"XML, {len(large) / 1e6:.1f} MB: the door, apart", measure(lambda: screen_apart(large), rounds // 5), plain)
    plain = measure(lambda: pikepdf.open(io.BytesIO(carried)).close(), rounds)
    line("Factur-X: screened on the spot", measure(lambda: screen(carried), rounds), plain)
    line("Factur-X: the door, apart", measure(lambda: screen_apart(carried), rounds), plain)
    line(f"ZIP of 1,000 invoices, {len(batch) / 1e6:.1f} MB: apart", measure(lambda: screen_apart(batch), 3))
    line(f"tar.gz of 1,000 invoices, {len(tar) / 1e6:.1f} MB: apart", measure(lambda: screen_apart(tar), 3))

    def many() -> None:
        threads = [
            threading.Thread(target=lambda: [screen_apart(carried) for _ in range(rounds // 4)]) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    started = time.perf_counter()
    many()
    print(f"{'Factur-X from 8 threads at once':<52} {8 * (rounds // 4) / (time.perf_counter() - started):9.0f} files/s")
    line("90 MiB of XML attachment, apart", measure(lambda: screen_apart(ninety_megabytes()), 1))


def ninety_megabytes() -> bytes:
    return ubl().replace(b"</Invoice>", b"<a>" + b"QUJD" * (23_000_000) + b"</a></Invoice>")


def hostile_files() -> None:
    if not FACTORY.exists():
        print("no hostile-file factory beside the repository: its files are left out")
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(FACTORY), folder, "--big"], check=True, stdout=subprocess.DEVNULL)
        taken = []
        for entry in json.loads((Path(folder) / "manifest.json").read_text()):
            content = (Path(folder) / entry["file"]).read_bytes()
            started = time.perf_counter()
            try:
                screen_apart(content, entry["upload_name"])
                verdict = "comes in"
            except Refused as refused:
                verdict = refused.code
            taken.append((time.perf_counter() - started, entry["file"], verdict))
    taken.sort(reverse=True)
    print(f"{len(taken)} hostile files; the slowest:")
    for seconds, name, verdict in taken[:8]:
        line(f"    {name} ({verdict})", seconds * 1000)
    over = sum(seconds > 1 for seconds, _, _ in taken)
    print(f"    {over} of them took more than a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    started = time.perf_counter()
    screening_process.warm_up()
    screen_apart(pdf_with(("factur-x.xml", b"<CrossIndustryInvoice/>")))
    line("first file of a process (its zygote starts)", (time.perf_counter() - started) * 1000)
    ordinary_files(rounds)
    hostile_files()
    print(f"largest memory of the caller: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"a child may take {screening_process.MEMORY >> 20} MB above its zygote, by RLIMIT_AS")


if __name__ == "__main__":
    main()
