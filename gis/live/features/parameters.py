"""What a request asks for: its parameters, read and checked."""

import math
import re
import unicodedata
from collections.abc import Collection as Names
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import shapely
from starlette.datastructures import QueryParams

from gis.core.crs import WGS84
from gis.core.language import _
from gis.export.schema import FieldType, LayerField, LayerSchema
from gis.live.features.days import local_day, span_of_days
from gis.live.features.filters import read_filter
from gis.live.features.planes import Plane, served_plane
from gis.live.requests import COMMON, RequestError

ITEMS = (
    *("limit", "offset", "bbox", "bbox-crs", "datetime", "crs", "properties", "sortby"),
    *("filter", "filter-lang", "filter-crs"),
)
DEFAULT_LIMIT, MAX_LIMIT = 1_000, 10_000
_LONGEST_NUMBER, _MAX_SORTS = 400, 8
_WHOLE = re.compile(r"[0-9]{1,300}")
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """Which features a request asks for, and how.

    Attributes
    ----------
    limit, offset
        How many, after how many.
    area
        WGS 84 lon/lat, see `bbox`; None for everywhere.
    span
        The first and the last day, None for open; None for all times.
    values
        Of fields, as they must be.
    names
        Of the fields that are wanted, in the layer's order.
    order
        Fields to sort by, and whether upwards.
    condition
        CQL2 JSON, see `filters.read_filter`; None without.
    condition_plane
        The system of coordinates in it.
    plane
        The system of the answer.
    """

    limit: int
    offset: int
    area: Any
    span: tuple[pd.Timestamp | None, pd.Timestamp | None] | None
    values: Mapping[str, Any]
    names: list[str]
    order: list[tuple[str, bool]]
    condition: Any
    condition_plane: Plane
    plane: Plane


def item_query(asked: QueryParams, schema: LayerSchema) -> ItemQuery:
    """Return what a request for features asks for.

    Parameters
    ----------
    asked
        Its parameters, see `ITEMS`; any other is a field and its value.
    schema
        The layer.

    Returns
    -------
    ItemQuery
        Checked.

    Raises
    ------
    RequestError
        The message names the parameter and says what it may be.
    """
    wanted = _whole(asked.get("limit", str(DEFAULT_LIMIT)), "limit", least=1)
    given = {name: value for name, value in asked.items() if name not in (*COMMON, *ITEMS)}
    return ItemQuery(
        limit=min(wanted, MAX_LIMIT),
        offset=_whole(asked.get("offset", "0"), "offset", least=0),
        area=_area(asked, schema),
        span=span_of_days(asked["datetime"]) if "datetime" in asked else None,
        values={name: _value(schema.field(name), text) for name, text in given.items()},
        names=_names(asked.get("properties"), schema),
        order=_order(asked.get("sortby"), schema),
        condition=_condition(asked),
        condition_plane=_beside("filter-crs", "filter", asked),
        plane=served_plane(asked.get("crs"), "crs"),
    )


def _whole(text: str, name: str, *, least: int) -> int:
    if not _WHOLE.fullmatch(text) or int(text) < least:
        raise RequestError(
            _("{parameter}: a whole number from {least} on", parameter=name, least=least)
        )
    return int(text)


def _beside(name: str, other: str, asked: QueryParams) -> Plane:
    """Return the system of the coordinates in another parameter."""
    if name in asked and other not in asked:
        message = _("{parameter} means nothing without {other}", parameter=name, other=other)
        raise RequestError(message)
    return served_plane(asked.get(name), name)


def _area(asked: QueryParams, schema: LayerSchema) -> Any:
    system = _beside("bbox-crs", "bbox", asked)
    if "bbox" not in asked:
        return None
    corners = _corners(asked["bbox"])
    first, second = (0, 1) if system.name != WGS84 else (1, 0)
    west, south, east, north = (corners[i] for i in (first, second, first + 2, second + 2))
    if south > north or (west > east and not system.in_degrees):
        raise RequestError(_("bbox: the lower corner comes first, then the upper one"))
    if west > east:  # across the date line
        return shapely.union(
            shapely.box(west, south, max(west, 180), north),
            shapely.box(min(-180, east), south, east, north),
        )
    return system.box(corners) if schema.geometry else None


def _corners(text: str) -> list[float]:
    """Return the lower and the upper corner, as they are written; heights are left out."""
    numbers = [_number(part) for part in text.split(",")]
    if len(numbers) not in (4, 6) or not all(map(math.isfinite, numbers)):
        raise RequestError(
            _(
                "bbox: four numbers parted by commas (or six, with heights), such as {example}",
                example="106.5,16.5,107.2,17.3",
            )
        )
    return numbers if len(numbers) == 4 else [*numbers[:2], *numbers[3:5]]


def _value(field: LayerField, text: str) -> Any:
    """Return the value of a field that is asked for as a parameter."""
    match field.holds:
        case FieldType.FLAG if text in _TRUTHS:
            return _TRUTHS[text]
        case FieldType.DATE:
            return local_day(text)
        case FieldType.TEXT:
            return unicodedata.normalize("NFC", text)
        case FieldType.WHOLE if _WHOLE.fullmatch(text.removeprefix("-")):
            return float(text)
        case FieldType.NUMBER if math.isfinite(number := _number(text)):
            return number
    kind = _("true or false") if field.holds == FieldType.FLAG else _("a number")
    raise RequestError(_("{parameter}: must be {kind}", parameter=field.name, kind=kind))


def _number(text: str) -> float:
    """Return a number, NaN for what is none."""
    try:
        return float(text) if text.isascii() and len(text) < _LONGEST_NUMBER else math.nan
    except ValueError:
        return math.nan


def _known(names: Names[str], schema: LayerSchema, parameter: str) -> None:
    for name in names:
        if name not in schema.names:
            raise RequestError(
                _(
                    "{parameter}: this layer has no field “{name}”; see its schema",
                    parameter=parameter,
                    name=name[:80],
                )
            )


def _names(text: str | None, schema: LayerSchema) -> list[str]:
    if text is None:
        return schema.names
    wanted = set(text.split(",")) - {""}
    _known(wanted, schema, "properties")
    return [name for name in schema.names if name in wanted]


def _order(text: str | None, schema: LayerSchema) -> list[tuple[str, bool]]:
    # A plus in an address that nobody escaped arrives as a space.
    parts = [] if text is None else text.split(",")
    found = [(part.lstrip("+- "), not part.startswith("-")) for part in parts]
    _known([name for name, _up in found], schema, "sortby")
    if len(found) > _MAX_SORTS:
        raise RequestError(_("sortby: at most {count} fields", count=_MAX_SORTS))
    return found


def _condition(asked: QueryParams) -> Any:
    if "filter" not in asked:
        if "filter-lang" in asked:
            message = _(
                "{parameter} means nothing without {other}", parameter="filter-lang", other="filter"
            )
            raise RequestError(message)
        return None
    return read_filter(asked["filter"], asked.get("filter-lang", "cql2-text"))
