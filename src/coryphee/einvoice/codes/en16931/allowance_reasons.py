"""Reasons of allowances (UNTDID 5189). Source: BR-CL-19, CEN EN 16931 validation artefacts 1.3.16."""

CODES = " 100 102 103 104 105 41 42 60 62 63 64 65 66 67 68 70 71 88 95 "
