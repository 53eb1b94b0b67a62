"""The tables of results beside a register in PostgreSQL, refreshed while the program runs."""

import sys
from collections.abc import Callable
from threading import Event

from gis.core.errors import GisError
from gis.core.language import _
from gis.export.postgis.refresh import Refresh, may_have_tables, refresh_tables
from gis.runtime.program import program_version
from gis.runtime.snapshot import Snapshot, Snapshots
from gis.scenarios.scenarios import list_scenarios, proposed_key
from gis.scenarios.table import kept_lines
from gis.store.store import Store


def publish(store: Store, snapshot: Snapshot) -> Refresh:
    """Bring the tables of a PostgreSQL store to a snapshot.

    Parameters
    ----------
    store
        The snapshot is of it.
    snapshot
        On the usual terms.

    Returns
    -------
    Refresh
        What was written.

    Raises
    ------
    StoreError
        The store is no PostgreSQL database, or it refuses; the tables are as they were.
    """
    tables = snapshot.tables
    with store.at_one_moment() as now:
        plans = list_scenarios(now)
        chosen = {proposed_key(now, commune) for commune in {plan.commune for plan in plans}}
    return refresh_tables(
        store,
        snapshot.analysis,
        tables.revision,
        program=program_version(),
        ranking=snapshot.planner.ranking,
        plans=kept_lines(plans, chosen),
    )


def keep_published(
    taken: Callable[[], Snapshots],
    stop: Event,
    *,
    every_s: float = 5.0,
    after_error_s: float = 60.0,
) -> None:
    """Refresh the tables whenever the register has a new revision, until told to stop.

    For a thread beside the pages, one in a process: revisions that follow each other faster
    than it works are passed over for the newest. Ends at once where the store has no tables.

    Parameters
    ----------
    taken
        Opens the store.
    stop
        Ends it.
    every_s
        As often is looked for a new revision, in seconds.
    after_error_s
        As long it waits after it could not, in seconds.
    """
    published, told, wait_s = "", "", 0.0
    while not stop.wait(wait_s):
        wait_s = every_s
        try:
            snapshots = taken()
            if not may_have_tables(snapshots.store):
                return
            if snapshots.present() != published:
                published = _publish_newest(snapshots)
        except Exception as error:  # noqa: BLE001 - the pages go on without the tables
            wait_s, before = after_error_s, told
            told = _("The tables of results were not refreshed: {what}", what=_in_words(error))
            if told != before:
                sys.stderr.write(f"{told}\n")


def _publish_newest(snapshots: Snapshots) -> str:
    """Return the revision that the tables are of; the snapshot itself is not held on to."""
    snapshot = snapshots.current()
    publish(snapshots.store, snapshot)
    return snapshot.revision


def _in_words(error: Exception) -> str:
    return " ".join((str(error) if isinstance(error, GisError) else repr(error)).split())
