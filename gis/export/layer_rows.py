"""The rows of each layer, as an analysis has them: one shape a row, named by what lasts."""

from hashlib import blake2b

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.choices import Availability
from gis.core.crs import WGS84, from_plane, to_plane
from gis.core.schema import split_ids
from gis.export.schema.schemas import CoverageState
from gis.register.queries import is_confidential, located
from gis.restoration.model.visits import visit_sites

# Views are moved apart by a millionth of a metre, see `coverage.area`: less than this is nothing.
_LEAST_M2 = 0.01
# Of a grid coarse enough for everybody to see.
CELL_M = 100.0
# What was dissolved last, by a digest of what of: most communes stay as they are.
_DISSOLVED: dict[bytes, list[tuple[str, shapely.Geometry]]] = {}


def at_points(cameras: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return analysed cameras at their points in WGS 84, none without position.

    Parameters
    ----------
    cameras
        Those of an analysis, `lon lat` in WGS 84.

    Returns
    -------
    GeoDataFrame
        All their columns.
    """
    points = gpd.points_from_xy(cameras["lon"], cameras["lat"])
    points[~located(cameras)] = None
    return gpd.GeoDataFrame(cameras, geometry=points, crs=WGS84)


def camera_sites(cameras: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the poles and buildings that cameras hang on, see `visit_sites`, with their counts.

    Parameters
    ----------
    cameras
        Those of an analysis.

    Returns
    -------
    GeoDataFrame
        `site_id` (as stated, else the code of the first camera there), `name address
        commune_code` of the first, `cameras seeing unconfirmed not_seeing`; at the first position.
    """
    table = cameras.reset_index(drop=True)
    first = visit_sites(table)
    state = table["sight"]
    counts = pd.DataFrame(
        {
            "cameras": 1,
            "seeing": state == Availability.UP,
            "unconfirmed": state == Availability.UNCONFIRMED,
            "not_seeing": state == Availability.DOWN,
        }
    )
    counts = counts.astype(int).groupby(first).sum()
    place = table[["lon", "lat"]].groupby(first).first()
    site = table.loc[counts.index, ["site_id", "camera_id", "name", "address", "commune_code"]]
    site["site_id"] = site["site_id"].where(site["site_id"] != "", site["camera_id"])
    return at_points(site.drop(columns="camera_id").join(counts).join(place))


def camera_cells(cameras: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return how many cameras stand in each cell of a grid: to publish, without any one's place.

    Parameters
    ----------
    cameras
        Those of an analysis; the confidential and those without position are left out.

    Returns
    -------
    GeoDataFrame
        `cell_id` (column and row of the grid of `CELL_M` on the plane of `to_plane`),
        `commune_code` of most of them, `cameras seeing unconfirmed not_seeing`; the cells' middles
        in WGS 84.
    """
    table = cameras[located(cameras) & ~is_confidential(cameras)].reset_index(drop=True)
    points = to_plane(shapely.points(table[["lon", "lat"]].to_numpy(dtype=float)))
    cells = np.floor(shapely.get_coordinates(points) / CELL_M).astype(int)
    names = pd.Series([f"{column}:{row}" for column, row in cells], table.index, dtype=str)
    state = table["sight"]
    kinds = {"seeing": Availability.UP, "unconfirmed": Availability.UNCONFIRMED}
    kinds["not_seeing"] = Availability.DOWN
    counts = pd.DataFrame({"cameras": 1} | {n: state == s for n, s in kinds.items()}, table.index)
    sums = counts.astype(int).groupby(names).sum()
    most = _most_frequent(table["commune_code"], names)
    first = names.drop_duplicates()
    middle = pd.Series(
        from_plane(shapely.points((cells[first.index] + 0.5) * CELL_M)), first.to_numpy(), object
    )
    rows = sums.assign(commune_code=most).rename_axis("cell_id").reset_index()
    return gpd.GeoDataFrame(rows, geometry=middle[rows["cell_id"]].to_numpy(), crs=WGS84)


def _most_frequent(values: pd.Series, names: pd.Series) -> pd.Series:
    """Return the value that each name bears most often, of several the first in order."""
    counts = pd.DataFrame({"name": names, "value": values}).value_counts().reset_index()
    order = counts.sort_values(["count", "value"], ascending=[False, True])
    return order.drop_duplicates("name").set_index("name")["value"]


def footprint_rows(shapes: gpd.GeoDataFrame, cameras: pd.DataFrame, level: str) -> gpd.GeoDataFrame:
    """Return footprints with the camera each is of, its state and its area.

    Parameters
    ----------
    shapes
        On the index of their cameras, see `coverage.footprints`; WGS 84.
    cameras
        Those of an analysis that may leave; footprints of others are left out.
    level
        The level of detail that they are drawn at.

    Returns
    -------
    GeoDataFrame
        WGS 84; `area_m2` is true on the ellipsoid.
    """
    shapes = shapes[shapes.index.isin(cameras.index)]
    columns = ["site_id", "name", "address", "status", "sight", "commune_code", "confidentiality"]
    camera = cameras[columns].reindex(shapes.index)
    return shapes.assign(**camera, level=level, area_m2=_areas_m2(shapes.geometry.to_numpy()))


def ground_by_state(analysis: Analysis, cameras: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the ground seen in each commune, one shape a state; what is seen twice counts once.

    Parameters
    ----------
    analysis
        Its `ground` is dissolved.
    cameras
        Those of the analysis that may leave; what only others see is left out.

    Returns
    -------
    GeoDataFrame
        `coverage_id commune_code state area_m2`, WGS 84; only what there is.
    """
    ground, codes = analysis.ground, analysis.communes["code"].to_numpy()
    shown = np.isin(ground.view, cameras.index)
    rows, done = [], {}
    # A loop over communes: each is dissolved by itself, once for as long as it stays as it is.
    for commune in np.unique(ground.commune[shown]):
        here = shown & (ground.commune == commune)
        shapes, kinds = ground.shapes[here], ground.kinds[here]
        name = _digest(shapes, kinds)
        done[name] = _DISSOLVED.get(name) or _dissolved(shapes, kinds)
        rows += [(codes[commune], state, shapely.area(one), one) for state, one in done[name]]
    _DISSOLVED.clear()
    _DISSOLVED.update(done)
    table = pd.DataFrame(rows, columns=["commune_code", "state", "area_m2", "geometry"])
    table = table[table["area_m2"] > _LEAST_M2].reset_index(drop=True)
    table.insert(0, "coverage_id", table["commune_code"] + ":" + table["state"])
    shapes = np.asarray(from_plane(table["geometry"].to_numpy(object)), dtype=object)
    return gpd.GeoDataFrame(table.drop(columns="geometry"), geometry=shapes, crs=WGS84)


def _dissolved(
    shapes: NDArray[np.object_], kinds: NDArray[np.int64]
) -> list[tuple[str, shapely.Geometry]]:
    """Return what footprints of one commune see, one shape a state, none upon another."""
    better: shapely.Geometry = shapely.MultiPolygon()
    states = []
    for kind, state in enumerate(CoverageState):  # in the order of `ground.kinds`
        seen = shapely.union_all(shapes[kinds == kind])
        states.append((str(state), shapely.difference(seen, better)))
        better = shapely.union(better, seen)
    return states


def _digest(shapes: NDArray[np.object_], kinds: NDArray[np.int64]) -> bytes:
    digest = blake2b(np.ascontiguousarray(kinds).tobytes(), digest_size=16)
    for shape in shapely.to_wkb(shapes):
        digest.update(shape)
    return digest.digest()


def point_rows(seen: gpd.GeoDataFrame, key: str) -> gpd.GeoDataFrame:
    """Return the points among places and roads by how they are seen.

    Parameters
    ----------
    seen
        See `demand.gap_places`.
    key
        The name of the column that names each.

    Returns
    -------
    GeoDataFrame
        A place of several points is a row each, named by where it is, with its share of the
        weight.
    """
    table = seen[_dimension(seen) == 0]
    several = shapely.get_num_geometries(table.geometry.to_numpy())
    table = table.assign(weight=table["weight"] / several, several=several > 1)
    table = table.explode(ignore_index=True)
    where = table.geometry.x.map("@{:.5f}".format) + table.geometry.y.map(",{:.5f}".format)
    names = _lasting(table) + where.where(table["several"], "").astype(str)
    return table.drop(columns=["several", "length_m"]).assign(**{key: names})


def line_rows(seen: gpd.GeoDataFrame, key: str) -> gpd.GeoDataFrame:
    """Return the roads among places and roads by how they are seen: one row a road and commune.

    Parameters
    ----------
    seen
        See `demand.gap_places`.
    key
        The name of the column that names each.

    Returns
    -------
    GeoDataFrame
        The stretches of one road that are seen alike in one commune as one shape, `stretches`
        of them; the heaviest says what it is `near`.
    """
    table = seen[_dimension(seen) == 1].reset_index(drop=True)
    table = table.assign(**{key: _lasting(table), "stretches": 1})
    row, names = pd.factorize(table[key])
    whole = table.drop_duplicates(key).reset_index(drop=True)
    sums = table.groupby(row)[["weight", "length_m", "stretches"]].sum()
    lines, owner = shapely.get_parts(table.geometry.to_numpy(), return_index=True)
    order = np.argsort(row[owner], kind="stable")
    shapes = np.full(len(names), None, dtype=object)
    shapes[:] = shapely.multilinestrings(lines[order], indices=row[owner][order])
    return whole.assign(**sums).set_geometry(gpd.GeoSeries(shapes, whole.index, crs=WGS84))


def _dimension(table: gpd.GeoDataFrame) -> NDArray[np.intp]:
    found: NDArray[np.intp] = shapely.get_dimensions(table.geometry.to_numpy())
    return found


def _lasting(table: pd.DataFrame) -> pd.Series:
    """Return what each place or road is named by, from month to month."""
    named: pd.Series = table["demand_id"] + ":" + table["commune_code"] + ":" + table["coverage"]
    return named


def commune_rows(communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the communes with their figures, the area declared apart from the shape's own.

    Parameters
    ----------
    communes
        Those of an analysis: `area_km2` as it is published; WGS 84.

    Returns
    -------
    GeoDataFrame
        WGS 84; `area_declared_km2`, and `area_km2` of the shape.
    """
    own = _areas_m2(communes.geometry.to_numpy()) / 1e6
    return communes.assign(area_declared_km2=communes["area_km2"], area_km2=own)


def link_rows(cameras: pd.DataFrame, equipment: pd.DataFrame) -> pd.DataFrame:
    """Return what each camera, and each piece of equipment, hangs on, a link a row.

    Parameters
    ----------
    cameras, equipment
        Those of an analysis that may leave.

    Returns
    -------
    DataFrame
        `link_id subject subject_id link equipment_id`.
    """
    tables = [
        _links("camera", cameras["camera_id"], cameras["depends_on"]),
        _links("camera", cameras["camera_id"], cameras["connects_through"]),
        _links("equipment", equipment["equipment_id"], equipment["depends_on"]),
    ]
    table = pd.concat(tables).drop_duplicates(ignore_index=True)
    named = table["subject"] + ":" + table["subject_id"] + ":" + table["link"]
    return table.assign(link_id=named + ":" + table["equipment_id"])


def _links(subject: str, ids: pd.Series, units: pd.Series) -> pd.DataFrame:
    table = pd.DataFrame({"subject_id": ids, "equipment_id": units.map(split_ids)})
    table = table.explode("equipment_id").dropna(subset="equipment_id")
    return table.assign(subject=subject, link=str(units.name))


def building_rows(buildings: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the buildings that stand in the way of views, with their areas.

    Parameters
    ----------
    buildings
        `building_id height_m` and polygons, WGS 84.

    Returns
    -------
    GeoDataFrame
        WGS 84; `area_m2` is true on the ellipsoid.
    """
    return buildings.assign(area_m2=_areas_m2(buildings.geometry.to_numpy()))


def water_rows(water: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the waters that maps show, with their areas.

    Parameters
    ----------
    water
        `water_id` and polygons, WGS 84.

    Returns
    -------
    GeoDataFrame
        WGS 84; `area_m2` is true on the ellipsoid.
    """
    return water.assign(area_m2=_areas_m2(water.geometry.to_numpy()))


def _areas_m2(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = shapely.area(to_plane(shapes))
    return found
