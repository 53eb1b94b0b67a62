"""The review of all cameras: how many, in what state, why, whose, and what hangs on what."""

from typing import Any

import numpy as np
import pandas as pd

from gis.analysis.summary import summary_of
from gis.core.choices import Availability, FaultPart, Kind, Origin, Status
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.documents.dossier import Dossier
from gis.documents.listing import Row, annex, values_in_words
from gis.export.weeks import of_commune, of_province
from gis.export.weeks_table import weeks_table
from gis.register.availability import DOWN, dependence, live
from gis.survey.papers import orphans
from gis.survey.progress import survey_flags
from gis.vocabulary.words import words


def review(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the review of one commune, or of the province.

    Tables: `states` (by origin of the money), `kinds`, `former`, `parts`, `causes`,
    `orphans`, `equipment` (shared, not working), `weeks`, `cameras` (the annex).
    """
    cameras = dossier.cameras
    sums = summary_of(dossier.analysis, commune=dossier.commune)
    return (
        situation(dossier)
        | week_fields(dossier)
        | {
            "states": _states(cameras),
            "kinds": _tally(cameras, values_in_words(cameras["kind"], Kind)),
            "former": _tally(cameras, cameras["declared_commune"].replace("", _("not stated"))),
            "parts": _reasons(sums.not_seeing),
            "causes": _reasons(sums.causes),
            "orphans": _orphans(dossier),
            "cameras": annex(dossier.listed),
            "lost_places": number(sums.unseen["places"]["lost"]),
            "lost_road_km": number(sums.unseen["road_km"]["lost"], 1),
            "gap_places": number(sums.unseen["places"]["gap"]),
            "gap_road_km": number(sums.unseen["road_km"]["gap"], 1),
        }
    )


def situation(dossier: Dossier) -> dict[str, Any]:
    """Return the numbers of the first sentences as written, and what `review` says of them."""
    cameras, state = dossier.cameras, dossier.cameras["sight"]
    flags = survey_flags(cameras, since=dossier.since, today=dossier.day.isoformat())
    counted = {
        "total": len(cameras),
        "sites": cameras["site_id"].where(cameras["site_id"] != "", cameras["camera_id"]).nunique(),
        "located": len(cameras) - flags["not_located"].sum(),
        "not_located": flags["not_located"].sum(),
        "surveyed": flags["surveyed"].sum(),
        "seeing": (state == Availability.UP).sum(),
        "not_seeing": (state == Availability.DOWN).sum(),
        "unconfirmed": (state == Availability.UNCONFIRMED).sum(),
        "dark": cameras["dark"].sum(),
        "live": _live(dossier).sum(),
    }
    share = 100 * counted["surveyed"] / max(len(cameras), 1)
    return {name: number(count) for name, count in counted.items()} | {
        "surveyed_share": number(share, 1),
        "equipment": _shared_faults(dossier),
        "has_places": not dossier.analysis.demand.empty,
    }


def _live(dossier: Dossier) -> pd.Series:
    """Tell which cameras are live at headquarters."""
    whole = dossier.analysis
    return live(whole.cameras, whole.equipment).loc[dossier.cameras.index] == Availability.UP


def _states(cameras: pd.DataFrame) -> list[Row]:
    """Count cameras by status (rows, the last is the total) and origin of the money."""
    origin = cameras["origin"].where(cameras["origin"] != "", str(Origin.UNKNOWN))
    table = pd.crosstab(cameras["status"], origin)
    table = table.reindex(index=[str(s) for s in Status], columns=[str(o) for o in Origin])
    table = table.fillna(0).astype(int)
    table.loc["total"] = table.sum()
    table["total"] = table.sum(axis=1)
    labels = words(Status) | {"total": _("Total")}
    return [{"label": labels[str(name)]} | _written(row) for name, row in table.iterrows()]


def _written(counts: pd.Series) -> Row:
    """Return numbers by name as they are written."""
    return {str(name): number(count) for name, count in counts.items()}


def _tally(cameras: pd.DataFrame, label: pd.Series) -> list[Row]:
    """Count cameras by a label, most first: all, seeing, not seeing, unconfirmed."""
    names = {
        Availability.UP: "seeing",
        Availability.DOWN: "not_seeing",
        Availability.UNCONFIRMED: "unconfirmed",
    }
    table = pd.crosstab(label, cameras["sight"].map(names))
    table = table.reindex(columns=list(names.values()), fill_value=0)
    table["total"] = table.sum(axis=1)
    table = table.sort_values("total", ascending=False, kind="stable")
    return [{"label": str(name)} | _written(row) for name, row in table.iterrows()]


def _reasons(counted: pd.DataFrame) -> list[Row]:
    return [{"label": name, "total": number(n)} for name, n in counted["cameras"].items()]


def _orphans(dossier: Dossier) -> list[Row]:
    """Count the cameras nobody answers for, by why."""
    counts = orphans(dossier.cameras, dossier.analysis.communes)["why"].value_counts()
    return [{"label": why, "total": number(count)} for why, count in counts.items()]


def _shared_faults(dossier: Dossier) -> list[Row]:
    """Return the shared equipment that does not work and has cameras here, most behind it first."""
    analysis = dossier.analysis
    equipment = analysis.equipment
    needs = dependence(analysis.cameras, equipment).needs[dossier.cameras.index.to_numpy()]
    behind = np.asarray(needs.sum(axis=0)).ravel().astype(int)
    down = equipment["status"].isin(DOWN).to_numpy() & (behind > 0)
    status, part = words(Status), values_in_words(equipment["fault_part"], FaultPart)
    return [
        {
            "code": equipment["equipment_id"].iloc[k],
            "name": equipment["name"].iloc[k] or equipment["equipment_id"].iloc[k],
            "status": status[equipment["status"].iloc[k]],
            "part": part.iloc[k],
            "cameras": number(behind[k]),
        }
        for k in np.flatnonzero(down)[np.argsort(-behind[down], kind="stable")]
    ]


# A quarter of a year fits on a page.
_SHOWN = 13


def week_fields(dossier: Dossier) -> dict[str, Any]:
    """Return the table `weeks`, the oldest first; and since when how many were restored."""
    every = dossier.weeks
    if every is None or every.empty:
        return {"weeks": [], "weeks_since": "", "restored_since": ""}
    table = of_province(every) if dossier.commune is None else of_commune(every, dossier.commune)
    return {
        "weeks": weeks_table(table.tail(_SHOWN)).iloc[::-1].to_dict("records"),
        "weeks_since": date(table["begins"].iloc[0]),
        "restored_since": number(table["restored_since"].iloc[-1]),
    }
