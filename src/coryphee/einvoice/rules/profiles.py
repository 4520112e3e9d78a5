"""Which rule sets judge an invoice on the platform channel, from its specification identifier (BT-24) alone.

Source: routing of the official artefacts (Factur-X 1.09, EXTENDED-CTC-FR). A profile below or beside EN 16931 is judged
by rules of its own that replace those of EN 16931. A profile that nobody knows is said so: the official rules would let
any text through.
"""

from coryphee.einvoice.rulekit import Syntax

CEN = "urn:cen.eu:en16931:2017"
_EXTENDED_CTC_FR = CEN + "#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr"
_FACTUR_X = {
    "urn:factur-x.eu:1p0:minimum": ("factur-x-minimum",),
    "urn:factur-x.eu:1p0:basicwl": ("factur-x-basicwl",),
    CEN + "#compliant#urn:factur-x.eu:1p0:basic": ("en16931", "factur-x-basic"),
    CEN: ("en16931", "factur-x-en16931"),
    CEN + "#conformant#urn:factur-x.eu:1p0:extended": ("factur-x-extended",),
}


def profile_rulesets(profile: str, syntax: Syntax) -> tuple[str, ...]:
    """Names of the rule sets that the profile asks for; none when the profile is absent or unknown."""
    profile = profile.strip()
    if profile == _EXTENDED_CTC_FR:
        return ("extended-ctc-fr",)
    if syntax == "cii" and profile in _FACTUR_X:
        return _FACTUR_X[profile]
    return ("en16931",) if profile.startswith(CEN) else ()
