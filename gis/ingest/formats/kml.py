"""KML and KMZ, as Google Earth, ArcGIS and phones write them: placemarks become rows."""

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from gis.core.archives import members
from gis.core.choices import Status
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.choice_words import read_choice
from gis.ingest.formats.grid import Grid, rows_grid
from gis.ingest.formats.markup import html_tables, plain_lines, read_xml, tag
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import name_columns
from gis.ingest.labelled_text import Field, spoken

MAX_DOCUMENT_BYTES = 30_000_000
_FOLDERS = {"Folder", "Document"}
_SHAPES = {"LineString", "LinearRing", "Polygon", "Track", "MultiTrack", "Model"}
_COMMUNES = (
    "xa ",
    "phuong ",
    "thi tran ",
    "dac khu ",
    "tt ",
    "p ",
    "x ",
    "cong an ",
    "ca ",
    "ubnd ",
)
_DISTRICTS = ("huyen ", "thi xa ", "thanh pho ", "tp ", "tx ")
_CAMERA = re.compile(r"\b(?:camera|cam|các|cac)\b", re.IGNORECASE)
_NOTHING = {"", "null", "none"}
# What programs write unasked: nothing, or north but for rounding.
_NO_HEADING = re.compile(r"|[-+]?0*(?:\.0\d*)?(?:[eE].*)?")
_MAX_FOLDERS = 20


def read_kmz(data: bytes, name: str) -> list[Grid]:
    """Read the KML documents of a KMZ archive; links to other files are not followed.

    Raises
    ------
    FileError
        The archive is damaged or too large, or holds no KML that can be read.
    """
    documents = members(data, name, [".kml"])
    if not documents:
        raise FileError(_("{file}: there is no KML document inside", file=name))
    if any(len(document) > MAX_DOCUMENT_BYTES for document in documents.values()):
        raise FileError(_("{file}: the KML document inside is too large; split it", file=name))
    single = len(documents) == 1
    grids = [
        grid
        for member, document in documents.items()
        for grid in read_kml(document, name if single else f"{name}, {member}")
    ]
    return [grid for grid in grids if len(grid.cells)] or grids


def read_kml(data: bytes, name: str) -> list[Grid]:
    """Read the placemarks of a KML document: WGS 84 by the format's definition.

    A placemark gives its name, description, address, extended data, the folders it lies in,
    the way it is looked at, and its point as `lon lat`; another geometry leaves its type there
    to be told.

    Raises
    ------
    FileError
        The document is no sound XML, or it declares entities that are more than letters.
    """
    root = read_xml(data, name)
    found = list(_placemarks(root))
    outer = _shared([folders for _mark, folders in found])
    rows = [_row(mark, folders[outer:]) for mark, folders in found]
    return [rows_grid(rows, name, _links(root, name))]


def _placemarks(root: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Give each placemark with the names of the folders it lies in, the outermost first."""
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        if tag(element) in {"Placemark", "PhotoOverlay"}:
            yield element, folders
            continue
        if tag(element) in _FOLDERS:
            folders = (*folders, _child(element, "name") or "")[:_MAX_FOLDERS]
        waiting.extend((part, folders) for part in reversed(element))


def _shared(paths: list[tuple[str, ...]]) -> int:
    """Return how many outer folders all placemarks lie in: the document says nothing of one."""
    places = [set(level) for level in zip(*paths, strict=False)]
    alike = (len(names) == 1 and _meaning(next(iter(names))) == "address" for names in places)
    return next((depth for depth, same in enumerate(alike) if not same), len(places))


def _row(mark: Element, folders: tuple[str, ...]) -> dict[str, object]:
    """Return the fields of a placemark; what is stated as a field goes before its description."""
    row: dict[str, object] = {}
    for heading, value in (*_fields(mark), *_described(mark)):
        if heading and value is not None:
            row.setdefault(heading, value)
    columns = _columns(tuple(row))
    for column, value in (*_viewed(mark), *_filed(folders)):
        if column not in columns or column == "address":
            row.setdefault(column, value)
    if row.get("name") in [value for heading, value in row.items() if heading != "name"]:
        del row["name"]
    return row


def _fields(mark: Element) -> Iterator[Field]:
    for part in mark.iter():
        text = (part.text or "").strip() or None
        match tag(part):
            case "name" | "address":
                yield tag(part), text
            case "SimpleData":
                yield part.get("name", ""), text
            case "Data":
                yield _heading(part), _child(part, "value")
    yield from _position(mark)


def _heading(data: Element) -> str:
    """Return the name of a field; what it is shown as, when only that is known."""
    name, shown = data.get("name", ""), _child(data, "displayName")
    return shown if shown and not any(_columns((name,))) else name


def _child(element: Element, name: str) -> str | None:
    return next(((e.text or "").strip() or None for e in element if tag(e) == name), None)


def _position(mark: Element) -> Iterator[Field]:
    """Give the placemark's only point; of several, or of other shapes, what they are."""
    places = list(dict.fromkeys(_points(mark)))
    shapes = [tag(e) for e in mark.iter() if tag(e) in _SHAPES]
    if len(places) == 1:
        yield from zip(("lon", "lat"), places[0], strict=True)
    elif places or shapes:
        kind = "MultiPoint" if places else shapes[0]
        yield from (("lon", kind), ("lat", kind))


def _points(mark: Element) -> Iterator[tuple[str | None, str | None]]:
    for part in mark.iter():
        if tag(part) == "Point":
            lon, _comma, rest = (_child(part, "coordinates") or "").partition(",")
            yield lon.strip() or None, rest.partition(",")[0].strip() or None
        elif tag(part) == "coord":
            lon, _blank, rest = (part.text or "").strip().partition(" ")
            yield lon or None, rest.partition(" ")[0] or None


def _described(mark: Element) -> Iterator[Field]:
    """Give the fields that a description holds as a table or in words; the rest is a note."""
    html = _child(mark, "description") or ""
    pairs = [
        (row[0].rstrip(": "), row[1])
        for table in html_tables(html)
        for row in table
        if len(row) == 2 and row[0]
    ]
    yield from ((key, None if fold(value) in _NOTHING else value) for key, value in pairs)
    said = {cell for pair in pairs for cell in pair} | {_child(mark, "name")}
    lines = [line for line in plain_lines(html) if line.rstrip(": ") not in said]
    read = [spoken(line) for line in lines]
    yield from (field for fields, _rest in read for field in fields)
    yield "note", " ".join(rest for _fields, rest in read if rest) or None


@lru_cache(maxsize=1000)
def _columns(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(heading.column for heading in name_columns(headings).headings)


def _viewed(mark: Element) -> Iterator[Field]:
    """Give the direction a placemark is looked at in."""
    for view in ("Camera", "IconStyle", "LookAt"):
        for part in (e for e in mark.iter() if tag(e) == view):
            heading = _child(part, "heading") or ""
            if not _NO_HEADING.fullmatch(heading):
                yield "azimuth_deg", heading


def _filed(folders: tuple[str, ...]) -> Iterator[Field]:
    """Give what the folders say, the innermost first."""
    for folder in reversed(folders):
        meaning = _meaning(folder)
        # “Camera hỏng” says that they are broken, not which part of them is.
        said = " ".join(_CAMERA.sub(" ", folder).split()) if meaning == "status" else folder
        if fold(folder):
            yield meaning, said


@lru_cache(maxsize=1000)
def _meaning(folder: str) -> str:
    """Return what the name of a folder says: a commune, a district, a state, else a place."""
    if fold(folder).startswith(_COMMUNES):
        return "declared_commune"
    if fold(folder).startswith(_DISTRICTS):
        return Role.DISTRICT
    try:
        read_choice(fold(_CAMERA.sub(" ", folder)), Status)
    except ValueError:
        return "address"
    return "status"


def _links(root: Element, name: str) -> list[Finding]:
    count = sum(tag(element) == "NetworkLink" for element in root.iter())
    if not count:
        return []
    message = _("{count} links to other files were not followed", count=number(count))
    suggestion = _("Open the file in Google Earth, save the places as .kmz and load that")
    return [Finding(name, 0, "", Severity.NOTICE, message, suggestion)]
