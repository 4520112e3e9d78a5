"""VAT categories (UNTDID 5305). Source: BR-CL-18, CEN EN 16931 validation artefacts 1.3.16."""

CODES = " AE B E G K L M O S Z "
