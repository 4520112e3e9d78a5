"""Codes of the direct channel. Source: rule S2.05 and help pages of Chorus Pro, as read in November 2026."""

PAYMENT_MEANS_CODES = frozenset({"1", "01", "10", "20", "30", "31", "42", "48", "49", "58", "59", "97"})
"""Means of payment (BT-81) that are accepted; UNTDID 4461 writes 1 where rule S2.05 writes 01."""

ATTACHMENT_EXTENSIONS = frozenset(
    {
        *("bmp", "bz2", "csv", "doc", "docx", "fax", "gif", "gz", "gzip", "htm", "html", "jpeg", "jpg", "odp", "ods"),
        *("odt", "p7s", "pdf", "png", "pps", "ppt", "pptx", "rtf", "svg", "tgz", "tif", "tiff", "txt", "xhtml"),
        *("xlc", "xlm", "xls", "xlsx", "xml", "xsd", "xsl", "zip"),
    }
)
"""Extensions of attachments that are accepted, in lower case."""
