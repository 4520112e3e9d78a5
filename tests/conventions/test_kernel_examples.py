"""The examples of docs/kernel.md are run as they stand."""

import doctest
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "kernel.md"


def run(text: str) -> doctest.TestResults:
    """Run the examples of a page; what differs is printed."""
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(verbose=False)
    return runner.run(parser.get_doctest(text.replace("```", ""), {}, PAGE.name, str(PAGE), 0))


def test_the_examples_do_what_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    results = run(PAGE.read_text(encoding="utf-8"))
    assert results.failed == 0
    assert results.attempted > 20


def test_an_example_that_lies_is_found() -> None:
    assert run(">>> 1 + 1\n3\n").failed == 1
