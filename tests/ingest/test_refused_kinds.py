"""Files that hold no list are named as what they are, by content, else by their name."""

import pytest

from gis.core.errors import FileError
from gis.ingest.formats.file_kinds import kind_of


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"AC1032abc", "a.dwg", "AutoCAD"),
        (b"AC1015\0\0\0", "a.xlsx", "AutoCAD"),
        (b"\xff\xfe\xff\x0eS\0k\0e\0t\0c\0h\0U\0p\0", "a.skp", "SketchUp"),
        (b"%PDF-1.7", "a.csv", "PDF"),
        (b"8BPS\0\1", "a.psd", "ảnh"),
        (b"\0\0\0\x20ftypisom", "a.mp4", "phim"),
        (b"\0\0\0\x20ftypheic", "a.heic", "ảnh"),
        (b"RIFF\0\0\0\0AVI LIST", "a.avi", "phim"),
        (b"Rar!\x1a\7\1\0", "a.xlsx", ".zip"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", ".zip"),
        (b"\1\2\3\4", "a.dwg", "AutoCAD"),
        (b"\1\2\3\4", "a.docx", "PDF, Word"),
        (b"\1\2\3\4", "a.mdb", "Access"),
    ],
)
def test_a_file_of_another_kind(data, name, said):
    with pytest.raises(FileError, match=said):
        kind_of(data, name)
