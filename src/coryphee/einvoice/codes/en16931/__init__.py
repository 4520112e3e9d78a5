"""Code lists of EN 16931, written by `scripts/codes` from the validation artefacts of CEN."""
