"""The set of EN 16931 rules, as the CEN validation artefacts 1.3.16 judge them.

Each rule copies the behaviour of its official assert, for each syntax apart: whether it asks for existence or for
content, decimal or double arithmetic, rounded or not, and where it never fires. Nothing is generalised from one rule
to its neighbour.
"""

from coryphee.einvoice.rulekit import RuleSet
from coryphee.einvoice.rules.en16931.bindings import tabled_rules

EN16931 = RuleSet("en16931", "1.3.16", tabled=tabled_rules)
