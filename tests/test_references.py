"""What docs/ says of commands, columns and the library is what the code says."""

import pytest

from tests.references import DOCS, references


@pytest.mark.parametrize(
    "name", ["cli.md", "data-dictionary.md", "data-dictionary.csv", "library.md"]
)
def test_the_reference_is_as_the_code(name):
    text = references()[name]
    assert (DOCS / name).read_text("utf-8") == text, "run: python -m tests.references"
