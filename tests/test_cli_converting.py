"""`coryphee convert`: what it writes, what it says, and how it exits."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from coryphee import cli, einvoice
from tests.einvoice import samples


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "facture.xml"
    path.write_bytes(samples.ubl_invoice(2))
    return path


def convert(*words: str | Path) -> int:
    return cli.main(["convert", *map(str, words)])


@pytest.mark.parametrize("to", ["ubl", "cii", "facturx"])
def test_each_form_is_written_and_is_the_same_invoice(
    to: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    assert convert("--to", to, source, "-o", output) == 0
    assert capsys.readouterr().out == ""
    document = einvoice.open_document(output.read_bytes())
    assert document.schema_errors == ()
    assert document.invoice.number == "FA-2026-0042"
    assert (document.carrier, document.syntax[:3]) == (
        "pdf" if to == "facturx" else "xml",
        "ubl" if to == "ubl" else "cii",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facture.xml", "out"]


def test_what_is_lost_is_told_in_the_language_asked_for(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = source.read_bytes().replace(b"<cbc:IssueDate>", b"<cbc:UUID>a-1</cbc:UUID><cbc:IssueDate>", 1)
    source.write_bytes(content)
    assert convert("--to", "cii", source, "-o", tmp_path / "out", "--lang", "fr") == 0
    assert capsys.readouterr().out == (
        "avertissement convert.unread : /Invoice/UUID ne fait pas partie du modèle de facture"
        " et n'a pas été repris : « a-1 ».\n  /Invoice/UUID, ligne 8\n"
    )


def test_what_breaks_its_schema_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "basic-wl.xml"
    source.write_bytes(einvoice.write(einvoice.read(samples.cii_invoice()), "cii", profile="basicwl"))
    assert convert("--to", "ubl", source, "-o", tmp_path / "out") == 1
    assert "xml.schema" in capsys.readouterr().out
    assert einvoice.read((tmp_path / "out").read_bytes()).number == "FA-2026-0042"


def test_the_file_itself_is_never_overwritten(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = source.read_bytes()
    (tmp_path / "link.xml").symlink_to(source)
    for output in (source, tmp_path / "link.xml", tmp_path / "." / "facture.xml"):
        assert convert("--to", "cii", source, "-o", output) == 2
    assert "would overwrite" in capsys.readouterr().err
    assert source.read_bytes() == before


def test_another_file_is_replaced_whole(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.write_bytes(b"x" * 100_000)
    assert convert("--to", "ubl", source, "-o", output) == 0
    assert einvoice.read(output.read_bytes()).number == "FA-2026-0042"


@pytest.mark.parametrize("content", [b"", b"<a/>", b"not an invoice"])
def test_what_is_no_invoice_is_refused_and_nothing_written(
    content: bytes, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_bytes(content)
    assert convert("--to", "cii", source, "-o", tmp_path / "out") == 2
    assert capsys.readouterr().err.startswith("coryphee convert: ")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_read_or_written_is_said(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert convert("--to", "cii", tmp_path / "nowhere.xml", "-o", tmp_path / "out") == 2
    assert convert("--to", "cii", source, "-o", tmp_path / "nowhere" / "out") == 2
    assert convert("--to", "cii", tmp_path, "-o", tmp_path / "out") == 0
    source.with_name("second.xml").write_bytes(source.read_bytes())
    assert convert("--to", "cii", tmp_path, "-o", tmp_path / "out") == 2
    assert "convert takes one file" in capsys.readouterr().err


def test_standard_input_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(samples.cii_invoice())))
    assert convert("--to", "ubl", "-", "-o", tmp_path / "out") == 0


def test_the_syntax_is_a_question_of_usage(source: Path, tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "coryphee.cli",
        "convert",
        "--to",
        "edifact",
        str(source),
        "-o",
        str(tmp_path / "out"),
    ]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 2


def test_an_invoice_without_profile_gets_that_of_en_16931_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    invoice = einvoice.read(samples.cii_invoice(2))
    source = tmp_path / "facture.xml"
    invoice.profile = None
    source.write_bytes(einvoice.write(invoice, "cii"))
    assert convert("--to", "facturx", source, "-o", tmp_path / "out", "--lang", "fr") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "convert.added" in said.out
    assert "BT-24" in said.out
    assert einvoice.read((tmp_path / "out").read_bytes()).profile == "urn:cen.eu:en16931:2017"
