"""The analysis of the register as it is now, made once and shared by every reader."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from gis.analysis.result import Analysis, ViewTerms
from gis.analysis.run import analyse, reanalyse
from gis.analysis.summary import Summary, summary_of
from gis.communes.boundaries import COMMUNES_FILE, communes_or_schematic
from gis.coverage.buildings import BUILDINGS_FILE, installed_buildings
from gis.demand.water import WATER_FILE as WATER
from gis.demand.water import installed_water
from gis.demand.weights import WEIGHTS_SETTING, read_weights, weighted
from gis.mapserver.cameras import MapTables
from gis.restoration.model.prices import PRICES_SETTING as PRICES
from gis.restoration.model.prices import read_prices
from gis.restoration.plans.ranking import rank_repairs
from gis.runtime.plan_cache import Planner
from gis.store.store import Store

# How many ways of looking (level, light, live) are held ready at once.
MAX_ANALYSES = 4


@dataclass(frozen=True)
class Snapshot:
    """All that is known at one revision of the store. Readers never change its tables.

    Attributes
    ----------
    files
        Names the state of the files beside the store: boundaries, buildings and waters.
    analysis
        Of the whole province, on one set of terms.
    planner
        What answers questions about plans on that analysis.
    map_tables
        What the map draws of it.
    """

    files: str
    analysis: Analysis
    planner: Planner
    map_tables: MapTables

    @property
    def revision(self) -> str:
        """Return the name of what it is a snapshot of."""
        return self.analysis.provenance.revision

    def summary(self, commune: str | None) -> Summary:
        """Return the province, or one commune, at a glance."""
        return summary_of(self.analysis, commune=commune)


class Snapshots:
    """Gives the snapshots of a store's present content, by terms; many may ask at once."""

    def __init__(self, url: str) -> None:
        self.store = Store(url)
        self._lock = Lock()
        self._held: dict[ViewTerms, Snapshot] = {}

    def current(self, terms: ViewTerms = ViewTerms()) -> Snapshot:  # noqa: B008 - frozen
        """Return the snapshot of now; analyse only what has changed since the last one."""
        beside = "-".join(_stamp(self.store.beside(kept)) for kept in (BUILDINGS_FILE, WATER))
        files = f"{_stamp(COMMUNES_FILE)}-{beside}"
        how = f"{terms.level}-{terms.light}-{'live' if terms.live_only else 'all'}"
        revision = f"{self.store.revision()}-{files}-{how}"
        with self._lock:
            held = self._held.pop(terms, None)
            if held is None or held.revision != revision:
                held = _take(self.store, revision, files, terms, held)
            self._held[terms] = held
            while len(self._held) > MAX_ANALYSES:
                del self._held[next(iter(self._held))]
            return held

    def find(self, revision: str) -> MapTables | None:
        """Return the map's tables of a revision that is still held."""
        taken = [held for held in list(self._held.values()) if held.revision == revision]
        return taken[0].map_tables if taken else None


@cache
def snapshots(url: str) -> Snapshots:
    """Return the one `Snapshots` of a store in this process.

    Parameters
    ----------
    url
        Of the store: ``sqlite:///file`` or ``postgresql+psycopg://…``.

    Returns
    -------
    Snapshots
        The same one for the same text.

    Raises
    ------
    StoreError
        The database does not answer, or is of a newer program.
    """
    return Snapshots(url)


def _stamp(file: Path) -> str:
    return f"{file.stat().st_mtime_ns:x}" if file.exists() else "none"


def _take(
    store: Store, revision: str, files: str, terms: ViewTerms, before: Snapshot | None
) -> Snapshot:
    analysis = _analysis(store, files, terms, before)
    analysis = analysis.of_register(simulated=store.is_simulated(), revision=revision)
    tables = MapTables(analysis, installed_water(store.beside(WATER)))
    prices = read_prices(overrides=store.setting(PRICES))
    planner = Planner(analysis, rank_repairs(analysis, prices=prices), prices)
    return Snapshot(files, analysis, planner, tables)


def _analysis(store: Store, files: str, terms: ViewTerms, before: Snapshot | None) -> Analysis:
    """Analyse the store; from what was known before, where only the register has changed."""
    cameras, equipment, demand = store.cameras(), store.equipment(), store.demand()
    weights = read_weights(store.setting(WEIGHTS_SETTING))
    if before is not None and before.files == files:
        known = before.analysis
        if weights.equals(known.weights) and weighted(demand, weights).equals(known.demand):
            return reanalyse(known, cameras, equipment)
    standing = installed_buildings(store.beside(BUILDINGS_FILE))
    tables = (cameras, equipment, communes_or_schematic(), demand)
    return analyse(*tables, terms=terms, buildings=standing, weights=weights)
