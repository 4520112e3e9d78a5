"""UN/CEFACT Cross Industry Invoice, D16B and D22B."""
