"""KML and KMZ, as Google Earth and phones write them: placemarks become rows."""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, ParseError

import pandas as pd
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gis.archives import members
from gis.errors import FileError
from gis.language import _
from gis.register.grid import Grid

MAX_DOCUMENT_BYTES = 30_000_000
_TAG = re.compile(r"<[^<>]*>")


def read_kmz(data: bytes, name: str) -> list[Grid]:
    """Read the first KML document of a KMZ archive; links to other files are not followed.

    Raises
    ------
    FileError
        The archive is damaged or too large, or holds no KML that can be read.
    """
    documents = members(data, name, [".kml"])
    if not documents:
        raise FileError(_("{file}: there is no KML document inside", file=name))
    document = next(iter(documents.values()))
    if len(document) > MAX_DOCUMENT_BYTES:
        raise FileError(_("{file}: the KML document inside is too large; split it", file=name))
    return read_kml(document, name)


def read_kml(data: bytes, name: str) -> list[Grid]:
    """Read the placemarks of a KML document: WGS 84 by the format's definition.

    A placemark gives its name, description, address, extended data, and its point as `lon
    lat`; another geometry leaves its type there to be told.

    Raises
    ------
    FileError
        The document is no sound XML, or it declares entities.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        message = _("{file}: the file is not a sound KML document; export it again", file=name)
        raise FileError(message) from error
    rows = [dict(_fields(mark)) for mark in root.iter() if _tag(mark) == "Placemark"]
    headings = tuple(dict.fromkeys(key for row in rows for key in row)) or ("name",)
    table = pd.DataFrame([[row.get(h) for h in headings] for row in rows], dtype=object)
    cells = table.set_axis(range(1, len(rows) + 1)) if rows else pd.DataFrame(columns=[0])
    return [Grid(name, cells, headings)]


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _fields(placemark: Element) -> Iterator[tuple[str, object]]:
    for part in placemark.iter():
        text = (part.text or "").strip()
        match _tag(part):
            case "name" | "address" if text:
                yield _tag(part), text
            case "description" if text:
                yield "note", " ".join(unescape(_TAG.sub(" ", text)).split())
            case "SimpleData" if text:
                yield part.get("name", ""), text
            case "Data":
                yield part.get("name", ""), _value(part)
            case "Point":
                yield from _position(part)
            case "LineString" | "Polygon" as kind:
                yield from (("lon", kind), ("lat", kind))


def _value(data: Element) -> str | None:
    return next(((e.text or "").strip() or None for e in data if _tag(e) == "value"), None)


def _position(point: Element) -> Iterator[tuple[str, object]]:
    written = next((e.text or "" for e in point if _tag(e) == "coordinates"), "")
    lon, _comma, rest = written.strip().partition(",")
    yield "lon", lon.strip() or None
    yield "lat", rest.partition(",")[0].strip() or None
