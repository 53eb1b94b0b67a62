"""Who answers for a camera, and does what the papers list stand there?"""

import re

import geopandas as gpd
import pandas as pd

from gis.core.choices import Cause, Presence
from gis.core.language import _
from gis.core.text import fold

_BODY = re.compile(
    r"\b(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|công an|hđnd|đảng ủy|ban công an)\s+"
    r"(?P<kind>huyện|thị xã|thành phố|tp\.?|xã|phường|thị trấn|tt\.?)\s+(?P<name>[^,;()]+)",
    re.IGNORECASE,
)
# Districts and towns are no tier of government any more.
_ABOLISHED = ("huyện", "thị xã", "thành phố", "tp", "tp.", "thị trấn", "tt", "tt.")


def orphans(cameras: pd.DataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the cameras nobody answers for since the merger, with `why` beside.

    No managing body is stated, the stated one no longer exists (a district, a town, a former
    commune), or the camera was never handed over.

    Parameters
    ----------
    cameras
        Canonical columns: `custodian` and `cause`.
    communes
        `name` of the communes there are today.

    Returns
    -------
    DataFrame
        The rows of `cameras` that have none, on their index, and `why` in words.
    """
    custodian, today = cameras["custodian"], tuple(map(fold, communes["name"]))
    gone = {body: _gone(body, today) for body in custodian.unique()}
    why = pd.Series("", cameras.index, dtype=str)
    why = why.mask(cameras["cause"] == Cause.NOT_HANDED_OVER, _("not handed over"))
    why = why.mask(custodian.map(gone).astype(bool), _("the managing body no longer exists"))
    why = why.mask(custodian == "", _("no managing body is stated"))
    return cameras.assign(why=why)[why != ""]


def _gone(body: str, today: tuple[str, ...]) -> bool:
    """Tell whether a body is one of a district, a town, or a commune that is no more."""
    match = _BODY.search(body)
    if match is None:
        return False
    return match["kind"].lower() in _ABOLISHED or not fold(match["name"]).startswith(today)


def presence_flags(cameras: pd.DataFrame) -> pd.DataFrame:
    """Tell of each camera: `on_file`, `found`, `not_found`, `not_on_file`, `not_compared`.

    One that nobody has compared is on file, as far as is known, and not among those found.

    Parameters
    ----------
    cameras
        `presence`, "" where nobody has compared it with the file.

    Returns
    -------
    DataFrame
        Five flags on the index of the cameras.
    """
    presence = cameras["presence"]
    return pd.DataFrame(
        {
            "on_file": presence != Presence.NOT_ON_FILE,
            "found": presence.isin([Presence.FOUND, Presence.NOT_ON_FILE]),
            "not_found": presence == Presence.NOT_FOUND,
            "not_on_file": presence == Presence.NOT_ON_FILE,
            "not_compared": presence == "",
        }
    )


def presence_counts(cameras: pd.DataFrame) -> pd.DataFrame:
    """Count the cameras of each commune code by what `presence_flags` tells of them."""
    return presence_flags(cameras).astype(int).groupby(cameras["commune_code"]).sum()
