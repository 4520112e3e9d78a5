import subprocess
import sys

import pytest

from coryphee import rendering


@pytest.mark.parametrize("name", rendering.__all__)
def test_every_public_name_exists(name: str) -> None:
    assert getattr(rendering, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'render'"):
        _ = rendering.render


def test_the_read_view_needs_no_typesetter() -> None:
    program = (
        "import sys\nfrom coryphee.rendering import read_view\n"
        "print(sorted({'pikepdf', 'typst', 'segno', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
