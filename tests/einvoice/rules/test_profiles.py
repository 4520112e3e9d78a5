"""The routing of BT-24, as the official artefacts do it."""

import pytest

from coryphee.einvoice.rules.profiles import CEN, profile_rulesets


@pytest.mark.parametrize(
    ("profile", "ubl", "cii"),
    [
        (CEN, ("en16931",), ("en16931", "factur-x-en16931")),
        (f"{CEN}#compliant#urn:factur-x.eu:1p0:basic", ("en16931",), ("en16931", "factur-x-basic")),
        (f"{CEN}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", ("en16931",), ("en16931",)),
        (f"{CEN}#conformant#urn:factur-x.eu:1p0:extended", ("en16931",), ("factur-x-extended",)),
        (f"{CEN}#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", ("extended-ctc-fr",), ("extended-ctc-fr",)),
        ("urn:factur-x.eu:1p0:minimum", (), ("factur-x-minimum",)),
        ("urn:factur-x.eu:1p0:basicwl", (), ("factur-x-basicwl",)),
        ("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", (), ()),
        ("urn:inconnu", (), ()),
        ("", (), ()),
    ],
)
def test_each_profile_has_its_judges(profile: str, ubl: tuple[str, ...], cii: tuple[str, ...]) -> None:
    assert profile_rulesets(profile, "ubl") == ubl
    assert profile_rulesets(profile, "cii") == cii
