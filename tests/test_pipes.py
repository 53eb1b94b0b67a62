"""Contents through a pipe: whole and in their order, and an end is told as an end."""

import io

import pytest

from gis.core.pipes import read_content, read_length, write_content, write_number


def test_contents_come_whole_and_in_their_order():
    pipe = io.BytesIO()
    write_number(pipe, 2)
    write_content(pipe, b"")
    write_content(pipe, memoryview(bytes(range(256)) * 1000))
    pipe.seek(0)
    assert read_length(pipe) == 2
    assert read_content(pipe) == b""
    assert read_content(pipe) == bytes(range(256)) * 1000


@pytest.mark.parametrize("left", [b"", b"\1\0\0"])
def test_an_end_is_told(left):
    with pytest.raises(EOFError):
        read_content(io.BytesIO(left))
