"""The floors of .importlinter hold, and the linter notices when they are broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")


def lint(sources: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the project's configuration on a copy of the sources."""
    command = [str(LINTER), "--config", str(REPOSITORY / ".importlinter"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(sources), "COLUMNS": "200"}
    return subprocess.run(command, cwd=sources, env=environment, capture_output=True, text=True, check=False)


def copy_of_the_sources(folder: Path) -> Path:
    """Python files alone, to be broken."""
    shutil.copytree(
        REPOSITORY / "src",
        folder / "src",
        ignore=lambda _, names: [n for n in names if n == "__pycache__" or ("." in n and not n.endswith(".py"))],
    )
    return folder / "src"


def append(file: Path, line: str) -> None:
    """Add a line to a source file."""
    file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")


def test_the_floors_hold() -> None:
    answer = lint(REPOSITORY / "src")
    assert answer.returncode == 0, answer.stdout


def test_broken_floors_are_noticed(tmp_path: Path) -> None:
    sources = copy_of_the_sources(tmp_path)
    house = sources / "coryphee"
    append(house / "einvoice" / "model" / "invoice.py", "import lxml")
    append(house / "einvoice" / "findings.py", "import django")
    append(house / "hub" / "journal" / "queries.py", "import coryphee.hub.flows.actions")
    append(house / "hub" / "portal" / "access.py", "from coryphee.hub.invoices.models import Invoice")
    (house / "hub" / "newcomers").mkdir()
    (house / "hub" / "newcomers" / "__init__.py").write_text("")
    answer = lint(sources)
    broken = {line.rpartition(" BROKEN")[0].strip() for line in answer.stdout.splitlines() if " BROKEN" in line}
    assert {
        "Model, rules and arithmetic see no XML and no PDF",
        "The kernel and the renderings know neither Django nor the platform",
        "Doors never touch tables: they go through access, queries and actions",
    } <= broken
    assert "Platform floors" in broken or "newcomers" in answer.stdout
