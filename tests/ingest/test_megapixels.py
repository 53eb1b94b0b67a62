"""Frame sizes in megapixels written out."""

import pytest

from gis.ingest.cells import read_resolution


@pytest.mark.parametrize("text", ["2MP", "2.0 Megapixel", "2 mega pixel", "2 Megapixels", "2 Mpx"])
def test_megapixels_written_out(text):
    assert read_resolution(text) == (1920, 1080)
