"""`python -m coryphee.cli` is `coryphee`."""

import sys

from coryphee.cli import main

if __name__ == "__main__":
    sys.exit(main())
