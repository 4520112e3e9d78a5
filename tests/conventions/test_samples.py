"""The demo's sample invoices: made by scripts/make-samples, judged as `expected.json` says, plainly fictitious."""

import io
import json
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from coryphee import einvoice

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLES = REPOSITORY / "src" / "coryphee" / "hub" / "operations" / "demo_samples"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
STRUCTURES = json.loads((SAMPLES / "structures.json").read_text(encoding="utf-8"))
TABLES = {"structures.json", "expected.json"}
# Judged by the platform, which knows recipients and numbers, not by the kernel.
ROUTING = tomllib.loads((REPOSITORY / "src/coryphee/einvoice/words/en/routing.toml").read_text(encoding="utf-8"))


def luhn(digits: str) -> bool:
    """Whether the check digit of a SIREN or SIRET is right."""
    doubled = (int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0


def content_of(name: str) -> bytes:
    """The bytes of a sample, also of a member of an archive."""
    file, _, member = name.partition("/")
    content = (SAMPLES / file).read_bytes()
    if not member:
        return content
    if file.endswith(".zip"):
        return zipfile.ZipFile(io.BytesIO(content)).read(member)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        found = archive.extractfile(member)
        assert found is not None
        return found.read()


def judge(name: str) -> tuple[str, set[str]]:
    """What the kernel alone makes of a sample: (outcome, ids of findings or code at the door)."""
    content = content_of(name)
    try:
        einvoice.screen(content, name)
    except einvoice.Refused as refusal:
        return "refused_at_door", {refusal.code}
    try:
        document = einvoice.open_document(content, name)
    except einvoice.Refused as refusal:
        return ("draft" if refusal.code == "pdf.no_invoice" else "refused"), {refusal.code}
    report = einvoice.check(document)
    return ("refused" if report.valid is False else "delivered"), {finding.rule for finding in report.findings}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_kernel_judges_as_expected(name: str) -> None:
    outcome, rules = judge(name)
    expected = EXPECTED[name]
    wanted = {rule for rule in expected["rules"] if rule not in ROUTING}
    decided_later = bool(expected["rules"]) and not wanted
    assert outcome == ("delivered" if decided_later else expected["outcome"]), rules
    assert wanted <= rules


def test_every_file_has_its_verdict() -> None:
    files = {path.name for path in SAMPLES.iterdir()} - TABLES
    assert files == {name.partition("/")[0] for name in EXPECTED}


def test_everybody_is_fictitious_with_digits_that_check() -> None:
    for structure in STRUCTURES:
        assert structure["identifier"].startswith("999")
        assert luhn(structure["identifier"])
        assert luhn(structure["identifier"][:9])
        assert "Démo" in structure["name"] or "Exemple" in structure["name"]
    assert not luhn("99900001100019")


def test_the_maker_writes_the_same_bytes(tmp_path: Path) -> None:
    maker = REPOSITORY / "scripts" / "make-samples"
    subprocess.run([sys.executable, str(maker), str(tmp_path)], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in SAMPLES.iterdir() if path.name != "structures.json"}
    assert {name for name in kept | made if kept.get(name) != made.get(name)} == set()
