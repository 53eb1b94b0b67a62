"""One digit written wrong: which one would bring a position into its stated commune?"""

import re
from collections.abc import Iterator, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.communes.location import locate
from gis.core.crs import WGS84

# Beyond so many rows something else is wrong than a digit.
_ROWS_TRIED = 100
# Digits behind the second decimal move a camera by less than a commune is wide.
_DECIMALS_TRIED = 2
_NUMBER = re.compile(r"\d{1,3}[.,]\d{1,15}")


def corrected(
    stated: pd.DataFrame,
    codes: pd.Series,
    cells: Mapping[int, str],
    communes: gpd.GeoDataFrame,
) -> dict[int, tuple[str, str]]:
    """Return the number with one other digit that leads into a stated commune, and the commune.

    Parameters
    ----------
    stated
        `north east` in degrees of rows that lie outside the province.
    codes
        The communes each row is said to stand in, lists of codes.
    cells
        What each row writes, so that the number comes back with its own decimals.
    """
    told = stated[codes.map(len) > 0].head(_ROWS_TRIED)
    if told.empty:
        return {}
    tries = pd.DataFrame(
        [
            (row, written, *place)
            for row, north, east in zip(told.index, told["north"], told["east"], strict=True)
            for written, *place in _tries(north, east, cells.get(row, ""))
        ],
        columns=["row", "written", "north", "east"],
    )
    points = gpd.GeoSeries(gpd.points_from_xy(tries["east"], tries["north"]), tries.index, WGS84)
    located = locate(points, communes)
    pairs = zip(located, tries["row"], strict=True)
    fits = np.array([code in codes[row] for code, row in pairs], dtype=bool)
    first = tries.assign(code=located)[fits].drop_duplicates("row")
    answers = zip(first["written"].tolist(), first["code"].tolist(), strict=True)
    return dict(zip(first["row"].tolist(), answers, strict=True))


def _tries(north: float, east: float, cell: str) -> Iterator[tuple[str, float, float]]:
    """Change each digit in turn, the largest first, and to the nearest digits first."""
    for place in range(3 + _DECIMALS_TRIED):
        for half, value in (("north", north), ("east", east)):
            for written in _others(_as_written(value, cell), place):
                number = float(written.replace(",", "."))
                yield (written, number, east) if half == "north" else (written, north, number)


def _as_written(value: float, cell: str) -> str:
    numbers = [n for n in _NUMBER.findall(cell) if float(n.replace(",", ".")) == value]
    return numbers[0] if numbers else f"{value:.6f}".rstrip("0")


def _others(written: str, place: int) -> Iterator[str]:
    """Return the number with another digit at a place, counted from the hundreds."""
    whole = re.split("[.,]", written)[0]
    at = place - (3 - len(whole))
    at += at >= len(whole)  # the mark is no digit
    if not (0 <= at < len(written) and written[at].isdigit()):
        return
    digit = int(written[at])
    for other in sorted(set(range(10)) - {digit}, key=lambda d: abs(d - digit)):
        yield f"{written[:at]}{other}{written[at + 1 :]}"
