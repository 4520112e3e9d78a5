"""What the documents say is there: commands, settings, links, decisions. Run by scripts/check too."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
OPERATIONS = REPOSITORY / "docs" / "operations.md"
DECISIONS = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
DOCUMENTS = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
TEN_LINES = 10

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
QUOTED_PATH = re.compile(r"`((?:src|tests|scripts|docs|benchmarks|deploy)/[\w./-]+)`")
# Only settings of ours and of the database: PATH, HOME and the like belong to the machine.
SETTING = re.compile(r"""["'](CORYPHEE_[A-Z0-9_]+|DATABASE_(?:OWNER_|REPLICA_)?URL|SMTP_URL|PG_BINDIR)["']""")
# Marks that our own processes hand to each other, never set by an operator.
INTERNAL = {"CORYPHEE_SERVED_FROM"}
COMMAND = re.compile(r"^\s{4}([a-z][a-z-]+)(?:\s|$)", re.MULTILINE)


def settings_read(text: str) -> set[str]:
    """Names of the environment variables that a source file reads."""
    return set(SETTING.findall(text))


def broken_links(document: Path, text: str) -> list[str]:
    """Links and quoted paths of a document that lead nowhere."""
    inside = [target for target in LINK.findall(text) if not re.match(r"[a-z]+:", target)]
    wrong = [target for target in inside if not (document.parent / target).exists()]
    return wrong + [path for path in QUOTED_PATH.findall(text) if not (REPOSITORY / path).exists()]


def commands() -> list[str]:
    """The commands that `coryphee --help` lists."""
    shown = subprocess.run([sys.executable, "-m", "coryphee.cli", "--help"], capture_output=True, text=True, check=True)
    listed = COMMAND.findall(shown.stdout)
    assert listed, f"no command found in:\n{shown.stdout}"
    return listed


def test_every_command_is_documented() -> None:
    text = OPERATIONS.read_text(encoding="utf-8")
    assert [name for name in commands() if f"coryphee {name}" not in text] == []


def test_every_setting_is_documented() -> None:
    text = OPERATIONS.read_text(encoding="utf-8")
    read = set().union(
        *(settings_read(path.read_text(encoding="utf-8")) for path in (REPOSITORY / "src").rglob("*.py"))
    )
    assert read, "no setting found in the sources"
    assert sorted(name for name in read - INTERNAL if name not in text) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_link_leads_somewhere(document: Path) -> None:
    assert broken_links(document, document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_ten_lines_and_tells_its_price(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert len(text.rstrip("\n").split("\n")) == TEN_LINES
    assert "**Price.**" in text


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04d}" for number in range(1, len(DECISIONS) + 1)]


def test_the_checks_say_no() -> None:
    assert settings_read('os.environ.get("CORYPHEE_DATA")\nenviron["PG_BINDIR"]') == {"CORYPHEE_DATA", "PG_BINDIR"}
    assert broken_links(REPOSITORY / "README.md", "[x](docs/nowhere.md) and `src/nowhere.py`") == [
        "docs/nowhere.md",
        "src/nowhere.py",
    ]
