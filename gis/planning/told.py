"""Repairs and plans in words: what each is called, and what a line of a plan brings back."""

from itertools import pairwise

import numpy as np
import pandas as pd

from gis.analysis import Analysis, Terms
from gis.labels import called
from gis.language import _
from gis.numbers import number
from gis.planning.work import Work
from gis.restoration.connections import CONNECTION, STATION
from gis.restoration.plan import Plan
from gis.restoration.reasons import NOTHING, brought_back, named
from gis.restoration.visits import STOP, TRIP, VISITS
from gis.words import level_words


def repair_names(todo: Work, communes: pd.DataFrame) -> pd.Series:
    """Return what each repair is called, by its id."""
    table = todo.repairs.table
    name = called(table, otherwise="repair_id")
    places = communes.set_index("code")["full_name"]
    is_link, is_station = table["target"] == CONNECTION, table["target"] == STATION
    at = table["repair_id"][is_station].str.removeprefix(f"{STATION}:")
    told = [name[~(is_link | is_station)], name[is_link].map(_connection)]
    told.append(at.map(places).fillna(at).map(_station))
    names: pd.Series = pd.concat(told).reindex(table.index)
    names = names.set_axis(table["repair_id"])
    return _with_visits(names, todo, places)


def _connection(name: str) -> str:
    return _("Connection of {camera}", camera=name)


def _station(place: str) -> str:
    return _("Station at headquarters: {place}", place=place)


def _with_visits(names: pd.Series, todo: Work, communes: pd.Series) -> pd.Series:
    """Return the names of repairs, visits among them named by commune, camera or device."""
    table, cameras = todo.repairs.table, todo.cameras
    known = dict(zip(cameras["camera_id"], called(cameras, otherwise="camera_id"), strict=True))
    own = {f"#{repair}": name for repair, name in names.items()}
    where = {TRIP: communes.to_dict(), STOP: known | own}
    said = {TRIP: _trip, STOP: _stop}
    told = names.to_numpy(object).copy()
    rows = np.flatnonzero(table["target"].isin(VISITS))
    for row, visit in zip(rows, table["repair_id"].iloc[rows], strict=True):  # named by its place
        kind, _colon, place = visit.partition(":")
        told[row] = said[kind](where[kind].get(place, place))
    return pd.Series(told, names.index, name=names.name)


def _trip(place: str) -> str:
    return _("Trip to {place}", place=place) if place else _("Trip to where no commune is known")


def _stop(place: str) -> str:
    return _("Stop at {place}", place=place)


def plan_told(
    analysis: Analysis, todo: Work, told: Plan, *, most: int | None = None
) -> pd.DataFrame:
    """Return the lines of a plan, the first so many, with `what` and `why` in words.

    `what`: the repair's name. `why`: what the cameras that see again by it see that nobody
    sees today, what is lost if it alone is dropped, and what it needs beside it.
    """
    lines = told.lines.head(len(told.lines) if most is None else most)
    needs = todo.repairs.needs[told.cameras][:, lines["repair"].to_numpy()].T.astype(np.int64)
    open_ = ~todo.covered & (todo.groups["weight"] > 0).to_numpy()
    seen = (needs @ todo.views[told.cameras].astype(np.int64)).tocsr()
    size = len(analysis.incidence.groups)
    split = [seen.indices[a:b] for a, b in pairwise(seen.indptr)]
    groups = [np.unique(g[open_[g]] % size) for g in split]
    cameras = [len(ids) for ids in lines["cameras"]]
    back = brought_back(groups, cameras, analysis.incidence.pieces, analysis.demand)
    names = repair_names(todo, analysis.communes)
    why = [
        ". ".join([text, *_beside(lost, needed, names)])
        for text, lost, needed in zip(back, lines["gain_weight"], lines["needed_with"], strict=True)
    ]
    return lines.assign(what=lines["id"].map(names), why=why)


def _beside(lost: float, needed: list[str], names: pd.Series) -> list[str]:
    told = []
    if lost > NOTHING:
        told.append(_("Left out alone, weight {lost} would be lost", lost=number(lost, 2)))
    if needed:
        told.append(_("Needs beside it: {names}", names=named(needed, names)))
    return told


def terms_told(terms: Terms) -> str:
    """Say how cameras are looked at: what they must recognise, by which light, all or live."""
    told = [level_words()[terms.level], _("by day") if terms.light == "day" else _("by night")]
    if terms.live_only:
        told.append(_("only what is live at headquarters"))
    return ", ".join(told)


def fairness_in_words(made: Plan) -> str:
    """Say what the floors of a plan cost the province."""
    if np.isnan(made.price_of_fairness):
        return _("What the floors cost the province was not found in the time allowed.")
    price = number(made.price_of_fairness, 2)
    return _("The floors cost the province weight {price}.", price=price)
