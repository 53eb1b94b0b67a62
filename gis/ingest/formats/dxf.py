"""DXF drawings: points and inserted blocks become rows, in metres of a plane not stated."""

from collections import Counter
from collections.abc import Iterator

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.formats.delimited import decoded
from gis.ingest.formats.grid import Grid, rows_grid

_PLACED = {"POINT", "INSERT"}
_SEQUELS = {"ATTRIB", "SEQEND", "ENDSEC", "VERTEX"}

Entity = tuple[str, dict[str, str]]


def read_dxf(data: bytes, name: str) -> list[Grid]:
    """Read the points and blocks of a text DXF; the attributes of a block are its columns.

    Raises
    ------
    FileError
        The file is no text.
    """
    rows: list[dict[str, object]] = []
    others: Counter[str] = Counter()
    block = False
    for kind, values in _entities(decoded(data, name).splitlines()):
        if kind in _PLACED:
            rows.append(_row(values))
        elif kind == "ATTRIB" and block and rows:
            rows[-1].setdefault(values.get("2", ""), values.get("1"))
        elif kind not in _SEQUELS:
            others[kind] += 1
        block = kind == "INSERT" or (block and kind == "ATTRIB")
    return [rows_grid(rows, name, _left_out(others, name))]


def _entities(lines: list[str]) -> Iterator[Entity]:
    """Give the entities of the drawing: pairs of lines, a code and its value; 0 begins one."""
    within, kind, values = False, "", dict[str, str]()
    for code, value in zip(map(str.strip, lines[::2]), map(str.strip, lines[1::2]), strict=False):
        if code == "0":
            if within and kind not in {"", "SECTION"}:
                yield kind, values
            within = within and value != "ENDSEC"
            kind, values = value, {}
        elif kind == "SECTION" and code == "2":
            within = value == "ENTITIES"
        else:
            values.setdefault(code, value)


def _row(values: dict[str, str]) -> dict[str, object]:
    row: dict[str, object] = {"easting": values.get("10"), "northing": values.get("20")}
    return row | {"Layer": values.get("8"), "Block": values.get("2")}


def _left_out(others: Counter[str], name: str) -> list[Finding]:
    if not others:
        return []
    message = _(
        "{count} things drawn are neither points nor blocks and were left out: {kinds}",
        count=number(sum(others.values())),
        kinds=", ".join(sorted(others)),
    )
    suggestion = _("Draw each camera as a point or a block")
    return [Finding(name, 0, "", Severity.NOTICE, message, suggestion)]
