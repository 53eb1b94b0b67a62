"""A commune's survey round, taken one step along the chain of duty."""

import pandas as pd

from gis.schema import ROUND_COLUMNS
from gis.store.editing import edit
from gis.store.store import Store
from gis.upkeep.surveys import advance


def advance_round(store: Store, row: pd.Series, *, who: str, today: str) -> int:
    """Take the round of a commune one step on; `row`: one of `upkeep.surveys.progress`.

    Raises
    ------
    StaleEditError
        Somebody else has taken the step meanwhile.
    """
    code = row["commune_code"]
    if code not in set(store.rounds()["commune_code"]):
        begun = pd.DataFrame([row[[c.name for c in ROUND_COLUMNS]]])
        store.save(rounds=begun, source="survey", who=who)
    return edit(
        store, advance(row, who=who, today=today), subject="survey_round", source="survey", who=who
    )
