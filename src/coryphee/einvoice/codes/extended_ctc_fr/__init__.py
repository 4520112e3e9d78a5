"""What EXTENDED-CTC-FR has of its own: code lists, written by `scripts/codes`, and the table of binding rules."""
