"""The analysis of the register as it is now, made once and shared by every reader."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from gis.analysis.result import Analysis, ViewTerms
from gis.analysis.run import analyse, look_live, reanalyse
from gis.analysis.summary import Summary, summary_of
from gis.communes.boundaries import COMMUNES_FILE, communes_or_schematic
from gis.core.language import language
from gis.coverage.levels import DENSITY_PX_PER_M, LIGHTS
from gis.mapserver.cameras import MapTables
from gis.restoration.plans.ranking import rank_repairs
from gis.runtime.allocator import give_back
from gis.runtime.plan_cache import Planner
from gis.runtime.program import program_version
from gis.runtime.sizes import Sizes
from gis.runtime.store_tables import StoreTables, read_store
from gis.store.store import Store

# All snapshots together hold no more, with all that is prepared of them; the last one stays.
BUDGET_BYTES = 240_000_000
# A past revision answers as long as a page that shows it asks so often.
LINGER_S = 180.0
# What is prepared for readers meanwhile is weighed as often as this.
WEIGHED_EVERY_S = 60.0
_LIVE, _ALL = "live", "all"


@dataclass(frozen=True)
class Snapshot:
    """All that is known at one revision of the store. Readers never change its tables.

    Attributes
    ----------
    tables
        What the store holds, and the boundaries, shared by all terms.
    analysis
        Of the whole province, on one set of terms.
    planner
        What answers questions about plans on that analysis.
    map_tables
        What the map draws of it.
    """

    tables: StoreTables
    analysis: Analysis
    planner: Planner
    map_tables: MapTables
    _summaries: dict[tuple[str | None, str], Summary] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def revision(self) -> str:
        """Return the name of what it is a snapshot of."""
        return self.analysis.provenance.revision

    def summary(self, commune: str | None) -> Summary:
        """Return the province, or one commune, at a glance."""
        with self._lock:
            asked = commune, language()
            if asked not in self._summaries:
                self._summaries[asked] = summary_of(self.analysis, commune=commune)
            return self._summaries[asked]


class Snapshots:
    """Gives the snapshots of a store's present content, by terms; many may ask at once.

    What was asked for last is held ready, with what was prepared of it, within a budget of
    memory; a past revision only while someone still asks for it.
    """

    def __init__(self, url: str, *, budget_bytes: int = BUDGET_BYTES) -> None:
        self.store = Store(url)
        self._budget_bytes = budget_bytes
        self._lock = Lock()
        self._held: dict[str, Snapshot] = {}
        self._asked_at: dict[str, float] = {}
        self._weighed_at = monotonic()

    def current(self, terms: ViewTerms = ViewTerms()) -> Snapshot:  # noqa: B008 - frozen
        """Return the snapshot of now; analyse only what has changed since the last one."""
        with self._lock:
            register, boundaries = self.store.revision(), _stamp(COMMUNES_FILE)
            revision = _name(register, boundaries, terms)
            held = self._held.get(revision)
            self._asked_at[revision] = monotonic()
            if held is None:
                tables = self._tables(register, boundaries)
                revision = _name(tables.revision, boundaries, terms)  # others write meanwhile
                self._asked_at[revision] = monotonic()
                if not any(_is_alike(one, tables, terms) for one in self._latest()):
                    self._let_go(makes_room=True)
                held = self._held[revision] = _take(tables, terms, revision, self._latest())
                self._let_go()
            elif monotonic() - self._weighed_at > WEIGHED_EVERY_S:
                self._weighed_at = monotonic()
                Thread(target=self._let_go, daemon=True).start()
            return held

    def find(self, revision: str) -> MapTables | None:
        """Return the map's tables of a revision that is held, or is that of now."""
        held = self._held.get(revision)
        if held is not None:
            self._asked_at[revision] = monotonic()
            return held.map_tables
        terms = _terms_of(revision)
        if terms is None or self.newest(revision) != revision:
            return None
        return self.current(terms).map_tables

    def newest(self, revision: str) -> str | None:
        """Return what a revision is called now, on the same terms; note that it is shown.

        None where another program has given it its name.
        """
        terms = _terms_of(revision)
        if terms is None:
            return None
        if revision in self._held:
            self._asked_at[revision] = monotonic()
        return self.present(terms)

    def present(self, terms: ViewTerms = ViewTerms()) -> str:  # noqa: B008 - frozen
        """Return the name of the revision of now; nothing is analysed, nor noted as shown."""
        return _name(self.store.revision(), _stamp(COMMUNES_FILE), terms)

    def _latest(self) -> list[Snapshot]:
        """Return the snapshots that are held, the last asked for first."""
        held = list(self._held.values())
        return sorted(held, key=lambda one: self._asked_at.get(one.revision, 0.0), reverse=True)

    def _tables(self, register: str, boundaries: str) -> StoreTables:
        known = [held.tables for held in self._latest()]
        same = (one for one in known if (one.revision, one.boundaries) == (register, boundaries))
        found = next(same, None)
        before = known[0] if known else None
        return found or read_store(
            self.store, boundaries, before, read_communes=communes_or_schematic
        )

    def _let_go(self, *, makes_room: bool = False) -> None:
        """Let go of past revisions nobody shows, and of what is beyond the budget.

        `makes_room`: another snapshot is about to be taken, about as large as the last one.
        """
        self._weighed_at = monotonic()
        sizes, until = Sizes(), monotonic() - LINGER_S
        latest = self._latest()
        if not latest:
            return
        last, *others = latest
        sizes.add(last)
        budget_bytes = self._budget_bytes - (sizes.total_bytes if makes_room else 0)
        for held in others:
            past = held.tables.revision != last.tables.revision
            unseen = past and self._asked_at.get(held.revision, 0.0) < until
            if not unseen:
                sizes.add(held)
            if unseen or sizes.total_bytes > budget_bytes:
                self._held.pop(held.revision, None)  # another thread may have been here
                self._asked_at.pop(held.revision, None)
        give_back()


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


def _name(register: str, boundaries: str, terms: ViewTerms) -> str:
    """Name a revision, for addresses that are kept for ever: by all that an answer follows from."""
    how = f"{terms.level}-{terms.light}-{_LIVE if terms.live_only else _ALL}"
    return f"{program_version()}-{register}-{boundaries}-{how}"


def _terms_of(revision: str) -> ViewTerms | None:
    """Return the terms in the name of a revision; None where this program has not named it."""
    if not revision.startswith(f"{program_version()}-"):
        return None
    level, light, live = revision.rsplit("-", 3)[-3:]
    known = level in DENSITY_PX_PER_M and light in LIGHTS and live in (_LIVE, _ALL)
    return ViewTerms(level, light, live == _LIVE) if known else None


def _take(tables: StoreTables, terms: ViewTerms, revision: str, known: list[Snapshot]) -> Snapshot:
    analysis = _analysis(tables, terms, known)
    analysis = analysis.of_register(simulated=tables.simulated, revision=revision)
    analysis = analysis.with_water(tables.water)
    planner = Planner(analysis, rank_repairs(analysis, prices=tables.prices), tables.prices)
    return Snapshot(
        tables,
        analysis,
        planner,
        MapTables(analysis, tables.water, prices=tables.prices, intervals=tables.intervals),
    )


def _is_alike(one: Snapshot, tables: StoreTables, terms: ViewTerms) -> bool:
    """Tell whether a snapshot sees the same ground, by all that works or what is live."""
    seen = one.analysis.terms
    return one.tables is tables and (seen.level, seen.light) == (terms.level, terms.light)


def _analysis(tables: StoreTables, terms: ViewTerms, known: list[Snapshot]) -> Analysis:
    """Analyse what the store holds, from what is known already where there is some."""
    for one in known:
        if _is_alike(one, tables, terms):
            return look_live(one.analysis, live_only=terms.live_only)
    for one in known:
        if one.analysis.terms == terms and one.tables.has_ground_of(tables):
            return reanalyse(one.analysis, tables.cameras, tables.equipment)
    return analyse(
        tables.cameras,
        tables.equipment,
        tables.communes,
        tables.demand,
        terms=terms,
        buildings=tables.buildings,
        weights=tables.weights,
    )
