"""Whatever is asked for: an answer, or a refusal in words; never a breakdown."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.live.features.parameters import ITEMS as ITEM_PARAMETERS

ITEMS = "collections/cameras/items"
CRS = "http://www.opengis.net/def/crs/EPSG/0/"
# What is asked, and a word the refusal says.
WRONG = [
    ("limit=0", "limit"),
    ("limit=-1", "limit"),
    ("limit=abc", "limit"),
    ("limit=1.5", "limit"),
    ("limit=", "limit"),
    ("limit=%D9%A3", "limit"),
    ("limit=" + "9" * 5000, "limit"),
    ("limit=5&limit=6", "once"),
    ("offset=-1", "offset"),
    ("bbox=1,2,3", "bbox"),
    ("bbox=1,2,3,4,5", "bbox"),
    ("bbox=a,b,c,d", "bbox"),
    ("bbox=nan,1,2,3", "bbox"),
    ("bbox=1,1,inf,3", "bbox"),
    ("bbox=106,18,107,16", "lower corner"),
    ("bbox=", "bbox"),
    (f"bbox=600000,1800000,500000,1900000&bbox-crs={CRS}9212", "lower corner"),
    (f"bbox=1e300,1e300,2e300,2e300&bbox-crs={CRS}9212", "beyond"),
    (f"bbox-crs={CRS}9212", "bbox-crs"),
    (f"crs={CRS}999999", "crs"),
    ("crs=", "crs"),
    ("crs=EPSG:27700", "crs"),
    ("bbox=1,2,3,4&bbox-crs=x", "bbox-crs"),
    ("datetime=yesterday", "moment"),
    ("datetime=2026-13-01", "moment"),
    ("datetime=2026-02-01/2026-01-01", "before it begins"),
    ("datetime=a/b/c", "datetime"),
    ("datetime=", "datetime"),
    ("datetime=..", "moment"),
    ("datetime=9999-12-31T23:59:59-14:00", "moment"),
    ("unknown=1", "unknown"),
    ("range_m=far", "range_m"),
    ("range_m=nan", "range_m"),
    ("live_only=maybe", "live_only"),
    ("surveyed_on=soon", "moment"),
    ("storage_days=1.5", "storage_days"),
    ("properties=nothing", "nothing"),
    ("sortby=nothing", "nothing"),
    ("sortby=", "sortby"),
    ("sortby=" + ",".join(["name"] * 9), "sortby"),
    ("f=html", "json"),
    ("lang=fr", "lang"),
    ("filter=", "CQL2"),
    ("filter=status", "condition"),
    ("filter=status%20%3D", "CQL2"),
    ("filter=nothing=1", "nothing"),
    ("filter=status=1", "compared"),
    ("filter=range_m='x'", "compared"),
    ("filter=status=null", "filter"),
    ("filter=surveyed_on>'soon'", "moment"),
    ("filter=pg_sleep(9)=1", "filter"),
    ("filter=a_function(status)", "not served"),
    ("filter=range_m%2B1=2", "filter"),
    ("filter=status%20like%201", "filter"),
    ("filter=s_intersects(geometry,POINT(1%20a))", "CQL2"),
    ("filter=s_intersects(status,POINT(1%202))", "s_intersects"),
    ("filter=s_intersects(geometry,POLYGON((0%200,1%201)))", "sound"),
    ("filter=s_intersects(geometry,BBOX(1,2,3,4,5))", "filter"),
    ("filter=" + "(" * 300 + "range_m=1" + ")" * 300, "within each other"),
    ("filter=" + "not%20" * 300 + "range_m=1", "within each other"),
    ("filter=range_m=" + "-" * 300 + "1", "within each other"),
    ("filter=" + "not%20" * 1000 + "a={", "within each other"),
    ("filter=" + "1=" * 3000 + "1", "within each other"),
    ("filter=" + "a%20or%20" * 1500 + "a", "within each other"),
    ("filter=a" + "%20in%20(1)" * 500, "within each other"),
    ("filter=a" + "%20like%20'x'" * 500, "within each other"),
    ("filter=name='" + "x" * 9000 + "'", "at most"),
    ("filter=range_m=1&filter-lang=ecql", "filter-lang"),
    ("filter-lang=cql2-json", "filter-lang"),
    (f"filter-crs={CRS}9212", "filter-crs"),
    ("filter=[1,2]&filter-lang=cql2-json", "filter"),
    ('filter={"op":"="}&filter-lang=cql2-json', "CQL2"),
    ('filter={"op":"=","args":[]}&filter-lang=cql2-json', "does not stand so"),
    ('filter={"op":"and","args":[]}&filter-lang=cql2-json', "filter"),
    ('filter={"op":"=","args":[{"property":"status"},[1]]}&filter-lang=cql2-json', "filter"),
    ('filter={"op":"in","args":[{"property":"status"},1]}&filter-lang=cql2-json', "filter"),
    (
        "filter=" + '{"op":"not","args":[' * 200 + "true" + "]}" * 200 + "&filter-lang=cql2-json",
        "within",
    ),
]


@pytest.mark.parametrize(("query", "word"), WRONG, ids=lambda v: v[:40])
def test_a_wrong_request_is_refused_in_words(client, query, word):
    answer = client.get(f"{ITEMS}?{query}")
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (400, 400)
    assert answer.headers["content-type"] == "application/problem+json"
    assert word in problem["detail"]
    assert "Traceback" not in answer.text


def test_a_query_of_great_length_is_refused(client):
    assert client.get(f"{ITEMS}?name={'x' * 30_000}").status_code == 414


@pytest.mark.parametrize(
    "path",
    [
        *("nothing", "collections/nothing", "collections/..%2f..%2fetc%2fpasswd/items"),
        *("collections/cameras'; DROP TABLE cameras --/items", "collections/%2e%2e%2fcameras"),
        *("collections/cameras/items/nobody", "collections/cameras/items/", "collections/"),
        *("collections/changes/items", "collections/plan/items", "collections/cameras/nothing"),
    ],
)
def test_what_there_is_not_is_404(client, path):
    answer = client.get(quote(path, safe="/%"))
    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_refusals_are_vietnamese_unless_asked_otherwise(client):
    def detail(language, query=""):
        answer = client.get(f"{ITEMS}?limit=0{query}", headers={"Accept-Language": language})
        return answer.headers["content-language"], answer.json()["detail"]

    assert detail("")[0] == detail("fr;q=1, vi;q=0.1")[0] == "vi"
    assert "số nguyên" in detail("")[1]
    assert detail("vi;q=0.2, en-GB;q=0.9") == detail("vi", "&lang=en")
    assert detail("vi", "&lang=en")[0] == "en"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
def test_only_reading_is_served(client, method):
    answer = client.request(method, ITEMS)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["detail"]


def test_options_say_what_is_served(client):
    answer = client.options(ITEMS)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        *((None, 200), ("*/*", 200), ("application/*", 200), ("application/json", 200)),
        *(("text/html,application/xml;q=0.9,*/*;q=0.8", 200), ("text/html", 406)),
        *(("application/geo+json;q=0", 406), ("text/html;q=oops", 406), (",,;;", 200)),
        ("*/*;q=0", 406),
    ],
)
def test_json_or_nothing(client, accept, status):
    answer = client.get(ITEMS, headers={"Accept": accept} if accept else {"Accept": ""})
    assert answer.status_code == status
    assert client.get(f"{ITEMS}?f=json", headers={"Accept": accept or ""}).status_code == 200


NAMES = st.sampled_from([*ITEM_PARAMETERS, "status", "range_m", "surveyed_on", "live_only", "x"])
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["cql2-json", "cql2-text", CRS + "9212", CRS + "4326", "106,16,107,17", "1e999"]
    ),
    st.text("status=' <>and or not in(1,2) like between is null%", max_size=40),
    st.text("0123456789-:TZ./,", max_size=30),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(NAMES, WORDS, max_size=3), st.sampled_from(["cameras", "communes", "equipment"])
)
def test_any_query(client, query, layer):
    answer = client.get(f"collections/{layer}/items", params=query)
    assert answer.status_code in (200, 400)
    json.loads(answer.content)


JSON_NODES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.floats(allow_nan=False),
        st.text(max_size=4),
        st.sampled_from(["status", "range_m", "geometry", "surveyed_on"]).map(
            lambda n: {"property": n}
        ),
        st.sampled_from(
            [
                {"date": "2026-01-01"},
                {"date": "x"},
                {"bbox": [1, 2, 3]},
                {"type": "Point", "coordinates": [1]},
                {"bbox": [106, 16, 107, 17]},
            ]
        ),
    ),
    lambda inner: st.builds(
        lambda op, args: {"op": op, "args": args},
        st.sampled_from(
            [
                "and",
                "or",
                "not",
                "=",
                "<",
                "in",
                "like",
                "between",
                "isNull",
                "casei",
                "s_intersects",
                "s_within",
                "+",
                "x",
            ]
        ),
        st.lists(st.one_of(inner, st.lists(inner, max_size=2)), max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON_NODES)
def test_any_filter(client, node):
    query = {"filter": json.dumps(node), "filter-lang": "cql2-json"}
    assert client.get(ITEMS, params=query).status_code in (200, 400)
