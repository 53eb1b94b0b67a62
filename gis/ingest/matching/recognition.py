"""Cameras of a list that are in the register already, and under which code."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.matching.code_clashes import own_codes
from gis.ingest.matching.identity import CAMERA_CONTENT, with_ids
from gis.ingest.matching.matches import Decisions, Matching, heads, match
from gis.ingest.matching.recoding import Shift, shifted
from gis.ingest.sheets import Sheet

_SHOWN = ["name", "address", "lon", "lat"]


@dataclass(frozen=True, slots=True, eq=False)
class Recognition:
    """The code of each row of a file, on the index of the rows.

    `renamed`: known code → the one stated now, of cameras that had none when they were
    listed first, or whose whole list has other codes now. `further`: the code a further
    view of a row would have → that of the known camera it is. `unsure`: `sheet row camera_id
    score same`, `stated` (the code of the row), and `name address lon lat` of
    the row and, ending in ``_known``, of the camera. `known`: the cameras of the register
    under the codes they have now. `shifted`: lists numbered anew, see `recoding.shifted`.
    """

    ids: pd.Series
    renamed: dict[str, str]
    further: dict[str, str]
    unsure: pd.DataFrame
    known: pd.DataFrame
    shifted: tuple[Shift, ...] = ()


def recognise_cameras(
    table: pd.DataFrame, known: pd.DataFrame, decisions: Decisions
) -> Recognition:
    """Give each row of a file its code: stated, that of the known camera it is, or a new one.

    `table`: canonical columns and `views`, indexed by sheet and row number.
    """
    serial = table["serial"].where(table["serial"].isin(known["camera_id"]), "")
    wanted = table.assign(camera_id=table["camera_id"].where(table["camera_id"] != "", serial))
    codes = own_codes(wanted, known, decisions)
    stated = codes.ids.where((table["camera_id"] != "") | (codes.ids != serial), "")
    wanted = wanted.assign(camera_id=codes.ids)
    found = Matching(wanted["camera_id"]) if known.empty else match(wanted, known, decisions)
    later = (stated != "") & (found.ids != "") & (found.ids != stated)
    former = later & _was_called(stated, found.ids, known)
    later &= ~former & ~found.ids.duplicated() & ~stated.duplicated(keep=False)
    renamed = _with_views(
        dict(zip(found.ids[later], stated[later], strict=True)), known, set(stated)
    )
    ids = found.ids.replace(renamed).where(former | (stated == ""), stated)
    ids = ids.where(ids != "", table["serial"])
    ids = with_ids(ids, table, CAMERA_CONTENT, taken=set(known["camera_id"]))
    pairs = pd.concat([t for t in (codes.unsure, found.unsure) if len(t)] or [found.unsure])
    unsure = _shown(pairs.reset_index(drop=True), table, known)
    further = _further(found.further, ids, renamed)
    return Recognition(
        ids, renamed, further, unsure, _called(known, renamed), shifted(wanted, known)
    )


def _was_called(stated: pd.Series, ids: pd.Series, known: pd.DataFrame) -> pd.Series:
    """Tell which rows state a code that their camera bore before: it keeps the one it has now."""
    if "formerly" not in known:
        return pd.Series(data=False, index=stated.index)
    formerly = ids.map(known.set_index("camera_id")["formerly"].to_dict()).astype(object).fillna("")
    pairs = zip(stated, formerly.str.split("\n"), strict=True)
    return pd.Series([code in codes for code, codes in pairs], stated.index, dtype=bool)


def _further(further: pd.DataFrame, ids: pd.Series, renamed: dict[str, str]) -> dict[str, str]:
    """Return, for the views of rows that are known cameras, the code made up → the known one."""
    heads_ = ids.reindex(pd.MultiIndex.from_frame(further[["sheet", "row"]]))
    place = heads_.groupby(heads_.to_numpy()).cumcount()
    made_up = [f"{head}-{k + 2}" for head, k in zip(heads_, place, strict=True)]
    return dict(zip(made_up, further["camera_id"].replace(renamed), strict=True))


def _with_views(
    renamed: dict[str, str], known: pd.DataFrame, kept: Collection[str]
) -> dict[str, str]:
    """Return new codes for all views of the rows that have one, but for those that are `kept`."""
    first = heads(known)
    views = known["camera_id"][first.isin(list(renamed)) & ~known["camera_id"].isin(list(kept))]
    each = {
        view: renamed[head] + view.removeprefix(head)
        for view, head in zip(views, first[views.index], strict=True)
    }
    return each | renamed  # a view may have become a row of its own


def _called(known: pd.DataFrame, renamed: dict[str, str]) -> pd.DataFrame:
    names = {name: known[name].replace(renamed) for name in ("camera_id", "site_id")}
    return known.assign(**names) if renamed else known


def _shown(unsure: pd.DataFrame, table: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Put the texts and positions of both sides beside each unsure pair."""
    ours = table[_SHOWN].reindex(pd.MultiIndex.from_frame(unsure[["sheet", "row"]]))
    theirs = known.set_index("camera_id")[_SHOWN].reindex(unsure["camera_id"])
    sides = [ours, theirs.add_suffix("_known")]
    stated = table["camera_id"].reindex(ours.index).set_axis(unsure.index)
    beside = (side.set_axis(unsure.index) for side in sides)
    return pd.concat([unsure.assign(stated=stated), *beside], axis=1)


def match_warnings(found: Recognition, sheets: Sequence[Sheet]) -> list[Finding]:
    """Return a warning for each unsure pair, saying what it was taken for."""
    headings = {sheet.name: sheet.heading("name").text for sheet in sheets}
    shifted = [_shifted(*told) for told in found.shifted]
    rows = found.unsure[["sheet", "row", "same", "camera_id", "name_known", "address_known"]]
    return shifted + [
        Finding(
            sheet,
            int(row),
            headings[sheet],
            Severity.WARNING,
            *_words(code, name or address, same=same),
        )
        for sheet, row, same, code, name, address in rows.to_numpy(dtype=object).tolist()
    ]


def _shifted(sheet: str, row: int, count: int, code: str, name: str) -> Finding:
    message = _(
        "The codes of {count} rows are those of other cameras so far: “{id}” was {name}",
        count=number(count),
        id=code,
        name=name,
    )
    suggestion = _("If the list was numbered anew, leave its codes out, or give codes never used")
    return Finding(sheet, row, "camera_id", Severity.WARNING, message, suggestion)


def _words(code: str, name: str, *, same: bool) -> tuple[str, str]:
    if same:
        return (
            _(
                "Taken for the camera “{id}” ({name}) of the register, though not for sure",
                id=code,
                name=name,
            ),
            _("If it is another camera, say so before writing"),
        )
    return (
        _(
            "May be the camera “{id}” ({name}) of the register; taken for another one",
            id=code,
            name=name,
        ),
        _("If it is the same camera, say so before writing"),
    )
