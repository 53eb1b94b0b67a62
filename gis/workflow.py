"""The story in order: a register, placed in its communes; what it sees; what to repair first."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.choices import Coverage, Sight, Status
from gis.communes.location import locate
from gis.coverage.area import AREAS, covered_area
from gis.coverage.footprints import footprints
from gis.demand.classify import WEIGHTS, classify, weights_by_commune
from gis.demand.gaps import places
from gis.demand.incidence import Incidence, incidence
from gis.register.sight import UP, dependence, sight
from gis.restoration.ranking import Step, rank, ranking_table
from gis.restoration.reasons import reasons
from gis.restoration.repairs import Repairs, read_prices, repairs

COUNTS = (
    "cameras", "up", "working", "degraded", "broken", "abandoned", "suspended", "unknown",
    "disposal", "dark", "seeing", "unconfirmed", "not_seeing", "not_located", "no_direction",
)  # fmt: skip


@dataclass(frozen=True)
class Analysis:
    """What the cameras see today and what is not seen, and everything needed to say why.

    `cameras`: the register with `commune_code`, `sight`, `dark`, `has_footprint`, `assumed`.
    `footprints`: see `coverage.footprints`, with `sight`. `communes`: with the counts
    (`COUNTS`, by own status except `seeing unconfirmed not_seeing`), areas and weights of
    each. `coverage`: how each of the incidence's pieces is seen. `places`: see
    `demand.gaps.places`. `outside`: located cameras that stand in no commune.
    """

    level: str
    cameras: pd.DataFrame
    equipment: pd.DataFrame
    footprints: gpd.GeoDataFrame
    communes: gpd.GeoDataFrame
    demand: gpd.GeoDataFrame
    incidence: Incidence
    coverage: NDArray[np.object_]
    places: gpd.GeoDataFrame
    outside: int


def analyse(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    communes: gpd.GeoDataFrame,
    demand: gpd.GeoDataFrame,
    *,
    level: str = "observe",
    light: str = "day",
) -> Analysis:
    """Work out what is seen, at one level of detail, by day or night.

    All tables WGS 84, in the columns of their rooms. No camera is dropped: one outside
    every commune is counted apart and its footprint counts where it falls.
    """
    cameras = in_communes(cameras.reset_index(drop=True), communes)
    cameras = cameras.join(sight(cameras, equipment))
    seen = footprints(cameras, level=level, light=light).join(cameras["sight"])
    cameras["has_footprint"] = cameras.index.isin(seen.index)
    cameras["assumed"] = seen["assumed"].reindex(cameras.index, fill_value="")
    core = incidence(demand, seen, communes)
    coverage = classify(core.sees, seen["sight"])
    located = cameras["lon"].notna() & cameras["lat"].notna()
    return Analysis(
        level=level,
        cameras=cameras,
        equipment=equipment,
        footprints=seen,
        communes=_told_by_commune(cameras, seen, communes, core, coverage),
        demand=demand,
        incidence=core,
        coverage=coverage,
        places=places(core.pieces, coverage, demand),
        outside=int((located & (cameras["commune_code"] == "")).sum()),
    )


def in_communes(cameras: pd.DataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the cameras with the code of the commune they stand in.

    On real boundaries the position decides, and the code already there serves cameras
    without position. On schematic ones the code already there (from the stated commune)
    wins over the position.
    """
    points = gpd.GeoSeries(gpd.points_from_xy(cameras["lon"], cameras["lat"]), cameras.index)
    by_place, stated = locate(points, communes), cameras["commune_code"]
    if communes.attrs.get("source") == "schematic":
        code = stated.where(stated != "", by_place)
    else:
        code = by_place.where(cameras["lon"].notna(), stated)
    return cameras.assign(commune_code=code)


def _told_by_commune(
    cameras: pd.DataFrame,
    seen: gpd.GeoDataFrame,
    communes: gpd.GeoDataFrame,
    core: Incidence,
    coverage: NDArray[np.object_],
) -> gpd.GeoDataFrame:
    told = communes.set_index("code", drop=False).rename_axis(None)
    told = told.join(counts_by_commune(cameras).reindex(told.index, fill_value=0))
    told = told.join(covered_area(seen, communes))
    told = told.join(weights_by_commune(core.pieces, coverage, communes["code"]))
    told.attrs = communes.attrs
    return told.reset_index(drop=True)


def counts_by_commune(cameras: pd.DataFrame) -> pd.DataFrame:
    """Count analysed cameras by commune code ("" for none), see `COUNTS`."""
    status, state = cameras["status"], cameras["sight"]
    flags = {"cameras": True, "up": status.isin(UP), "dark": cameras["dark"]}
    flags |= {str(s): status == s for s in Status}
    flags |= {"seeing": state == Sight.UP, "unconfirmed": state == Sight.UNCONFIRMED}
    located = cameras["lon"].notna() & cameras["lat"].notna()
    flags |= {"not_seeing": state == Sight.DOWN, "not_located": ~located}
    flags |= {"no_direction": located & ~cameras["has_footprint"]}
    table = pd.DataFrame(flags, index=cameras.index)[list(COUNTS)]
    return table.astype(int).groupby(cameras["commune_code"]).sum()


def summary(analysis: Analysis, *, commune: str | None = None) -> dict[str, Any]:
    """Return the analysis as plain values: the province, and all communes or only one.

    The province sums its communes; `outside` counts the located cameras in none of them,
    `unplaced` those without position whose commune is not known either.
    """
    columns = [*COUNTS, *AREAS, *WEIGHTS]
    communes = analysis.communes
    unplaced = int((analysis.cameras["commune_code"] == "").sum()) - analysis.outside
    province = {name: communes[name].sum().item() for name in columns}
    rows = communes if commune is None else communes[communes["code"] == commune]
    return {
        "level": analysis.level,
        "boundaries": communes.attrs.get("source", "official"),
        "province": province | {"outside": analysis.outside, "unplaced": unplaced},
        "communes": rows[["code", "name", *columns]].to_dict("records"),
    }


def views(analysis: Analysis) -> sparse.csr_array:
    """Return the boolean matrix cameras × pieces: what each camera sees when it works."""
    seen = analysis.footprints.index.to_numpy()
    shape = (len(analysis.cameras), len(seen))
    owner = sparse.csr_array(
        (np.ones(len(seen), dtype=bool), (seen, np.arange(len(seen)))), shape=shape
    )
    return (owner @ analysis.incidence.sees.T).tocsr()


def all_repairs(analysis: Analysis, *, prices: pd.Series | None = None) -> Repairs:
    """List the repairs of every broken camera and equipment (prices: VND by part)."""
    reach = dependence(analysis.cameras, analysis.equipment).needs
    priced = read_prices() if prices is None else prices
    return repairs(analysis.cameras, analysis.equipment, reach, prices=priced)


@dataclass(frozen=True)
class Ranking:
    """The greedy order of all repairs, and the table of repairs its steps point into."""

    steps: list[Step]
    repairs: Repairs


def rank_repairs(analysis: Analysis, *, prices: pd.Series | None = None) -> Ranking:
    """Order all repairs by demand weight regained per đồng.

    Only cameras whose footprint is known take part; the rest are `survey_first`.
    """
    todo = all_repairs(analysis, prices=prices)
    known = analysis.cameras["has_footprint"].to_numpy()
    todo = Repairs(todo.table, todo.needs, todo.mendable & known)
    weight = analysis.incidence.pieces["weight"].to_numpy()
    covered = analysis.coverage == Coverage.COVERED
    return Ranking(rank(todo, views(analysis), weight, covered), todo)


def ranking_told(analysis: Analysis, ranking: Ranking) -> pd.DataFrame:
    """Return the ranking as a table (see `ranking_table`) with a sentence `why` in words."""
    table = ranking_table(ranking.steps, ranking.repairs, analysis.cameras)
    pieces = analysis.incidence.pieces
    return table.assign(why=reasons(ranking.steps, pieces, analysis.demand))


def survey_first(analysis: Analysis) -> pd.DataFrame:
    """Return the cameras to look at before money is spent: state, place or direction unknown."""
    cameras = analysis.cameras
    return cameras[(cameras["sight"] == Sight.UNCONFIRMED) | ~cameras["has_footprint"]]
