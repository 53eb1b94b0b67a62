"""Rows of a list that comes again, matched with the cameras already in the register.

A code decides, also one that a camera bore before. A row without one, or with a code that is
new, is compared with the cameras of its commune, its neighbourhood and its words, and with
their order in the list that brought them; then all rows at once are given the cameras that fit
best, each camera once. What is left is compared again: the cameras of one row that comes in
several rows, those of several rows that come in one, and a list that was given other codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gis.ingest.matching.candidates import candidates, keyed
from gis.ingest.matching.certainty import IdentityEvidence, foreign
from gis.ingest.matching.identity import AUTOMATIC, content_of
from gis.ingest.matching.likeness import FAR_M, Likeness, PlaceIndex
from gis.ingest.matching.recoding import likeness_of_codes, recoded_pairs

# From these scores on a pair is one camera for sure; likely, and taken so until somebody says
# otherwise; possible, and taken as two. Pairs below are not worth showing.
SURE, LIKELY, POSSIBLE = 0.85, 0.65, 0.45
# Two cameras that fit a row nearly as well leave it unsure.
_MARGIN = 0.1
_BETWEEN, _ALONE_BETWEEN, _SAME_CONTENT, _SAME_ID = 0.2, 0.35, 0.5, 0.01
_PAIR = ["sheet", "row", "camera_id", "score", "same"]
# What the cameras of one place add to its code, when each gets one.
_PART = r"[-./ ]?(?:\d{1,2}|(?<=\d)[A-Da-d])$"
# What people have said of a row, by sheet and row number: the camera it is, "" for a new one.
Decisions = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """Which known camera each row is.

    `ids`: the first camera of the row, "" for a new one, on the index of the rows. `unsure`:
    `sheet row camera_id score same` for each pair somebody should look at; `same` tells
    whether it was taken as one camera. `further`: `sheet row camera_id` of the known cameras
    that a row of several stands for besides its first.
    """

    ids: pd.Series
    unsure: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=_PAIR))
    further: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=_PAIR[:3]))


def heads(known: pd.DataFrame) -> pd.Series:
    """Return, for each known camera, the first camera of its row of a list.

    The further views of a row are called ``C1-2``, ``C1-3`` … and share the site ``C1``.
    """
    ids = known["camera_id"]
    first = ids.str.replace(r"-\d{1,3}$", "", regex=True)
    view = (first != ids) & first.isin(ids) & (known["site_id"] == first)
    return ids.where(~view, first)


def match(rows: pd.DataFrame, known: pd.DataFrame, decisions: Decisions) -> Matching:
    """Match the rows of a file with known cameras.

    Parameters
    ----------
    rows
        Canonical columns and `views`, indexed by sheet and row number, `camera_id` as stated
        (empty: none).
    known
        Cameras of the register; `order`, where there is one, is their order in the list that
        brought them, `formerly` the codes they bore before, parted by line ends.
    decisions
        What people have said of rows; a code of a known camera in the row itself goes before it.

    Returns
    -------
    Matching
        The camera of each row, and the pairs below `SURE` to be looked at.
    """
    stated = rows["camera_id"]
    said = pd.Series([decisions.get(key) for key in rows.index], rows.index, dtype=object)
    ids = stated.where(stated.isin(known["camera_id"]), "")
    ids = ids.mask((ids == "") & said.isin(known["camera_id"]), said)
    ids = ids.mask((ids == "") & said.isna(), _by_former_codes(stated, known, ids))
    ids = ids.mask((ids == "") & said.isna(), _by_parts(stated, known, ids))
    first = heads(known)
    counted = known.assign(views=first.map(first.value_counts()))
    is_head, asked = first == known["camera_id"], (ids == "") & said.isna()
    found = _Found(ids, [], rows, IdentityEvidence(rows.reset_index(), known))
    left = counted[is_head & ~counted["camera_id"].isin(ids)]
    # A code that is new may only be the later one of a camera that had none.
    coded, nameless = rows["camera_id"] != "", _nameless(left)
    search = rows[asked & ~coded] if not nameless.any() else rows[asked]
    found.add(_assigned(search, left[nameless] if coded[asked].all() else left, found.certainty))
    found.add(_views_in_rows(found, rows[asked], counted[~is_head].assign(views=1), first))
    further = _rows_in_one(found, rows, counted[is_head])
    left = left[~_nameless(left) & ~left["camera_id"].isin([*found.ids, *further["camera_id"]])]
    search = rows[asked & coded & (found.ids == "")]
    found.add(_assigned(search, left, found.certainty, coded=True))
    table = pd.concat([pd.DataFrame(columns=_PAIR), *found.pairs], ignore_index=True)
    return Matching(found.ids, table[table["score"] < SURE].reset_index(drop=True), further)


@dataclass(slots=True, eq=False)
class _Found:
    """The cameras found so far, one search after the other."""

    ids: pd.Series
    pairs: list[pd.DataFrame]
    rows: pd.DataFrame
    certainty: IdentityEvidence

    def add(self, pairs: pd.DataFrame) -> None:
        if pairs.empty:
            return
        self.pairs.append(pairs)
        same = pairs[pairs["same"].astype(bool)]
        places = pd.MultiIndex.from_frame(same[["sheet", "row"]])
        self.ids.loc[places] = same["camera_id"].to_numpy()


def _by_former_codes(stated: pd.Series, known: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """Return, for codes that a camera bore before, the camera; each once, and none in `ids`."""
    formerly = known.get("formerly", pd.Series("", known.index)).str.split("\n").explode()
    names = known["camera_id"].reindex(formerly.index).set_axis(formerly)
    names = names[(names.index != "") & ~names.index.duplicated(keep=False)]
    found = stated.map(names[~names.isin(ids)].to_dict()).astype(object).fillna("")
    return found.mask(found.duplicated(keep=False) | found.isin(ids), "")


def _by_parts(stated: pd.Series, known: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """Return, for ``GM-02.1`` and ``GM-02a`` where one row ``GM-02`` counted several, its views."""
    parents = stated[(ids == "") & (stated != "")].str.replace(_PART, "", regex=True)
    first = heads(known)
    views = known["camera_id"][~known["camera_id"].isin([*ids, *stated])]
    several = first.isin(parents) & (first.map(first.value_counts()) > 1) & ~first.isin(stated)
    views = views[several[views.index]]
    ranked = views.groupby(first[views.index]).cumcount()
    at = dict(zip(zip(first[views.index], ranked, strict=True), views, strict=True))
    rank = parents.groupby(parents).cumcount()
    found = [at.get(key, "") for key in zip(parents, rank, strict=True)]
    return pd.Series(found, parents.index, dtype=object).reindex(stated.index, fill_value="")


def _views_in_rows(
    found: _Found, rows: pd.DataFrame, views: pd.DataFrame, first: pd.Series
) -> pd.DataFrame:
    """Match rows left over with further views of cameras whose own row counts fewer now."""
    places = found.ids[found.ids != ""]
    counts = found.rows["views"].loc[places.index].groupby(places.to_numpy()).first()
    head = first[views.index]
    number = views["camera_id"].str.extract(r"-(\d{1,3})$", expand=False).astype(float)
    spare = number > head.map(counts.to_dict()).astype(float)
    left = rows[(found.ids[rows.index] == "") & (rows["views"] == 1)]
    spare &= ~views["camera_id"].isin(found.ids)
    return _assigned(left, views[spare], found.certainty)


def _rows_in_one(found: _Found, rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Match cameras left over with rows that count more than the camera they are has views.

    Returns `sheet row camera_id`.
    """
    had = found.ids.map(known.set_index("camera_id")["views"].to_dict()).astype(float)
    more = (rows["views"] - had).fillna(0).clip(lower=0).astype(int)
    left = known[~known["camera_id"].isin(found.ids) & (known["views"] == 1)]
    if left.empty or not more.any():
        return pd.DataFrame(columns=_PAIR[:3])
    each = rows.loc[rows.index.repeat(more)].assign(views=1, camera_id="")
    sheets, numbers = each.index.get_level_values(0), each.index.get_level_values(1)
    each.index = pd.MultiIndex.from_arrays([sheets, range(len(each))], names=["sheet", "row"])
    pairs = _assigned(each, left, found.certainty)
    pairs = pairs[pairs["same"].astype(bool)]
    return pairs.assign(row=numbers[pairs["row"].to_numpy(dtype=np.intp)])[_PAIR[:3]]


def _assigned(
    search: pd.DataFrame, left: pd.DataFrame, certainty: IdentityEvidence, *, coded: bool = False
) -> pd.DataFrame:
    """Return `sheet row camera_id score same` of the pairs that are, or may be, one camera.

    `coded`: all of both sides have codes of their own, see `recoding.recoded_pairs`.
    """
    if search.empty or left.empty:
        return pd.DataFrame(columns=_PAIR)
    rows, known = search.reset_index(), left.reset_index(drop=True)
    exact, pairs = _compared(rows, known, coded=coded)
    sure = pd.concat([exact, _best(pairs[pairs["score"] >= SURE])])
    rest = pairs[~pairs["first"].isin(sure["first"]) & ~pairs["second"].isin(sure["second"])]
    between = _between(rest, sure, rows, known)
    found = pd.concat([sure, _best(rest.assign(score=rest["score"] + between))])
    found["score"] = _doubted(found, pairs, rows, known)
    found["score"] -= found["codes"]
    if not coded:
        found["score"] = np.minimum(found["score"], _most(found, rows, known, certainty))
    found = found[found["score"] >= POSSIBLE].sort_values("first")
    table = rows.loc[found["first"], ["sheet", "row"]].reset_index(drop=True)
    table["camera_id"] = known["camera_id"].to_numpy()[found["second"]]
    table["score"] = found["score"].to_numpy()
    if coded:
        return recoded_pairs(table, rows, known, sure=SURE, likely=LIKELY)
    return table.assign(same=table["score"] >= LIKELY)


def _most(
    found: pd.DataFrame, rows: pd.DataFrame, known: pd.DataFrame, certainty: IdentityEvidence
) -> NDArray[np.float64]:
    """Return the greatest score each pair may have, see `certainty`."""
    sides = rows.iloc[found["first"]], known.iloc[found["second"]]
    settled = certainty.settled(*sides, found["again"].to_numpy(dtype=bool))
    below = np.where(certainty.trusted(*sides), SURE, LIKELY) - 0.01
    return np.asarray(np.where(settled, np.inf, below))


def _compared(
    rows: pd.DataFrame, known: pd.DataFrame, *, coded: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the pairs that say the very same, and all others worth comparing with scores."""
    content = content_of(rows)
    derived = (
        known["camera_id"]
        .str.partition(".")[0]
        .where(known["camera_id"].str.startswith(AUTOMATIC), "")
    )
    exact = _unchanged(content, derived, rows, known)
    open_rows, left = rows.drop(exact["first"]), known.drop(exact["second"])
    first, second = candidates(open_rows, left, content, derived)
    nameless, codeless = _nameless(known).to_numpy(), (rows["camera_id"] == "").to_numpy()
    likeness = Likeness(rows, known)
    allowed = nameless[second] | codeless[first] | coded
    said = ["commune_code", "declared_commune"]
    homes = rows[said].iloc[first], known[said].iloc[second]
    allowed &= ~foreign(*homes) | likeness.joined(first, second)
    first, second = first[allowed], second[allowed]
    again = content.to_numpy()[first] == derived.to_numpy()[second]
    words = likeness.words(first, second)
    score = words + likeness.besides(first, second) + _SAME_CONTENT * again
    score += _SAME_ID * (content.to_numpy()[first] == known["camera_id"].to_numpy()[second])
    pairs = pd.DataFrame({"first": first, "second": second, "score": score, "again": again})
    codes = likeness_of_codes(pairs, rows, known, sure=SURE) if coded else 0.0
    far = likeness.metres(first, second) > FAR_M
    return exact, pairs.assign(words=words, far=far, codes=codes, score=score + codes)


def _nameless(known: pd.DataFrame) -> pd.Series:
    """Tell which cameras were listed without a code: theirs is derived, or the serial number."""
    ids = known["camera_id"]
    return ids.str.startswith(AUTOMATIC).astype(bool) | (ids == known["serial"])


def _unchanged(
    content: pd.Series, derived: pd.Series, rows: pd.DataFrame, known: pd.DataFrame
) -> pd.DataFrame:
    """Return the pairs that say the very same in one commune, where each side says it once."""
    ours, theirs = (
        keyed((said + " " + table["commune_code"]).where(said != "", "")).drop_duplicates(
            "key", keep=False
        )
        for said, table in ((content, rows), (derived, known))
    )
    same = ours.merge(theirs, on="key")
    table = pd.DataFrame({"first": same["at_x"], "second": same["at_y"]})
    return table.assign(score=1.0 + _SAME_CONTENT, again=True, words=1.0, far=False, codes=0.0)


def _best(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs, each row and each camera once, with the greatest sum of scores."""
    pairs = pairs[pairs["score"] >= POSSIBLE].reset_index(drop=True)
    if pairs.empty:
        return pairs
    first, rows = pd.factorize(pairs["first"])
    second, cameras = pd.factorize(pairs["second"])
    size = len(rows) + len(cameras)
    graph = coo_array((np.ones(len(pairs)), (first, second + len(rows))), shape=(size, size))
    group = pd.Series(connected_components(graph, directed=False)[1][first])
    alone = group.map(group.value_counts()) == 1
    kept = [np.flatnonzero(alone)]
    # A loop over groups of rows that compete for the same cameras.
    several, score = np.flatnonzero(~alone), pairs["score"].to_numpy()
    rivals = group[several].groupby(group[several]).indices.values()
    kept += [_competing(first, second, score, several[places]) for places in rivals]
    return pairs.loc[np.sort(np.concatenate(kept))]


# As many scores are weighed against each other exactly: some hundred megabytes.
_MOST_SCORES = 30_000_000


def _competing(
    first: PlaceIndex, second: PlaceIndex, score: NDArray[np.float64], places: PlaceIndex
) -> PlaceIndex:
    row, rows = pd.factorize(first[places])
    column, columns = pd.factorize(second[places])
    if len(rows) * len(columns) > _MOST_SCORES:
        return _greedy(row, column, score[places], places)
    matrix = np.zeros((len(rows), len(columns)))
    matrix[row, column] = score[places]
    place = np.full(matrix.shape, -1)
    place[row, column] = places
    chosen = place[linear_sum_assignment(matrix, maximize=True)]
    return np.asarray(chosen[chosen >= 0])


def _greedy(
    row: PlaceIndex, column: PlaceIndex, score: NDArray[np.float64], places: PlaceIndex
) -> PlaceIndex:
    """Return the pairs taken best first."""
    rows, columns, chosen = set(), set(), []
    for k in np.argsort(-score, kind="stable").tolist():
        if row[k] not in rows and column[k] not in columns:
            rows.add(row[k])
            columns.add(column[k])
            chosen.append(places[k])
    return np.array(chosen, dtype=np.intp)


def _doubted(
    found: pd.DataFrame, pairs: pd.DataFrame, rows: pd.DataFrame, known: pd.DataFrame
) -> NDArray[np.float64]:
    """Return the scores, those below `SURE` where a row or camera left over fits as well.

    As many may be left over as the other side counts besides its first. Pairs that stand far
    apart are doubted too.
    """
    score = found["score"].mask(found["far"], found["score"].clip(upper=SURE - 0.01)).to_numpy()
    for side, other, table in (("first", "second", rows), ("second", "first", known)):
        idle = pairs[~pairs[other].isin(found[other])]
        least = idle[side].map(pd.Series(score - _MARGIN, found[side].to_numpy()))
        rivals = idle.loc[idle["score"] > least, side].value_counts()
        spare = table["views"].to_numpy()[found[side]] - 1
        close = found[side].map(rivals).fillna(0).to_numpy() > spare
        score = np.where(close & ~found["again"].to_numpy(), np.minimum(score, SURE - 0.01), score)
    return score


def _between(
    pairs: pd.DataFrame, sure: pd.DataFrame, rows: pd.DataFrame, known: pd.DataFrame
) -> NDArray[np.float64]:
    """Return what the order says: more where both lie between the same two sure neighbours."""
    nothing = np.zeros(len(pairs))
    if "order" not in known or sure.empty or pairs.empty:
        return nothing
    place = known["order"].to_numpy(dtype=float)
    at = pd.Series(np.nan, index=rows.index)
    at[sure["first"].to_numpy()] = place[sure["second"].to_numpy()]
    by_sheet = at.groupby(rows["sheet"])
    before, after = by_sheet.ffill(), by_sheet.bfill()
    low = before.fillna(-np.inf).to_numpy()[pairs["first"]]
    high = after.fillna(np.inf).to_numpy()[pairs["first"]]
    own = place[pairs["second"]]
    inside = (low < own) & (own < high) & (np.isfinite(low) | np.isfinite(high))
    open_places = np.sort(np.delete(place, sure["second"].to_numpy()))
    rivals = np.searchsorted(open_places, high) - np.searchsorted(open_places, low, side="right")
    gap = pd.DataFrame({"sheet": rows["sheet"], "low": before, "high": after})[at.isna()]
    size = gap.groupby(["sheet", "low", "high"], dropna=False)["sheet"].transform("size")
    alone = (size.reindex(pairs["first"]).to_numpy() == 1) & (rivals == 1)
    alone &= pairs["words"].to_numpy() >= 0.2
    return np.where(inside, np.where(alone, _ALONE_BETWEEN, _BETWEEN), nothing)
