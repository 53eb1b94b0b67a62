"""What a list brings that was taken out of the register before.

What a person took out stays out, and the list is told so: whoever wants it back restores it
first. What only a list had dropped comes back with the list that holds it again, as it was
then, overlaid by what the list says now.
"""

from dataclasses import replace

import pandas as pd

from gis.core.dates import date
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.ingest.importing import Import
from gis.ingest.matching.identity import AUTOMATIC
from gis.ingest.matching.matches import SURE, match
from gis.register.same_codes import same_codes
from gis.store.archive import removed_rows
from gis.store.changes import merged
from gis.store.store import Store
from gis.vocabulary.labels import column_words


def without_removed(result: Import, store: Store) -> Import:
    """Return an import without what somebody took out before; findings tell of each.

    They tell, too, which codes of its cameras are those of equipment in the register.

    Parameters
    ----------
    result
        A list as it was read.
    store
        The register it is to be written to.

    Returns
    -------
    Import
        With fewer cameras and equipment, and with more findings.

    Raises
    ------
    StoreError
        The database cannot be reached.
    """
    cameras, told = _returning(
        result.cameras, removed_rows(store), store.cameras()["camera_id"], "camera_id"
    )
    equipment, told_too = _returning(
        *(result.equipment, removed_rows(store, subject="equipment")),
        *(store.equipment()["equipment_id"], "equipment_id"),
    )
    there = store.equipment()["equipment_id"]
    alike = same_codes(
        result.cameras["camera_id"], there[~there.isin(result.equipment["equipment_id"])]
    )
    findings = (*told, *told_too, *result.findings, *alike)
    return replace(result, cameras=cameras, equipment=equipment, findings=findings)


def _returning(
    given: pd.DataFrame, gone: pd.DataFrame, there: pd.Series, key: str
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the rows of a list to be written, and what is told of those taken out before."""
    if gone.empty or given.empty:
        return given, []
    now = given[key].replace(_same(given, gone, there) if key == "camera_id" else {})
    gone = gone[gone[key].isin(now)].set_index(key, drop=False)
    held = now.isin(gone.index[~gone["by_list"].astype(bool)])
    back = now.isin(gone.index) & ~held
    laid = merged(
        gone[list(given)].reset_index(drop=True), given[back].assign(**{key: now[back]}), key
    )
    kept = pd.concat([given[~held & ~back], laid[list(given)]], ignore_index=True)
    return kept, [_in_words(camera, key) for _id, camera in gone.iterrows()]


def _same(given: pd.DataFrame, gone: pd.DataFrame, there: pd.Series) -> dict[str, str]:
    """Return which new cameras of a list surely are ones taken out: code → that one's code.

    Codes decide; only a row without a code of its own is compared by what it says.
    """
    new = given["camera_id"].str.startswith(AUTOMATIC)
    new &= ~given["camera_id"].isin(there) & ~given["camera_id"].isin(gone["camera_id"])
    rows = given[new].assign(camera_id="", views=1)
    if rows.empty:
        return {}
    rows.index = pd.MultiIndex.from_arrays([[""] * len(rows), rows.index], names=["sheet", "row"])
    matching = match(rows, gone, {})
    unsure = matching.unsure[matching.unsure["score"] < SURE]
    sure = matching.ids[(matching.ids != "") & ~matching.ids.isin(unsure["camera_id"])]
    places = sure.index.get_level_values("row")
    return dict(zip(given.loc[places, "camera_id"], sure, strict=True))


def _in_words(row: pd.Series, key: str) -> Finding:
    name, day = row["name"] or row.get("address", ""), date(row["at"][:10])
    places = {"id": row[key], "name": name, "date": day, "reason": row["reason"]}
    if row["by_list"]:
        message = _("“{id}” ({name}) was taken out on {date} ({reason}); it comes back", **places)
        return Finding("", 0, column_words()[key], Severity.NOTICE, message, "")
    message = _("“{id}” ({name}) was taken out on {date} because: {reason}; it stays out", **places)
    suggestion = _("If it is to come back, restore it first, then read the list again")
    return Finding("", 0, column_words()[key], Severity.WARNING, message, suggestion)
