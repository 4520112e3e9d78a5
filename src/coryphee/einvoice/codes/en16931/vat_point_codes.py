"""Days on which VAT falls due (UNTDID 2005 and 2475). Source: BR-CL-06, CEN EN 16931 validation artefacts 1.3.16."""

UBL = " 3 35 432 "

CII = " 29 5 72 "
