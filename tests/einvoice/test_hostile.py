"""Every file of the hostile-file factory beside the repository, through the door, in a process apart."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.screening import display_name
from coryphee.einvoice.screening_process import screen_apart

FACTORY = Path(__file__).resolve().parents[3] / "shared" / "tools" / "gen_hostile.py"

# What the factory calls invalid and the door lets in, for validation to refuse: contract, "at the door, what later".
LATER = {"xml.schema"}

pytestmark = pytest.mark.skipif(not FACTORY.exists(), reason=f"no hostile-file factory at {FACTORY}")


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(FACTORY), str(folder), "--big"], check=True, capture_output=True)
    entries = json.loads((folder / "manifest.json").read_text())
    for entry in entries:
        entry["path"] = folder / entry["file"]
    return list(entries)


def verdict(entry: dict[str, Any]) -> str:
    """The code of the refusal, "" for a file that comes in."""
    try:
        screen_apart(entry["path"].read_bytes(), entry["upload_name"])
    except Refused as refused:
        return refused.code
    return ""


def test_every_file_meets_the_verdict_of_the_manifest_in_time(manifest: list[dict[str, Any]]) -> None:
    assert len(manifest) >= 117
    verdict(manifest[0])
    wrong = []
    for entry in manifest:
        expected = entry["code"] if entry["expect"] == "reject" and entry["code"] not in LATER else ""
        started = time.monotonic()
        found = verdict(entry)
        took = time.monotonic() - started
        # The machine may be busy with other tests: the figure without company is in benchmarks/bench_screening.py.
        if found != expected or took > 5:
            wrong.append((entry["id"], entry["note"], expected, found, round(took, 2)))
    assert not wrong


def test_the_caller_stays_small(manifest: list[dict[str, Any]]) -> None:
    """A bomb unfolds in the child: the caller holds the packed file and no more."""
    bombs = [entry for entry in manifest if "bomb" in entry["code"]]
    assert len(bombs) >= 4
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for entry in bombs:
        assert verdict(entry) == entry["code"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


def test_every_hostile_name_is_safe_to_show(manifest: list[dict[str, Any]]) -> None:
    names = [entry["upload_name"] for entry in manifest if entry["id"].startswith("NAM")]
    assert len(names) >= 20
    for name in names:
        shown = display_name(name)
        assert shown.isprintable()
        assert shown
        assert len(shown) <= 120
        assert not set(shown) & set('/\\<>:"')
