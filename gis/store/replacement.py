"""A commune's list put in the place of the one before: what is new, changed and gone."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import pandas as pd

from gis.core.clock import today
from gis.core.dates import date
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, conform
from gis.ingest.importing import Import
from gis.ingest.matching.absence import Absence
from gis.store import tables
from gis.store.archive import remove_rows
from gis.store.changes import CREATED, difference, merged
from gis.store.database import read_rows
from gis.store.store import Store
from gis.store.writing import Write
from gis.vocabulary.labels import display_names


@dataclass(frozen=True, slots=True, eq=False)
class ListComparison:
    """What writing a list would do to the register.

    `new`: the cameras it adds, in canonical columns. `changed`: `camera_id name field before
    after`, all text, a row a field; a blank cell of a list changes nothing. `absence`: what of
    the register is not in the list, and goes only where the list replaces the one before.
    """

    new: pd.DataFrame
    changed: pd.DataFrame
    absence: Absence

    @property
    def own(self) -> list[str]:
        """Return the codes of the cameras that the list brought once and lacks now."""
        lacking = self.absence.cameras
        return lacking["camera_id"][lacking["own"].astype(bool)].tolist()


def compare_lists(known: pd.DataFrame, result: Import) -> ListComparison:
    """Compare a list as it was read with the cameras known when it was, see `Store.listed`.

    Parameters
    ----------
    known
        Cameras in canonical columns, before the list is written.
    result
        The list.

    Returns
    -------
    ListComparison
        Nothing is written.
    """
    fields = ["camera_id", "name", "field", "before", "after"]
    if known.empty:  # a first list, however long
        return ListComparison(result.cameras, pd.DataFrame(columns=fields), result.absence)
    key, told_names = "camera_id", display_names(known)
    names = dict(zip(known["camera_id"], told_names, strict=True))
    now = {column: known[column].replace(result.renamed) for column in (key, "site_id")}
    stored = conform(known.assign(**now), CAMERA_COLUMNS)
    change = difference(stored, merged(stored, result.cameras, key), key)
    events = change.events.rename(columns={"subject_id": key})
    new = change.rows[change.rows[key].isin(events[key][events["after"] == CREATED])]
    codes = [(old, key, old, code) for old, code in result.renamed.items() if old in names]
    told = pd.DataFrame(codes, columns=[key, "field", "before", "after"])
    edited = pd.concat([told, events[events["field"] != ""]])
    edited.insert(
        1, "name", edited[key].map(dict(zip(stored[key], told_names, strict=True)) | names)
    )
    return ListComparison(new, edited[fields].reset_index(drop=True), result.absence)


def replace(
    store: Store,
    result: Import,
    gone: Collection[str],
    *,
    source: str,
    who: str = "",
    progress: Callable[[float], object] = lambda _share: None,
) -> int:
    """Write a list and take out what is `gone` from it, in one write; return how many rows.

    Parameters
    ----------
    store
        The register.
    result
        The list.
    gone
        Codes of cameras that go: those still in the list stay.
    source
        The name of the list; it stands in the reason of each removal.
    who
        Who writes it.
    progress
        Called with the part that is written, 0 to 1.

    Returns
    -------
    int
        Rows written or removed.

    Raises
    ------
    StoreError
        The database refuses; nothing was changed.
    """
    reason = _("no longer in the list {file} of {day}", file=source, day=date(today()))
    # A row that is to be corrected first renames nothing: its cameras still have their old codes.
    former = {
        new: old for old, new in result.recognition.renamed.items() if old not in result.renamed
    }
    listed = set(result.cameras["camera_id"])
    codes = [former.get(code, code) for code in gone if code not in listed]

    def archive(write: Write) -> None:
        remove_rows(write, tables.camera, read_rows(write.connection, tables.camera, codes), reason)

    return store.save(
        cameras=result.cameras,
        equipment=result.equipment,
        renamed=result.renamed,
        source=source,
        who=who,
        simulated=result.simulated,
        anew=False,
        progress=progress,
        also=archive if codes else lambda _write: None,
    )
