"""How much two rows of lists speak of one camera: words, place, direction, other facts.

Scores are sums of evidence: about 1 for the same words, more when the place agrees too. Pairs
are given as two arrays of places, into the rows that come in and into those already known.
"""

import re
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse

from gis.core.crs import to_plane
from gis.core.text import fold

PlaceIndex = NDArray[np.intp]
# One place is measured anew within so much; beyond the other it is another place.
NEAR_M, FAR_M = 50.0, 300.0
_SAME_M = 5.0
_SAME_DEG, _OTHER_DEG = 20.0, 45.0
# What a list says again each time, besides the words: agreement counts a little.
_FACTS = ("kind", "installed_on", "origin", "custodian", "investor", "views")

_LETTERS_DIGITS = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_FINAL_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y\b")
_WAYS = {"3": "ba", "4": "tu", "5": "nam", "6": "sau", "7": "bay"}
_LONG = {
    "kp": "khu pho",
    "tdp": "to dan pho",
    "nvh": "nha van hoa",
    "ql": "quoc lo",
    "tl": "tinh lo",
    "ubnd": "uy ban nhan dan",
    "ca": "cong an",
    "tt": "thi tran",
    "gd": "giao duc",
}
# Words that tell one camera from its neighbour though all others agree; so do figures.
_SIDES = ("bac", "nam", "dong", "tay", "trai", "phai", "truoc", "sau", "tren", "duoi", "thuong")
_TELLING = frozenset((*_SIDES, "ha", "trong", "ngoai", "vao", "ra", "a", "b", "c", "d"))


def syllables(text: str) -> list[str]:
    """Return the folded syllables of a name, usual short forms written out.

    ``"KP3"`` and ``"Khu phố 3"`` are the same, so are ``"Ngã 3"`` and ``"Ngã ba"``, and
    ``"Kỳ"`` and ``"Kì"``.
    """
    return _written_out(text).split()


@lru_cache(maxsize=1 << 16)
def _written_out(text: str) -> str:
    words = _FINAL_Y.sub("i", _LETTERS_DIGITS.sub(" ", fold(text))).split()
    ways = [
        _WAYS.get(word, word) if before == "nga" else word
        for before, word in zip(["", *words], words, strict=False)
    ]
    return " ".join(_LONG.get(word, word) for word in ways)


class Likeness:
    """Compares rows that come in (`rows`) with known ones (`known`), canonical columns both."""

    def __init__(self, rows: pd.DataFrame, known: pd.DataFrame) -> None:
        self.rows, self.known = rows, known
        self._names = _Texts(rows["name"], known["name"])
        self._addresses = _Texts(rows["address"], known["address"])
        both = (table["name"] + " " + table["address"] for table in (rows, known))
        self._all = _Texts(*both)
        self._planes = plane(rows), plane(known)

    def words(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.float64]:
        """Return how alike name and address are, from 0 to 1."""
        names, addresses = (t.alike(first, second) for t in (self._names, self._addresses))
        whole = self._all.alike(first, second)
        silent = self._all.silent(first, second)
        both = 0.75 * names + 0.25 * addresses - np.where(addresses < 0.45, 0.2, 0.0)
        alike = np.select(
            [~np.isnan(names + addresses), ~np.isnan(names), ~np.isnan(addresses)],
            [both, names, 0.9 * addresses],
            default=0.9 * np.nan_to_num(whole),
        )
        # Rows of figures alone: nothing speaks for or against.
        return np.where(silent, 0.45, alike)

    def metres(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.float64]:
        """Return how far apart two rows stand, NaN where either has no position."""
        ours, theirs = self._planes
        return np.asarray(np.hypot(*(ours[first] - theirs[second]).T))

    def joined(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.bool_]:
        """Tell which rows bear one serial number or stand beside each other."""
        near = self.metres(first, second) <= NEAR_M
        return np.asarray(near | self._agrees("serial", first, second))

    def besides(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.float64]:
        """Return the evidence besides the words, and besides the order in the lists."""
        metres = self.metres(first, second)
        return np.asarray(
            _nearness(metres)
            + self._directions(first, second)
            + self._facts(first, second)
            + 2.0 * self._agrees("serial", first, second)
            - 0.2 * self._differs("serial", first, second)
        )

    def _directions(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.float64]:
        ours, theirs = (t["azimuth_deg"].to_numpy() for t in (self.rows, self.known))
        turn = np.abs((ours[first] - theirs[second] + 180) % 360 - 180)
        return np.select([turn <= _SAME_DEG, turn > _OTHER_DEG, turn >= 0], [0.1, -0.4, -0.1], 0.0)

    def _facts(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.float64]:
        agree = [self._agrees(fact, first, second) for fact in _FACTS]
        differ = [self._differs(fact, first, second) for fact in _FACTS]
        more = np.sum(agree, axis=0, dtype=float) - np.sum(differ, axis=0, dtype=float)
        return np.asarray(0.03 * more)

    def _agrees(self, column: str, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.bool_]:
        ours, theirs = self._said(column, first, second)
        return np.asarray((ours == theirs) & (ours != ""), dtype=bool)

    def _differs(self, column: str, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.bool_]:
        ours, theirs = self._said(column, first, second)
        return np.asarray((ours != theirs) & (ours != "") & (theirs != ""), dtype=bool)

    def _said(
        self, column: str, first: PlaceIndex, second: PlaceIndex
    ) -> list[NDArray[np.object_]]:
        tables = (self.rows, first), (self.known, second)
        return [table[column].astype(str).to_numpy(dtype=object)[at] for table, at in tables]


def plane(table: pd.DataFrame) -> NDArray[np.float64]:
    """Return where cameras stand, in metres of one plane, NaN without a position."""
    points = shapely.points(table["lon"].to_numpy(), table["lat"].to_numpy())
    return np.asarray(shapely.get_coordinates(to_plane(points))).reshape(-1, 2)


def _nearness(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    near = 0.5 - 0.3 * np.clip((metres - _SAME_M) / (NEAR_M - _SAME_M), 0, 1)
    return np.select([metres <= NEAR_M, metres <= FAR_M, metres > FAR_M], [near, -0.25, -0.5], 0.0)


class _Texts:
    """Texts of both sides as weighted syllables: what many rows say weighs less."""

    def __init__(self, rows: pd.Series, known: pd.Series) -> None:
        texts = pd.concat([rows, known]).reset_index(drop=True)
        codes, distinct = pd.factorize(texts)
        words = [syllables(text) for text in distinct]
        self._first, self._second = codes[: len(rows)], codes[len(rows) :]
        self._weights = _weighted(words, np.bincount(codes, minlength=len(words)))
        self._letters = _weighted([_grams(w) for w in words], np.ones(len(words)))
        self._count = np.array([len(w) for w in words])
        telling = [frozenset(x for x in w if x in _TELLING or x[0].isdigit()) for w in words]
        self._telling = np.array([*telling, None], dtype=object)[:-1]

    def silent(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.bool_]:
        """Tell where both sides say nothing."""
        one, other = self._first[first], self._second[second]
        return np.asarray((self._count[one] == 0) & (self._count[other] == 0))

    def alike(self, first: PlaceIndex, second: PlaceIndex) -> NDArray[np.float64]:
        """Return the likeness of texts, NaN where either is empty.

        The share of the weight both have; a text that the other only makes longer is nearly
        the same, one that differs in a figure or a direction is another.
        """
        one, other = self._first[first], self._second[second]
        # Texts repeat: each two of them are compared once.
        pairs, place = np.unique(one.astype(np.int64) << 32 | other, return_inverse=True)
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        share, inside = _overlap(self._weights, one, other)
        letters, _inside = _overlap(self._letters, one, other)
        shorter = np.minimum(self._count[one], self._count[other])
        alike = np.maximum(share, np.where(letters >= 0.7, letters, 0))
        alike = np.where(shorter >= 2, np.maximum(alike, 0.9 * (inside > 0.999)), alike)
        told = list(zip(self._telling[one], self._telling[other], strict=True))
        longer = np.array([a != b and (a < b or a > b) for a, b in told], dtype=bool)
        apart = np.array([not (a <= b or a >= b) for a, b in told], dtype=bool)
        alike = np.where(apart, np.minimum(alike, 0.4), np.where(longer, 0.85 * alike, alike))
        return np.asarray(np.where(shorter == 0, np.nan, alike))[place]


def _grams(words: list[str]) -> list[str]:
    text = f" {' '.join(words)} "
    return [text[k : k + 3] for k in range(len(text) - 2)] if words else []


def _weighted(words: list[list[str]], times: NDArray[np.generic]) -> sparse.csr_array:
    """Return the texts' words by their weights: the logarithm of how seldom they are."""
    row = np.repeat(np.arange(len(words)), [len(w) for w in words])
    column, vocabulary = pd.factorize(np.array([x for w in words for x in w], dtype=object))
    there = sparse.csr_array(
        (np.ones(len(row)), (row, column)), shape=(len(words), max(len(vocabulary), 1))
    )
    there.sum_duplicates()
    there.data[:] = 1.0
    seldom = 1.0 + np.log(times.sum() / np.maximum(times @ there, 1.0))
    return sparse.csr_array(there.multiply(np.sqrt(seldom)[None, :]))


def _overlap(
    weights: sparse.csr_array, one: PlaceIndex, other: PlaceIndex
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weight two texts share, of both together and of the lighter one."""
    total = np.asarray(weights.multiply(weights).sum(axis=1)).ravel()
    common = np.asarray(weights[one].multiply(weights[other]).sum(axis=1)).ravel()
    lighter = np.minimum(total[one], total[other])
    share = 2 * common / np.maximum(total[one] + total[other], 1e-9)
    return share, common / np.maximum(lighter, 1e-9)
