"""The kernel works without the platform: no Django, no database driver, and not the slow `facturx` either."""

import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "src" / "coryphee" / "hub" / "operations" / "demo_samples"

PROGRAM = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
from pathlib import Path
from coryphee import einvoice
content = Path({sample!r}).read_bytes()
einvoice.screen(content, "sample")
report = einvoice.check(einvoice.open_document(content, "sample"))
unwanted = {{"django", "facturx", "psycopg", "coryphee.hub"}}
print(report.valid is False, sorted(unwanted & set(sys.modules)))
"""


def run(sample: str, absent: set[str]) -> subprocess.CompletedProcess[str]:
    """Check a sample in a process that cannot import what is named."""
    program = PROGRAM.format(absent=absent, sample=str(SAMPLES / sample))
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_a_check_needs_neither_django_nor_a_database() -> None:
    for sample, refused in (
        ("02-ubl-invoice-direct-channel.xml", "False"),
        ("06-factur-x.pdf", "False"),
        ("14-wrong-total.xml", "True"),
    ):
        answer = run(sample, {"django", "psycopg", "procrastinate", "structlog"})
        assert answer.stdout.strip() == f"{refused} []", answer.stderr


def test_the_blocked_import_would_be_noticed() -> None:
    assert "ModuleNotFoundError: lxml" in run("01-ubl-invoice.xml", {"lxml"}).stderr
