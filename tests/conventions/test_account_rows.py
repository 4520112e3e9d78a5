"""Each row of the acceptance list for accounts (A01 to A30, and rows of W) is a test that is named by its id."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROWS = {f"a{number:02}" for number in range(1, 31)} | {"w01", "w04", "w08", "w09", "w10", "w12", "w20", "w21", "w25"}
NAMED = re.compile(r"def test_([aw]\d\d)_\w+\(")


def rows_in(folder: Path) -> set[str]:
    return {row for path in folder.rglob("test_*.py") for row in NAMED.findall(path.read_text(encoding="utf-8"))}


def test_every_row_has_a_test_that_names_it() -> None:
    assert ROWS - rows_in(TESTS) == set()


def test_a_missing_row_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("def test_a01_half_a_session_opens_nothing() -> None: ...\n")
    assert rows_in(tmp_path) == {"a01"}
