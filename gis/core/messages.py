"""What one process tells another, in plain bytes: taking them in runs nothing they hold.

A message is a list of parts. The first is JSON that describes the value, the others are its
columns: numbers as they lie in memory, each distinct text once, other cells as JSON. Of classes
only the project's own tables of fields, choices and errors are made, none of which does more
than to hold values.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, EnumType
from functools import cache
from itertools import chain
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.core.errors import GisError

# JSON keeps these as they are.
_PLAIN = frozenset({str, int, float, bool, type(None)})
_TEXTS = frozenset({str, type(None)})
_NUMERIC = "biufmM"
_READ: dict[str, Callable[[str], Any]] = {
    "Timestamp": pd.Timestamp,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "bytes": bytes.fromhex,
}


def pack_message(value: Any) -> list[bytes]:
    """Write a value: tables, findings, and what else is plain.

    Raises
    ------
    TypeError
        It holds something that has no plain form.
    """
    packer = _Packer()
    head = packer.write(value)
    return [_json(head), *packer.parts]


def unpack_message(parts: Sequence[bytes]) -> Any:
    """Return the value `pack_message` has written; what is no such message raises some error."""
    return _Reader(parts).read(_from_json(parts[0]))


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _from_json(part: bytes) -> Any:
    return json.loads(part.decode("utf-8", "surrogatepass"))


class _Packer:
    """Writes values, their columns into `parts`."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, value: Any) -> Any:
        """Return a value as JSON may hold it: one with a form of its own as [form, …]."""
        kind: type = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple or kind is list:
            return [kind.__name__, [self.write(inner) for inner in value]]
        if is_dataclass(kind):
            return ["fields", _name(kind), [self.write(getattr(value, n)) for n in _fields(kind)]]
        if isinstance(value, (pd.DataFrame, pd.Series, pd.Index)):
            return self._table(value)
        return self._other(value, kind)

    def _other(self, value: Any, kind: type) -> Any:
        match value:
            case dict():
                return ["dict", [[self.write(k), self.write(v)] for k, v in value.items()]]
            case Enum():
                return ["choice", _name(kind), value.name]
            case EnumType():
                return ["choice", _name(value), ""]
            case GisError():
                return ["error", _name(kind), self.write(value.__reduce__()[1])]
        return _scalar(value)

    def _table(self, value: pd.DataFrame | pd.Series | pd.Index) -> list[Any]:
        if isinstance(value, pd.Index):
            return self._index(value)
        index = self._index(value.index)
        if isinstance(value, pd.Series):
            return ["series", self._column(value), index, self.write(value.name)]
        cells = [self._column(value.iloc[:, place]) for place in range(value.shape[1])]
        shape = getattr(value, "active_geometry_name", None)
        attrs = self.write(dict(value.attrs))
        return ["table", self._index(value.columns), index, cells, self.write(shape), attrs]

    def _index(self, index: pd.Index) -> list[Any]:
        if isinstance(index, pd.RangeIndex):
            return ["range", index.start, index.stop, index.step, self.write(index.name)]
        if isinstance(index, pd.MultiIndex):
            levels = [self._column(index.get_level_values(i)) for i in range(index.nlevels)]
            return ["levels", levels, [self.write(name) for name in index.names]]
        return ["index", self._column(index), self.write(index.name)]

    def _column(self, column: pd.Series | pd.Index) -> list[Any]:
        dtype = str(column.dtype)
        if isinstance(column.dtype, np.dtype) and column.dtype.kind in _NUMERIC:
            return [dtype, self._part(column.to_numpy().tobytes())]
        if dtype == "geometry":
            shapes: Any = column.array
            crs, texts = shapes.crs, shapely.to_wkb(np.asarray(shapes), hex=True).tolist()
            return [dtype, self._part(_json(texts)), crs and crs.to_string()]
        if dtype == "str":
            return ["str", *self._texts(column)]
        cells = column.tolist()
        if set(map(type, cells)) <= _TEXTS:
            return ["texts", *self._texts(column)]
        if dtype != "object":
            raise TypeError(dtype)
        if _are_tuples(cells):
            return ["tuples", self._part(_json(cells))]
        return ["object", self._part(_json([self.write(cell) for cell in cells]))]

    def _texts(self, column: pd.Series | pd.Index) -> tuple[int, int]:
        codes, texts = pd.factorize(column)
        number = self._part(codes.astype(np.int32).tobytes())
        return number, self._part(_json(texts.tolist()))

    def _part(self, content: bytes) -> int:
        self.parts.append(content)
        return len(self.parts)


def _are_tuples(cells: list[Any]) -> bool:
    """Tell whether JSON keeps all cells as they are, but for tuples, which become lists."""
    while cells:
        kinds = set(map(type, cells))
        if not kinds <= _PLAIN | {tuple}:
            return False
        cells = list(chain.from_iterable(c for c in cells if c.__class__ is tuple))
    return True


def _tuples(cell: Any) -> Any:
    return tuple(map(_tuples, cell)) if cell.__class__ is list else cell


def _scalar(value: Any) -> Any:
    """Return a day, a time or the like as [form, text]."""
    if isinstance(value, (np.bool_, np.integer, np.floating)):
        return value.item()
    if value is pd.NaT or value is pd.NA:
        return ["missing", str(value)]
    match value:
        case pd.Timedelta() | timedelta():
            return ["timedelta", value.days, value.seconds, value.microseconds]
        case bytes():
            return ["bytes", value.hex()]
        case datetime() | date() | time():
            return [type(value).__name__, value.isoformat()]
    raise TypeError(type(value).__name__)


@cache
def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


class _Reader:
    """Reads values, their columns out of `parts`."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts = parts

    def read(self, written: Any) -> Any:
        """Return the value that is written so."""
        if type(written) is not list:
            return written
        form, *content = written
        if form in _READ:
            return _READ[form](*content)
        return _FORMS[form](self, *content)

    def sequence(self, written: list[Any]) -> list[Any]:
        return [self.read(inner) for inner in written]

    def mapping(self, written: list[Any]) -> dict[Any, Any]:
        return {self.read(key): self.read(value) for key, value in written}

    def fields(self, name: str, written: list[Any]) -> Any:
        kind = _class(name)
        # One that does something when it is made would be run by whoever names it.
        if not is_dataclass(kind) or hasattr(kind, "__post_init__"):
            raise TypeError(name)
        return kind(*map(self.read, written))

    def error(self, name: str, written: list[Any]) -> GisError:
        kind = _class(name)
        if not issubclass(kind, GisError):
            raise TypeError(name)
        return kind(*self.read(written))

    def choice(self, name: str, member: str) -> Any:
        kind = _class(name)
        if not issubclass(kind, Enum):
            raise TypeError(name)
        return kind[member] if member else kind

    def table(
        self, columns: list[Any], index: list[Any], cells: list[Any], shape: Any, attrs: Any
    ) -> pd.DataFrame:
        rows = self.read(index)
        data = {place: self._series(column, rows) for place, column in enumerate(cells)}
        table: pd.DataFrame = pd.DataFrame(data, rows)
        table.columns = self.read(columns)
        table.attrs = self.read(attrs)
        if shape is None:
            return table
        layer: pd.DataFrame = gpd.GeoDataFrame(table, geometry=shape)
        return layer

    def series(self, column: list[Any], index: list[Any], name: Any) -> pd.Series:
        series = self._series(column, self.read(index))
        series.name = self.read(name)
        return series

    def range(self, start: int, stop: int, step: int, name: Any) -> pd.Index:
        return pd.RangeIndex(start, stop, step, name=self.read(name))

    def levels(self, columns: list[Any], names: list[Any]) -> pd.Index:
        arrays = [self.index(column, None) for column in columns]
        return pd.MultiIndex.from_arrays(arrays, names=self.sequence(names))

    def index(self, column: list[Any], name: Any) -> pd.Index:
        values = self._column(column)
        found: pd.Index = pd.Index(values, dtype=values.dtype, name=self.read(name))
        return found

    def _series(self, column: list[Any], index: pd.Index) -> pd.Series:
        values = self._column(column)
        series: pd.Series = pd.Series(values, index, dtype=values.dtype)
        return series

    def _column(self, column: list[Any]) -> Any:
        dtype, place, *more = column
        part = self._parts[place]
        match dtype:
            case "str" | "texts":
                texts, codes = _from_json(self._parts[more[0]]), np.frombuffer(part, np.int32)
                if dtype == "str":
                    return pd.array(texts, dtype="str").take(codes, allow_fill=True)
                return np.array([*texts, None], dtype=object)[codes]
            case "object" | "tuples":
                read = self.read if dtype == "object" else _tuples
                return pd.Series(list(map(read, _from_json(part))), dtype=object).to_numpy()
            case "geometry":
                shapes = shapely.from_wkb(np.array(_from_json(part), dtype=object))
                return gpd.array.GeometryArray(shapes, crs=more[0])
        kind = np.dtype(dtype)
        if kind.kind not in _NUMERIC:
            raise TypeError(dtype)
        return np.frombuffer(part, kind).copy()


@cache
def _class(name: str) -> type:
    """Return a class of the project that is known already: nothing is imported."""
    module, called = name.split(":")
    if module.partition(".")[0] != "gis":
        raise TypeError(name)
    kind = vars(sys.modules[module])[called]
    if not isinstance(kind, type):
        raise TypeError(name)
    return kind


_FORMS: dict[str, Callable[..., Any]] = {
    "list": _Reader.sequence,
    "tuple": lambda reader, written: tuple(reader.sequence(written)),
    "dict": _Reader.mapping,
    "fields": _Reader.fields,
    "error": _Reader.error,
    "choice": _Reader.choice,
    "table": _Reader.table,
    "series": _Reader.series,
    "range": _Reader.range,
    "levels": _Reader.levels,
    "index": _Reader.index,
    "missing": lambda _reader, text: pd.NaT if text == "NaT" else pd.NA,
    "timedelta": lambda _reader, *parts: timedelta(*parts),
}
