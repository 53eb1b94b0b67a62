"""The verbs a notebook needs, each over the room that does the work; ``import gis`` offers them.

Tables are pandas and geopandas, WGS 84 lon/lat; money is in đồng; weight is what
``data/weights.csv`` says that a place, or a kilometre of road, counts.

>>> import gis
>>> made = gis.simulate(cameras=100, seed=1)
>>> analysis = gis.analyse(made.cameras, made.equipment, made.demand)
>>> len(analysis.cameras)
100
>>> plan = gis.make_plan(analysis, 50_000_000)
>>> bool(plan.cost_vnd <= 50_000_000)
True
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from gis.analysis import run
from gis.analysis.result import Analysis, ViewTerms
from gis.analysis.summary import Summary, summary_of
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.core.choices import Goal
from gis.core.deadline import Deadline
from gis.core.paths import DEFAULT_STORE
from gis.demand.layers import no_demand
from gis.export.files import encode
from gis.export.layers import layer
from gis.ingest.importing import Import, read_import
from gis.ingest.positions.coordinates import AUTO
from gis.restoration.model.repair_options import work
from gis.restoration.plans import planning
from gis.restoration.plans.budget_curve import choices
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.ranking import rank_repairs, ranking_lines_in_words
from gis.restoration.plans.request import Request, request_money
from gis.simulation import register
from gis.simulation.register import Simulation
from gis.siting.new_cameras import NewSites, new_sites
from gis.store.store import Store


def load_communes() -> gpd.GeoDataFrame:
    """Return the communes: `code name kind full_name area_km2` and polygons.

    Returns
    -------
    GeoDataFrame
        WGS 84; ``attrs["source"]`` tells whether the polygons are ``official`` or ``schematic``.

    Raises
    ------
    BoundaryError
        The installed file is damaged.

    Examples
    --------
    >>> import gis
    >>> len(gis.load_communes())
    78
    """
    return communes_or_schematic()


def read_register(path: Path | str, *, crs: str = AUTO) -> Import:
    """Read a list of cameras, of any format: its cameras, equipment, findings and bad rows.

    Parameters
    ----------
    path
        The list; it is only read.
    crs
        Of coordinates in metres, such as ``"EPSG:9212"``; degrees are known as such.

    Returns
    -------
    Import
        Its cameras and equipment in canonical columns, `lon lat` in WGS 84 degrees.

    Raises
    ------
    FileError
        The file as a whole cannot be used, or there is no such CRS; the message says why and what
        to do.
    """
    return read_import(path, communes=communes_or_schematic(), crs=crs)


def simulate(*, cameras: int = 3000, seed: int = 1) -> Simulation:
    """Make up a register of the province: `cameras`, `equipment`, `demand`.

    Parameters
    ----------
    cameras
        How many views, at least one a commune.
    seed
        The same seed makes the same register.

    Returns
    -------
    Simulation
        In canonical columns, WGS 84.

    Raises
    ------
    GisError
        The number of cameras is below one a commune or beyond 500,000.

    Examples
    --------
    >>> import gis
    >>> len(gis.simulate(cameras=120, seed=2).cameras)
    120
    """
    return register.simulate(communes_or_schematic(), read_succession(), cameras=cameras, seed=seed)


def open_store(url: str = DEFAULT_STORE) -> Store:
    """Open the register behind a URL: ``sqlite:///file`` or ``postgresql+psycopg://…``.

    Parameters
    ----------
    url
        By default the file the app uses; one that is not there is made.

    Returns
    -------
    Store
        `cameras()`, `equipment()` and `demand()` are its tables.

    Raises
    ------
    StoreError
        The database does not answer, or is of a newer program.
    """
    return Store(url)


def analyse(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    demand: gpd.GeoDataFrame | None = None,
    *,
    terms: ViewTerms | None = None,
    simulated: bool = False,
) -> Analysis:
    """Work out what is seen and what is not; without demand, what each camera sees alone.

    Parameters
    ----------
    cameras, equipment
        Canonical register columns; `lon lat` in WGS 84 degrees.
    demand
        Places and roads, WGS 84: `demand_id category name weight weight_per_km`; what states no
        weight has that of its category.
    terms
        Level of detail, light, and whether only live cameras count; None: observe, by day, all.
    simulated
        The register is made up; each row that leaves is marked so.

    Returns
    -------
    Analysis
        Areas in km², weights as `demand` and the categories state them.

    Raises
    ------
    GisError
        The level of the terms is none of IEC 62676-4.
    """
    places = no_demand() if demand is None else demand
    terms = ViewTerms() if terms is None else terms
    found = run.analyse(cameras, equipment, communes_or_schematic(), places, terms=terms)
    return found.of_register(simulated=simulated)


def summarise(analysis: Analysis, *, commune: str | None = None) -> Summary:
    """Sum up the province, or one commune by its code.

    Parameters
    ----------
    analysis
        See `analyse`.
    commune
        None for the province.

    Returns
    -------
    Summary
        Counts of cameras, areas in km², lengths of roads in km.
    """
    return summary_of(analysis, commune=commune)


def rank(analysis: Analysis, *, goal: str = Goal.SEE) -> pd.DataFrame:
    """Return all repairs, those first that bring back most weight for their cost.

    Parameters
    ----------
    analysis
        See `analyse`.
    goal
        ``see``, ``live`` or ``both``.

    Returns
    -------
    DataFrame
        One line a row: `repairs` (ids bought together), `cost_vnd`, `gain_weight`, the totals up to
        there, and `why` in words; đồng.
    """
    return ranking_lines_in_words(analysis, rank_repairs(analysis, goal=goal))


def make_plan(
    analysis: Analysis,
    budget_vnd: float,
    *,
    goal: str = Goal.SEE,
    commune: str | None = None,
    time_limit_s: float | None = None,
) -> Plan:
    """Return the best plan for an amount of money, with proof or with its bound.

    Parameters
    ----------
    analysis
        See `analyse`.
    budget_vnd
        Most that all repairs may cost, đồng.
    goal
        ``see``, ``live`` or ``both``.
    commune
        Only cameras and places in it count; None for the province.
    time_limit_s
        Seconds; None for as long as it takes.

    Returns
    -------
    Plan
        Its `lines` are the repairs; its `solution` says whether it is proven best.

    Raises
    ------
    GisError
        Nothing can keep to what is asked.
    NotFoundYetError
        None was found within the time.
    """
    asked = Request(request_money([budget_vnd]), goal=goal, commune=commune)
    deadline = Deadline() if time_limit_s is None else Deadline(time_limit_s)
    return planning.make_plan(analysis, work(analysis, goal), asked, deadline=deadline)


def budget_curve(
    analysis: Analysis, *, goal: str = Goal.SEE, commune: str | None = None
) -> pd.DataFrame:
    """Return the curve: `amount_vnd weight bound gap` of the best plan at round amounts.

    Parameters
    ----------
    analysis
        See `analyse`.
    goal
        ``see``, ``live`` or ``both``.
    commune
        Only cameras and places in it count; None for the province.

    Returns
    -------
    DataFrame
        Đồng and weight; `bound`: what no plan exceeds; `gap`: by what part of the bound the plan
        may fall short of it.
    """
    asked = Request(request_money([0.0]), goal=goal, commune=commune)
    return choices(formulate(analysis, work(analysis, goal), asked)).curve


def propose_sites(analysis: Analysis, budget_vnd: float, *, commune: str | None = None) -> NewSites:
    """Return where new cameras would see most of what no repair can bring back.

    Parameters
    ----------
    analysis
        See `analyse`.
    budget_vnd
        Most that all sites may cost, đồng.
    commune
        Only sites and demand in it count; None for the province.

    Returns
    -------
    NewSites
        Its `sites` are in WGS 84.

    Raises
    ------
    GisError
        The budget is not a number from 0 on, there is no demand, or no place for a camera.
    NotFoundYetError
        None was found within 30 seconds.
    """
    return new_sites(analysis, budget_vnd=budget_vnd, commune=commune)


def to_geojson(analysis: Analysis, name: str, *, commune: str | None = None) -> bytes:
    """Return one layer (``cameras``, ``footprints``, ``gaps``, ``ranking`` …) as GeoJSON.

    Parameters
    ----------
    analysis
        See `analyse`.
    name
        ``cameras``, ``footprints``, ``gaps``, ``ranking`` …; the error names all.
    commune
        Only what lies in it; None for the province.

    Returns
    -------
    bytes
        RFC 7946: WGS 84, UTF-8; each row says what it rests on.

    Raises
    ------
    GisError
        There is no such layer.
    """
    table = layer(analysis, name, commune=commune)
    return encode(table, name=name, fmt="geojson")
