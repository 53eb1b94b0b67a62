"""What kind a file is, by what it holds: the ending of its name is only a hint."""

import io
import re
import zipfile
from pathlib import Path

from gis.core.archives import DAMAGE
from gis.core.errors import FileError
from gis.core.language import _

_HEAD_BYTES = 8000
_SIGNATURES = {
    b"SQLite format 3\0": ".gpkg",
    b"fgb\3": ".fgb",
    b"PAR1": ".parquet",
    b"\0\0\x27\x0a": ".shp",
    b"%PDF": "document",
    b"{\\rtf": "document",
    b"Rar!\x1a": "packed",
    b"7z\xbc\xaf": "packed",
    b"\x1f\x8b": "packed",
    b"\xfd7zXZ": "packed",
    b"\xff\xd8\xff": "picture",
    b"\x89PNG": "picture",
    b"GIF8": "picture",
    b"II*\0": "picture",
    b"MM\0*": "picture",
    b"AutoCAD Binary": "drawing",
    b"8BPS": "picture",
    b"\x1aE\xdf\xa3": "video",
    b"ID3": "video",
    b"\xff\xfe\xff\x0eS\0k\0e\0t\0c\0h\0": "model",
    b"\0\1\0\0Standard": "database",
    b"version https://git-lfs": "pointer",
    b"MIME-Version:": "page",
    b"!table": ".tab",
    b"!TABLE": ".tab",
}
_DRAWING = re.compile(rb"AC10\d\d|AC1\.\d\d|AC2\.\d\d")
# What a name says where the content says nothing.
_REFUSED_ENDINGS = {
    **dict.fromkeys((".dwg", ".dwt", ".dgn"), "drawing"),
    **dict.fromkeys((".skp", ".rvt", ".3ds"), "model"),
    **dict.fromkeys((".mp4", ".avi", ".mov", ".mkv", ".wmv", ".3gp", ".mp3"), "video"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".psd", ".heic", ".webp", ".bmp", ".ai"), "picture"),
    **dict.fromkeys((".rar", ".7z"), "packed"),
    **dict.fromkeys((".doc", ".docx", ".pdf", ".ppt", ".pptx", ".rtf", ".odt"), "document"),
    **dict.fromkeys((".mdb", ".accdb"), "database"),
}
_ROOTS = {
    "kml": ".kml",
    "gpx": ".gpx",
    "osm": ".osm",
    "qgis": "project",
    "Workbook": "page",
    "FeatureCollection": ".gml",
    "Placemark": ".kml",
    "Document": ".kml",
    "Folder": ".kml",
}
_HTML = {"html", "head", "body", "table", "meta", "style", "div", "title", "center"}
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ASIDE = re.compile(
    r"<\?[^>]*+>?|<!--(?:(?!-->).)*+(?:-->)?|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]?)?\s*+>?",
    re.DOTALL | re.IGNORECASE,
)
_MIF = re.compile(r"version\s+\d+\s", re.IGNORECASE)
_TEXTS = (".csv", ".txt", ".tsv")
# Parts of packed Office files.
_PARTS = {"xl/workbook.bin": ".xlsb", "xl/": ".xlsx", "word/": "document", "ppt/": "document"}
# Names in an Office container that say what wrote it.
_OFFICE = {
    "EncryptedPackage": "locked",
    "WordDocument": "document",
    "PowerPoint": "document",
    "Workbook": ".xls",
    "Book": ".xls",
}


def kind_of(data: bytes, name: str) -> str:
    """Return the ending that fits what a file holds; that of its name where nothing is told.

    Raises
    ------
    FileError
        It is a kind of file that holds no list; the message says which and what to do.
    """
    ending = Path(name).suffix.lower()
    known = _by_signature(data, ending) or _by_text(data, ending)
    kind = known or _REFUSED_ENDINGS.get(ending, ending)
    if not kind.startswith(".") and kind:
        raise FileError(_refused(kind, name))
    return kind


def _by_signature(data: bytes, ending: str) -> str:
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _by_members(data, ending)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        inside = [kind for name, kind in _OFFICE.items() if name.encode("utf-16-le") in data]
        # A workbook may have a document embedded, and the other way round.
        return ending if ending in inside else next(iter(inside), "")
    return _by_mark(data, ending)


def _by_mark(data: bytes, ending: str) -> str:
    """Tell files of one piece by their first bytes."""
    if b"OSMHeader" in data[:64]:
        return ".pbf"
    if _DRAWING.match(data):
        return "drawing"
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        return "picture" if data[8:11] in (b"hei", b"mif", b"avi", b"WEB") else "video"
    if ending == ".dbf" and data[:1] in b"\x03\x83\xf5\x30":
        return ".dbf"
    return next((kind for mark, kind in _SIGNATURES.items() if data.startswith(mark)), "")


def _by_members(data: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            locked = any(part.flag_bits & 1 for part in archive.infolist())
            mime = b""
            if "mimetype" in names and not locked:
                with archive.open("mimetype") as member:
                    mime = member.read(100)
    except DAMAGE:
        return ""
    if locked:
        return "locked"
    if b"opendocument" in mime:
        return ".ods" if b"spreadsheet" in mime else "document"
    office = (kind for start, kind in _PARTS.items() if any(n.startswith(start) for n in names))
    inside = {Path(member).suffix.lower() for member in names}
    return next(office, None) or _by_endings(inside, ending)


def _by_endings(inside: set[str], ending: str) -> str:
    if ".qgs" in inside:
        return "project"
    layers = inside & {".shp", ".xlsx", ".csv", ".gpkg", ".geojson"}
    return ".kmz" if ".kml" in inside and (ending == ".kmz" or not layers) else ".zip"


def _by_text(data: bytes, ending: str) -> str:
    """Tell text formats by how they begin; text that nothing marks is a table."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data[:_HEAD_BYTES].decode("utf-16", errors="ignore")
    else:
        text = data[:_HEAD_BYTES].decode("latin-1").removeprefix("\xef\xbb\xbf")
    start = text.lstrip(" \t\r\n\x1e")
    if start.startswith("<"):
        return _by_root(start, ending)
    if re.match(r"[\[{]\s*[\[{\"}\]]", start):
        return ".geojson"
    if _is_drawing(text):
        return ".dxf"
    if _MIF.match(start) and ending == ".mif":
        return ".mif"
    return _table(text, ending)


def _is_drawing(text: str) -> bool:
    """Tell whether the first code of a DXF that is no comment (999) begins a section."""
    lines = [line.strip() for line in text.splitlines()]
    pairs = (pair for pair in zip(lines[::2], lines[1::2], strict=False) if pair[0] != "999")
    return next(pairs, None) == ("0", "SECTION")


def _by_root(start: str, ending: str) -> str:
    root = _ROOT.search(_ASIDE.sub("", start))
    if root is None:
        return ""
    if root[2].lower() in _HTML or start[:14].lower() == "<!doctype html":
        return ".html"
    known = _ROOTS.get(root[2], "")
    return known or (".gml" if "opengis.net/gml" in start else ending)


def _table(text: str, ending: str) -> str:
    """Tell whether text that nothing marks is a table of separated cells, whatever its name."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    separated = sum(any(mark in line for mark in ",;\t|") for line in lines)
    control = any(ord(letter) < 9 for letter in text)
    return ".csv" if ending not in _TEXTS and not control and separated >= 2 else ""


def _refused(kind: str, name: str) -> str:
    reasons = {
        "document": _(
            "{file}: this is a document (PDF, Word …), not a table; copy its table into a "
            "spreadsheet and save it as .xlsx",
            file=name,
        ),
        "picture": _(
            "{file}: this is a picture; type the list into a spreadsheet, or export it from the "
            "program it comes from",
            file=name,
        ),
        "packed": _(
            "{file}: archives of this kind cannot be opened here; unpack it and load the file "
            "inside, or pack it again as .zip",
            file=name,
        ),
        "project": _(
            "{file}: this is a QGIS project, which only names its layers; export the layer of "
            "cameras as GeoPackage",
            file=name,
        ),
        "drawing": _(
            "{file}: this is an AutoCAD drawing; save it as DXF (text), or export its points as "
            "a table",
            file=name,
        ),
        "model": _(
            "{file}: this is a model of buildings (SketchUp …); export its points as DXF, or as a "
            "table",
            file=name,
        ),
        "video": _(
            "{file}: this is a film or a recording; type the list into a spreadsheet", file=name
        ),
        "database": _(
            "{file}: this is an Access database; open it there and export the table as .xlsx",
            file=name,
        ),
        "locked": _("{file}: the file is protected by a password; save it without one", file=name),
        "pointer": _(
            "{file}: this is only a pointer to the file (Git LFS); download the file itself",
            file=name,
        ),
        "page": _(
            "{file}: this is a saved web page or an XML workbook; open it in the spreadsheet and "
            "save it as .xlsx",
            file=name,
        ),
    }
    return reasons[kind]
