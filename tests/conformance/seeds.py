"""The number that chance begins with, for tests that draw new cases in each run.

In CI it is that of the commit: every landing draws anew, and a run can be repeated as it was. Elsewhere it is new each
time. CORYPHEE_SEED sets it; the agreement printed at the end of a run tells it.
"""

import os
import random
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def _of_the_commit() -> int:
    told = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(told[:8], 16) if told else random.randrange(2**32)


def _seed() -> int:
    if given := os.environ.get("CORYPHEE_SEED"):
        return int(given)
    return _of_the_commit() if os.environ.get("CI") == "true" else random.randrange(2**32)


SEED = _seed()
