"""Papers of the province: the report of all communes, and the reminder to those that are late."""

from typing import Any

import pandas as pd

from gis.choices import RoundState, Sight
from gis.documents.dossier import Dossier
from gis.documents.listing import Row
from gis.documents.review import review
from gis.documents.standards import standards
from gis.numbers import number
from gis.register.sight import live
from gis.upkeep.papers import orphans
from gis.upkeep.surveys import progress
from gis.words import words

_COUNTS = ["cameras", "seeing", "not_seeing", "unconfirmed", "live", "orphans", "surveyed"]


def report(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the province's report: review, all communes, standards."""
    table = league(dossier)
    sums = table[_COUNTS].sum()
    states = table["state"].value_counts()
    return (
        review(dossier)
        | standards(dossier)
        | {
            "communes": _lines(table),
            "sums": {name: number(value) for name, value in sums.items()},
            "steps": {str(s): number(states.get(str(s), 0)) for s in RoundState},
        }
    )


def reminder(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the reminder: the communes that have not reported."""
    table = league(dossier)
    late = table[table["state"] != RoundState.REPORTED]
    return {"communes": _lines(late), "late": number(len(late)), "all": number(len(table))}


def league(dossier: Dossier) -> pd.DataFrame:
    """Return all communes, in order of name: `code name state` and the numbers of cameras."""
    found = dossier.analysis
    cameras = found.cameras
    codes = found.communes["code"]
    survey = progress(
        cameras, dossier.rounds, codes, since=dossier.since, today=dossier.day.isoformat()
    ).set_index("commune_code")
    flags = pd.DataFrame(
        {
            "seeing": cameras["sight"] == Sight.UP,
            "not_seeing": cameras["sight"] == Sight.DOWN,
            "unconfirmed": cameras["sight"] == Sight.UNCONFIRMED,
            "live": live(cameras, found.equipment) == Sight.UP,
            "orphans": cameras.index.isin(orphans(cameras, found.communes).index),
        }
    )
    counts = flags.astype(int).groupby(cameras["commune_code"]).sum().reindex(codes, fill_value=0)
    table = survey[["state", "cameras", "surveyed"]].join(counts)
    names = found.communes.set_index("code")["full_name"]
    return table.assign(name=names).rename_axis("code").reset_index()


def _lines(table: pd.DataFrame) -> list[Row]:
    states = words(RoundState)
    return [
        {"place": number(place), "name": row["name"], "state": states[row["state"]]}
        | {name: number(row[name]) for name in _COUNTS}
        | {"surveyed_share": number(100 * row["surveyed"] / max(row["cameras"], 1))}
        for place, row in enumerate(table.to_dict("records"), start=1)
    ]
