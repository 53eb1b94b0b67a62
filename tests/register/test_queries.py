"""Which rows have a position, which lie in a commune, and what counts for the province."""

import geopandas as gpd
import pandas as pd
import pytest

from gis.communes.listing import check_commune, commune_names
from gis.core.errors import GisError
from gis.register.queries import counts_in, in_commune, lies_in, located
from tests import world

NAN = float("nan")
ROWS = pd.DataFrame(
    {
        "commune_code": ["1", "2", "", "1"],
        "lon": [106.0, NAN, 106.0, NAN],
        "lat": [17.0, 17.0, 17.0, NAN],
    },
    index=[7, 3, 5, 1],
)


def test_half_a_position_is_none():
    assert located(ROWS).to_dict() == {7: True, 3: False, 5: True, 1: False}


def test_rows_of_a_commune_keep_their_labels_and_order():
    assert in_commune(ROWS, "1").index.tolist() == [7, 1]
    assert in_commune(ROWS, "9").empty
    assert lies_in(ROWS, "2").tolist() == [False, True, False, False]
    assert counts_in(ROWS, "2").tolist() == [False, True, False, False]


def test_the_province_holds_all_but_counts_only_what_lies_in_a_commune():
    assert in_commune(ROWS, None) is ROWS
    assert lies_in(ROWS, None).tolist() == [True] * 4
    assert counts_in(ROWS, None).to_dict() == {7: True, 3: True, 5: False, 1: True}


def test_communes_themselves_are_asked_by_their_code_and_stay_a_map():
    communes = world.communes()
    east = in_commune(communes, "00002")
    assert east["name"].tolist() == ["East"]
    assert isinstance(east, gpd.GeoDataFrame)
    assert commune_names(communes).to_dict() == {"00001": "Xã West", "00002": "Phường East"}


def test_tables_without_rows_can_be_asked():
    none = ROWS.iloc[:0]
    assert in_commune(none, "1").empty
    assert not located(none).any()
    assert not lies_in(none, None).any()


def test_a_commune_nobody_knows_is_refused_by_its_code_and_the_province_never():
    codes = world.communes()["code"]
    check_commune(codes, "00002")
    check_commune(codes, None)
    with pytest.raises(GisError, match="00009"):
        check_commune(codes, "00009")
