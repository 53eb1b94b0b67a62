"""One OpenStreetMap extract: a hand-drawn village with answers on paper, and a real town."""

import re

import geopandas as gpd
import numpy as np
import osmium
import pytest
import shapely

from gis.core.crs import WGS84
from gis.core.errors import FileError
from gis.coverage.buildings import repaired
from gis.demand.files import read_demand_file
from gis.demand.openstreetmap.extract import read_demand_extract
from tests.coverage.town import HELSINKI
from tests.demand.drawing import Drawing
from tests.world import communes, metres


def read(drawing, tmp_path):
    return read_demand_extract(drawing.save(tmp_path / "lang.osm"), communes())


def of(places, category):
    return places.demand[places.demand["category"] == category]


def at(table):
    return [tuple(round(v) for v in metres(p)) for p in shapely.get_coordinates(table.geometry)]


@pytest.mark.parametrize(
    ("tags", "category"),
    [
        ({"highway": "trunk"}, "road_national"),
        ({"highway": "motorway_link"}, "road_national"),
        ({"highway": "tertiary", "ref": "QL.9C"}, "road_national"),
        ({"highway": "secondary", "ref": "QL 15;ĐT571"}, "road_national"),
        ({"highway": "tertiary", "ref": "ĐT.571"}, "road_provincial"),
        ({"highway": "primary"}, "road_provincial"),
        ({"highway": "residential", "ref": "ĐH 42"}, "road_commune"),
        ({"highway": "unclassified"}, "road_commune"),
        ({"highway": "residential"}, "road_hamlet"),
    ],
)
def test_roads_by_class_and_number(tmp_path, tags, category):
    drawing = Drawing()
    drawing.way((100, 100), (300, 100), **tags)
    [road] = read(drawing, tmp_path).demand.itertuples()
    assert road.category == category
    assert road.name == tags.get("ref", "")
    assert np.isnan([road.weight, road.weight_per_km]).all()


@pytest.mark.parametrize("kind", ["service", "footway", "track", "construction"])
def test_what_nobody_drives_through_is_no_road(tmp_path, kind):
    drawing = Drawing()
    drawing.way((100, 100), (300, 100), highway=kind)
    with pytest.raises(FileError, match=r"lang\.osm"):
        read(drawing, tmp_path)


def test_roads_end_at_the_border_of_the_communes(tmp_path):
    drawing = Drawing()
    drawing.way((-500, 500), (500, 500), (2500, 500), highway="trunk", name="Quốc lộ 1")
    [road] = read(drawing, tmp_path).demand.itertuples()
    ends = metres(shapely.get_coordinates(road.geometry))
    assert np.allclose(ends, [(0, 500), (500, 500), (2000, 500)], atol=0.02)
    assert (road.demand_id, road.name) == ("osm-w1", "Quốc lộ 1")


def test_junctions_are_where_three_legs_meet(tmp_path):
    drawing = Drawing()
    drawing.way((100, 500), (500, 500), (900, 500), highway="trunk", name="Quốc lộ 1")
    drawing.way((500, 500), (500, 700), highway="residential", name="Ngõ 2")  # 2 + 1 legs
    drawing.way((500, 700), (700, 700), highway="residential", name="Ngõ 3")  # 1 + 1: a bend
    drawing.way((900, 500), (900, 700), highway="tertiary")  # 1 + 1
    drawing.way((700, 700), (700, 900), highway="residential")
    drawing.way((700, 700), (900, 700), highway="unclassified", name="Đường xã")  # 1 + 1 + 1
    drawing.way((100, 500), (100, 600), highway="footway")
    drawing.way((100, 500), (50, 500), highway="service")
    found = read(drawing, tmp_path)
    junctions = found.demand[found.demand["category"].str.startswith("junction")]
    told = dict(
        zip(at(junctions), zip(junctions["category"], junctions["name"], strict=True), strict=True)
    )
    assert told == {
        (500, 500): ("junction_national", "Quốc lộ 1 – Ngõ 2"),
        (700, 700): ("junction_commune", "Đường xã – Ngõ 3"),
    }


def test_a_loop_meets_its_own_stem(tmp_path):
    drawing = Drawing()
    drawing.way((100, 100), (200, 100), highway="residential")
    loop = [(200, 100), (300, 100), (300, 200), (200, 100)]
    drawing.way(*loop, highway="residential")  # its first and last node: two legs, and the stem
    assert at(of(read(drawing, tmp_path), "junction_hamlet")) == [(200, 100)]


def test_areas_count_at_their_gate_or_street_front(tmp_path):
    drawing = Drawing()
    drawing.way((0, 500), (1000, 500), highway="tertiary")
    drawing.box(300, 520, 100, 100, amenity="school", name="Trường A")
    drawing.way(
        *[(600, 530), (650, 530), (700, 530), (700, 630), (600, 630), (600, 530)],
        amenity="marketplace",
        name="Chợ B",
    )
    drawing.node(300, 620, barrier="gate")  # behind, but the only gate
    drawing.node(350, 570, amenity="school", name="Trường A")  # the same school as a point
    drawing.node(800, 560, amenity="school", name="Trường C")
    drawing.box(100, 900, 50, 50, office="government")  # no road within 300 m
    found = read(drawing, tmp_path)
    assert dict(zip(of(found, "school")["name"], at(of(found, "school")), strict=True)) == {
        "Trường A": (300, 620),
        "Trường C": (800, 560),
    }
    [(x, y)] = at(of(found, "market"))
    assert 600 <= x <= 700
    assert y == 530
    assert at(of(found, "office")) == [(125, 925)]


def test_of_several_gates_the_one_at_the_road_counts(tmp_path):
    drawing = Drawing()
    drawing.way((0, 500), (1000, 500), highway="tertiary")
    drawing.box(300, 520, 100, 100, amenity="hospital")
    drawing.node(300, 620, barrier="gate")
    drawing.node(400, 520, entrance="main")
    assert at(of(read(drawing, tmp_path), "hospital")) == [(400, 520)]


def test_places_bridges_stations_and_gates(tmp_path):
    drawing = Drawing()
    road = {"highway": "tertiary", "name": "Đường 1"}
    drawing.way((1500, 100), (1500, 200), bridge="yes", **{"bridge:name": "Cầu X"}, **road)
    drawing.node(100, 100, barrier="border_control", name="Cửa khẩu")
    drawing.node(200, 100, railway="station", name="Ga", **{"name:vi": "Ga Đông Hà"})
    drawing.node(300, 100, amenity="bus_station")
    drawing.node(400, 100, amenity="townhall")
    drawing.node(500, 100, amenity="cafe")
    drawing.node(3000, 100, amenity="school", name="beyond the border")
    found = read(drawing, tmp_path).demand
    told = set(zip(found["category"], found["name"], strict=True))
    assert told == {
        ("road_commune", "Cầu X"),
        ("bridge", "Cầu X"),
        ("border_gate", "Cửa khẩu"),
        ("station", "Ga Đông Hà"),
        ("station", ""),
        ("office", ""),
    }
    assert found["demand_id"].is_unique
    assert at(found[found["category"] == "bridge"]) == [(1500, 150)]


def test_buildings_and_their_heights(tmp_path):
    drawing = Drawing()
    drawing.way((0, 500), (1000, 500), highway="tertiary")
    drawing.box(100, 100, 20, 10, building="yes", height="7,5 m")
    drawing.box(200, 100, 20, 10, building="house", **{"building:levels": "3"})
    drawing.box(300, 100, 20, 10, building="yes", height="high")
    drawing.box(400, 100, 20, 10, building="roof")
    drawing.box(3000, 100, 20, 10, building="yes")  # beyond the border
    drawing.box(500, 100, 50, 50, amenity="hospital", building="hospital")
    outer, inner = drawing.box(700, 100, 40, 40), drawing.box(710, 110, 20, 20)
    drawing.relations.append(([(outer, "outer"), (inner, "inner")], {"building": "yes"}))
    crossed = [(900, 100), (920, 120), (920, 100), (900, 120), (900, 100)]
    drawing.way(*crossed, building="yes")
    found = read(drawing, tmp_path)
    told = found.buildings.set_index("building_id")["height_m"]
    assert told.dropna().to_dict() == {"osm-w2": 7.5, "osm-w3": 9.0}
    assert set(told.index) == {"osm-w2", "osm-w3", "osm-w4", "osm-w7", "osm-w10", "osm-r1"}
    court = found.buildings.set_index("building_id").geometry["osm-r1"]
    assert shapely.transform(court, metres).area == pytest.approx(40 * 40 - 20 * 20, abs=1)
    assert len(of(found, "hospital")) == 1
    sound, [finding] = repaired(found.buildings)
    assert "osm-w10" in finding.message
    assert sound.geometry.is_valid.all()
    assert len(sound) == 6


def test_waters_are_kept_to_be_drawn(tmp_path):
    drawing = Drawing()
    drawing.way((0, 500), (1000, 500), highway="tertiary")
    drawing.box(100, 100, 50, 40, natural="water", water="pond")
    drawing.box(300, 100, 50, 40, natural="wood")
    drawing.box(5000, 100, 50, 40, natural="water", water="lake")  # beyond the border
    outer, inner = drawing.box(600, 100, 200, 200), drawing.box(650, 150, 100, 100)
    lake = {"natural": "water", "water": "lake"}
    drawing.relations.append(([(outer, "outer"), (inner, "inner")], lake))
    found = read(drawing, tmp_path)
    areas = {
        row.water_id: round(shapely.transform(row.geometry, metres).area)
        for row in found.water.itertuples()
    }
    assert areas == {"osm-w2": 2000, "osm-r1": 30_000}
    assert found.water.geometry.is_valid.all()


def test_ways_without_two_known_nodes_are_left_out_and_told(tmp_path):
    drawing = Drawing()
    drawing.way((100, 500), (200, 500), highway="tertiary")
    one = drawing.way((100, 500), highway="tertiary")
    torn = drawing.way((100, 500), 999, highway="tertiary")
    still = drawing.way((100, 500), (100, 500), highway="tertiary")
    half = drawing.way((100, 500), 999, (100, 700), highway="tertiary")
    drawing.way((100, 500), 999, (100, 510), (100, 500), building="yes")
    found = read(drawing, tmp_path)
    assert set(found.demand["demand_id"]) == {"osm-w1", f"osm-w{half}"}
    ids = [int(re.search(r"\d+", finding.message)[0]) for finding in found.findings]
    assert ids == [one, torn, still]


def test_extracts_of_elsewhere_are_refused_in_words(tmp_path):
    drawing = Drawing()
    drawing.way((90_000, 500), (95_000, 500), highway="tertiary")
    with pytest.raises(FileError, match=r"lang\.osm"):
        read(drawing, tmp_path)
    with pytest.raises(FileError, match=r"lang\.osm"):
        read(Drawing(), tmp_path)


@pytest.mark.parametrize("name", ["x.osm.pbf", "x.osm", "x.osm.gz"])
@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"\x00\x00\x00\x0d\x0a\x09OSMH"])
def test_damaged_extracts_are_refused_in_words(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"x\.osm"):
        read_demand_file([path], communes())


def test_a_missing_extract_is_refused_in_words(tmp_path):
    with pytest.raises(FileError, match=r"no\.osm\.pbf"):
        read_demand_file([tmp_path / "no.osm.pbf"], communes())


@pytest.mark.skipif(not HELSINKI.exists(), reason="the real extract is not here")
def test_a_real_town_against_a_plain_count():
    """Counted anew, object by object, with nothing of the reader's."""
    west, south, east, north = 24.93, 60.16, 24.96, 60.18
    town = gpd.GeoDataFrame(
        {"code": ["1"]}, geometry=[shapely.box(west, south, east, north)], crs=WGS84
    )
    found = read_demand_extract(HELSINKI, town)
    legs, roads = {}, 0
    driven = {
        "motorway",
        "trunk",
        "primary",
        "secondary",
        "tertiary",
        "unclassified",
        "residential",
        "living_street",
    }
    for way in osmium.FileProcessor(str(HELSINKI)).with_locations():
        kind = way.tags.get("highway", "") if way.is_way() else ""
        if kind.removesuffix("_link") not in driven or way.tags.get("area") == "yes":
            continue
        known = [n for n in way.nodes if n.location.valid()]
        if len(known) < 2:
            continue
        for k, node in enumerate(known):
            inside = west <= node.lon <= east and south <= node.lat <= north
            legs[node.ref] = legs.get(node.ref, 0) + inside * (1 if k in {0, len(known) - 1} else 2)
        line = shapely.LineString([(n.lon, n.lat) for n in known])
        roads += line.intersection(shapely.box(west, south, east, north)).length > 0
    kinds = found.demand["category"]
    assert kinds.str.startswith("road").sum() == roads > 300
    junctions = sum(count >= 3 for count in legs.values())
    assert kinds.str.startswith("junction").sum() == junctions > 50
    assert {"school", "hospital", "station", "market", "bridge", "office"} <= set(kinds)
    assert len(found.buildings) > 300
    places = found.demand.geometry.to_numpy()
    assert shapely.covers(town.geometry[0].buffer(1e-9), places).all()


def test_the_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.demand.openstreetmap.extract.PROGRESS_EVERY", 2)
    drawing = Drawing()
    for k in range(5):
        drawing.node(100 * k + 50, 50, amenity="school")
    path, told = drawing.save(tmp_path / "lang.osm"), []
    assert len(read_demand_file([path], communes(), progress=told.append).demand) == 5
    assert told == [0, 2, 4]

    def stop(_count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_demand_file([path], communes(), progress=stop)
