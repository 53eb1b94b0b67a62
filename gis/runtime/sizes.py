"""How much memory tables, arrays and shapes hold, whatever they share counted once."""

import gc
from sys import getsizeof
from types import BuiltinFunctionType, FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from numpy.typing import NDArray

# What GEOS keeps of a vertex, of any geometry and of each ring beside: the growth of a process
# that makes 200,000 of them.
_VERTEX_BYTES, _GEOMETRY_BYTES, _RING_BYTES = 26, 110, 450
_AREAS = 2
_TABLES = (pd.DataFrame, pd.Series, pd.Index)
_NOT_DATA = (type, ModuleType, FunctionType, MethodType, BuiltinFunctionType, FrameType)


class Sizes:
    """Adds up what is reached from some objects, each thing once."""

    def __init__(self) -> None:
        self.total_bytes = 0
        # By address, and kept, so that nothing else comes to stand there meanwhile.
        self._known: dict[int, object] = {}

    def add(self, *roots: object) -> int:
        """Return by how many bytes some objects add to what was added before."""
        before, todo = self.total_bytes, list(roots)
        while todo:
            one = todo.pop()
            if id(one) not in self._known and not isinstance(one, _NOT_DATA):
                self._known[id(one)] = one
                todo += self._weigh(one)
        return self.total_bytes - before

    def _weigh(self, one: Any) -> list[Any]:
        """Count what an object holds itself; return what it leads to."""
        if isinstance(one, np.ndarray):
            return self._weigh_array(one)
        if isinstance(one, pa.ChunkedArray):
            return [b for chunk in one.chunks for b in chunk.buffers() if b is not None]
        if isinstance(one, pa.Buffer):
            return self._weigh_buffer(one)
        if isinstance(one, shapely.Geometry):
            return self._weigh_shapes([one])
        # A table would count its columns, which are reached anyway.
        self.total_bytes += object.__sizeof__(one) if isinstance(one, _TABLES) else getsizeof(one)
        return gc.get_referents(one)

    def _weigh_array(self, array: NDArray[Any]) -> list[Any]:
        if array.base is not None:
            return [array.base]
        self.total_bytes += array.nbytes
        if array.dtype != object:
            return []
        is_shape = shapely.is_geometry(array)
        shapes = {id(s): s for s in array[is_shape].tolist() if id(s) not in self._known}
        self._known |= shapes
        return [*self._weigh_shapes(list(shapes.values())), *array[~is_shape]]

    def _weigh_shapes(self, shapes: list[shapely.Geometry]) -> list[Any]:
        parts = shapely.get_parts(shapes)
        polygons = shapely.get_dimensions(parts) == _AREAS
        rings = int((shapely.get_num_interior_rings(parts) + 1)[polygons].sum())
        vertices = int(shapely.get_num_coordinates(shapes).sum())
        self.total_bytes += vertices * _VERTEX_BYTES + rings * _RING_BYTES
        self.total_bytes += len(shapes) * _GEOMETRY_BYTES
        return []

    def _weigh_buffer(self, buffer: pa.Buffer) -> list[Any]:
        if buffer.address not in self._known:
            self._known[buffer.address] = buffer
            self.total_bytes += buffer.size
        return []
