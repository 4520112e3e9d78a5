"""The rules that Factur-X judges otherwise than EN 16931, under their common names.

A profile takes its rules from here where Factur-X has a test of its own, and from EN 16931 where the two are one: the
same test of the same elements (`profiles.py`). The stylesheets of Factur-X ask whether a value is empty where CEN
normalises white space first, and let every breakdown be seen by all rules.
"""

from coryphee.einvoice.rulekit import RuleSet

FACTUR_X = RuleSet("factur-x", "1.09")
"""No set that judges by itself."""

WITHOUT_GROUPS = RuleSet("factur-x-without-groups", "1.09")
"""What the profiles below EN 16931 judge otherwise: they know no lines that only group others."""
