"""One write to the register: rows, their versions, and the events of it, all in one revision."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, Table, Text, bindparam, delete, select, update

from gis.core.clock import stamp
from gis.store import tables
from gis.store.changes import CREATED, REMOVED, Changes, as_text
from gis.store.database import insert_rows, read_rows, transaction
from gis.store.tables import key_of

BOOKKEEPING = ["version", "simulated"]
# From so many rows on, reading the whole table is faster than naming them.
_MANY = 5000


@dataclass
class Write:
    """A write under way. `revision` is the store's once it is through; 0 rows change nothing.

    `connection`: of its transaction. `revision`: the store's once it is through; a write of 0
    `rows` changes nothing. `source`: the file or page it comes from; `who`: the name of who writes,
    "" where nobody says. `progress` is told how many rows and events have gone to the database
    since it was told last.
    """

    connection: Connection
    revision: int
    source: str
    who: str
    rows: int = 0
    progress: Callable[[int], object] = lambda _count: None

    def change(self, table: Table, change: Changes, *, simulated: bool | None = None) -> None:
        """Write complete rows, new or known, and their events; None keeps what is simulated."""
        if not change:
            return
        key = key_of(table)
        ids = change.rows[key].tolist() if len(change.rows) < _MANY else None
        kept = read_rows(self.connection, table, ids, [key, *BOOKKEEPING]).set_index(key)
        kept = kept.reindex(change.rows[key]).fillna(0)
        versions = kept["version"].to_numpy(int) + 1
        marks = kept["simulated"].to_numpy(bool) if simulated is None else simulated
        self.remove(table, change.rows.loc[versions > 1, key])
        rows = change.rows.assign(version=versions, simulated=marks)
        insert_rows(self.connection, table, rows, self.progress)
        self.record(table, change.events)
        self.rows += len(change.rows)

    def remove(self, table: Table, ids: pd.Series) -> None:
        """Delete rows by their keys, without an event."""
        key = table.c[key_of(table)]
        if len(ids):
            gone = delete(table).where(key == bindparam("known"))
            self.connection.execute(gone, [{"known": value} for value in ids])

    def record(self, table: Table, events: pd.DataFrame) -> None:
        """Write events `subject_id field before after` with when, who, and from where."""
        told = events.assign(
            revision=self.revision, at=stamp(), who=self.who, source=self.source, subject=table.name
        )
        insert_rows(self.connection, tables.event, told, self.progress)

    def rename(self, codes: Mapping[str, str]) -> None:
        """Give cameras other codes; what happened to them stays theirs.

        A code that no camera has, or that another one has already, changes nothing.
        """
        camera, event = tables.camera, tables.event
        asked = [*codes, *codes.values()]
        there = set(read_rows(self.connection, camera, asked, ["camera_id"])["camera_id"])
        wanted = [
            {"old": old, "new": new}
            for old, new in codes.items()
            if old in there and new not in there
        ]
        if not wanted:
            return
        old, new = bindparam("old", type_=Text), bindparam("new", type_=Text)
        theirs = event.c.subject == camera.name, event.c.subject_id == old
        for change in (
            update(camera).where(camera.c.site_id == old).values(site_id=new),
            update(camera)
            .where(camera.c.camera_id == old)
            .values(camera_id=new, version=camera.c.version + 1),
            update(event).where(*theirs).values(subject_id=new),
        ):
            self.connection.execute(change, wanted)
        events = pd.DataFrame(wanted).rename(columns={"old": "before", "new": "after"})
        self.record(camera, events.assign(subject_id=events["after"], field="camera_id"))
        self.rows += len(wanted)

    def drop_row(self, table: Table, row: pd.Series) -> None:
        """Remove one row; its content stays in the event."""
        self.drop_rows(table, row.to_frame().T)

    def drop_rows(self, table: Table, rows: pd.DataFrame) -> None:
        """Remove complete rows; the content of each stays in its event."""
        texts = [{k: as_text(v) for k, v in row.items()} for row in rows.to_dict("records")]
        gone = {
            "subject_id": rows[key_of(table)].to_numpy(dtype=object),
            "field": "",
            "before": [json.dumps(text, ensure_ascii=False) for text in texts],
            "after": REMOVED,
        }
        self.remove(table, rows[key_of(table)])
        self.record(table, pd.DataFrame(gone))
        self.rows += len(rows)

    def bring_back(self, table: Table, *contents: str) -> None:
        """Add rows again from the events of their removal, simulated if they were."""
        numbers = {c.name for c in table.columns if c.type.python_type is float}
        rows: list[dict[str, str]] = [json.loads(content) for content in contents]
        typed = pd.DataFrame(rows)
        typed = typed[[c.name for c in table.columns if c.name in typed]]
        typed = typed.assign(**{n: pd.to_numeric(typed[n]) for n in numbers & {*typed}})
        simulated = np.array([row.get("simulated") == str(True) for row in rows])
        for mark in np.unique(simulated):
            back = typed[simulated == mark]
            new = {"subject_id": back[key_of(table)], "field": "", "before": "", "after": CREATED}
            self.change(table, Changes(back, pd.DataFrame(new)), simulated=bool(mark))


@contextmanager
def writing(engine: Engine, *, source: str, who: str) -> Iterator[Write]:
    """Run a write; writers of one store follow each other, readers see all of it or nothing.

    Parameters
    ----------
    engine
        Of the store.
    source
        The file or page it comes from; kept with each event.
    who
        Who writes, "" where nobody says.

    Yields
    ------
    Write
        Within one transaction; the revision goes up only where rows were changed.

    Raises
    ------
    StoreError
        The database refuses or cannot be reached; nothing was changed.
    """
    with (
        transaction(engine, writes=True) as connection,
        write_within(connection, source=source, who=who) as write,
    ):
        yield write


@contextmanager
def write_within(connection: Connection, *, source: str, who: str) -> Iterator[Write]:
    """Run a write within a transaction that is open, see `writing`.

    Parameters
    ----------
    connection
        Of a transaction that writes.
    source
        See `writing`.
    who
        See `writing`.

    Yields
    ------
    Write
        The revision goes up with the block, only where rows were changed.
    """
    held = select(tables.state_table).with_for_update()
    write = Write(connection, connection.execute(held).one().revision + 1, source, who)
    yield write
    if write.rows:
        connection.execute(update(tables.state_table).values(revision=write.revision))
