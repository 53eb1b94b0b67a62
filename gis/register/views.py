"""One row of a list may stand for several cameras: its quantity becomes as many views."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.choices import Presence, Status
from gis.findings import Finding, Severity
from gis.language import _, number
from gis.register.aliases import Role
from gis.register.cells import read_count
from gis.register.columns import filled, read, warn
from gis.register.headers import COUNT_OF
from gis.register.sheets import Sheet
from gis.register.states import counts_in_words

MAX_VIEWS = 500
STATUSES = [str(status) for status in Status]
FAULT = ["fault_part", "cause"]
# Money written in a row is for all its cameras together.
_AMOUNTS = ["repair_cost_vnd", "connection_cost_vnd", "monthly_cost_vnd", "asset_value_vnd"]


def read_views(sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Read how many cameras each row stands for.

    Returns
    -------
    counts
        `views`: their number; one column per status: how many are stated to be in it. A row
        that says nothing is one camera. Without a quantity the counts by status make it up;
        a tick puts all cameras of the row into that status. `on_file` and `found`: how many
        the papers list and how many were found, -1 when not stated.
    findings
        A warning for counts that cannot be read or do not add up, an error for rows of more
        than `MAX_VIEWS` cameras.
    """
    quantity, findings = _read_counts(sheet, Role.QUANTITY)
    on_file, unread_file = _read_counts(sheet, Role.ON_FILE)
    found, unread_found = _read_counts(sheet, Role.FOUND)
    findings += unread_file + unread_found
    quantity = quantity.fillna(pd.concat([on_file, found], axis=1).max(axis=1))
    by_status = pd.DataFrame(index=sheet.cells.index)
    for status in STATUSES:
        by_status[status], unread = _read_counts(sheet, COUNT_OF + status)
        findings += unread
    by_status = by_status.fillna(_counts_in_words(sheet, by_status))
    ticked = np.isinf(by_status)
    counted = by_status.mask(ticked, 0).sum(axis=1)
    views = quantity.mask(np.isinf(quantity)).fillna(counted.where(counted > 0, 1))
    by_status = by_status.mask(ticked, views, axis=0).fillna(0)
    needed = by_status.sum(axis=1)
    findings += _not_adding_up(sheet, views, needed)
    views = views.where(views >= needed, needed)
    findings += _too_many(sheet, views)
    sane = views <= MAX_VIEWS
    counts = by_status.where(sane, 0).assign(views=views.where(sane, 1))
    counts = counts.assign(on_file=_stated(on_file), found=_stated(found))
    return counts.astype(int), findings + _shared_amounts(sheet, views)


def _counts_in_words(sheet: Sheet, by_status: pd.DataFrame) -> pd.DataFrame:
    """Return the counts a status cell gives, ``"3 tốt, 2 hỏng"``, where no column counts."""
    said = [counts_in_words(cell) for cell in sheet.column("status")]
    table = pd.DataFrame(said, sheet.cells.index, STATUSES, dtype=float)
    return table.where(by_status.isna().all(axis=1), axis=0)


def _stated(counts: pd.Series) -> pd.Series:
    """Return counts with -1 where none is stated, or only a tick."""
    return counts.where(np.isfinite(counts), -1)


def expand(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per view, indexed by the place of its row in `rows`.

    `rows` are cameras in canonical columns with the counts of `read_views` and the `looks`
    of `read_directions` beside.

    The first view keeps the row's `camera_id`, the others add ``-2``, ``-3`` …, so a
    quantity that grows leaves the known cameras known. Views of one row share a `site_id`.
    Amounts are divided evenly. Where both numbers are stated, views beyond those found are
    marked as not found, views beyond those on file as not on file. Counts by status are
    dealt out in the order of `Status`, and the rest keep the row's own status; part and cause
    go with the views that do not work.
    """
    views = rows["views"].to_numpy()
    row = np.repeat(np.arange(len(rows)), views)
    serial = np.arange(len(row)) - np.repeat(views.cumsum() - views, views)
    counts = [*STATUSES, "views", "on_file", "found", "looks"]
    out = rows.drop(columns=counts).iloc[row].set_axis(row)
    shared = (views > 1)[row] & (out["site_id"] == "")
    out["site_id"] = out["site_id"].mask(shared, out["camera_id"])
    ending = [f"-{place + 1}" if place else "" for place in serial]
    out["camera_id"] += pd.Series(ending, out.index, dtype=str)
    out[_AMOUNTS] = out[_AMOUNTS].div(views[row], axis=0)
    out = _turned(out, rows["looks"].to_numpy()[row], serial)
    bounds = rows[STATUSES].to_numpy().cumsum(axis=1)[row]
    place = (serial[:, None] >= bounds).sum(axis=1)
    stated = np.append(STATUSES, "")[place]
    fine = stated == Status.WORKING
    out[FAULT] = out[FAULT].mask(pd.Series(fine, out.index), "")
    out["status"] = np.where(stated != "", stated, out["status"])
    out["presence"] = _presence(rows, row, serial, out["presence"])
    return out


def _turned(
    out: pd.DataFrame, looks: NDArray[np.object_], serial: NDArray[np.intp]
) -> pd.DataFrame:
    """Give each view its own direction where its row names several; the rest have none."""
    several = np.array([len(named) > 1 for named in looks], dtype=bool)
    none = (np.nan, np.nan)
    own = [n[k] if k < len(n) else none for n, k in zip(looks, serial, strict=True)]
    azimuth, width = np.array(own, dtype=float).reshape(-1, 2).T
    out["azimuth_deg"] = np.where(several, azimuth, out["azimuth_deg"])
    out["hfov_deg"] = np.where(several & ~np.isnan(width), width, out["hfov_deg"])
    return out


def _presence(
    rows: pd.DataFrame, row: NDArray[np.intp], serial: NDArray[np.intp], given: pd.Series
) -> pd.Series:
    """Say of each view whether it is on file, found, or both, where both numbers are stated."""
    on_file, found = (rows[name].to_numpy()[row] for name in ("on_file", "found"))
    told = np.where(serial < on_file, Presence.FOUND, Presence.NOT_ON_FILE)
    told = np.where(serial < found, told, Presence.NOT_FOUND)
    return given.mask((on_file >= 0) & (found >= 0), pd.Series(told, given.index, dtype=str))


def _read_counts(sheet: Sheet, column: str) -> tuple[pd.Series, list[Finding]]:
    values, unread = read(filled(sheet, column), read_count)
    return values.astype(float), warn(
        *(sheet, column, unread),
        lambda cell: _("“{value}” is no count", value=cell),
        _("Write the number of cameras; without it the row counts as one"),
    )


def _not_adding_up(sheet: Sheet, views: pd.Series, needed: pd.Series) -> list[Finding]:
    heading = sheet.heading(Role.QUANTITY).text
    over = [
        Finding(
            *(sheet.name, int(row), heading, Severity.WARNING),
            _("The counts by status add up to more than the quantity"),
            _("Correct the counts; their sum was taken"),
        )
        for row in views.index[needed > views]
    ]
    none = [
        Finding(
            *(sheet.name, int(row), heading, Severity.WARNING),
            _("The row says 0 cameras; none was taken from it"),
            _("Write the number of cameras if there are some"),
        )
        for row in views.index[(views == 0) & (needed == 0)]
    ]
    return over + none


def _too_many(sheet: Sheet, views: pd.Series) -> list[Finding]:
    message = _("One row cannot stand for more than {limit} cameras", limit=number(MAX_VIEWS))
    suggestion = _("Correct the quantity, or list the places one by one")
    heading = sheet.heading(Role.QUANTITY).text
    return [
        Finding(sheet.name, int(row), heading, Severity.ERROR, message, suggestion)
        for row in views.index[views > MAX_VIEWS]
    ]


def _shared_amounts(sheet: Sheet, views: pd.Series) -> list[Finding]:
    stated = [name for name in _AMOUNTS if sheet.has(name)]
    if not stated or not (views > 1).any():
        return []
    message = _("An amount in a row of several cameras is for all of them: it was divided evenly")
    headings = ", ".join(sheet.heading(name).text for name in stated)
    return [Finding(sheet.name, 0, headings, Severity.NOTICE, message, "")]
