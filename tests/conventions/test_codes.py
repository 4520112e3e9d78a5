"""The code lists of EN 16931 are those of the official artefact, as scripts/codes reads them."""

import importlib
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = "coryphee.einvoice.codes.en16931"


def script() -> ModuleType:
    """scripts/codes, which has no ending, as a module."""
    loader = SourceFileLoader("codes_script", str(REPOSITORY / "scripts" / "codes"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = sys.modules[loader.name] = module_from_spec(spec)  # dataclasses look their module up
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def codes() -> Iterator[ModuleType]:
    yield script()
    del sys.modules["codes_script"]


def test_the_lists_of_ubl_are_those_of_the_installed_artefact(codes: ModuleType) -> None:
    tests = codes.tests_of(codes.ubl_stylesheet())
    different = []
    for entry in codes.LISTS:
        written = importlib.import_module(f"{PACKAGE}.{entry.file}")
        for name, official in zip(entry.parts, codes.lists_in(tests[entry.rule]), strict=True):
            ours = getattr(written, name, None) or written.CODES
            if set(ours.split()) != set(official):
                different.append(f"{entry.file}.{name}")
    assert different == []


def test_each_list_says_its_source_and_version_on_line_1(codes: ModuleType) -> None:
    version = codes.version_of(codes.ubl_stylesheet())
    for entry in codes.LISTS:
        first = (codes.FOLDER / f"{entry.file}.py").read_text(encoding="utf-8").splitlines()[0]
        assert f"Source: {entry.rule}, CEN EN 16931 validation artefacts {version}." in first


def test_a_list_is_written_in_the_order_of_its_codes_unless_the_order_counts(codes: ModuleType) -> None:
    test = "contains(' B A ', concat(' ', ., ' '))"
    assert codes.written(codes.CodeList("x", "Letters", "R-1"), test, test, "9").endswith('CODES = " A B "\n')
    ordered = codes.CodeList("x", "Letters", "R-1", in_order=True)
    assert codes.written(ordered, test, test.replace("B A", "C"), "9").endswith('UBL = " B A "\n\nCII = " C "\n')


def test_lists_of_values_compared_one_by_one_are_found(codes: ModuleType) -> None:
    assert codes.lists_in("@mimeCode = 'text/csv' or @mimeCode = 'image/png'") == [("text/csv", "image/png")]
