"""The year's maintenance: what is due in which month, and what a year of it costs."""

from typing import Any

import pandas as pd

from gis.core.choices import EquipmentKind, Kind
from gis.core.dates import date
from gis.core.numbers import million_vnd, number
from gis.documents.dossier import Dossier
from gis.documents.listing import Row, listed_names
from gis.export.confidential import released_due
from gis.register.queries import in_commune
from gis.survey.maintenance import due, yearly_cost_vnd
from gis.vocabulary.words import words


def maintenance(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the plan: visits by kind, lines in order of their day, the cost."""
    found, intervals = dossier.analysis, dossier.intervals
    table = due(found.cameras, found.equipment, intervals, today=dossier.day.isoformat())
    table = in_commune(table, dossier.commune).sort_values(["next_on", "subject_id"], kind="stable")
    return {
        "kinds": _kinds(table, intervals),
        "lines": _lines(_listed(table, dossier), found.cameras),
        "overdue": number((table["overdue_days"] > 0).sum()),
        "total": number(len(table)),
        "yearly_million": million_vnd(yearly_cost_vnd(table).sum()),
    }


def _listed(table: pd.DataFrame, dossier: Dossier) -> pd.DataFrame:
    """Return the visits that are listed: to no confidential camera unless that is asked for."""
    return released_due(table, dossier.analysis.cameras, confidential=dossier.confidential)


def _kinds(table: pd.DataFrame, intervals: pd.DataFrame) -> list[Row]:
    """Return, by kind, how many there are, how often they are visited, for how much a year."""
    label = words(Kind) | words(EquipmentKind)
    counts = {str(kind): count for kind, count in table["kind"].value_counts().items()}
    return [
        {
            "label": label[kind],
            "count": number(count),
            "interval_months": number(intervals["interval_months"][kind]),
            "visit_vnd": number(intervals["visit_cost_vnd"][kind]),
            "year_million": million_vnd(yearly_cost_vnd(table[table["kind"] == kind]).sum()),
        }
        for kind, count in counts.items()
    ]


def _lines(table: pd.DataFrame, cameras: pd.DataFrame) -> list[Row]:
    label = words(Kind) | words(EquipmentKind)
    names = listed_names(cameras).set_axis(cameras["camera_id"])
    own = table["subject_id"].map(names).where(table["subject"] == "camera", "").fillna("")
    own = own.mask(own == "", table["name"])
    table = table.assign(called=own.mask(own == "", table["subject_id"]))
    return [
        {
            "place": number(place),
            "code": row["subject_id"],
            "name": row["called"],
            "kind": label[row["kind"]],
            "maintained_on": date(row["maintained_on"]),
            "next_on": date(row["next_on"]),
            "cost_vnd": number(row["visit_cost_vnd"]),
        }
        for place, row in enumerate(table.to_dict("records"), start=1)
    ]
