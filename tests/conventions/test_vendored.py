"""The files of others are what the table says they are, and nothing else lies beside them."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = "src/coryphee/hub/portal/static/vendor"
FONTS = "src/coryphee/rendering/fonts"
TABLE = f"{VENDOR}/VENDORED.json"
LICENCES = {"MIT", "0BSD", "OFL-1.1", "MPL-2.0"}  # read and found compatible with serving the files beside EUPL-1.2


def faults(root: Path) -> list[str]:
    """Everything that differs between the table and the files under `root`."""
    found = []
    named = {TABLE}
    for package in json.loads((root / TABLE).read_text(encoding="utf-8"))["packages"]:
        if package["licence"] not in LICENCES:
            found.append(f"{package['name']}: licence {package['licence']} was never read")
        for file in package["files"]:
            named.add(file["to"])
            found += file_faults(root / file["to"], file)
            if (root / file["to"]).with_name(Path(file["to"]).name + ".gz").exists():
                named.add(file["to"] + ".gz")
    lying = {
        str(path.relative_to(root)) for home in (VENDOR, FONTS) for path in (root / home).rglob("*") if path.is_file()
    }
    return found + [f"{path}: not in the table" for path in sorted(lying - named)]


def file_faults(path: Path, file: dict) -> list[str]:
    if not path.exists():
        return [f"{file['to']}: missing"]
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != file.get("sha256"):
        return [f"{file['to']}: changed since it was fetched"]
    compressed = path.with_name(path.name + ".gz")
    if compressed.exists() and gzip.decompress(compressed.read_bytes()) != content:
        return [f"{file['to']}.gz: holds something else than {path.name}"]
    return []


def test_vendored_files_are_those_of_the_table() -> None:
    assert faults(ROOT) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The table and its files, free to be damaged."""
    for package in json.loads((ROOT / TABLE).read_text(encoding="utf-8"))["packages"]:
        for file in package["files"]:
            (tmp_path / file["to"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file["to"], tmp_path / file["to"])
    shutil.copy(ROOT / TABLE, tmp_path / TABLE)
    return tmp_path


def test_an_untouched_copy_has_no_fault(copy: Path) -> None:
    assert faults(copy) == []


def test_a_changed_file_is_named(copy: Path) -> None:
    with (copy / VENDOR / "htmx/htmx.min.js").open("ab") as script:
        script.write(b"\n")
    assert faults(copy) == [f"{VENDOR}/htmx/htmx.min.js: changed since it was fetched"]


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / VENDOR / "htmx/htmx.min.js").unlink()
    assert faults(copy) == [f"{VENDOR}/htmx/htmx.min.js: missing"]


def test_a_file_outside_the_table_is_named(copy: Path) -> None:
    (copy / VENDOR / "other.js").write_text("alert(1)")
    (copy / FONTS / "other.otf").write_bytes(b"OTTO")
    assert faults(copy) == [f"{VENDOR}/other.js: not in the table", f"{FONTS}/other.otf: not in the table"]


def test_a_stale_compressed_copy_is_named(copy: Path) -> None:
    (copy / VENDOR / "htmx/htmx.min.js.gz").write_bytes(gzip.compress(b"old"))
    assert faults(copy) == [f"{VENDOR}/htmx/htmx.min.js.gz: holds something else than htmx.min.js"]
