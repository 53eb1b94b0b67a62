"""One row of a list may stand for several cameras: its quantity becomes as many views."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.choices import CodeList, Presence, Status
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.cells import read_count
from gis.ingest.columns import parse_values, warn, without_blanks
from gis.ingest.formats.grid import numbered
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF
from gis.ingest.sheets import Sheet
from gis.ingest.states.state_cells import counts_in_words, share_in_words
from gis.register.availability import DOWN, UP
from gis.vocabulary.words import words

MAX_VIEWS = 500
STATUSES = [str(status) for status in Status]
FAULT = ["fault_part", "cause"]
# Money written in a row is for all its cameras together.
_FOR_EACH = re.compile(
    r"\b(?:don gia|(?:moi|tung|1|mot|dong|trieu|vnd|d) (?:camera|cam|mat|cai|chiec|bo))\b"
)
# What rows may count by value, and the column that holds it until the views are told apart.
_DEALT = {"kind": "kinds", "origin": "origins"}
_AMOUNTS = ["repair_cost_vnd", "connection_cost_vnd", "monthly_cost_vnd", "asset_value_vnd"]


def read_views(sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Read how many cameras each row stands for.

    Returns
    -------
    counts
        `views`: their number; one column per status: how many are stated to be in it. A row
        that says nothing is one camera. Without a quantity the counts by status make it up;
        a tick puts all cameras of the row into that status. Where only those that work, or
        only those that do not, are counted, the rest are the others. `on_file` and `found`:
        how many the papers list and how many were found, -1 when not stated.
    findings
        A warning for counts that cannot be read or do not add up, an error for rows of more
        than `MAX_VIEWS` cameras.
    """
    quantity, findings = _read_quantity(sheet)
    on_file, unread_file = _read_counts(sheet, Role.ON_FILE)
    found, unread_found = _read_counts(sheet, Role.FOUND)
    findings += unread_file + unread_found
    quantity = quantity.fillna(pd.concat([on_file, found], axis=1).max(axis=1))
    by_status = pd.DataFrame(index=sheet.cells.index, columns=STATUSES, dtype=float)
    for status in STATUSES:
        by_status[status], unread = _read_counts(sheet, COUNT_OF + status)
        findings += unread
    by_status = _with_counts_in_words(sheet, by_status)
    by_status, said = _shares_in_words(sheet, by_status, quantity)
    findings += said
    ticked = np.isinf(by_status)
    counted = by_status.mask(ticked, 0).sum(axis=1)
    views = quantity.mask(np.isinf(quantity)).fillna(counted.where(counted > 0, 1))
    by_status = by_status.mask(ticked, views, axis=0)
    by_status, implied = _with_the_rest(sheet, by_status, views)
    by_status = by_status.fillna(0)
    needed = by_status.sum(axis=1)
    findings += implied + _not_adding_up(sheet, views, needed) + _left_open(sheet, views, needed)
    views = views.where(views >= needed, needed)
    findings += _too_many(sheet, views)
    sane = views <= MAX_VIEWS
    counts = by_status.where(sane, 0).assign(views=views.where(sane, 1))
    counts = counts.assign(on_file=_stated(on_file), found=_stated(found))
    return counts.astype(int), findings + _shared_amounts(sheet, views)


def _with_counts_in_words(sheet: Sheet, by_status: pd.DataFrame) -> pd.DataFrame:
    """Count as a status cell does, ``"3 tốt, 2 hỏng"``, where no column counts."""
    cells = sheet.column("status")
    counting = {cell for cell in cells if counts_in_words(cell)}
    if not counting:
        return by_status
    said = cells[cells.isin(counting)].map(counts_in_words)
    table = pd.DataFrame(said.tolist(), said.index, STATUSES, dtype=float)
    uncounted = by_status.isna().all(axis=1)
    return by_status.fillna(table.reindex(sheet.cells.index).where(uncounted, axis=0))


def _shares_in_words(
    sheet: Sheet, by_status: pd.DataFrame, quantity: pd.Series
) -> tuple[pd.DataFrame, list[Finding]]:
    """Count the cameras of rows whose state is of some of them: ``"hỏng 1"`` of 4."""
    cells, findings = sheet.column("status"), []
    sharing = {cell for cell in cells if share_in_words(cell)[1]}
    for row, cell in numbered(cells[cells.isin(sharing)]):
        status, count = share_in_words(cell)
        if not 0 < count < quantity[row] < np.inf or by_status.loc[row].notna().any():
            continue
        rest = str(Status.BROKEN if status in UP else Status.WORKING)
        by_status.loc[row, [status, rest]] = count, quantity[row] - count
        message = _(
            "“{value}” was taken to be of {count} of {total} cameras",
            value=cell,
            count=number(count),
            total=number(quantity[row]),
        )
        findings.append(
            Finding(
                sheet.name,
                row,
                sheet.heading("status").text,
                Severity.WARNING,
                message,
                _("Write “2 tốt, 2 hỏng” or count them in columns"),
            )
        )
    return by_status, findings


def _read_quantity(sheet: Sheet) -> tuple[pd.Series, list[Finding]]:
    """Read the quantities; where a column numbers the cameras of a place they are its total."""
    if sheet.has(Role.INDEX):
        return pd.Series(np.nan, sheet.cells.index), []
    return _read_counts(sheet, Role.QUANTITY)


def _with_the_rest(
    sheet: Sheet, by_status: pd.DataFrame, views: pd.Series
) -> tuple[pd.DataFrame, list[Finding]]:
    """Count the others too where a list counts only those that work, or only those that do not."""
    headed = [status for status in STATUSES if sheet.has(COUNT_OF + status)]
    sides = {Status.WORKING in headed or Status.DEGRADED in headed, Status.BROKEN in headed}
    if len(sides) == 1 or sheet.has("status"):
        return by_status, []
    rest = str(Status.BROKEN if Status.WORKING in headed else Status.WORKING)
    stated = by_status[headed].notna().any(axis=1)
    others = (views - by_status[headed].sum(axis=1)).clip(lower=0)
    filled = by_status.assign(**{rest: others.where(stated)})
    named = ", ".join(sheet.heading(COUNT_OF + status).text for status in headed)
    if not (stated & (others > 0)).any():
        return filled, []
    message = _(
        "Only some states are counted; the other cameras are taken to be: {state}",
        state=words(Status)[rest],
    )
    suggestion = _("Add a column that counts them if that is wrong")
    return filled, [Finding(sheet.name, 0, named, Severity.NOTICE, message, suggestion)]


def read_dealt(sheet: Sheet, column: str, choices: type[CodeList]) -> pd.Series:
    """Return, for each row, the value of each of its cameras where values have headings.

    Under ``"Loại camera – Bán cầu"`` stands how many of the row's cameras are domes; a single
    value, also a tick, speaks of all of them. An empty tuple where nothing is stated.
    """
    headed = [str(v) for v in choices if sheet.has(f"{COUNT_OF}{column}={v}")]
    if not headed:
        return pd.Series([()] * len(sheet.cells), sheet.cells.index, dtype=object)
    counts = [
        parse_values(without_blanks(sheet, f"{COUNT_OF}{column}={v}"), read_count)[0]
        for v in headed
    ]
    rows = pd.concat(counts, axis=1).astype(float).fillna(0).to_numpy()
    return pd.Series([_deal(headed, row) for row in rows], sheet.cells.index, dtype=object)


def _deal(values: list[str], counts: NDArray[np.float64]) -> tuple[str, ...]:
    stated = [(v, 1 if np.isinf(n) else int(n)) for v, n in zip(values, counts, strict=True) if n]
    if len(stated) == 1:
        return (stated[0][0],)
    return tuple(v for v, n in stated for _view in range(min(n, MAX_VIEWS)))


def amounts_for_each(sheet: Sheet) -> tuple[str, ...]:
    """Return the columns whose heading states an amount for one camera, not for the row."""
    texts = {name: sheet.heading(name).text for name in _AMOUNTS if sheet.has(name)}
    return tuple(name for name, text in texts.items() if is_for_each(text))


def is_for_each(heading: str) -> bool:
    """Tell whether the amounts below a heading are for one camera each."""
    return _FOR_EACH.search(fold(heading)) is not None


def _stated(counts: pd.Series) -> pd.Series:
    """Return counts with -1 where none is stated, or only a tick."""
    return counts.where(np.isfinite(counts), -1)


def expand(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per view, indexed by the place of its row in `rows`.

    `rows` are cameras in canonical columns with the counts of `read_views` and the `looks`
    of `read_directions` beside.

    The first view keeps the row's `camera_id`, the others add ``-2``, ``-3`` …, so a
    quantity that grows leaves the known cameras known. Views of one row share a `site_id`.
    Amounts are divided evenly, unless they are for each camera (`for_each`); the cost of a
    repair only among the views that do not work, where the row tells which. Where both numbers
    are stated, views beyond those found are marked as not found, views beyond those on file as
    not on file. Counts by status are dealt out in the order of `Status`, and the rest keep the
    row's own status; so are `kinds` and `origins`. Part and cause go with the views that do not
    work.
    """
    views = rows["views"].to_numpy()
    row = np.repeat(np.arange(len(rows)), views)
    serial = np.arange(len(row)) - np.repeat(views.cumsum() - views, views)
    counts = [
        *STATUSES,
        "views",
        "on_file",
        "found",
        "looks",
        "for_each",
        "place",
        *_DEALT.values(),
    ]
    out = rows.drop(columns=counts).iloc[row].set_axis(row)
    shared = (views > 1)[row] & (out["site_id"] == "")
    out["site_id"] = out["site_id"].mask(shared, out["camera_id"])
    ending = [f"-{place + 1}" if place else "" for place in serial]
    out["camera_id"] += pd.Series(ending, out.index, dtype=str)
    out = _turned(out, rows["looks"].to_numpy()[row], serial)
    bounds = rows[STATUSES].to_numpy().cumsum(axis=1)[row]
    place = (serial[:, None] >= bounds).sum(axis=1)
    stated = np.append(STATUSES, "")[place]
    all_work = (rows[Status.WORKING] == rows["views"]).to_numpy()[row]
    stated = np.where(all_work & (out["status"] == Status.DEGRADED), "", stated)
    fine = stated == Status.WORKING
    out[FAULT] = out[FAULT].mask(pd.Series(fine, out.index), "")
    out["status"] = np.where(stated != "", stated, out["status"])
    out["presence"] = _presence(rows, row, serial, out["presence"])
    for column, dealt in _DEALT.items():
        out[column] = _handed_out(rows[dealt].to_numpy()[row], serial, out[column])
    counted = (rows[STATUSES].sum(axis=1) > 0).to_numpy()[row]
    return _shared_out(out, rows["for_each"].to_numpy()[row], views[row], counted)


def _handed_out(
    dealt: NDArray[np.object_], serial: NDArray[np.intp], given: pd.Series
) -> pd.Series:
    """Give each view its own value of those its row counts; one value is for all of them."""
    if not any(dealt):
        return given
    own = [
        values[0] if len(values) == 1 else values[k] if k < len(values) else ""
        for values, k in zip(dealt, serial, strict=True)
    ]
    return given.mask((given == "") & (np.array(own) != ""), pd.Series(own, given.index, dtype=str))


def _shared_out(
    out: pd.DataFrame,
    for_each: NDArray[np.object_],
    views: NDArray[np.int64],
    counted: NDArray[np.bool_],
) -> pd.DataFrame:
    """Divide the amounts of each row among its views.

    Repairs are of those known not to work; of those of unknown state where there are none.
    """
    down = out["status"].isin([*DOWN]).to_numpy()
    known = np.bincount(out.index, weights=down)[out.index] > 0 if len(out) else down
    down = np.where(known, down, ~out["status"].isin([*UP, *DOWN]).to_numpy())
    mended = np.bincount(out.index, weights=down)[out.index] if len(out) else np.zeros(0)
    some = counted & (mended > 0)
    for name in _AMOUNTS:
        each = np.array([name in names for names in for_each], dtype=bool)
        if name == "repair_cost_vnd":
            among = np.where(some, np.where(down, mended, np.nan), views)
        else:
            among = views.astype(float)
        out[name] = out[name] / np.where(each, among / among, among)
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
    values, unread = parse_values(without_blanks(sheet, column), read_count)
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


def _left_open(sheet: Sheet, views: pd.Series, needed: pd.Series) -> list[Finding]:
    """Tell which rows count more cameras than their states do, and say nothing of the others."""
    silent = sheet.column("status").isna()
    return [
        Finding(
            *(sheet.name, int(row), sheet.heading(Role.QUANTITY).text, Severity.WARNING),
            _(
                "The row has {total} cameras, its states make up {counted}; the state of the "
                "others is not known",
                total=number(views[row]),
                counted=number(needed[row]),
            ),
            _(
                "Correct the counts; {rest} were taken as not surveyed",
                rest=number(views[row] - needed[row]),
            ),
        )
        for row in views.index[silent & (needed > 0) & (needed < views)]
    ]


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
