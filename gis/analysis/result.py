"""What is seen today and what is not, with everything needed to say why."""

from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.choices import Availability, Coverage, Status
from gis.core.findings import Finding
from gis.core.lenses import check_optics
from gis.coverage.area import AREAS, ClippedFootprints
from gis.coverage.footprints import detail_footprints, reachable
from gis.coverage.levels import DENSITY_PX_PER_M
from gis.coverage.occlusion import visible
from gis.demand.classify import WEIGHT_COLUMNS, alone, counts
from gis.demand.gaps import gap_places, gaps
from gis.demand.incidence import Incidence
from gis.demand.losses import losses
from gis.demand.water import no_water
from gis.register.availability import UP, only_fault
from gis.register.links import check_links
from gis.register.queries import counts_in, in_commune, located
from gis.register.same_codes import same_codes

CAMERA_COUNTS = (
    "cameras",
    "up",
    "working",
    "degraded",
    "broken",
    "abandoned",
    "suspended",
    "unknown",
    "disposal",
    "dark",
    "seeing",
    "unconfirmed",
    "not_seeing",
    "not_located",
    "no_direction",
    "detail_unknown",
)
# The finer level that is shown inside the chosen one.
DETAIL = "identify"


@dataclass(frozen=True)
class ViewTerms:
    """On what terms to look: level of detail, by which of `LIGHTS`, only what is live at HQ.

    Attributes
    ----------
    level
        One of the levels of IEC 62676-4, see `coverage.levels`.
    light
        ``day``, ``night`` or ``lit``.
    live_only
        Whether only those cameras see whose picture is live at the commune police headquarters.
    """

    level: str = "observe"
    light: str = "day"
    live_only: bool = False


@dataclass(frozen=True)
class Provenance:
    """What figures rest on.

    `simulated`: the register is made up. `boundaries`: `official` or `schematic`. `revision`:
    names the state of all that was analysed, and the terms; "" of files.
    """

    simulated: bool = False
    boundaries: str = "official"
    terms: ViewTerms = field(default_factory=ViewTerms)
    revision: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return what stands beside every row: `level light live_only boundaries simulated`."""
        marks = {"boundaries": self.boundaries, "simulated": self.simulated}
        return asdict(self.terms) | marks


@dataclass(frozen=True)
class Analysis:
    """What the cameras see today and what is not seen, and everything needed to say why.

    Attributes
    ----------
    provenance
        What its figures rest on.
    weights
        Of the categories, see `gis.demand.weights`.
    cameras
        The register, numbered from 0, with `commune_code sight dark directed has_footprint assumed`
        and `detail_unknown`: only the usual lens or picture says how fine it sees, where it counts.
    equipment
        The shared equipment of the register.
    buildings
        Those that stand in the way, WGS 84.
    footprints
        See `coverage.footprints`, with `sight`; without what `buildings` hide.
    around
        The surroundings of cameras without direction.
    ground
        The footprints' areas.
    communes
        With the counts (`CAMERA_COUNTS`, by own status except `seeing unconfirmed not_seeing`),
        areas (km²) and weights of each.
    demand
        Places and roads, WGS 84, each with its weight.
    incidence
        Which footprint sees which piece of the demand.
    coverage
        How each of the incidence's groups is seen.
    read
        What was odd in the files of places and buildings.
    water
        Only drawn, to find one's way by.
    """

    provenance: Provenance
    weights: pd.DataFrame
    cameras: pd.DataFrame
    equipment: pd.DataFrame
    buildings: gpd.GeoDataFrame
    footprints: gpd.GeoDataFrame
    around: gpd.GeoDataFrame
    ground: ClippedFootprints
    communes: gpd.GeoDataFrame
    demand: gpd.GeoDataFrame
    incidence: Incidence
    coverage: NDArray[np.object_]
    read: tuple[Finding, ...] = ()
    water: gpd.GeoDataFrame = field(default_factory=no_water)

    def with_water(self, water: gpd.GeoDataFrame) -> "Analysis":
        """Return the analysis with the waters (`water_id geometry`, WGS 84) that maps show."""
        return self.sharing_views(replace(self, water=water))

    def of_register(self, *, simulated: bool, revision: str = "") -> "Analysis":
        """Return the analysis as that of a register that is simulated, or real."""
        provenance = replace(self.provenance, simulated=simulated, revision=revision)
        return self.sharing_views(replace(self, provenance=provenance))

    def sharing_views(self, other: "Analysis") -> "Analysis":
        """Return another one with what lenses and buildings alone decide, as far as known here."""
        known = {"detail", "reachable"} & vars(self).keys()
        vars(other).update({name: vars(self)[name] for name in known})
        return other

    @property
    def terms(self) -> ViewTerms:
        """Return on what terms was looked."""
        return self.provenance.terms

    @property
    def level(self) -> str:
        """Return the level of detail."""
        return self.terms.level

    @cached_property
    def outside(self) -> int:
        """Count the located cameras that stand in no commune."""
        return int((located(self.cameras) & ~counts_in(self.cameras, None)).sum())

    @cached_property
    def findings(self) -> list[Finding]:
        """Return what was odd in the files, in the optics stated, and in what depends on what."""
        links = check_links(self.cameras, self.equipment)
        links += same_codes(self.cameras["camera_id"], self.equipment["equipment_id"])
        return [*self.read, *check_optics(self.cameras), *links]

    @cached_property
    def places(self) -> gpd.GeoDataFrame:
        """Return all places and stretches of road by how they are seen, see `gaps.places`."""
        pieces = self.incidence.pieces
        return gap_places(pieces, self.coverage[pieces["group"].to_numpy()], self.demand)

    @cached_property
    def redundant_places(self) -> gpd.GeoDataFrame:
        """Return what working cameras see, as `gap_places`, by how many: 1, 2, or 3 for more."""
        pieces = self.incidence.pieces
        number = np.minimum(self.redundancy, 3)[pieces["group"].to_numpy()]
        return gap_places(pieces[number > 0], number[number > 0].astype(object), self.demand)

    @cached_property
    def gaps(self) -> gpd.GeoDataFrame:
        """Return the places not seen, heaviest first, see `gaps.gaps`."""
        return gaps(self.places, self.demand)

    @cached_property
    def detail(self) -> gpd.GeoDataFrame:
        """Return the footprints at the finer level `DETAIL`, where density is known.

        None has one when the chosen level is as fine itself.
        """
        if DENSITY_PX_PER_M[self.level] >= DENSITY_PX_PER_M[DETAIL]:
            return self.footprints.iloc[:0]
        finer = detail_footprints(self.cameras, level=DETAIL, light=self.terms.light)
        return visible(finer, self.cameras, self.buildings)

    @cached_property
    def reachable(self) -> gpd.GeoDataFrame:
        """Return what PTZ cameras could turn to, between buildings: shown, never counted."""
        around = reachable(self.cameras, level=self.level, light=self.terms.light)
        return visible(around, self.cameras, self.buildings)

    @cached_property
    def alone(self) -> pd.Series:
        """Return the weight that each camera with a footprint alone sees, working."""
        up = self.footprints["sight"] == Availability.UP
        core = self.incidence
        return pd.Series(alone(core.groups, core.sees, up), self.footprints.index)

    @cached_property
    def only_fault(self) -> pd.DataFrame:
        """Return the one part and cause that keep each camera from seeing, see `only_fault`."""
        return only_fault(self.cameras, self.equipment)

    @cached_property
    def undirected(self) -> NDArray[np.bool_]:
        """Tell which groups no footprint has, but a camera stands by whose direction is unknown.

        They are unconfirmed: no gap, and no site for a new camera.
        """
        core = self.incidence
        by_one, by_none = np.diff(core.near.indptr) > 0, np.diff(core.sees.indptr) == 0
        flags: NDArray[np.bool_] = by_one & by_none
        return flags

    @cached_property
    def undirected_places(self) -> gpd.GeoDataFrame:
        """Return the places and roads of `undirected` groups, heaviest first."""
        pieces = self.incidence.pieces
        pieces = pieces[self.undirected[pieces["group"].to_numpy()]]
        return gap_places(pieces, np.full(len(pieces), Coverage.UNCONFIRMED, object), self.demand)

    @cached_property
    def redundancy(self) -> NDArray[np.int64]:
        """Return how many working cameras see each group of pieces."""
        return counts(self.incidence.sees, self.footprints["sight"] == Availability.UP)

    @cached_property
    def sound(self) -> NDArray[np.int64]:
        """Return how many working cameras that are not degraded see each group of pieces."""
        seen = self.footprints
        degraded = self.cameras["status"].reindex(seen.index) == Status.DEGRADED
        return counts(self.incidence.sees, (seen["sight"] == Availability.UP) & ~degraded)


def flags(cameras: pd.DataFrame) -> pd.DataFrame:
    """Tell of each analysed camera (the same index) which of the `CAMERA_COUNTS` it is counted in.

    Parameters
    ----------
    cameras
        See `Analysis`.

    Returns
    -------
    DataFrame
        Bool, columns `CAMERA_COUNTS`; those of `Status` go by the camera's own state alone.
    """
    status, state = cameras["status"], cameras["sight"]
    told = {"cameras": True, "up": status.isin(UP), "dark": cameras["dark"]}
    told |= {str(s): status == s for s in Status}
    told |= {"seeing": state == Availability.UP, "unconfirmed": state == Availability.UNCONFIRMED}
    told |= {"not_seeing": state == Availability.DOWN, "not_located": ~located(cameras)}
    told |= {"no_direction": located(cameras) & ~cameras["directed"]}
    told |= {"detail_unknown": cameras["detail_unknown"]}
    return pd.DataFrame(told, index=cameras.index)[list(CAMERA_COUNTS)].astype(bool)


def counts_by_commune(cameras: pd.DataFrame) -> pd.DataFrame:
    """Count analysed cameras by commune code ("" for none), see `CAMERA_COUNTS`."""
    return flags(cameras).astype(int).groupby(cameras["commune_code"]).sum()


def summary(analysis: Analysis, *, commune: str | None = None) -> dict[str, Any]:
    """Return the analysis as plain values: the province, and all communes or only one.

    Parameters
    ----------
    analysis
        Of the whole province.
    commune
        The code of the only commune wanted; None for all.

    Returns
    -------
    dict
        What `basis` holds; `province` and `communes`: `CAMERA_COUNTS`, `AREAS` (km²) and
        `WEIGHT_COLUMNS`; the
        province sums its communes, `outside` counts the located cameras in none of them,
        `unplaced` those without position whose commune is not known either; `losses` by part and
        by cause; `findings`.
    """
    columns = [*CAMERA_COUNTS, *AREAS, *WEIGHT_COLUMNS]
    communes = analysis.communes
    unplaced = int((~counts_in(analysis.cameras, None)).sum()) - analysis.outside
    province = {name: communes[name].sum().item() for name in columns}
    rows = in_commune(communes, commune)
    return basis(analysis) | {
        "province": province | {"outside": analysis.outside, "unplaced": unplaced},
        "communes": rows[["code", "name", *columns]].to_dict("records"),
        "losses": {
            what: losses_by(analysis, what, commune=commune).to_dict() for what in ("part", "cause")
        },
        "findings": [finding.as_dict() for finding in analysis.findings],
    }


def basis(analysis: Analysis) -> dict[str, Any]:
    """Return what every figure rests on: its provenance, detail not known, weights.

    Parameters
    ----------
    analysis
        Whose figures are told.

    Returns
    -------
    dict
        `level light live_only boundaries simulated`; `detail_unknown`, a number of cameras;
        `weights` by category.
    """
    return analysis.provenance.as_dict() | {
        "detail_unknown": int(analysis.cameras["detail_unknown"].sum()),
        "weights": analysis.weights["weight"].to_dict(),
    }


def views(analysis: Analysis) -> sparse.csr_array:
    """Return the boolean matrix cameras × groups: what each camera sees when it works.

    Parameters
    ----------
    analysis
        Its `cameras` are numbered from 0.

    Returns
    -------
    csr_array
        A camera without footprint has an empty row.
    """
    seen = analysis.footprints.index.to_numpy()
    shape = (len(analysis.cameras), len(seen))
    owner = sparse.csr_array(
        (np.ones(len(seen), dtype=bool), (seen, np.arange(len(seen)))), shape=shape
    )
    return (owner @ analysis.incidence.sees.T).tocsr()


def losses_by(analysis: Analysis, what: str, *, commune: str | None = None) -> pd.Series:
    """Return the lost weight by ``part`` or by ``cause``, see `demand.losses`.

    Parameters
    ----------
    analysis
        Whose lost weight is told.
    what
        ``part`` or ``cause``.
    commune
        Count only what lies in this commune; None: all.

    Returns
    -------
    Series
        `weight`, index `reason`: values of `FaultPart` or `Cause`, and `losses.SEVERAL`.
    """
    core = analysis.incidence
    seen = analysis.only_fault[what].reindex(analysis.footprints.index)
    return losses(core.groups, core.sees, analysis.coverage, seen, commune=commune)


def survey_first(analysis: Analysis) -> pd.DataFrame:
    """Return the cameras to look at before money is spent: state, place or direction unknown.

    Parameters
    ----------
    analysis
        Whose cameras are looked through.

    Returns
    -------
    DataFrame
        Rows of `Analysis.cameras`, on their index.
    """
    cameras = analysis.cameras
    unclear = (
        (cameras["sight"] == Availability.UNCONFIRMED) | ~cameras["directed"] | ~located(cameras)
    )
    return cameras[unclear]
