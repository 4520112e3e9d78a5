import subprocess
import sys

import pytest

from coryphee import einvoice


@pytest.mark.parametrize("name", einvoice.__all__)
def test_every_public_name_exists(name: str) -> None:
    assert getattr(einvoice, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opener'"):
        _ = einvoice.opener


def test_loading_the_kernel_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom coryphee.einvoice import open_document\n"
        "print(sorted({'pikepdf', 'facturx', 'django', 'saxonche'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
