"""Cameras of the register that a list lacks: those it held once, and others of its communes."""

import re
from dataclasses import dataclass

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.text import fold
from gis.ingest.matching.matches import heads

# Titles of lists of a part: one village, what is broken, what is to be added. Without its marks
# “hỏng” is part of many a name.
_PART = re.compile(
    r"\b(?:thôn|khu phố|tổ dân phố|tdp|hỏng|cần sửa|sửa chữa|đề nghị|đề xuất|không hoạt động"
    r"|bổ sung|lắp mới|mất tín hiệu)\b"
)
# A list comes again where so much of what it brought is in it; it is about a commune where it lists
# so much of what is known there, or where so many of its rows lie.
_MOST = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Absence:
    """The known cameras of a list's communes that are not in the list.

    `cameras`: those, as `Store.listed` has them, and `own`: the list brought the camera once, and
    now lacks it; `again`: so it did, and nearly all its rows are known, which tells the same list
    from a longer one. `present` of `known` rows of its communes and keepers are in the list.
    `part`: by its titles it is a list of a part only.
    """

    cameras: pd.DataFrame
    present: int = 0
    known: int = 0
    part: bool = False

    @property
    def few(self) -> bool:
        """Whether little of what is known is in the list: it may be another one."""
        return self.present < _MOST * self.known

    @property
    def missed(self) -> pd.DataFrame:
        """Return the cameras that the same list held once and holds no longer."""
        return self.cameras[self.cameras["again"].astype(bool)]


def absence(known: pd.DataFrame, views: pd.DataFrame, titles: str = "") -> Absence:
    """Return which known cameras a list lacks.

    Own are the views beyond a quantity that shrank, and the cameras whose rows are gone, where
    this is their list (`source`) again: in their commune it holds most of what that brought. A
    list that by its `titles` is of a part only, or of another keeper, lacks nothing of its own.

    Parameters
    ----------
    known
        The cameras of the register under the codes they have now, see `Recognition`.
    views
        All cameras of the file, those of rows to be corrected too.
    """
    if known.empty:
        return Absence(known.assign(own=False, again=False))
    part = _PART.search(titles.casefold()) is not None
    first, here = heads(known), known["camera_id"].isin(views["camera_id"])
    head, shrunk = first == known["camera_id"], ~here & first.isin(views["camera_id"])
    commune, source = known["commune_code"], known.get("source", pd.Series("", known.index))
    rows = commune.map(views[heads(views) == views["camera_id"]]["commune_code"].value_counts())
    found = here.where(head).astype(float).groupby([source, commune])
    theirs = _of_others(known["custodian"].map(fold), here, commune)
    again = ~theirs & (found.transform("mean") >= _MOST)
    about = _about(commune, rows.fillna(0), head) | commune.isin(commune[again])
    own = shrunk | (~here & again & (not part))
    same = shrunk | (own & (found.transform("sum") >= _MOST * rows.fillna(1)))
    counted = head & (again if again.any() else about)
    table = known.assign(own=own, again=same)[shrunk | (~here & about)]
    return Absence(table, int((here & counted).sum()), int(counted.sum()), part)


def _of_others(keeper: pd.Series, here: pd.Series, commune: pd.Series) -> pd.Series:
    """Tell which cameras have another keeper than the list, where it is the list of one keeper.

    A list that names several speaks for its commune: one may be gone with all its cameras.
    """
    named = keeper.where(here & (keeper != ""))
    only = named.groupby(commune).transform("first")
    alone = named.groupby(commune).transform("nunique") == 1
    return (keeper != "") & alone & (keeper != only)


def _about(commune: pd.Series, rows: pd.Series, head: pd.Series) -> pd.Series:
    """Tell which cameras lie in a commune that the list is about, and does not only touch."""
    known = commune.map(commune[head].value_counts())
    whole = rows.groupby(commune).first().sum()
    return (rows > 0) & ((rows >= _MOST * known) | (rows >= _MOST * whole))


def missing(absent: pd.DataFrame, sheet: str) -> list[Finding]:
    """Return one warning that names the cameras no longer in the list."""
    if absent.empty:
        return []
    rows = zip(absent["camera_id"], absent["name"], strict=True)
    named = [f"{code} ({name})" if name else code for code, name in rows]
    shown = "; ".join(named[:20]) + (" …" if named[20:] else "")
    message = _(
        "{count} cameras are no longer in the list: {cameras}", count=len(named), cameras=shown
    )
    suggestion = _("They stay in the register unless the list is written as its replacement")
    return [Finding(sheet, 0, "camera_id", Severity.WARNING, message, suggestion)]
