"""Cameras of OpenStreetMap that are disused, gone or only planned."""

import json

import pytest

from gis.ingest.importing import read_import
from tests.registers import communes

CAMERA = {"surveillance:type": "camera"}


def overpass(*tags):
    things = [
        {"type": "node", "id": i, "lat": 17.47, "lon": 106.62 + i / 1000, "tags": CAMERA | own}
        for i, own in enumerate(tags, 1)
    ]
    return json.dumps({"version": 0.6, "generator": "x", "elements": things}).encode()


def xml(*tags):
    nodes = "".join(
        f'<node id="{i}" lat="17.47" lon="{106.62 + i / 1000}">'
        + "".join(f'<tag k="{k}" v="{v}"/>' for k, v in (CAMERA | own).items())
        + "</node>"
        for i, own in enumerate(tags, 1)
    )
    return f'<osm version="0.6">{nodes}</osm>'.encode()


def geojson(*tags):
    features = [
        {
            "type": "Feature",
            "properties": {"id": f"node/{i}"} | CAMERA | own,
            "geometry": {"type": "Point", "coordinates": [106.62 + i / 1000, 17.47]},
        }
        for i, own in enumerate(tags, 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


FORMS = [(overpass, "o.json"), (xml, "o.osm"), (geojson, "o.geojson")]
STANDS = {"man_made": "surveillance"}


@pytest.mark.parametrize(("form", "name"), FORMS)
@pytest.mark.parametrize(
    ("tags", "status"),
    [
        (STANDS, "unknown"),
        (STANDS | {"disused": "yes"}, "suspended"),
        (STANDS | {"disused": "no"}, "unknown"),
        ({"disused:man_made": "surveillance"}, "suspended"),
        ({"abandoned:man_made": "surveillance"}, "abandoned"),
        (STANDS | {"abandoned": "yes"}, "abandoned"),
        (STANDS | {"operational_status": "broken"}, "broken"),
    ],
)
def test_a_camera_that_stands(form, name, tags, status):
    found = read_import(form(tags), name, communes=communes())
    assert found.cameras["status"].tolist() == [status]


@pytest.mark.parametrize(("form", "name"), FORMS)
@pytest.mark.parametrize(
    "stage", ["removed", "razed", "demolished", "proposed", "construction", "planned"]
)
def test_a_camera_that_does_not_stand_is_left_out_and_named(form, name, stage):
    data = form(STANDS, {f"{stage}:man_made": "surveillance"})
    found = read_import(data, name, communes=communes())
    assert found.cameras["camera_id"].tolist() == ["osm-n1"]
    assert any("osm-n2" in f.message for f in found.findings)
