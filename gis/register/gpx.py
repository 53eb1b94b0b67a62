"""GPX, as satellite receivers and phones write it: waypoints become rows."""

from xml.etree.ElementTree import Element

from gis.errors import FileError
from gis.language import _
from gis.register.grid import Grid, rows_grid
from gis.register.markup import read_xml, tag

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
        if tag(part) in _TEXTS and (part.text or "").strip():
            row.setdefault(_TEXTS[tag(part)], (part.text or "").strip())
    return row
