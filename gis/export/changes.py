"""The cameras and equipment that came, went or were changed between two revisions, as layers."""

import geopandas as gpd
import pandas as pd

from gis.core.choices import Confidentiality, Operation
from gis.core.schema import CAMERA_COLUMNS, conform
from gis.export.confidential import released
from gis.export.layer_rows import at_points
from gis.export.metadata import with_provenance
from gis.export.schema import SCHEMAS, conform_layer

CHANGES_LAYER, EQUIPMENT_CHANGES = "changes", "equipment_changes"


def changes_layer(
    changed: pd.DataFrame,
    communes: pd.DataFrame,
    *,
    revisions: tuple[str, str],
    confidential: bool = False,
) -> gpd.GeoDataFrame:
    """Return cameras that differ between two revisions as a layer for those who hold a copy.

    Parameters
    ----------
    changed
        See `store.revisions.changed_rows`.
    communes
        `code name`, and in ``attrs["source"]`` whether they are official.
    revisions
        The earlier and the later one, as the file shall name them.
    confidential
        With the cameras marked so, by what they are in the later revision.

    Returns
    -------
    GeoDataFrame
        In the schema `CHANGES_LAYER`, WGS 84 (EPSG:4326); a removed camera where it stood last.
    """
    told = changed if confidential else _as_gone(changed)
    table = at_points(released(told, told, confidential=confidential))
    names = communes.set_index("code")["name"].to_dict()
    source = str(communes.attrs["source"])
    table = table.assign(commune_name=table["commune_code"].map(names), boundaries=source)
    return _marked(table, CHANGES_LAYER, source, revisions)


def _as_gone(changed: pd.DataFrame) -> pd.DataFrame:
    """Return cameras that were marked confidential meanwhile as removed ones, by code alone.

    Who holds a copy with them must learn to take them out.
    """
    fields = changed["fields"].str.split(";")
    marked = changed["confidentiality"].eq(str(Confidentiality.SECRET)) & fields.map(
        lambda names: "confidentiality" in names
    )
    gone = pd.DataFrame({"camera_id": changed.loc[marked, "camera_id"]})
    gone = gone.assign(operation=str(Operation.REMOVED), simulated=changed["simulated"])
    bare = conform(gone, CAMERA_COLUMNS).join(gone[["operation", "simulated"]])
    bare = bare.assign(fields="", former_id=changed.loc[marked, "former_id"])
    return pd.concat([changed[~marked], bare]).sort_index() if marked.any() else changed


def equipment_changes(
    changed: pd.DataFrame, *, boundaries: str, revisions: tuple[str, str]
) -> gpd.GeoDataFrame:
    """Return equipment that differs between two revisions as a layer, without shapes.

    Parameters
    ----------
    changed
        See `store.revisions.changed_rows`.
    boundaries
        Whether those of the communes are official.
    revisions
        The earlier and the later one, as the file shall name them.

    Returns
    -------
    GeoDataFrame
        In the schema `EQUIPMENT_CHANGES`.
    """
    table = changed.assign(boundaries=boundaries)
    return _marked(table, EQUIPMENT_CHANGES, boundaries, revisions)


def _marked(
    table: pd.DataFrame, name: str, boundaries: str, revisions: tuple[str, str]
) -> gpd.GeoDataFrame:
    marks = {"boundaries": boundaries, "simulated": bool(table["simulated"].any())}
    marks |= dict(zip(("since", "revision"), revisions, strict=True))
    return with_provenance(conform_layer(table, SCHEMAS[name]), marks)
