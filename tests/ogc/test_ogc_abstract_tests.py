"""The abstract tests of OGC API – Features: Part 1 (17-069r4, annex A) and Part 2 (18-058r1).

Each test bears the name of the abstract test: `test_core_root_op` is /conf/core/root-op.
"""

import datetime as dt
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer
from shapely.geometry import shape

from gis.export.layers import LAYERS
from gis.export.schema import SCHEMAS

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
SHAPED = [name for name in LAYERS if SCHEMAS[name].geometry]
each_layer = pytest.mark.parametrize("name", LAYERS)
each_shaped = pytest.mark.parametrize("name", SHAPED)


@pytest.fixture(scope="module")
def get(client):
    def read(path, status=200, **query):
        answer = client.get(path, params=query)
        assert answer.status_code == status, answer.text
        return answer.json()

    return read


@pytest.fixture(scope="module")
def api(get):
    return get("api")


def relations(document):
    assert all({"href", "rel", "type"} <= set(one) for one in document["links"])
    return {one["rel"]: urlsplit(one["href"]).path for one in document["links"]}


def parameter(api, name, layer="cameras"):
    asked = api["paths"][f"/collections/{layer}/items"]["get"]["parameters"]
    known = [
        api["components"]["parameters"][one["$ref"].split("/")[-1]]
        for one in asked
        if "$ref" in one
    ]
    return next(one for one in known if one["name"] == name)


# A.2.1 general


def test_core_http(client):
    assert client.get("").status_code == 200
    assert client.get("nothing").status_code == 404
    assert client.post("collections").status_code == 405


@each_shaped
def test_core_crs84(client, name):
    """No system asked for: longitude first, within the province."""
    answer = client.get(f"collections/{name}/items")
    assert answer.headers["content-crs"] == f"<{CRS84}>"
    for one in answer.json()["features"]:
        if one["geometry"]:
            west, south, east, north = shape(one["geometry"]).bounds
            assert 106 < west <= east < 108
            assert 16 < south <= north < 18


# A.2.2 landing page


def test_core_root_op(client):
    assert client.get("").status_code == client.get("/").status_code == 200


def test_core_root_success(get):
    found = relations(get(""))
    assert found["service-desc"] == "/ogc/api"
    assert found["conformance"] == "/ogc/conformance"
    assert found["data"] == "/ogc/collections"


# A.2.3 API definition


def test_core_api_definition_op(client, get):
    answer = client.get(relations(get(""))["service-desc"].removeprefix("/ogc/"))
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"


def test_core_api_definition_success(api):
    assert api["openapi"].startswith("3.0")
    assert api["paths"]


# A.2.4 conformance


def test_core_conformance_op(get):
    assert get("conformance")


def test_core_conformance_success(get):
    known = get("conformance")["conformsTo"]
    parts = ("features-1/1.0/conf/core", "features-1/1.0/conf/geojson", "features-1/1.0/conf/oas30")
    for part in (*parts, "features-2/1.0/conf/crs", "features-3/1.0/conf/filter"):
        assert f"http://www.opengis.net/spec/ogcapi-{part}" in known


# A.2.5 feature collections


def test_core_fc_md_op(get):
    assert get("collections")


def test_core_fc_md_success(get):
    assert {"links", "collections"} <= set(get("collections"))


def test_core_fc_md_links(get):
    assert relations(get("collections"))["self"] == "/ogc/collections"


def test_core_fc_md_items(get):
    assert [one["id"] for one in get("collections")["collections"]] == list(LAYERS)


def test_core_fc_md_items_links(get):
    for one in get("collections")["collections"]:
        assert relations(one)["items"] == f"/ogc/collections/{one['id']}/items"


@each_shaped
def test_core_fc_md_extent(get, name):
    [box] = get(f"collections/{name}")["extent"]["spatial"]["bbox"]
    shapes = [
        shape(one["geometry"])
        for one in get(f"collections/{name}/items")["features"]
        if one["geometry"]
    ]
    assert all(shapely.box(*box).covers(one) for one in shapes)


def test_core_fc_md_extent_multi(get):
    for one in get("collections")["collections"]:
        assert len(one["extent"].get("spatial", {"bbox": [0]})["bbox"]) == 1


# A.2.6 feature collection


@each_layer
def test_core_sfc_md_op(get, name):
    assert get(f"collections/{name}")["id"] == name


def test_core_sfc_md_success(get):
    for one in get("collections")["collections"]:
        assert get(f"collections/{one['id']}") == one


# A.2.7 features


@each_layer
def test_core_fc_op(get, name):
    assert get(f"collections/{name}/items")


def test_core_fc_bbox_definition(api):
    known = parameter(api, "bbox")
    assert (known["in"], known["required"], known["style"], known["explode"]) == (
        "query",
        False,
        "form",
        False,
    )
    assert known["schema"]["items"] == {"type": "number"}
    assert [(o["minItems"], o["maxItems"]) for o in known["schema"]["oneOf"]] == [(4, 4), (6, 6)]


@each_shaped
def test_core_fc_bbox_response(get, name):
    """What meets the box, and what has no shape, is there; nothing else."""
    every = get(f"collections/{name}/items")["features"]
    box = (106.6, 17.2, 106.605, 17.2045)
    some = get(f"collections/{name}/items", bbox=",".join(map(str, box)))["features"]
    meets = [
        o["id"]
        for o in every
        if not o["geometry"] or shape(o["geometry"]).intersects(shapely.box(*box))
    ]
    assert [one["id"] for one in some] == meets


def test_core_fc_limit_definition(api):
    known = parameter(api, "limit")
    assert (known["in"], known["required"]) == ("query", False)
    assert known["schema"] == {"type": "integer", "minimum": 1, "default": 1000}


@each_layer
def test_core_fc_limit_response(get, name):
    every = get(f"collections/{name}/items")
    for limit in (1, 2, 10**9):
        found = get(f"collections/{name}/items", limit=limit)
        assert len(found["features"]) == min(limit, every["numberMatched"])


def test_core_fc_time_definition(api):
    known = parameter(api, "datetime")
    assert (known["in"], known["required"], known["schema"]) == ("query", False, {"type": "string"})


@each_layer
def test_core_fc_time_response(get, name):
    every = get(f"collections/{name}/items")["features"]
    day = {"cameras": "surveyed_on", "equipment": "maintained_on"}.get(name)
    for span, fits in (
        ("2018-02-12T23:20:52Z", lambda d: d == "2018-02-13"),
        ("2018-02-12T00:00:00Z/2018-03-18T12:31:12Z", lambda d: "2018-02-12" <= d <= "2018-03-18"),
        ("2020-01-01T00:00:00Z/..", lambda d: d >= "2020-01-01"),
        ("../2020-01-01T00:00:00Z", lambda d: d <= "2020-01-01"),
    ):
        found = get(f"collections/{name}/items", datetime=span)["features"]
        known = [o["id"] for o in every if not day or not (d := o["properties"][day]) or fits(d)]
        assert [one["id"] for one in found] == known


@each_layer
def test_core_fc_response(get, name):
    found = get(f"collections/{name}/items")
    assert found["type"] == "FeatureCollection"
    assert all(one["type"] == "Feature" for one in found["features"])


@each_layer
def test_core_fc_links(get, name):
    found = relations(get(f"collections/{name}/items"))
    assert found["self"] == f"/ogc/collections/{name}/items"


def test_core_fc_time_stamp(get):
    moment = dt.datetime.fromisoformat(get("collections/cameras/items")["timeStamp"])
    assert abs((dt.datetime.now(dt.UTC) - moment).total_seconds()) < 60


@each_layer
def test_core_fc_number_matched(get, name):
    """Counted by following all pages."""
    seen, offset = 0, 0
    while page := get(f"collections/{name}/items", limit=1, offset=offset)["features"]:
        seen, offset = seen + len(page), offset + 1
    assert get(f"collections/{name}/items", limit=1)["numberMatched"] == seen


@each_layer
def test_core_fc_number_returned(get, name):
    found = get(f"collections/{name}/items", limit=2)
    assert found["numberReturned"] == len(found["features"])


def test_core_query_param_unknown(get):
    for path in ("", "api", "conformance", "collections", "collections/cameras"):
        get(path, status=400, unknown="1")
    get("collections/cameras/items", status=400, unknown="1")


def test_core_query_param_invalid(get):
    for query in ({"limit": "x"}, {"bbox": "1,2"}, {"datetime": "x"}, {"crs": "x"}):
        get("collections/cameras/items", status=400, **query)


# A.2.8 feature


@each_layer
def test_core_f_op(get, name):
    for one in get(f"collections/{name}/items")["features"]:
        address = f"collections/{name}/items/{quote(one['id'], safe='')}"
        found = get(address)
        assert {key: found[key] for key in one} == one


@each_layer
def test_core_f_success(get, name):
    for one in get(f"collections/{name}/items", limit=1)["features"]:
        assert get(f"collections/{name}/items/{quote(one['id'], safe='')}")["type"] == "Feature"


@each_layer
def test_core_f_links(get, name):
    for one in get(f"collections/{name}/items", limit=1)["features"]:
        found = relations(get(f"collections/{name}/items/{quote(one['id'], safe='')}"))
        assert set(found) == {"self", "collection"}
        assert found["collection"] == f"/ogc/collections/{name}"


# A.3 GeoJSON


@each_layer
def test_geojson_definition(client, name):
    for path in (f"collections/{name}/items", f"collections/{name}/items?limit=1"):
        answer = client.get(path, headers={"Accept": "application/geo+json"})
        assert answer.headers["content-type"] == "application/geo+json"


@each_layer
def test_geojson_content(get, name):
    """By RFC 7946: each feature has its members and kind; outer rings run counterclockwise."""
    schema = SCHEMAS[name]
    for one in get(f"collections/{name}/items")["features"]:
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert list(one["properties"]) == schema.names
        if one["geometry"] is not None:
            found = shape(one["geometry"])
            assert (found.geom_type, found.is_valid) == (schema.geometry, True)
            for area in shapely.get_parts(found) if schema.geometry == "MultiPolygon" else ():
                assert area.exterior.is_ccw
                assert not any(hole.is_ccw for hole in area.interiors)


# OpenAPI 3.0


def test_oas30_completeness(api):
    paths = set(api["paths"])
    assert {"/", "/api", "/conformance", "/collections"} <= paths
    assert {f"/collections/{name}/items" for name in LAYERS} <= paths
    assert "/collections/{collectionId}/items/{featureId}" in paths


def test_oas30_exceptions_codes(api):
    for one in api["paths"].values():
        assert {"200", "304", "400", "406", "503"} <= set(one["get"]["responses"])


def test_oas30_definition_1(client):
    assert "openapi+json" in client.get("api").headers["content-type"]


def test_oas30_definition_2(api):
    """It is sound: test_ogc_contract validates the document."""
    assert api["info"]["title"]


def test_oas30_oas_impl(client, api):
    for path in api["paths"]:
        tile = dict.fromkeys(("tileMatrix", "tileRow", "tileCol"), 0)
        place = path.strip("/").format(collectionId="communes", featureId="00001", **tile)
        assert client.get(place).status_code == 200


def test_oas30_security(api):
    """Nobody signs in: nothing is said of it."""
    assert "security" not in api
    assert "securitySchemes" not in api["components"]


# Part 2: coordinate reference systems

# WGS 84, VN-2000, Hà Nội 1972 (north first), Indian 1960, Web Mercator.
MEANT_FOR_HERE = (4326, 9205, 9211, 9212, 9213, 3405, 3406, 5897, 2044, 2045, 3148, 32648, 3857)


def address(code):
    return f"{EPSG}{code}"


@pytest.fixture(scope="module")
def systems(get):
    return get("collections/cameras")["crs"]


def test_crs_crs_uri(get, systems):
    for one in (get("collections"), *get("collections")["collections"]):
        assert one["crs"] == systems
    assert all(one == CRS84 or one.removeprefix(EPSG).isdecimal() for one in systems)
    assert len(set(systems)) == len(systems) > 100


def test_crs_default_crs(get):
    for one in get("collections")["collections"]:
        assert one["crs"][0] == CRS84


def test_crs_storage_crs(get):
    for one in get("collections")["collections"]:
        assert one["storageCrs"] in one["crs"]


def test_crs_bbox_crs_parameter(get, systems):
    box = (106.6, 17.2, 106.605, 17.2045)
    known = [
        o["id"]
        for o in get("collections/cameras/items", bbox="106.6,17.2,106.605,17.2045")["features"]
    ]
    swapped = ",".join(map(str, (box[1], box[0], box[3], box[2])))
    query = {"bbox": swapped, "bbox-crs": EPSG + "4326"}
    assert [o["id"] for o in get("collections/cameras/items", **query)["features"]] == known


def test_crs_bbox_crs_parameter_default(get):
    query = {"bbox": "106.6,17.2,106.605,17.2045"}
    without, stated = (
        get("collections/cameras/items", **query, **more) for more in ({}, {"bbox-crs": CRS84})
    )
    assert without["features"] == stated["features"]


def test_crs_bbox_crs_parameter_invalid(get):
    get("collections/cameras/items", status=400, bbox="1,2,3,4", **{"bbox-crs": EPSG + "0"})


def test_crs_crs_parameter(client, systems):
    for one in [*systems[::6], *map(address, MEANT_FOR_HERE)]:
        answer = client.get("collections/cameras/items", params={"crs": one, "limit": "1"})
        assert (answer.status_code, answer.headers["content-crs"]) == (200, f"<{one}>")


def test_crs_crs_parameter_default(get):
    path = "collections/cameras/items"
    assert get(path)["features"] == get(path, crs=CRS84)["features"]


def test_crs_crs_parameter_invalid(get):
    for wrong in (EPSG + "0", "9212", "http://example.org/crs"):
        get("collections/cameras/items", status=400, crs=wrong)
        get("collections/communes/items/00001", status=400, crs=wrong)


def test_crs_crs_parameter_transform(get):
    """Each leads back to the same places, to a centimetre."""
    for path in ("collections/communes/items", "collections/communes/items/00001"):
        known = shape_of(get(path))
        for code in MEANT_FOR_HERE:
            back = Transformer.from_crs(CRS(f"EPSG:{code}"), CRS("OGC:CRS84"))
            xy = shapely.get_coordinates(shape_of(get(path, crs=address(code))))
            found = np.column_stack(back.transform(xy[:, 0], xy[:, 1]))
            assert np.abs(found - shapely.get_coordinates(known)).max() < 1e-7, code


def test_crs_crs_transform(get):
    """On VN-2000 east comes first: 500 km and 37 km from the meridian, at a scale of 0.99992."""
    square = shape_of(get("collections/communes/items/00001", crs=address(9212)))
    assert abs(square.centroid.x - 537_530) < 5
    assert abs(square.centroid.y - 1_902_897) < 5
    assert abs(square.area / 1e6 - 0.99992**2) < 5e-5


def shape_of(document):
    one = document["features"][0] if "features" in document else document
    return shape(one["geometry"])
