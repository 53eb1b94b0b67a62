"""What is not known about cameras and costs: the ranges it lies in, and what hangs on it.

Every drawn number depends on the seed, the draw, the id it is for and the column alone, so
it is the same in every scope and whatever else stands in the table (counter-based random
numbers, Salmon et al. 2011).
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Flags, Floats, Ints
from gis.core.choices import Certainty, Kind
from gis.register.queries import located

OPTICS = ("azimuth_deg", "hfov_deg", "range_m", "height_m")
COST = "cost_vnd"
# In the plan in so many of the draws, or more, as far as these can say.
ROBUST, LIKELY = 0.9, 0.5
# Fewer draws say too little for a label.
LABELLED = 100
# A share is told with the range it lies in with this probability, in standard deviations.
SURE_SD = 1.959963984540054
# What is not planned stays out when it is in the plan in no more than this.
OUT = 0.1
# Lenses these kinds are sold with (fixed: 6 mm to 2.8 mm, dome and turret: 4 mm to 2.8 mm),
# and how high they hang; "" for a camera of which not even the kind is known.
UNCERTAINTY_LIMITS = pd.DataFrame(
    [
        (Kind.FIXED, 54.0, 106.0, 3.5, 6.5),
        (Kind.TURRET, 80.0, 110.0, 2.5, 4.5),
        (Kind.DOME, 80.0, 110.0, 2.5, 4.5),
        (Kind.FISHEYE, 360.0, 360.0, 3.0, 5.0),
        (Kind.PTZ, 55.0, 90.0, 6.0, 10.0),
        (Kind.ANPR, 20.0, 40.0, 4.0, 7.0),
        ("", 54.0, 110.0, 2.5, 6.5),
    ],
    columns=["kind", "least_deg", "most_deg", "least_m", "most_m"],
).set_index("kind")
# Pixels across of a camera taken for 2 MP, whose picture is 1,920 wide.
LEAST_PX, MOST_PX = 1280.0, 2560.0
# Drawn costs are whole multiples of this, as prices are.
COST_STEP_VND = 10_000.0
# All estimated costs rise or fall together: least, most often and most, as parts of the list.
LEVEL = (0.9, 1.0, 1.2)
BINS = 5


def unknowns(cameras: pd.DataFrame, *, roofs: bool) -> pd.DataFrame:
    """Tell of each located camera which of `OPTICS` are not known and may lie in a range.

    A direction where it does not look all around; what is `assumed` of lens and range; a
    height, where it makes a difference: the tilt is stated, or there are `roofs` of known
    height. `range_m`: how far it sees, where neither a range nor the picture's size tells.

    Parameters
    ----------
    cameras
        Canonical columns, `directed`, and `assumed` of every camera (see `optics`).
    roofs
        There are buildings of known height.

    Returns
    -------
    DataFrame
        Flags, index of the cameras: `azimuth_deg hfov_deg range_m height_m`.
    """
    assumed = cameras["assumed"].str.split(";").map(set)
    far = {"range_m", "resolution_w_px"}
    told = {
        "azimuth_deg": ~cameras["directed"],
        "hfov_deg": assumed.map(lambda names: "hfov_deg" in names) & (cameras["kind"] != "fisheye"),
        "range_m": assumed.map(lambda names: bool(names & far)) & cameras["resolution_w_px"].isna(),
        "height_m": cameras["height_m"].isna() & (cameras["tilt_deg"].notna() | roofs),
    }
    return pd.DataFrame(told, index=cameras.index).astype(bool).mul(located(cameras), axis=0)


def numbers(ids: Sequence[str]) -> NDArray[np.uint64]:
    """Return a number for each id that depends on nothing else.

    Parameters
    ----------
    ids
        Texts of any kind.

    Returns
    -------
    ndarray
        64 bits for each: BLAKE2b of the id.
    """
    digests = (blake2b(i.encode(), digest_size=8).digest() for i in ids)
    return np.array([int.from_bytes(d, "little") for d in digests], dtype=np.uint64)


def uniform(ids: NDArray[np.uint64], column: str, draw: Ints, *, seed: int) -> Floats:
    """Return a random number from 0 to below 1 for each id and draw (see the module).

    Parameters
    ----------
    ids
        What `numbers` gives, one for each row.
    column
        What is drawn: each column has numbers of its own.
    draw
        Which draw each row is of; it is broadcast against `ids`.
    seed
        The same seed gives the same numbers.

    Returns
    -------
    ndarray
        Numbers in the shape of `ids` and `draw` together.

    References
    ----------
    Salmon, J. K., Moraes, M. A., Dror, R. O. and Shaw, D. E. (2011). Parallel random numbers: as
    easy as 1, 2, 3. SC '11.

    Steele, G. L., Lea, D. and Flood, C. H. (2014). Fast splittable pseudorandom number generators.
    OOPSLA '14.
    """
    [name] = numbers([column])
    mixed = _mixed(_mixed(ids + name) + draw.astype(np.uint64))
    mixed = _mixed(mixed + np.uint64(seed % 2**64))
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _mixed(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix 64 bits (splitmix64, Steele et al. 2014)."""
    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def sample_cameras(
    cameras: pd.DataFrame, unknown: pd.DataFrame, usual: pd.DataFrame, draw: Ints, *, seed: int
) -> pd.DataFrame:
    """Return cameras with every unknown of theirs drawn; `draw`: which draw each row is of.

    Directions lie anywhere on the circle, lenses and heights within `UNCERTAINTY_LIMITS` of the
    kind, pictures
    within `LEAST_PX` and `MOST_PX`: with the lens they tell how far it sees.

    Parameters
    ----------
    cameras
        Canonical columns; a camera may stand there once for each draw.
    unknown
        See `unknowns`; on the cameras' index, as `usual`.
    usual
        `hfov_deg` taken for granted, see `optics`.
    draw
        Which draw each row is of.
    seed
        The same seed gives the same draws.

    Returns
    -------
    DataFrame
        The same rows with `azimuth_deg` and `hfov_deg` (degrees), `height_m` (metres) and
        `resolution_w_px` where they are unknown.
    """
    ids = numbers(cameras["camera_id"].tolist())
    limits = UNCERTAINTY_LIMITS.reindex(cameras["kind"]).fillna(UNCERTAINTY_LIMITS.loc[""])

    def between(column: str, low: Floats, high: Floats) -> Floats:
        return low + uniform(ids, column, draw, seed=seed) * (high - low)

    zero, one = np.zeros(len(cameras)), np.ones(len(cameras))
    lens = between("hfov_deg", *limits[["least_deg", "most_deg"]].to_numpy(float).T)
    lens = np.where(unknown["hfov_deg"], lens, usual["hfov_deg"])
    pixels = between("range_m", LEAST_PX * one, MOST_PX * one)
    drawn = {
        "azimuth_deg": between("azimuth_deg", zero, 360 * one),
        "hfov_deg": lens,
        "resolution_w_px": pixels,
        "height_m": between("height_m", *limits[["least_m", "most_m"]].to_numpy(float).T),
    }
    flags = unknown.rename(columns={"range_m": "resolution_w_px"})
    return cameras.assign(
        **{name: np.where(flags[name], value, cameras[name]) for name, value in drawn.items()}
    )


def cost_draws(table: pd.DataFrame, draws: Ints, *, seed: int) -> Floats:
    """Return what each repair costs in some draws: as stated, or anywhere within its price.

    An estimated cost is triangular: from `low_vnd` to `high_vnd`, most often about
    `cost_vnd`; each repair's is its own. All of a draw are multiplied by the price level of
    that draw, triangular within `LEVEL`.

    Parameters
    ----------
    table
        `repair_id cost_vnd low_vnd high_vnd estimated`.
    draws
        Numbers of the draws.
    seed
        The same seed gives the same draws.

    Returns
    -------
    ndarray
        Draws × repairs, in đồng.
    """
    low, mid, high = (table[c].to_numpy(float) for c in ("low_vnd", COST, "high_vnd"))
    ids, draws = numbers(table["repair_id"].tolist()), np.asarray(draws)[:, None]
    each = _triangular(uniform(ids, COST, draws, seed=seed), low, mid, high)
    level = _triangular(uniform(numbers([""]), "price_level", draws, seed=seed), *LEVEL)
    drawn = np.round(level * each / COST_STEP_VND) * COST_STEP_VND
    costs: Floats = np.where(table["estimated"].to_numpy(bool), drawn, mid)
    return costs


def _triangular(u: Floats, low: Any, mid: Any, high: Any) -> Floats:
    """Return triangular numbers from even ones (by the inverse of their distribution)."""
    wide = np.maximum(high - low, 1e-9)
    rising = low + np.sqrt(u * wide * (mid - low))
    falling = high - np.sqrt((1 - u) * wide * (high - mid))
    drawn: Floats = np.where(u < (mid - low) / wide, rising, falling)
    return drawn


def sample_costs(table: pd.DataFrame, draw: int, *, seed: int) -> Floats:
    """Return what each repair costs in one draw, see `cost_draws`.

    Parameters
    ----------
    table
        `repair_id cost_vnd low_vnd high_vnd estimated`.
    draw
        The number of the draw.
    seed
        The same seed gives the same draws.

    Returns
    -------
    ndarray
        VND, one number a repair.
    """
    [costs] = cost_draws(table, np.array([draw]), seed=seed)
    return np.asarray(costs)


def wilson(share: Any, draws: float) -> tuple[Floats, Floats]:
    """Return the range a share of draws lies in, were there ever so many (Wilson 1927).

    Parameters
    ----------
    share
        One or more shares, 0 to 1.
    draws
        Of how many draws; infinite: the range is a point.

    Returns
    -------
    low
        The least it would be, 0 to 1, in the shape of `share`.
    high
        The greatest.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209–212.
    """
    part, spread = np.asarray(share, float), SURE_SD**2 / draws
    middle = part + spread / 2
    half = SURE_SD * np.sqrt(part * (1 - part) / draws + spread / (4 * draws))
    low, high = ((middle + sign * half) / (1 + spread) for sign in (-1, 1))
    return np.asarray(low.clip(min=0.0)), np.asarray(high.clip(max=1.0))


def certainties(share: Floats, planned: Flags, draws: float) -> NDArray[np.object_]:
    """Return the `Certainty` of each repair by its share of so many draws.

    A label is given for what the whole range of the share allows (`wilson`), and none by
    fewer than `LABELLED` draws. "" also where a repair is neither planned nor in more than
    one of ten draws: it surely stays out.

    Parameters
    ----------
    share
        Of each repair, 0 to 1.
    planned
        Flags of the repairs of the plan at hand.
    draws
        Of how many draws; infinite where all of them are alike.

    Returns
    -------
    ndarray
        A text for each repair.
    """
    low, _high = wilson(share, draws)
    label = np.select(
        [low >= ROBUST, low >= LIKELY],
        [Certainty.ROBUST, Certainty.LIKELY],
        default=Certainty.SURVEY_FIRST,
    )
    out = ~planned & (share <= OUT) | (draws < LABELLED)
    return np.where(out, "", label).astype(object)


def could_change(
    members: Flags, outcome: Floats, linked: sparse.csr_array, counts: Floats
) -> Floats:
    """Return by how much the plan differs between two draws because of each unknown.

    Two draws differ in a repair with the probability 2·Var(member). Of it, an unknown
    explains 2·Var(E[member | outcome]): the draws are put in order of its outcome, in
    `BINS` parts of one size, and the variance between the parts' means is taken, less what
    chance alone puts there (one-way analysis of variance). Summed over its linked repairs,
    each counting what `counts` says.

    Parameters
    ----------
    members
        Draws × repairs: whether the plan of the draw has the repair.
    outcome
        Draws × unknowns: what came of each: the weight a camera sees, or a cost.
    linked
        Unknowns × repairs: which repairs it may decide about.
    counts
        Repairs × measures: what a repair that enters or leaves the plan counts.

    Returns
    -------
    ndarray
        Unknowns × measures.
    """
    told = np.zeros((outcome.shape[1], counts.shape[1]))
    for k in range(outcome.shape[1]):  # each has parts and repairs of its own
        repairs = linked.indices[linked.indptr[k] : linked.indptr[k + 1]]
        explained = _explained(members[:, repairs].astype(float), _parts(outcome[:, k]))
        told[k] = 2 * explained @ counts[repairs]
    return np.maximum(told, 0.0)


def _parts(outcome: Floats) -> NDArray[np.intp]:
    """Return the part each draw falls in; equal outcomes fall in one."""
    edges = np.unique(np.quantile(outcome, np.arange(1, BINS) / BINS))
    part: NDArray[np.intp] = np.searchsorted(edges, outcome)
    return np.unique(part, return_inverse=True)[1]


def _explained(members: Floats, part: NDArray[np.intp]) -> Floats:
    """Return the variance of each repair's membership between the parts."""
    draws, count = len(part), np.bincount(part)
    parts = len(count)
    if parts < 2 or draws <= parts:
        return np.zeros(members.shape[1])
    sums = np.zeros((parts, members.shape[1]))
    np.add.at(sums, part, members)
    mean, within = members.mean(axis=0), members - (sums / count[:, None])[part]
    between = ((sums / count[:, None] - mean) ** 2 * count[:, None]).sum(axis=0)
    chance = (parts - 1) * (within**2).sum(axis=0) / (draws - parts)
    return np.asarray((between - chance) / draws)
