"""The price list: only prices that can be, from the least to the most."""

import pytest

from gis.core.errors import FileError, GisError
from gis.restoration.model.prices import read_prices


def prices(low, mid, high):
    return {"fixed": {"low": low, "mid": mid, "high": high, "source": "báo giá"}}


def test_prices_from_the_least_to_the_most_may_be_equal():
    for levels in ((1e6, 2e6, 3e6), (2e6, 2e6, 2e6), (0, 0, 0), (0, 1e12, 1e12)):
        row = read_prices(overrides=prices(*levels)).loc["fixed"]
        assert tuple(row[["low", "mid", "high"]]) == levels
        assert not row["estimated"]


@pytest.mark.parametrize(
    "levels",
    [
        (3e6, 2e6, 4e6),
        (1e6, 5e6, 4e6),
        (4e6, 3e6, 2e6),
        (-1, 2e6, 3e6),
        (1e6, 2e6, float("inf")),
        (1e6, float("nan"), 3e6),
        (1e6, 2e6, 1.1e12),
        (1e6, 2e6, None),
    ],
)
def test_prices_upside_down_or_without_end_are_refused(levels):
    with pytest.raises(GisError, match="fixed"):
        read_prices(overrides=prices(*levels))


@pytest.mark.parametrize("vat", [-1, 101, float("inf"), float("nan")])
def test_a_tax_that_cannot_be_is_refused(vat):
    with pytest.raises(GisError, match="fixed"):
        read_prices(overrides={"fixed": {"vat": vat}})


@pytest.mark.parametrize("vat", [0, 0.5, 8, 100])
def test_any_tax_from_nothing_to_the_price_itself_can_be(vat):
    assert read_prices(overrides={"fixed": {"vat": vat}}).loc["fixed", "vat"] == vat


@pytest.mark.parametrize(
    "text",
    [
        "part,low\nfixed,1\n",
        "",
        "part,action,unit,low,mid,high,vat,source,date\nfixed,a,b,x,2,3,8,s,d\n",
    ],
)
def test_a_file_that_is_no_price_list_is_refused_by_its_name(tmp_path, text):
    path = tmp_path / "gia.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(FileError, match=r"gia\.csv"):
        read_prices(path)
    with pytest.raises(FileError, match=r"khong-co\.csv"):
        read_prices(tmp_path / "khong-co.csv")


def test_a_price_is_an_estimate_until_somebody_states_its_source():
    table = read_prices(overrides={"fixed": {"source": ""}, "ptz": {"source": "báo giá"}})
    assert table.loc[["fixed", "ptz"], "estimated"].tolist() == [True, False]


def test_a_part_that_is_not_in_the_list_is_refused_by_its_name():
    with pytest.raises(GisError, match="drone"):
        read_prices(overrides={"drone": {"mid": 1.0}})
