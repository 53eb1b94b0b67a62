"""What is not known of cameras, so that those that lack it are found and filled in."""

import pandas as pd

from gis.core.choices import Cause, Origin, Payer, Status
from gis.core.language import _
from gis.register.availability import DOWN
from gis.register.queries import located
from gis.vocabulary.labels import column_words

# Of a camera that works nobody asks for these.
_OF_FAILED = ("fault_part", "cause", "repair_cost_vnd")
_PLAIN = ("kind", "custodian", "origin", "payer", "depends_on", "monthly_cost_vnd", "surveyed_on")
_VAGUE = {
    "status": Status.UNKNOWN,
    "cause": Cause.UNKNOWN,
    "origin": Origin.UNKNOWN,
    "payer": Payer.UNCONFIRMED,
}


def missing_flags(cameras: pd.DataFrame) -> pd.DataFrame:
    """Tell of each analysed camera what is not known of it, see `missing_words`.

    Parameters
    ----------
    cameras
        Those of an analysis: canonical columns and `directed`.

    Returns
    -------
    DataFrame
        Flags on the same index; what is asked of failed cameras alone is not missing of others.
    """
    failed = cameras["status"].isin(DOWN)
    return pd.DataFrame(
        {
            "position": ~located(cameras),
            "direction": ~cameras["directed"],
            "status": cameras["status"] == Status.UNKNOWN,
            **{name: failed & _blank(cameras, name) for name in _OF_FAILED},
            **{name: _blank(cameras, name) for name in _PLAIN},
        },
        index=cameras.index,
    ).astype(bool)


def missing_words() -> dict[str, str]:
    """Return what may be missing → its name in the current language."""
    labels = column_words()
    names = {name: labels[name] for name in (*_OF_FAILED, *_PLAIN)}
    return {
        "position": _("Position"),
        "direction": _("Direction"),
        "status": labels["status"],
    } | names


def _blank(cameras: pd.DataFrame, name: str) -> pd.Series:
    values = cameras[name]
    return values.isna() | (values == "") | (values == _VAGUE.get(name, ""))
