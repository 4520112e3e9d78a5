"""Rules of the house that no linter knows: names of files, their length, words that do not belong, mirrors in tests."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY / "src" / "coryphee"
TESTS = REPOSITORY / "tests"

FORBIDDEN_NAMES = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py", "misc.py", "common.py"}
LONG = 400  # lines; above, the docstring of the file must say why it is long
TEXT = {".py", ".sh", ".md", ".toml", ".html", ".css", ".js", ".txt", ".json", ".yaml", ".yml", ".po", ""}

# Words of the place where the code was written, never of the product; written in pieces so that this file passes.
WORKPLACE = re.compile(
    "|".join(("/" + "work/", r"\b(AI|coding) " + "agents?", "sub" + "agent", "bash" + "_jobs", r"\bClau" + r"de\b"))
)
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")

# Rooms whose files are tested together, through what they do for each other; all others have a mirror each.
WHOLE_ROOMS = {
    "einvoice/model": "every term of every sample, read and written",
    "hub/accounts": "people, as they register, sign in and change what is theirs",
    "hub/api": "over HTTP, address by address",
    "hub/flows": "invoices sent on their way",
    "hub/invoices": "records made by invoices on their way",
    "hub/lifecycle": "the table of statuses, transition by transition",
    "hub/operations": "the commands, on a real data folder",
    "hub/partners": "clients of the API",
    "hub/portal": "pages, as a person asks for them",
}


def kept_files() -> Iterator[Path]:
    """Every text file that git keeps or will keep, vendored ones aside."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = REPOSITORY / name
        if (
            path.suffix in TEXT
            and path.is_file()
            and "vendor" not in path.parts
            and path.name not in {"uv.lock", "LICENSE"}
        ):
            yield path


def sources() -> list[Path]:
    """Every hand-written Python file of the product."""
    return [path for path in sorted(SOURCES.rglob("*.py")) if "migrations" not in path.parts]


def forbidden_name(path: Path) -> bool:
    """Whether the file's name says nothing."""
    return path.name in FORBIDDEN_NAMES


def too_long(text: str) -> bool:
    """Whether a file is long without saying why in its docstring."""
    if text.count("\n") <= LONG:
        return False
    docstring = re.match(r'\s*"""(.*?)"""', text, re.DOTALL)
    return not (docstring and re.search(r"\blong\b|\bgenerated\b", docstring[1], re.IGNORECASE))


def has_code(path: Path) -> bool:
    """Whether a package's `__init__.py` does more than describe and re-export."""
    return any(
        line.startswith(("def ", "class ", "async def ")) for line in path.read_text(encoding="utf-8").splitlines()
    )


def mirrors(path: Path) -> list[Path]:
    """Where the test of a source file may stand: beside its mirror, or one file for a whole small room."""
    relative = path.relative_to(SOURCES)
    if path.name == "__init__.py":
        room = relative.parent
        return [
            TESTS / room.parent / f"test_{room.name}.py",
            TESTS / room / f"test_{room.name}.py",
            TESTS / room / "test_init.py",
        ]
    return [
        TESTS / relative.parent / f"test_{relative.stem.lstrip('_')}.py",
        TESTS / relative.parent.with_name(f"test_{relative.parent.name}.py"),
    ]


def needs_mirror(path: Path) -> bool:
    """Generated code lists, tables, settings and addresses are declarations, tested through what uses them."""
    if path.name in {"apps.py", "models.py", "urls.py", "wsgi.py"} or {"codes", "settings"} & set(path.parts):
        return False
    return path.name != "__init__.py" or has_code(path)


def may_be_unfinished(path: Path) -> bool:
    """Whether words for unfinished work mean what they say: a list of codes may hold any three letters."""
    return path.suffix == ".py" and "codes" not in path.parts


def test_no_file_is_named_after_nothing() -> None:
    assert [str(path) for path in sources() if forbidden_name(path)] == []


def test_a_long_file_says_why() -> None:
    assert [str(path.relative_to(REPOSITORY)) for path in sources() if too_long(path.read_text(encoding="utf-8"))] == []


def test_nothing_is_left_unfinished_and_nothing_names_the_workplace() -> None:
    found = []
    for path in kept_files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if WORKPLACE.search(line) or (may_be_unfinished(path) and UNFINISHED.search(line)):
                found.append(f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()[:120]}")
    assert found == []


def in_whole_room(path: Path) -> bool:
    """Whether the file stands in a room that is tested as a whole, and is."""
    relative = path.relative_to(SOURCES).as_posix()
    return any(relative.startswith(f"{room}/") and any((TESTS / room).rglob("test_*.py")) for room in WHOLE_ROOMS)


def test_every_source_file_has_its_mirror() -> None:
    missing = [
        str(path.relative_to(SOURCES))
        for path in sources()
        if needs_mirror(path) and not in_whole_room(path) and not any(mirror.is_file() for mirror in mirrors(path))
    ]
    assert missing == []


@pytest.mark.parametrize("line", ["see /" + "work/main/x", "a sub" + "agent did this"])
def test_the_search_for_workplace_words_finds_them(line: str) -> None:
    assert WORKPLACE.search(line)


def test_the_checks_say_no() -> None:
    assert forbidden_name(Path("src/coryphee/hub/utils.py"))
    assert too_long('"""Short words."""\n' + "x = 1\n" * 500)
    assert not too_long('"""Long because every status stands in one table."""\n' + "x = 1\n" * 500)
    assert UNFINISHED.search("# TO" + "DO later")
    assert not any(mirror.is_file() for mirror in mirrors(SOURCES / "einvoice" / "nothing_like_this" / "nowhere.py"))
