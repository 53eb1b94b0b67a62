"""What a file says of itself: when it was made, of what, on what terms, and what it left out."""

from collections.abc import Mapping, Sequence

import geopandas as gpd

from gis.core.clock import now
from gis.export.schema import LayerSchema

# The name under which a table carries what it rests on, see `with_provenance`.
_BASIS = "basis"
_LOST = "shapes_lost"


def with_provenance(table: gpd.GeoDataFrame, marks: Mapping[str, object]) -> gpd.GeoDataFrame:
    """Return a table that carries what it rests on, for the files it is written to.

    Parameters
    ----------
    table
        A layer.
    marks
        Its provenance as plain values, and the revision of the register.

    Returns
    -------
    GeoDataFrame
        The same rows.
    """
    told = table.copy(deep=False)
    told.attrs[_BASIS] = {name: _plain(value) for name, value in marks.items()}
    return told


def with_losses(table: gpd.GeoDataFrame, before: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a rounded table that carries how many shapes were too small for the decimals.

    Parameters
    ----------
    table
        With the shapes as they are written.
    before
        The same rows with the shapes as they were.

    Returns
    -------
    GeoDataFrame
        The rows of `table`.
    """
    lost = int((before.geometry.notna() & table.geometry.isna()).sum())
    table.attrs = {**before.attrs, _LOST: lost}
    return table


def file_metadata(layers: Sequence[tuple[LayerSchema, gpd.GeoDataFrame]]) -> dict[str, str]:
    """Return what a file of layers says of itself.

    Parameters
    ----------
    layers
        Each layer's schema and rows.

    Returns
    -------
    dict
        `title`, `made_at` (ISO), `crs`; where known `level light live_only boundaries simulated
        revision`; `shapes_lost` by layer, where any was too small to be written.
    """
    told = {
        "title": ", ".join(schema.label for schema, _table in layers),
        "made_at": now().isoformat(timespec="seconds"),
    }
    shaped = [table.crs for schema, table in layers if schema.geometry]
    told |= {"crs": shaped[0].to_string()} if shaped else {}
    for _schema, table in layers:
        told |= table.attrs.get(_BASIS, {})
    lost = {schema.name: table.attrs.get(_LOST, 0) for schema, table in layers}
    named = "; ".join(f"{name}: {count}" for name, count in lost.items() if count)
    return told | ({_LOST: named} if named else {})


def as_lines(metadata: Mapping[str, str]) -> str:
    """Return metadata as lines of text.

    Parameters
    ----------
    metadata
        See `file_metadata`.

    Returns
    -------
    str
        ``name: text``, a line each.
    """
    return "\n".join(f"{name}: {text}" for name, text in metadata.items())


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
