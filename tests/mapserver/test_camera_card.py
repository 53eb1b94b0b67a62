"""A camera's card says the same on the map of the app and in the map as one file."""

import base64
import datetime as dt
import gzip
import json
import re

import pytest

from gis.analysis.run import analyse
from gis.core.clock import stopped
from gis.mapserver.cameras import MapTables
from gis.mapserver.details import camera_particulars
from gis.mapserver.offline_html import map_html
from tests import world

NOON = dt.datetime(2026, 11, 28, 5, tzinfo=dt.UTC)
LENS = {"hfov_deg": 80, "resolution_w_px": 1920}
RECORDER = world.equipment({"equipment_id": "R", "kind": "recorder", "status": "broken"})
CAMERAS = world.cameras(
    {
        "camera_id": "A",
        "name": "Chợ <b>Đông</b>",
        "address": "Thôn 1",
        "xy": (500, 500),
        "azimuth_deg": 90,
        "status": "working",
        "depends_on": "R",
        "surveyed_on": "2025-01-02",
        "surveyed_by": "Trần Văn A",
        "confidentiality": "internal",
        **LENS,
    },
    {"camera_id": "B", "xy": (600, 500), "kind": "ptz", "status": "broken", "cause": "theft"}
    | LENS
    | {"surveyed_on": "2026-11-20"},
    {"camera_id": "C", "xy": (1500, 500), "kind": "anpr", "range_m": 30} | LENS,
    {"camera_id": "D", "xy": (5000, 500), "kind": "fisheye", "height_m": 4, "tilt_deg": 90},
    {"camera_id": "E", "status": "working"},
    {"camera_id": "F", "xy": (700, 500), "range_m": 30, "height_m": 6, "tilt_deg": 20} | LENS,
)


@pytest.fixture(scope="module")
def cards():
    """The cards of the located cameras: asked of the server, and as the file's script reads it."""
    found = analyse(CAMERAS, RECORDER, world.communes(), world.demand({"shape": "POINT (0 0)"}))
    tables = MapTables(found)
    with stopped(NOON):
        asked = {k: camera_particulars(tables, k) for k in (0, 1, 2, 3, 5)}
        page = map_html(tables).decode()
    [packed] = re.findall(r'"brief\.json": "([^"]+)"', page)
    brief = json.loads(gzip.decompress(base64.b64decode(packed)))
    filed = {
        row: [(label, texts[k]) for label, texts in brief["columns"] if texts[k]]
        for k, row in enumerate(brief["rows"])
    }
    return asked, filed


def test_the_file_says_what_the_server_says(cards):
    asked, filed = cards
    assert filed == {row: card["lines"] for row, card in asked.items()}


def test_what_works_itself_but_hangs_on_something_broken_says_so_in_the_file_too(cards):
    card = dict(cards[1][0])
    assert card["Hiện trạng"] == "Không hoạt động: thiết bị dùng chung bị hỏng"
    assert card["Người rà soát"] == "Trần Văn A"
    assert card["Ngày rà soát"].startswith("02/01/2025 (")
    assert card["Nhận dạng khuôn mặt"] == "đến 5,5 m"
    assert dict(cards[1][1])["Ngày rà soát"] == "20/11/2026"


def test_each_kind_says_what_it_alone_can(cards):
    labels = {row: [label for label, _text in lines] for row, lines in cards[1].items()}
    assert [row for row in labels if "Có thể quay tới" in labels[row]] == [1]
    assert [row for row in labels if "Đọc biển số" in labels[row]] == [2]
    assert "Nhận dạng khuôn mặt" not in labels[2]
    assert [row for row in labels if "Mức chi tiết" in labels[row]] == [3]
    assert [row for row in labels if "Vùng mù" in labels[row]] == [5]
    assert all(len(set(each)) == len(each) for each in labels.values())
