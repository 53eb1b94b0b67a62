"""What happened to a commune's survey round, step by step, in words."""

import pandas as pd

from gis.core.choices import RoundState
from gis.core.language import _
from gis.export.history import moment
from gis.store.changes import undone
from gis.vocabulary.words import words


def steps_table(events: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of a round as a table to read, newest first.

    `events`: of one commune, see `store.editing.history`.
    """
    mine = events[events["subject"] == "survey_round"]
    steps = mine[mine["field"] == "state"].drop_duplicates("revision", keep="last").iloc[::-1]
    reasons = mine[mine["field"].isin(["note", "returned_for"]) & (mine["after"] != "")]
    reason = reasons.drop_duplicates("revision", keep="last").set_index("revision")["after"]
    back = steps["source"].map(undone).notna()
    told = steps["after"].map(words(RoundState))
    return pd.DataFrame(
        {
            _("When"): steps["at"].map(moment),
            _("Who"): steps["who"],
            _("Step"): told.mask(back, told.map(lambda step: _("undone: {step}", step=step))),
            _("Reason"): steps["revision"].map(reason).fillna("").mask(back, ""),
        }
    ).reset_index(drop=True)
