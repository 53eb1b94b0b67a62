"""The province or one commune at a glance: what works, what is lost, and why."""

from dataclasses import dataclass

import pandas as pd

from gis.analysis.result import Analysis, counts_by_commune
from gis.core.choices import Availability, Cause, Coverage, FaultPart
from gis.core.language import _
from gis.register.availability import DOWN
from gis.register.queries import counts_in, in_commune
from gis.vocabulary.words import words


@dataclass(frozen=True)
class Summary:
    """Counts and places of the whole province or of one commune.

    `counts`: by `analysis.result.COUNTS`. `sums`: areas and weights as in `Analysis.communes`.
    `not_seeing`: index the failed part in words, column `cameras`, most first.
    `causes`: the same by cause. `unseen`: rows ``lost`` and ``gap``, columns `road_km` and
    `places`; and ``undirected``: a camera stands there, its direction is not known.
    """

    counts: pd.Series
    sums: pd.Series
    not_seeing: pd.DataFrame
    causes: pd.DataFrame
    unseen: pd.DataFrame


def summary_of(analysis: Analysis, *, commune: str | None = None) -> Summary:
    """Sum up the analysis for one commune, or for the province.

    Parameters
    ----------
    analysis
        Of the whole province.
    commune
        A code, None for the province.

    Returns
    -------
    Summary
        The province counts cameras in no commune too, and places in any.
    """
    communes = in_commune(analysis.communes, commune)
    cameras = in_commune(analysis.cameras, commune)
    around = analysis.undirected_places.assign(coverage="undirected")
    unseen = pd.concat([analysis.gaps, around])
    unseen = unseen[counts_in(unseen, commune)]
    numbers = pd.DataFrame(communes.drop(columns="geometry")).select_dtypes("number").sum()
    counts = counts_by_commune(cameras).sum()
    down = cameras[cameras["sight"] == Availability.DOWN]
    return Summary(
        counts=counts,
        sums=numbers,
        not_seeing=_counted(reasons(down, "fault_part")),
        causes=_counted(reasons(down, "cause")),
        unseen=_unseen(unseen),
    )


def reasons(down: pd.DataFrame, column: str) -> pd.Series:
    """Return, in words, why each camera does not see: its `fault_part` or its `cause`.

    Of one that has not failed itself it is the shared equipment it depends on.

    Parameters
    ----------
    down
        Cameras that do not see: `status` and the column.
    column
        ``fault_part`` or ``cause``.

    Returns
    -------
    Series
        In the current language, on the cameras' index.

    Raises
    ------
    KeyError
        The column is neither.
    """
    told = down[column].map(words({"fault_part": FaultPart, "cause": Cause}[column]))
    told = told.fillna(words(Cause)[Cause.UNKNOWN])
    return told.where(down["status"].isin(DOWN), _("shared equipment"))


def _counted(values: pd.Series) -> pd.DataFrame:
    return values.value_counts().rename_axis("reason").rename("cameras").to_frame()


def _unseen(places: pd.DataFrame) -> pd.DataFrame:
    is_road = places["length_m"].notna()
    table = pd.DataFrame(
        {
            "road_km": places["length_m"].groupby(places["coverage"]).sum() / 1000,
            "places": (~is_road).groupby(places["coverage"]).sum(),
        }
    )
    return table.reindex([Coverage.LOST, Coverage.GAP, "undirected"], fill_value=0).fillna(0)
