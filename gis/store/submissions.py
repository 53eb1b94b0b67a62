"""What communes submitted at each step of the chain of duty: frozen, dated, never changed.

A step that is taken back leaves its copy where it is, as evidence; it says so.
"""

import hashlib

import pandas as pd
from sqlalchemy import func, insert, select

from gis.core.clock import stamp
from gis.core.errors import StoreError
from gis.core.language import _
from gis.store import tables
from gis.store.changes import undone
from gis.store.store import Store
from gis.store.writing import Write

SUBMISSION_COLUMNS = (
    "submission_id",
    "revision",
    "commune_code",
    "step",
    "at",
    "who",
    "simulated",
    "sha256",
)


def save_submission(
    write: Write, *, commune: str, step: str, content: bytes, simulated: bool
) -> None:
    """Keep a copy of what a commune submits, within the write that takes the step.

    Parameters
    ----------
    write
        The write under way.
    commune
        Code of the commune.
    step
        The `RoundState` that the step leads to.
    content
        The package, as it was made.
    simulated
        The register is made up.
    """
    row = {
        "submission_id": f"{commune}-{write.revision}",
        "revision": write.revision,
        "commune_code": commune,
        "step": str(step),
        "at": stamp(),
        "who": write.who,
        "simulated": simulated,
        "sha256": _checksum(content),
        "content": content,
    }
    write.connection.execute(insert(tables.submission).values(row))


def submissions(store: Store, commune: str | None = None) -> pd.DataFrame:
    """Return what was submitted, by one commune or all, the latest first; without content.

    Parameters
    ----------
    store
        The register.
    commune
        Code of a commune; None: all.

    Returns
    -------
    submission_id, revision, commune_code, step, at, who, simulated, sha256
        As they are kept; `step`: the `RoundState` that the step led to.
    size_bytes, taken_back
        Of the copy; whether the step was undone.
    """
    table = tables.submission.c
    size = func.length(table.content).label("size_bytes")
    query = select(*(table[name] for name in SUBMISSION_COLUMNS), size)
    if commune is not None:
        query = query.where(table.commune_code == commune)
    with store.at_one_moment() as now, now.reading() as connection:
        rows = pd.read_sql(query.order_by(table.revision.desc()), connection)
        return rows.assign(taken_back=rows["revision"].isin(_taken_back(now)))


def submission_content(store: Store, submission_id: str) -> bytes:
    """Return a copy as it was submitted.

    Parameters
    ----------
    store
        The register.
    submission_id
        As `submissions` tells it.

    Returns
    -------
    bytes
        The package; its SHA-256 is that noted when it was kept.

    Raises
    ------
    StoreError
        There is none of that number, or it is no longer what was submitted.
    """
    table = tables.submission.c
    query = select(table.content, table.sha256).where(table.submission_id == submission_id)
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise StoreError(_("There is no submitted copy “{id}”", id=submission_id))
    content = bytes(row.content)
    if _checksum(content) != row.sha256:
        raise StoreError(
            _(
                "The submitted copy “{id}” was changed in the database after it was kept; restore "
                "it from a backup",
                id=submission_id,
            )
        )
    return content


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _taken_back(store: Store) -> set[int]:
    """Return the revisions of steps that are undone now: undone, and not done again."""
    event = tables.event.c
    query = (
        select(event.revision, func.min(event.source))
        .where(event.subject == tables.survey_round.name)
        .group_by(event.revision)
        .order_by(event.revision)
    )
    origin: dict[int, int] = {}
    gone: set[int] = set()
    with store.reading() as connection:
        for revision, source in connection.execute(query):
            if (back := undone(source)) is not None:
                origin[revision] = origin.get(back, back)
                gone ^= {origin[revision]}
    return gone
