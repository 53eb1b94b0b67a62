"""Filters in CQL2 (OGC 21-065): read by the library `cql2`, answered from a layer's table.

A comparison with a missing value is neither true nor false, as in SQL; what is not true in the
end is left out.
"""

import json
import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import cql2
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from gis.core.language import _
from gis.export.schema import FieldType
from gis.live.features.collections import Collection
from gis.live.features.days import local_day
from gis.live.features.planes import Plane
from gis.live.requests import RequestError

SHAPE_NAME = "geometry"
LANGUAGES_OF_FILTERS = ("cql2-text", "cql2-json")
# The parser calls itself for each step of a filter, and a thread may have but 512 KB for that.
_LONGEST, _DEEPEST, _MOST_PARTS, _MOST_SIGNS = 8_000, 16, 300, 4
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_PARTS = re.compile(r"\b(?:and|or)\b|[()]|,", re.IGNORECASE)
_SIGNS = re.compile(r"\b(?:not|like|in|is|between)\b|[-+*/^%]|[<>=]+", re.IGNORECASE)

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_RELATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "s_intersects": shapely.intersects,
    "s_disjoint": shapely.disjoint,
    "s_equals": shapely.equals,
    "s_touches": shapely.touches,
    "s_within": shapely.within,
    "s_overlaps": shapely.overlaps,
    "s_crosses": shapely.crosses,
    "s_contains": shapely.contains,
}


def read_filter(text: str, language: str) -> Any:
    """Return a filter as CQL2 JSON.

    Parameters
    ----------
    text
        As it came.
    language
        One of `LANGUAGES_OF_FILTERS`.

    Returns
    -------
    Any
        Operators as ``{"op": …, "args": […]}``.

    Raises
    ------
    RequestError
        It is too long, nested too deep, or no CQL2.
    """
    if language not in LANGUAGES_OF_FILTERS:
        known = ", ".join(LANGUAGES_OF_FILTERS)
        raise RequestError(_("filter-lang: only {names} are read", names=known))
    if len(text) > _LONGEST or _is_entangled(text, language):
        raise RequestError(
            _(
                "filter: at most {letters} characters, {depth} brackets within each other, and "
                "{parts} brackets and conditions in all; no condition of conditions",
                letters=_LONGEST,
                depth=_DEEPEST,
                parts=_MOST_PARTS,
            )
        )
    read = cql2.parse_text if language == "cql2-text" else cql2.parse_json
    try:
        return read(text).to_json()
    except Exception as error:
        raise RequestError(_("filter: this is no CQL2: {why}", why=_place(str(error)))) from error


def _is_entangled(text: str, language: str) -> bool:
    """Tell whether a filter may take the parser deeper than it can go; quotes hide nothing.

    Brackets within each other take most room, then signs in a row (``not not``, ``a = b = c``),
    then conditions in a row.
    """
    bare = _QUOTED.sub("", text)
    steps = [(letter in "([{") - (letter in ")]}") for letter in bare]
    depth = int(np.cumsum(steps).max(initial=0))
    if language == "cql2-json":  # each operator brings two brackets; signs are in quotes
        return depth > 2 * _DEEPEST
    parts = [part for part in _PARTS.findall(bare) if part != ","]
    signs = max(len(_SIGNS.findall(part)) for part in _PARTS.split(bare))
    return depth > _DEEPEST or len(parts) > _MOST_PARTS or signs > _MOST_SIGNS


def _place(message: str) -> str:
    """Return where the parser stopped, from its message."""
    found = re.search(r"--> (\d{1,9}):(\d{1,9})", message)
    return _("at character {place}", place=found[2]) if found else _("not of its form")


@dataclass(frozen=True, eq=False)
class _Operand:
    """A column, or one value, and what it holds."""

    holds: FieldType
    values: Any

    @property
    def missing(self) -> Any:
        """Tell where no value is."""
        return np.asarray(pd.isna(self.values))


def matching(node: Any, of: Collection, plane: Plane) -> NDArray[np.bool_]:
    """Tell which features a filter is true of.

    Parameters
    ----------
    node
        CQL2 JSON, see `read_filter`.
    of
        The features.
    plane
        The system of the coordinates in the filter.

    Returns
    -------
    array
        `bool`, in the order of the features.

    Raises
    ------
    RequestError
        It asks of a field that there is not, compares what cannot be compared, or uses what is
        not served.
    """
    found = _Filter(of, plane).truth(node)
    return np.asarray(found.to_numpy(dtype=bool, na_value=False))


class _Filter:
    """Answers the parts of a filter over one table."""

    def __init__(self, of: Collection, plane: Plane) -> None:
        self.of = of
        self.plane = plane

    def truth(self, node: Any) -> Any:
        """Return true, false or missing for each feature, as pandas' `boolean` array."""
        if not isinstance(node, Mapping) or "op" not in node:
            return self._flag(node)
        op, args = node["op"], node["args"]
        if op in ("and", "or") and args:
            return reduce(getattr(operator, f"{op}_"), [self.truth(one) for one in args])
        known: dict[str, tuple[int, Callable[..., Any]]] = {
            "not": (1, self._negation),
            "isNull": (1, self._missing),
        }
        known |= {"between": (3, self._between), "in": (2, self._among), "like": (2, self._like)}
        known |= dict.fromkeys(_COMPARISONS, (2, lambda *two: self._compare(op, *two)))
        known |= dict.fromkeys(_RELATIONS, (2, lambda *two: self._relate(op, *two)))
        if op not in known:
            raise RequestError(_("filter: “{name}” is not served", name=str(op)[:40]))
        count, answer = known[op]
        if len(args) != count:
            raise RequestError(_("filter: “{name}” does not stand so", name=op))
        return answer(*args)

    def _flag(self, node: Any) -> Any:
        operand = self._operand(node)
        if operand.holds != FieldType.FLAG:
            raise RequestError(_("filter: a condition is missing, such as status = 'broken'"))
        return self._known(operand.values, operand.missing)

    def _known(self, values: Any, missing: Any) -> Any:
        """Return an array of truths, missing where an operand is."""
        count = len(self.of.table)
        missing = np.broadcast_to(missing, count)
        if isinstance(values, pd.Series | pd.api.extensions.ExtensionArray):
            values = pd.Series(values).to_numpy(dtype=object, na_value=False)
        truths = np.broadcast_to(np.asarray(values, dtype=bool), count)
        return pd.arrays.BooleanArray(truths & ~missing, missing.copy())

    def _negation(self, node: Any) -> Any:
        return ~self.truth(node)

    def _missing(self, node: Any) -> Any:
        if node == {"property": SHAPE_NAME} and self.of.schema.geometry:
            values: Any = self.of.table.geometry.isna().to_numpy()
        else:
            values = self._operand(node).missing
        return self._known(values, missing=False)

    def _compare(self, op: str, *nodes: Any) -> Any:
        left, right = self._alike(*nodes)
        return self._known(
            _COMPARISONS[op](left.values, right.values), left.missing | right.missing
        )

    def _between(self, *nodes: Any) -> Any:
        value, low, high = nodes
        return self._compare(">=", value, low) & self._compare("<=", value, high)

    def _among(self, node: Any, choices: Any) -> Any:
        if not isinstance(choices, list):
            raise RequestError(_("filter: “{name}” does not stand so", name="in"))
        column, *known = self._alike(node, *choices)
        values = pd.Series(column.values).isin([one.values for one in known]).to_numpy()
        return self._known(values, column.missing)

    def _like(self, node: Any, pattern: Any) -> Any:
        text, like = self._alike(node, pattern)
        if text.holds != FieldType.TEXT or not isinstance(like.values, str):
            raise RequestError(_("filter: “{name}” does not stand so", name="like"))
        texts = pa.array(pd.Series(text.values).astype(object), pa.string(), from_pandas=True)
        found = pc.match_like(texts, like.values).fill_null(False)  # noqa: FBT003
        return self._known(found.to_numpy(zero_copy_only=False), text.missing)

    def _relate(self, op: str, node: Any, literal: Any) -> Any:
        if literal == {"property": SHAPE_NAME} and op in ("s_intersects", "s_disjoint", "s_equals"):
            node, literal = literal, node
        if node != {"property": SHAPE_NAME} or not self.of.schema.geometry:
            raise RequestError(_("filter: “{name}” does not stand so", name=op))
        shapes, other = self.of.table.geometry.to_numpy(), self._shape(literal)
        return self._known(_RELATIONS[op](shapes, other), shapely.is_missing(shapes))

    def _shape(self, literal: Any) -> Any:
        try:
            if "bbox" in literal:
                box = literal["bbox"]
                west, south, east, north = (*box[:2], *box[3:5]) if len(box) == 6 else box
                shape = shapely.box(west, south, east, north)
            else:
                shape = shapely.from_geojson(json.dumps(literal))
            shape = self.plane.lon_lat(shapely.force_2d(shape))
            if shapely.is_empty(shape) or not shapely.is_valid(shape):
                raise ValueError
        except (ValueError, TypeError, shapely.errors.GEOSException) as error:
            raise RequestError(_("filter: the shape that is asked of is no sound one")) from error
        return shape

    def _alike(self, *nodes: Any) -> list[_Operand]:
        """Return operands that can be compared."""
        found = [self._operand(node) for node in nodes]
        kinds = {one.holds for one in found}
        if FieldType.DATE in kinds:
            found = [_as_day(one) for one in found]
            kinds = {one.holds for one in found}
        if len(kinds) > 1:
            message = _(
                "filter: a text, a number, a date and true or false are not compared with each "
                "other; the layer's schema says what each field holds"
            )
            raise RequestError(message)
        return found

    def _operand(self, node: Any) -> _Operand:
        match node:
            case bool():
                return _Operand(FieldType.FLAG, node)
            case int() | float():
                return _Operand(FieldType.NUMBER, float(node))
            case str():
                return _Operand(FieldType.TEXT, unicodedata.normalize("NFC", node))
            case {"date": str(text)} | {"timestamp": str(text)}:
                return _Operand(FieldType.DATE, local_day(text))
            case {"property": str(name)}:
                return self._column(name)
            case {"op": "casei", "args": [inner]}:
                return _folded(self._operand(inner))
        raise RequestError(_("filter: only fields, texts, numbers and dates can be compared"))

    def _column(self, name: str) -> _Operand:
        if name not in self.of.schema.names:
            raise RequestError(_("filter: this layer has no field “{name}”", name=name[:80]))
        holds = self.of.schema.field(name).holds
        values = self.of.table[name]
        if holds == FieldType.WHOLE:
            return _Operand(FieldType.NUMBER, values.astype("float64"))
        return _Operand(holds, values)


def _as_day(operand: _Operand) -> _Operand:
    """Return a day that was written as a text as one."""
    if operand.holds == FieldType.TEXT and isinstance(operand.values, str):
        return _Operand(FieldType.DATE, local_day(operand.values))
    return operand


def _folded(operand: _Operand) -> _Operand:
    if operand.holds != FieldType.TEXT:
        raise RequestError(_("filter: “{name}” does not stand so", name="casei"))
    values = operand.values
    return _Operand(
        FieldType.TEXT, values.casefold() if isinstance(values, str) else values.str.casefold()
    )
