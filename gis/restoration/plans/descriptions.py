"""Repairs and plans in words: what each is called, and what a line of a plan brings back."""

from itertools import pairwise

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis, ViewTerms
from gis.communes.listing import commune_names
from gis.core.language import _
from gis.core.numbers import number
from gis.register.queries import in_commune
from gis.restoration.model.connections import CONNECTION, DISK, STATION, UPGRADE, widened
from gis.restoration.model.repair_ids import CAMERA, EQUIPMENT, codes_of
from gis.restoration.model.repair_options import Work
from gis.restoration.model.repairs import CHANNEL
from gis.restoration.model.visits import STOP, TRIP, VISITS
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.pricing import pricing
from gis.restoration.plans.reasons import NEGLIGIBLE_WEIGHT, brought_back, named
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import level_words, light_words


def repair_names(todo: Work, communes: pd.DataFrame) -> pd.Series:
    """Return what each repair is called, by its id.

    Parameters
    ----------
    todo
        The repairs, and the cameras and equipment they are of.
    communes
        `code` and `full_name` of each commune.

    Returns
    -------
    Series
        Index `repair_id`; a code stands where nothing has a name or an address.
    """
    table = todo.repairs.table
    codes = codes_of(table["repair_id"])
    name = _told_apart(display_names(table.assign(code=codes), otherwise="code"), table)
    places = commune_names(communes)
    target, ids = table["target"], table["repair_id"]
    sentences = {
        CONNECTION: _connection,
        CHANNEL: _channel,
        STATION: _station,
        UPGRADE: _upgrade,
        DISK: _disk,
    }
    told = [name[~target.isin(sentences)]]
    for which, sentence in sentences.items():
        rows = target == which
        of = widened(ids[rows])
        code = codes_of(of)
        widest = of.map(places) if which == STATION else code.map(todo.named)
        widest = widest.replace("", np.nan).fillna(code)
        told.append((name[rows] if which in (CONNECTION, CHANNEL) else widest).map(sentence))
    names: pd.Series = pd.concat(told).reindex(table.index)
    names = names.set_axis(table["repair_id"])
    return _with_visits(names, todo, places)


def _told_apart(names: pd.Series, table: pd.DataFrame) -> pd.Series:
    """Say of cameras and equipment that share a code which of both they are."""
    camera, equipment = (table["repair_id"].str.startswith(f"{t}:") for t in (CAMERA, EQUIPMENT))
    return names.mask(camera, names.map(_of_camera)).mask(equipment, names.map(_of_equipment))


def _of_camera(name: str) -> str:
    return _("{name} (the camera)", name=name)


def _of_equipment(name: str) -> str:
    return _("{name} (the equipment)", name=name)


def _connection(name: str) -> str:
    return _("Connection of {camera}", camera=name)


def _channel(name: str) -> str:
    return _("Channel for {camera}", camera=name)


def _upgrade(name: str) -> str:
    return _("More bandwidth: {line}", line=name)


def _disk(name: str) -> str:
    return _("More disks: {station}", station=name)


def _station(place: str) -> str:
    return _("Station at headquarters: {place}", place=place)


def _with_visits(names: pd.Series, todo: Work, communes: pd.Series) -> pd.Series:
    """Return the names of repairs, visits among them named by commune, camera or device."""
    table, cameras = todo.repairs.table, todo.cameras
    known = dict(
        zip(cameras["camera_id"], display_names(cameras, otherwise="camera_id"), strict=True)
    )
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


def plan_lines(
    analysis: Analysis,
    todo: Work,
    plan: Plan,
    *,
    most: int | None = None,
    names: pd.Series | None = None,
) -> pd.DataFrame:
    """Return the lines of a plan, the first so many, with what each is in words.

    Parameters
    ----------
    analysis
        Demand, its pieces and the communes, for what is told.
    todo
        The work that the plan was chosen from.
    plan
        The plan; see `Plan` for its lines.
    most
        So many of the first lines; None: all.
    names
        What `repair_names` gives, if there already.

    Returns
    -------
    DataFrame
        `Plan.lines` and, in words: `code`: of what it mends; `what`: the repair's name; `action`:
        what is done; `price_source`: what its cost rests on, see `pricing`; `why`: what the cameras
        that see again by it see that nobody sees today, what is lost if it alone is dropped, and
        what it needs beside it.
    """
    lines = plan.lines.head(len(plan.lines) if most is None else most)
    needs = todo.repairs.needs[plan.cameras][:, lines["repair"].to_numpy()].T.astype(np.int64)
    open_ = ~todo.covered & (todo.groups["weight"] > 0).to_numpy()
    seen = (needs @ todo.views[plan.cameras].astype(np.int64)).tocsr()
    size = len(analysis.incidence.groups)
    split = [seen.indices[a:b] for a, b in pairwise(seen.indptr)]
    groups = [np.unique(g[open_[g]] % size) for g in split]
    cameras = [len(ids) for ids in lines["cameras"]]
    back = brought_back(groups, cameras, analysis.incidence.pieces, analysis.demand)
    names = repair_names(todo, analysis.communes) if names is None else names
    why = [
        ". ".join([text, *_beside(lost, needed, names)])
        for text, lost, needed in zip(back, lines["gain_weight"], lines["needed_with"], strict=True)
    ]
    priced = pricing(todo, lines["id"])[["work", "source"]]
    action, source = (priced[column].to_numpy(object) for column in priced)
    code, what = codes_of(lines["id"]), lines["id"].map(names)
    return lines.assign(code=code, what=what, action=action, price_source=source, why=why)


def _beside(lost: float, needed: list[str], names: pd.Series) -> list[str]:
    told = []
    if lost > NEGLIGIBLE_WEIGHT:
        told.append(_("Left out alone, weight {lost} would be lost", lost=number(lost, 2)))
    if needed:
        told.append(_("Needs beside it: {names}", names=named(needed, names)))
    return told


def terms_sentence(terms: ViewTerms) -> str:
    """Say how cameras are looked at: what they must recognise, by which light, all or live.

    Parameters
    ----------
    terms
        Level of detail (IEC 62676-4), light, and whether only live pictures count.

    Returns
    -------
    str
        The terms, separated by commas.
    """
    told = [level_words()[terms.level], light_words()[terms.light]]
    if terms.live_only:
        told.append(_("only what is live at headquarters"))
    return ", ".join(told)


def detail_sentence(analysis: Analysis, commune: str | None = None) -> list[str]:
    """Say of how many cameras the detail is not known, where the level asks for it.

    Parameters
    ----------
    analysis
        Its cameras: `detail_unknown`, `has_footprint`.
    commune
        Code of the commune; None: the province.

    Returns
    -------
    list of str
        One sentence, or none where all is known.
    """
    cameras = in_commune(analysis.cameras, commune)
    unknown = int(cameras["detail_unknown"].sum())
    if not unknown:
        return []
    return [
        _(
            "Of {count} of the {all} cameras with a view, lens or resolution is not stated: how "
            "fine they see is not known, the usual of their type is taken.",
            count=number(unknown),
            all=number(int(cameras["has_footprint"].sum())),
        )
    ]


def fairness_in_words(plan: Plan) -> str:
    """Say what the floors of a plan cost the province.

    Parameters
    ----------
    plan
        A plan with floors: its `price_of_fairness` in weight × months, NaN where not found.

    Returns
    -------
    str
        One sentence.

    References
    ----------
    Bertsimas, D., Farias, V. F. and Trichakis, N. (2011). The price of fairness. Operations
    Research 59, 17–31.
    """
    if np.isnan(plan.price_of_fairness):
        return _("What the floors cost the province was not found in the time allowed.")
    price = number(plan.price_of_fairness, 2)
    return _("The floors cost the province weight {price}.", price=price)
