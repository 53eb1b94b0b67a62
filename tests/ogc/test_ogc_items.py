"""Pages of features: what is asked for comes, in order, and nothing else; answers by hand."""

import numpy as np
import pytest
from pyproj import Transformer

from tests import world

CRS = "http://www.opengis.net/def/crs/EPSG/0/"
ALL = ["C0", "C1", "C2", "C3", "C4", "C5"]


def box(west, south, east, north):
    """Return a box of metres as the parameter `bbox`."""
    corners = world.degrees([(west, south), (east, north)]).ravel()
    return ",".join(map(str, corners))


def test_all_come_in_the_order_of_their_ids(ask):
    found = ask()
    assert found.ids == ALL
    assert (found.page["numberMatched"], found.page["numberReturned"]) == (6, 6)


def test_pages_follow_each_other_by_their_links(ask):
    first = ask(limit=4)
    links = {one["rel"]: one["href"] for one in first.page["links"]}
    assert "prev" not in links
    assert "limit=4&offset=4" in links["next"]
    second = ask(limit=4, offset=4)
    assert first.ids + second.ids == ALL
    links = {one["rel"]: one["href"] for one in second.page["links"]}
    assert "next" not in links
    assert "limit=4&offset=0" in links["prev"]
    assert ask(limit=4, offset=99).ids == []


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (6, 6), (10**9, 6), (10**200, 6)])
def test_no_more_than_the_limit(ask, limit, count):
    assert len(ask(limit=limit).ids) == count


def test_a_box_takes_what_lies_in_it_and_what_lies_nowhere(ask):
    assert ask(bbox=box(200, 400, 600, 600)).ids == ["C1", "C2", "C5"]
    assert ask(bbox=box(200, 600, 600, 700)).ids == ["C5"]


def test_a_box_with_heights(ask):
    west, south, east, north = box(200, 400, 600, 600).split(",")
    assert ask(bbox=f"{west},{south},0,{east},{north},9").ids == ["C1", "C2", "C5"]


def test_a_box_across_the_date_line_goes_round_the_earth(ask):
    west, south, east, north = world.degrees([(200, 400), (600, 600)]).ravel()
    assert ask(bbox=f"{east},{south},{west},{north}").ids == ["C0", "C3", "C4", "C5"]


def test_a_box_in_latitude_and_longitude(ask):
    west, south, east, north = box(200, 400, 600, 600).split(",")
    found = ask(bbox=f"{south},{west},{north},{east}", bbox_crs=CRS + "4326")
    assert found.ids == ["C1", "C2", "C5"]


@pytest.mark.parametrize("code", ["9212", "9211", "32648", "3405"])
def test_a_box_on_a_plane(ask, code):
    corners = world.degrees([(200, 400), (600, 600)])
    plane = Transformer.from_crs("EPSG:4326", f"EPSG:{code}", always_xy=True)
    x, y = plane.transform(corners[:, 0], corners[:, 1])
    found = ask(bbox=f"{x[0]},{y[0]},{x[1]},{y[1]}", bbox_crs=CRS + code)
    assert found.ids == ["C1", "C2", "C5"]


@pytest.mark.parametrize("code", ["9211", "9212", "32648"])
def test_coordinates_on_a_plane_are_east_and_north(ask, village, code):
    found = ask(crs=CRS + code)
    assert found.answer.headers["content-crs"] == f"<{CRS}{code}>"
    plane = Transformer.from_crs("EPSG:4326", f"EPSG:{code}", always_xy=True)
    known = village.cameras[["lon", "lat"]].dropna()
    expected = np.column_stack(plane.transform(known["lon"], known["lat"]))
    got = [f["geometry"]["coordinates"] for f in found.page["features"] if f["geometry"]]
    # What is rounded to 7 decimals of a degree is right to a centimetre.
    assert np.abs(np.array(got) - expected).max() < 0.011


def test_latitude_comes_first_in_4326_and_north_in_hanoi_1972(ask):
    plain, swapped = (ask(properties="name", **more) for more in ({}, {"crs": CRS + "4326"}))
    lon, lat = plain.page["features"][0]["geometry"]["coordinates"]
    assert swapped.page["features"][0]["geometry"]["coordinates"] == [lat, lon]
    north, east = ask(crs=CRS + "2044").page["features"][0]["geometry"]["coordinates"]
    assert 1.8e6 < north < 2e6
    assert 18e6 < east < 19e6


@pytest.mark.parametrize(
    ("span", "ids"),
    [
        ("2026-02-01/2026-02-15", ["C1", "C2", "C4"]),
        ("2026-02-10", ["C1", "C2", "C4"]),
        ("2026-02-09T17:00:00Z", ["C1", "C2", "C4"]),  # already the 10th in Việt Nam
        ("2026-02-09T16:59:59Z", ["C2", "C4"]),
        ("../2026-01-31", ["C0", "C2", "C4"]),
        ("2026-02-15/..", ["C2", "C3", "C4", "C5"]),
        ("2026-02-15/", ["C2", "C3", "C4", "C5"]),
        ("../..", ALL),
    ],
)
def test_a_span_of_time_takes_what_was_seen_then_and_what_has_no_day(ask, span, ids):
    assert ask(datetime=span).ids == ids


def test_a_layer_without_days_matches_all_times(ask):
    assert ask("communes", datetime="1999-01-01").ids == ["00001", "00002"]


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"status": "broken"}, ["C1", "C2", "C5"]),
        ({"status": "broken", "name": "Cổng xã"}, ["C1"]),
        ({"name": "Cổng xã"}, ["C1"]),  # the letters and their marks apart
        ({"range_m": "250"}, ["C3"]),
        ({"repair_cost_vnd": "2000000"}, ["C2"]),
        ({"live_only": "false"}, ALL),
        ({"simulated": "true"}, []),
        ({"surveyed_on": "2026-02-10"}, ["C1"]),
        ({"status": "x' OR 1=1 --"}, []),
    ],
)
def test_fields_are_asked_for_by_their_names(ask, values, ids):
    assert ask(**values).ids == ids


def test_only_the_fields_that_are_wanted(ask):
    found = ask(properties="status,name")
    assert found.page["features"][0]["properties"] == {"name": "Chợ Đông", "status": "working"}
    assert ask(properties="").page["features"][0]["properties"] == {}


def test_sorted_by_fields_then_by_id_missing_last(ask):
    assert ask(sortby="status,-surveyed_on").ids == ["C4", "C5", "C1", "C2", "C3", "C0"]
    assert ask(sortby="surveyed_on").ids == ["C0", "C1", "C5", "C3", "C2", "C4"]
    assert ask(sortby="+range_m").ids == ["C0", "C1", "C2", "C4", "C3", "C5"]


def test_values_are_of_their_types(ask):
    feature = ask(limit=1, offset=2).page["features"][0]
    values = feature["properties"]
    assert values["repair_cost_vnd"] == 2_000_000
    assert isinstance(values["repair_cost_vnd"], int)
    assert values["surveyed_on"] is None
    assert values["live_only"] is False
    assert values["range_m"] == 100.0
    assert ask(limit=1).page["features"][0]["properties"]["surveyed_on"] == "2026-01-10"
