"""Taking writes back and doing them again.

To take a write back is a write of its own, the exact inverse of the other's events: nothing
else follows from it. To take that one back again is to do the first again; so on and back, as
often as one likes. Something new that is written ends doing again.
"""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, case, func, select

from gis.core.errors import StoreError
from gis.core.language import _
from gis.store import tables
from gis.store.changes import CREATED, REDO, REMOVED, UNDO, swapped, undone
from gis.store.database import batched
from gis.store.editing import Conflict, StaleEditError, apply
from gis.store.store import Store
from gis.store.writing import Write, writing

_TABLES = {table.name: table for table in tables.CONTENT}
# The field of the event that tells that the simulated rows went; their content is not kept.
SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class Standing:
    """The writes that can be taken back and those that can be done again, the last one last.

    `undo`: revisions of writes that stand. `redo`: revisions of undoings that stand.
    `origins`: revision of either → that of the write whose change it makes or takes back.
    `authors`: revision of either → the name it was written under.
    """

    undo: list[int]
    redo: list[int]
    origins: dict[int, int]
    authors: dict[int, str]


def standing(store: Store) -> Standing:
    """Return what can be taken back and done again; nothing before simulated rows went.

    Parameters
    ----------
    store
        The register.

    Returns
    -------
    Standing
        Revisions, the last one last; what each of them wrote first, see `Standing`.
    """
    with store.reading() as connection:
        return _standing(connection)


def undoable(store: Store) -> int | None:
    """Return the revision of the last write that can be taken back, None when there is none.

    A write taken back does not count again: repeated undoing goes further into the past.
    """
    revisions = standing(store).undo
    return revisions[-1] if revisions else None


def redoable(store: Store) -> int | None:
    """Return the revision of the last undoing that can be taken back, None when there is none."""
    revisions = standing(store).redo
    return revisions[-1] if revisions else None


def undo(store: Store, revision: int, *, who: str = "") -> int:
    """Take back all that a write changed, as a new write; return how many rows changed.

    Of an undoing this does again what that took back.

    Parameters
    ----------
    store
        The register.
    revision
        Of the write, or of the undoing, see `standing`.
    who
        Who takes it back.

    Returns
    -------
    int
        Rows changed, added and removed.

    Raises
    ------
    StaleEditError
        A later write has changed the same values.
    StoreError
        The write cannot be taken back (it only removed simulated data).
    """
    with store.reading() as connection:
        begins = REDO if revision in _standing(connection).redo else UNDO
    with writing(store.engine, source=f"{begins}{revision}", who=who) as write:
        query = select(tables.event).where(tables.event.c.revision == revision)
        events = pd.read_sql(query.order_by(tables.event.c.event_id), write.connection)
        events = events[events["field"] != SIMULATED]
        if events.empty:
            raise StoreError(_("Removing the simulated data cannot be undone; simulate it again"))
        for subject, told in events.groupby("subject"):
            _refuse_changed(write, str(subject), told, revision)
            apply(write, _TABLES[str(subject)], swapped(told))
        return write.rows


def _standing(connection: Connection) -> Standing:
    event = tables.event.c
    wall = func.max(case((event.field == SIMULATED, event.revision), else_=0))
    query = (
        select(event.revision, func.min(event.source), wall, func.count(), func.min(event.who))
        .where(event.revision > 0)
        .group_by(event.revision)
        .order_by(event.revision)
    )
    found = Standing([], [], {}, {})
    for revision, source, removed, events, who in connection.execute(query):
        found.authors[revision] = who
        if removed:
            found.undo.clear()
        if not removed or events > 1:
            _count_in(found, revision, undone(source))
    return found


def _count_in(found: Standing, revision: int, taken_back: int | None) -> None:
    """Count one more write into what stands."""
    if taken_back is None:
        found.redo.clear()
        found.undo.append(revision)
        found.origins[revision] = revision
        return
    gone, more = (found.redo, found.undo) if taken_back in found.redo else (found.undo, found.redo)
    if taken_back in gone:
        gone.remove(taken_back)
    more.append(revision)
    found.origins[revision] = found.origins.get(taken_back, taken_back)


def _refuse_changed(write: Write, subject: str, told: pd.DataFrame, revision: int) -> None:
    """Refuse to remove rows that a later write, which stands, has changed."""
    ids = told.loc[(told["field"] == "") & (told["after"] == CREATED), "subject_id"].tolist()
    event, found = tables.event.c, _standing(write.connection)
    first = found.origins.get(revision, revision)
    later = {r for r in found.undo if found.origins[r] > first}
    changed: list[str] = []
    for part in batched(ids if later else []):
        query = select(event.subject_id, event.revision).where(
            event.subject == subject, event.subject_id.in_(part)
        )
        known = write.connection.execute(query.distinct())
        changed += [subject_id for subject_id, changed_in in known if changed_in in later]
    if changed:
        raise StaleEditError(
            [Conflict(i, "", CREATED, _("changed"), REMOVED) for i in dict.fromkeys(changed)]
        )
