"""Files made to do harm: each kind is refused in words, or read for what it holds."""

import gzip
import io
import zipfile

import pytest

from gis.core.errors import FileError
from gis.ingest.importing import read_import
from tests.registers import AT_DONG_HOI, HEADINGS, communes, workbook

ROW = ("C1", "Cổng chợ", "", *AT_DONG_HOI, "hỏng")
LIST = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, ROW)).encode()
ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(9))
MARK = "<kml><Placemark><name>&a8;</name></Placemark></kml>"


def packed(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


REFUSED = {
    "deep.json": b"[" * 100_000 + b"]" * 100_000,
    "deep.geojson": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep.kml": b"<kml>" + b"<Folder>" * 20_000 + b"</Folder>" * 20_000 + b"</kml>",
    "bomb.kml": f"<!DOCTYPE k [{ENTITIES}]>{MARK}".encode(),
    "open.kml": b"<!DOCTYPE k [<!ENTITY a8 'x'" + MARK.encode(),
    "file.kml": b'<!DOCTYPE k [<!ENTITY a8 SYSTEM "file:///etc/passwd">]>' + MARK.encode(),
    "nested.zip": packed(**{"b.zip": packed(**{"a.csv": LIST})}),
    "outside.zip": packed(**{"../../x.csv": LIST}),
    "a.csv.gz": gzip.compress(LIST),
    "pdf.xlsx": b"%PDF-1.7\n" + b"x" * 500,
    "png.xlsx": b"\x89PNG\r\n\x1a\n" + b"\0" * 300,
    "mp4.xlsx": b"\0\0\0 ftypisom" + b"\0" * 300,
    "docx.xlsx": packed(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<w/>"}),
    **{f"empty{ending}": b"" for ending in (".xlsx", ".csv", ".kml", ".gpkg", ".zip")},
    **{f"nul{ending}": b"\0" * 50_000 for ending in (".xlsx", ".csv", ".gpkg", ".dbf", ".kml")},
    "half.csv": b"\xff\xfe" + LIST.decode().encode("utf-16-le") + b"\n\0\x00\xd8,\0",
    "wide.csv": b",".join(b"c%d" % i for i in range(10_000)) + b"\n" + b"1," * 9_999,
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_its_name(name):
    with pytest.raises(FileError) as caught:
        read_import(REFUSED[name], name, communes=communes())
    assert name in str(caught.value)


def test_a_sheet_that_claims_all_cells_is_read_for_those_it_has():
    with zipfile.ZipFile(io.BytesIO(workbook([HEADINGS, ROW]))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    claim = b'<dimension ref="A1:XFD1048576"/><sheetData>'
    parts[sheet] = parts[sheet].replace(b"<sheetData>", claim)
    found = read_import(packed(**parts), "a.xlsx", communes=communes())
    assert found.cameras["camera_id"].tolist() == ["C1"]
