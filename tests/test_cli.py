"""The command: what it prints, how it exits, and that it loads no more than it needs."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from coryphee import cli
from coryphee.cli.labels import LABELS, safe
from coryphee.einvoice.words import LANGUAGES
from tests.einvoice import samples
from tests.invoices_made import SAMPLES

FIELDS = ["file", "sha256", "carrier", "syntax", "profile", "rulesets", "channel", "channels", "valid", "findings"]
FINDING_FIELDS = ["rule", "ruleset", "severity", "term", "message", "fix", "where", "line"]
DIRECT = str(SAMPLES / "02-ubl-invoice-direct-channel.xml")
PLATFORM = str(SAMPLES / "01-ubl-invoice.xml")
WRONG = str(SAMPLES / "14-wrong-total.xml")
HOSTILE = str(SAMPLES / "17-external-entity.xml")


def command(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "coryphee.cli", *words], input=given, capture_output=True, check=False)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, list[dict[str, Any]]]:
        status = cli.main(["check", "--format", "json", *words])
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_one_valid_file(check: Any) -> None:
    status, [answer] = check(DIRECT)
    assert status == 0
    assert list(answer) == FIELDS
    assert (answer["file"], answer["carrier"], answer["syntax"]) == (DIRECT, "xml", "ubl-invoice")
    assert answer["profile"] == "urn:cen.eu:en16931:2017"
    assert answer["rulesets"] == ["en16931@1.3.16", "fr@1.4", "chorus@1", "advice@1"]
    assert answer["channels"] == {"direct": True, "platform": False}
    assert answer["valid"] is True
    assert list(answer["findings"][0]) == FINDING_FIELDS


def test_exit_statuses(check: Any) -> None:
    assert check(WRONG)[0] == 1
    assert check(HOSTILE)[0] == 2
    assert check(PLATFORM)[0] == 0
    assert check("--rules", "cpro", PLATFORM)[0] == 3


def test_over_several_files_the_gravest_wins(check: Any) -> None:
    assert check(DIRECT, WRONG)[0] == 1
    assert check("--rules", "profile,cpro", WRONG, PLATFORM)[0] == 3
    assert check(PLATFORM, HOSTILE, WRONG)[0] == 2
    _, answers = check(WRONG, DIRECT)
    assert [answer["file"] for answer in answers] == [WRONG, DIRECT]


def test_a_refused_file_has_one_finding_with_its_code(check: Any) -> None:
    status, [answer] = check(HOSTILE)
    assert status == 2
    assert list(answer) == FIELDS
    assert (answer["syntax"], answer["valid"]) == ("other", False)
    assert answer["channels"] == {"direct": False, "platform": False}
    assert [finding["rule"] for finding in answer["findings"]] == ["xml.dtd"]
    assert answer["findings"][0]["fix"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("18-empty.xml", "file.empty"),
        ("19-truncated.xml", "xml.malformed"),
        ("20-not-an-invoice.xml", "xml.root"),
        ("23-picture.png", "file.type"),
        ("07-pdf-without-data.pdf", "pdf.no_invoice"),
        ("24-script-in-pdf.pdf", "pdf.active"),
    ],
)
def test_codes_of_refused_files(check: Any, file: str, code: str) -> None:
    status, [answer] = check(str(SAMPLES / file))
    assert (status, answer["findings"][0]["rule"]) == (2, code)


def test_a_pdf_with_an_invoice(check: Any) -> None:
    _, [answer] = check(str(SAMPLES / "06-factur-x.pdf"))
    assert (answer["carrier"], answer["syntax"]) == ("pdf", "cii")


def test_a_broken_schema(check: Any) -> None:
    status, [answer] = check(str(SAMPLES / "16-broken-schema.xml"))
    assert status == 1
    assert "xml.schema" in {finding["rule"] for finding in answer["findings"]}


def test_a_folder_gives_its_invoices(check: Any, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/two.XML", "one.xml"):
        (tmp_path / name).write_bytes(Path(DIRECT).read_bytes())
    (tmp_path / "notes.txt").write_text("nothing")
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as archive:
        archive.write(DIRECT, "three.xml")
    status, answers = check(str(tmp_path))
    assert status == 0
    assert [Path(answer["file"]).name for answer in answers] == ["two.XML", "three.xml", "one.xml"]


def test_an_empty_folder_and_an_absent_file_are_wrong_usage(
    check: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(tmp_path)]) == 2
    assert "holds no XML, PDF or archive" in capsys.readouterr().err
    assert cli.main(["check", str(tmp_path / "absent.xml"), DIRECT]) == 2
    printed = capsys.readouterr()
    assert "absent.xml" in printed.err
    assert DIRECT in printed.out


def test_an_archive_gives_its_members(check: Any, tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("good.xml", Path(DIRECT).read_bytes())
        archive.writestr("bad.xml", b"<a")
    file = tmp_path / "lot.zip"
    file.write_bytes(content.getvalue())
    status, answers = check(str(file))
    assert status == 2
    assert [(Path(answer["file"]).name, answer["valid"]) for answer in answers] == [
        ("good.xml", True),
        ("bad.xml", False),
    ]


def test_standard_input() -> None:
    done = command("check", "--format", "json", "-", given=Path(DIRECT).read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["file"] == "-"


def test_rules_only_judges_fragments(check: Any, tmp_path: Path) -> None:
    fragment = tmp_path / "fragment.xml"
    fragment.write_text('<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>')
    status, [answer] = check("--rules", "en16931", "--rules-only", str(fragment))
    fired = [finding["rule"] for finding in answer["findings"]]
    assert status == 1
    assert {"BR-01", "BR-16"} <= set(fired)
    assert "xml.schema" not in fired
    assert answer["rulesets"] == ["en16931@1.3.16"]


def test_named_rule_sets(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--rules", "chorus@1", DIRECT)[0] == 0
    assert check("--rules", "profile,fr", DIRECT)[0] == 1
    assert cli.main(["check", "--rules", "chorus@0", DIRECT]) == 2
    assert "chorus@0" in capsys.readouterr().err
    assert cli.main(["check", "--rules", ",", DIRECT]) == 2
    assert "names no rule set" in capsys.readouterr().err


def test_the_channel_may_be_chosen(check: Any) -> None:
    assert check("--channel", "direct", PLATFORM)[0] == 1
    assert check("--channel", "platform", DIRECT)[0] == 1


@pytest.mark.parametrize(("language", "word"), [("en", "amount"), ("fr", "montant"), ("it", "importo")])
def test_words_in_three_languages(capsys: pytest.CaptureFixture[str], language: str, word: str) -> None:
    assert cli.main(["rules", "explain", "BR-15", "--lang", language]) == 0
    assert word in capsys.readouterr().out


def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--lang", "fr", WRONG]) == 1
    shown = capsys.readouterr().out
    assert "non valide (plateforme agréée)" in shown
    assert "erreur BR-CO-15 [BT-112]" in shown
    assert "→ " in shown
    assert shown.index("BR-CO-15") < shown.index("Sur l'autre canal") < shown.index("CHORUS-TOTAL-WITH-VAT")


def test_text_from_a_file_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "odd\x1b[31m.xml"
    file.write_bytes(Path(DIRECT).read_bytes().replace(b">A1<", ">\u202eA99<".encode()))
    cli.main(["check", str(file)])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_show_for_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "--lang", "fr", str(SAMPLES / "06-factur-x.pdf")]) == 0
    shown = capsys.readouterr().out
    assert "DEMO-2026-006" in shown
    assert "Net à payer" in shown
    assert cli.main(["show", "--format", "json", DIRECT]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["seller"]["name"]
    assert "source" not in answer
    assert cli.main(["show", HOSTILE]) == 2
    assert "xml.dtd" in capsys.readouterr().err


def test_show_says_when_the_schema_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    broken = str(SAMPLES / "16-broken-schema.xml")
    assert cli.main(["show", broken]) == 1
    printed = capsys.readouterr()
    assert "DEMO-2026-016" in printed.out
    assert "xml.schema: The element Issued may not stand here" in printed.err
    assert cli.main(["show", "--format", "json", broken]) == 1
    assert json.loads(capsys.readouterr().out)["number"] == "DEMO-2026-016"
    assert cli.main(["show", WRONG]) == 0


def test_show_tells_what_it_does_not_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "facture.xml"
    content = samples.ubl_invoice()
    path.write_bytes(content)
    assert cli.main(["show", str(path)]) == 0
    assert "Not part of the invoice" not in capsys.readouterr().out
    path.write_bytes(content.replace(b"<cbc:IssueDate>", b"<cbc:UUID>a-1</cbc:UUID><cbc:IssueDate>", 1))
    assert cli.main(["show", str(path)]) == 0
    assert capsys.readouterr().out.endswith("Not part of the invoice, and not shown:\n  /Invoice/UUID: a-1\n")


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert any(line.startswith("BR-CO-15 ") and "en16931@1.3.16" in line for line in listed)
    assert any(line.startswith("CHORUS-IBAN ") and "warning" in line for line in listed)
    assert cli.main(["rules", "explain", "xml.dtd"]) == 0
    assert "DOCTYPE" in capsys.readouterr().out
    assert cli.main(["rules", "explain", "BR-CO-17"]) == 0
    explained = capsys.readouterr().out
    assert "UBL" in explained
    assert "CII" in explained
    assert cli.main(["rules", "explain", "BR-FXEXT-AE-08"]) == 0
    assert "BT-116" in capsys.readouterr().out
    assert cli.main(["rules", "explain", "BR-99"]) == 2


def test_rows_of_tables_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    bindings = [line for line in listed if line.startswith(("UBL-", "CII-")) and " en16931@1.3.16 " in line]
    assert len(bindings) == 756 + 583
    assert cli.main(["rules", "explain", "UBL-SR-24", "--lang", "fr"]) == 0
    explained = capsys.readouterr().out
    assert "en16931@1.3.16  UBL" in explained
    assert "BG-13" in explained
    assert "Delivery figure plus souvent" in explained


def test_a_rule_of_both_syntaxes_is_explained_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "explain", "BR-S-08"]) == 0
    explained = capsys.readouterr().out.splitlines()
    assert explained[0] == "BR-S-08  en16931@1.3.16  UBL, CII  error  BT-116"
    assert [line for line in explained if line.startswith("  The taxable amount (BT-116)")] == explained[1:2]
    assert cli.main(["rules", "explain", "BR-S-08", "--lang", "fr"]) == 0
    assert "The taxable" not in capsys.readouterr().out


def test_wrong_usage_exits_2() -> None:
    assert cli.main([]) == 2
    for words in (["nothing"], ["check"], ["check", "--format", "yaml", DIRECT], ["rules"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code == 2


def test_the_platform_is_called_when_it_is_wanted() -> None:
    done = command("worker", "--help")
    assert done.returncode == 0
    assert b"--data" in done.stdout


def test_a_command_that_is_not_there_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cli.PLATFORM, "fly", "not written")
    assert cli.main(["fly"]) == 2
    assert "not part of this version" in capsys.readouterr().err


def test_a_missing_platform_says_what_to_install() -> None:
    program = "import sys; sys.modules['psycopg'] = None; from coryphee.cli import main; sys.exit(main(['verify']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "extra `hub`" in done.stderr


def test_checking_an_xml_file_loads_neither_pdf_nor_platform() -> None:
    program = (
        "import sys; from coryphee.cli import main; main(['check', sys.argv[1]]);"
        "print([n for n in ('pikepdf', 'django', 'facturx', 'coryphee.hub', 'multiprocessing') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, DIRECT], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = f"'{sys.executable}' -m coryphee.cli rules list | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", program], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("BR-")


def test_labels_are_complete() -> None:
    assert set(LABELS) == set(LANGUAGES)
    assert {frozenset(labels) for labels in LABELS.values()} == {frozenset(LABELS["en"])}
    assert safe("a\x1b[31m\u202e\n" + "x" * 5000).startswith("a [31m  x")


def test_a_terminal_without_our_characters_reads_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    told = command("check", "--lang", "fr", WRONG)
    assert (told.returncode, told.stderr) == (1, b"")
    assert rb"\xe9" in told.stdout
    answer = command("check", "--format", "json", "--lang", "fr", WRONG)
    assert "é" in "".join(finding["fix"] for finding in json.loads(answer.stdout)["findings"])
