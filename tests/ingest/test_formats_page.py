"""The page of formats is the one the tests make."""

from pathlib import Path

from tests.ingest.formats_table import table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "import.md"


def test_the_table_of_formats_is_that_of_the_tests():
    assert table().strip() in PAGE.read_text("utf-8")
