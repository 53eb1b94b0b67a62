"""Papers of the province: the report of all communes, and the reminder to those that are late."""

from typing import Any

import pandas as pd

from gis.communes.listing import commune_names
from gis.core.choices import RoundState
from gis.core.numbers import number
from gis.documents.dossier import Dossier
from gis.documents.listing import Row
from gis.documents.review import review
from gis.documents.standards import standards
from gis.survey.league import league_counts, league_flags
from gis.vocabulary.words import words

_COUNTS = ["cameras", "seeing", "not_seeing", "unconfirmed", "live", "orphans", "surveyed"]


def province_report(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the province's report: review, all communes, standards."""
    table = league(dossier)
    sums = table[_COUNTS].sum()
    return (
        review(dossier)
        | standards(dossier)
        | {
            "communes": _lines(table),
            "sums": {name: number(value) for name, value in sums.items()},
            "steps": _steps(table["state"]),
        }
    )


def _steps(states: pd.Series) -> dict[str, str]:
    """Count communes by state; those returned have not drafted: they are among the not started."""
    counts = {str(state): int((states == state).sum()) for state in RoundState}
    counts[RoundState.NOT_STARTED] += counts[RoundState.RETURNED]
    return {state: number(count) for state, count in counts.items()}


def reminder(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the reminder: the communes that have not reported."""
    table = league(dossier)
    late = table[table["state"] != RoundState.REPORTED]
    return {"communes": _lines(late), "late": number(len(late)), "all": number(len(table))}


def league(dossier: Dossier) -> pd.DataFrame:
    """Return all communes, in order of name: `code name state` and the numbers of cameras."""
    found, day = dossier.analysis, dossier.day.isoformat()
    cameras, since = found.cameras, dossier.since
    flags = league_flags(cameras, found.equipment, found.communes, since=since, today=day)
    codes = found.communes["code"]
    table = league_counts(cameras, flags, dossier.rounds, codes, since=since, today=day)
    names = commune_names(found.communes)
    return table.assign(name=names).rename_axis("code").reset_index()


def _lines(table: pd.DataFrame) -> list[Row]:
    states = words(RoundState)
    return [
        {"place": number(place), "name": row["name"], "state": states[row["state"]]}
        | {name: number(row[name]) for name in _COUNTS}
        | {"surveyed_share": number(100 * row["surveyed"] / max(row["cameras"], 1))}
        for place, row in enumerate(table.to_dict("records"), start=1)
    ]
