"""What the platform family of commands does; `cli.py` only parses words and calls it."""
