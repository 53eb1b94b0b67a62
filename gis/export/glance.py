"""The province or one commune at a glance: what works, what is lost, and why."""

from dataclasses import dataclass

import pandas as pd

from gis.analysis import Analysis, counts_by_commune
from gis.choices import Cause, Coverage, FaultPart, Sight
from gis.language import _
from gis.register.sight import UP
from gis.words import words


@dataclass(frozen=True)
class Glance:
    """Counts and places of the whole province or of one commune.

    `counts`: by `workflow.COUNTS`. `sums`: areas and weights as in `Analysis.communes`.
    `not_seeing`: index the failed part in words, column `cameras`, most first.
    `causes`: the same by cause. `unseen`: rows ``lost`` and ``gap``, columns `road_km` and
    `places`.
    """

    counts: pd.Series
    sums: pd.Series
    not_seeing: pd.DataFrame
    causes: pd.DataFrame
    unseen: pd.DataFrame


def glance(analysis: Analysis, *, commune: str | None = None) -> Glance:
    """Sum up the analysis for one commune, or for the province."""
    communes, cameras, unseen = analysis.communes, analysis.cameras, analysis.gaps
    if commune is not None:
        communes = communes[communes["code"] == commune]
        cameras = cameras[cameras["commune_code"] == commune]
        unseen = unseen[unseen["commune_code"] == commune]
    numbers = pd.DataFrame(communes.drop(columns="geometry")).select_dtypes("number").sum()
    counts = counts_by_commune(cameras).sum()
    down = cameras[cameras["sight"] == Sight.DOWN]
    part = _told(down["fault_part"], FaultPart).mask(down["status"].isin(UP), _("shared equipment"))
    return Glance(
        counts=counts,
        sums=numbers,
        not_seeing=_counted(part),
        causes=_counted(
            _told(down["cause"], Cause).mask(down["status"].isin(UP), _("shared equipment"))
        ),
        unseen=_unseen(unseen),
    )


def _told(values: pd.Series, of: type[FaultPart] | type[Cause]) -> pd.Series:
    return values.map(words(of)).fillna(words(Cause)[Cause.UNKNOWN])


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
    return table.reindex([Coverage.LOST, Coverage.GAP], fill_value=0).fillna(0)
