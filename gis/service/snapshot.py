"""The analysis of the register as it is now, made once and shared by every reader."""

from dataclasses import dataclass, field
from functools import cache
from threading import Lock

import pandas as pd

from gis.analysis import Analysis
from gis.communes.boundaries import LOCAL, communes_or_schematic
from gis.export.glance import Glance, glance
from gis.language import language
from gis.service.map_data import MapTables
from gis.store.store import Store
from gis.workflow import Ranking, analyse, rank_repairs, ranking_told


@dataclass(frozen=True)
class Snapshot:
    """All that is known at one revision of the store. Readers never change its tables."""

    revision: str
    simulated: bool
    analysis: Analysis
    ranking: Ranking
    map_tables: MapTables
    _told: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def ranking_told(self) -> pd.DataFrame:
        """Return the ranking in words of the current language."""
        if language() not in self._told:
            self._told[language()] = ranking_told(self.analysis, self.ranking)
        return self._told[language()]

    def glance(self, commune: str | None) -> Glance:
        """Return the province, or one commune, at a glance."""
        return glance(self.analysis, commune=commune)


class Snapshots:
    """Gives the snapshot of a store's present content; many may ask at once."""

    def __init__(self, url: str) -> None:
        self.store = Store(url)
        self._lock = Lock()
        self._latest: Snapshot | None = None

    def current(self) -> Snapshot:
        """Return the snapshot of now; analyse only when the store or the boundaries changed."""
        revision = f"{self.store.revision()}-{_boundaries_stamp()}"
        with self._lock:
            if self._latest is None or self._latest.revision != revision:
                self._latest = _take(self.store, revision)
            return self._latest


@cache
def snapshots(url: str) -> Snapshots:
    """Return the one `Snapshots` of a store in this process."""
    return Snapshots(url)


def _boundaries_stamp() -> str:
    return f"{LOCAL.stat().st_mtime_ns:x}" if LOCAL.exists() else "schematic"


def _take(store: Store, revision: str) -> Snapshot:
    communes, simulated = communes_or_schematic(), store.is_simulated()
    analysis = analyse(store.cameras(), store.equipment(), communes, store.demand())
    tables = MapTables(
        revision=revision,
        cameras=analysis.cameras,
        footprints=analysis.footprints,
        communes=analysis.communes,
        places=analysis.places,
        simulated=simulated,
    )
    return Snapshot(revision, simulated, analysis, rank_repairs(analysis), tables)
