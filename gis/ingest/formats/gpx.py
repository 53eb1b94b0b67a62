"""GPX, as satellite receivers and phones write it: waypoints become rows."""

from xml.etree.ElementTree import Element

from gis.core.errors import FileError
from gis.core.language import _
from gis.ingest.formats.grid import Grid, rows_grid
from gis.ingest.formats.markup import read_xml, tag
from gis.ingest.labelled_text import spoken

_TEXTS = {"name": "name", "desc": "note", "cmt": "note", "type": "kind"}


def read_gpx(data: bytes, name: str) -> list[Grid]:
    """Read the waypoints of a GPX document: WGS 84 by the format's definition.

    Raises
    ------
    FileError
        The document is no sound XML, or holds no waypoint.
    """
    marks = [element for element in read_xml(data, name).iter() if tag(element) == "wpt"]
    if not marks:
        message = _(
            "{file}: there are no waypoints inside, only tracks or routes; save each camera as a "
            "waypoint",
            file=name,
        )
        raise FileError(message)
    return [rows_grid([_row(mark) for mark in marks], name)]


def _row(mark: Element) -> dict[str, object]:
    row: dict[str, object] = {"lon": mark.get("lon"), "lat": mark.get("lat")}
    for part in mark:
        text = (part.text or "").strip()
        if tag(part) not in _TEXTS or not text:
            continue
        fields, rest = spoken(text) if _TEXTS[tag(part)] == "note" else ([], text)
        for heading, value in (*fields, (_TEXTS[tag(part)], rest)):
            if value:
                row.setdefault(heading, value)
    return row
