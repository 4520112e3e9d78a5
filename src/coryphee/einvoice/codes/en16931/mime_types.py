"""Types of attachments. Source: BR-CL-24, CEN EN 16931 validation artefacts 1.3.16."""

CODES = (
    " "
    "application/pdf application/vnd.oasis.opendocument.spreadsheet "
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet image/jpeg image/png text/csv "
)
