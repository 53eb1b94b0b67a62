"""A camera stated by hand is read, placed and named as a list would, and compared."""

import pandas as pd
import pytest

from gis.core.choices import Status
from gis.core.crs import WGS84, transformer
from gis.ingest.by_hand import NOT_COPIED, copied_from, state_camera
from gis.ingest.matching.identity import content_of
from tests.world import cameras, communes, degrees

KNOWN = cameras(
    {
        "xy": (500, 500),
        "name": "Chợ Đông Hà",
        "commune_code": "00001",
        "serial": "SN1",
        "status": "broken",
        "azimuth_deg": 90,
        "kind": "fixed",
        "custodian": "Công an xã",
        "surveyed_on": "2026-01-02",
        "repaired_on": "2026-02-03",
        "accepted_on": "2026-02-04",
        "repair_cost_vnd": 2e6,
        "fault_part": "power",
        "cause": "wear",
    },
    {"xy": (1500, 500), "name": "Ngã 3 Cam Lộ", "commune_code": "00002"},
)


def written(x, y):
    lon, lat = degrees([x, y])
    return f"{lat:.6f}, {lon:.6f}"


def state(known=KNOWN, base=None, **texts):
    return state_camera(texts, communes=communes(), known=known, base=base)


def test_fields_are_read_as_a_list_is_and_the_position_tells_the_commune():
    stated = state(
        name="Cổng chào",
        position=written(1200, 300),
        status="hỏng do mất điện",
        azimuth_deg="ĐN",
        kind="quay quét",
    )
    assert (stated.unread, stated.remarks) == ([], [])
    row = stated.row.iloc[0]
    assert row[
        ["name", "status", "fault_part", "azimuth_deg", "kind", "commune_code"]
    ].tolist() == ["Cổng chào", "broken", "power", 135.0, "ptz", "00002"]
    assert row[["lon", "lat"]].tolist() == pytest.approx(degrees([1200, 300]), abs=1e-6)
    assert stated.alike.empty


def test_the_code_is_that_of_a_list_that_says_the_same():
    stated = state(name="Cổng chào", declared_commune="00001")
    listed = cameras({"name": "Cổng chào", "declared_commune": "Xã West"})
    assert stated.row["camera_id"].iloc[0] == content_of(listed).iloc[0]
    again = state(pd.concat([KNOWN, stated.row]), name="Cổng chào", declared_commune="00001")
    assert again.row["camera_id"].iloc[0] == f"{content_of(listed).iloc[0]}.2"


def test_a_code_of_its_own_is_kept_and_one_in_use_is_refused():
    assert state(camera_id="X9", name="a", declared_commune="00001").row["camera_id"][0] == "X9"
    [odd] = state(camera_id="C0", name="a", declared_commune="00001").unread
    assert "C0" in odd.message


@pytest.mark.parametrize("text", ["00002", "Phường East", "east"])
def test_a_commune_is_chosen_or_written(text):
    row = state(name="Cổng", declared_commune=text).row.iloc[0]
    assert (row["commune_code"], row["declared_commune"]) == ("00002", "Phường East")


@pytest.mark.parametrize(
    ("texts", "column"),
    [
        ({"declared_commune": "00001"}, "Tên"),
        ({"name": "Cổng"}, "Xã, phường"),
        ({"name": "Cổng", "declared_commune": "Atlantis"}, "Xã, phường"),
        ({"name": "Cổng", "position": "ở đâu đó", "declared_commune": "00001"}, "Tọa độ"),
        ({"name": "Cổng", "position": "21.03, 105.85", "declared_commune": "00001"}, "Tọa độ"),
        ({"name": "Cổng", "azimuth_deg": "lung tung", "declared_commune": "00001"}, "Hướng"),
        ({"name": "Cổng", "azimuth_deg": "bắc và nam", "declared_commune": "00001"}, "Hướng"),
    ],
)
def test_what_is_wanting_or_cannot_be_read_is_said_of_its_field(texts, column):
    unread = state(**texts).unread
    assert unread
    assert all(column in found.column for found in unread)


def test_a_position_in_another_commune_than_the_chosen_one_is_told():
    stated = state(name="Cổng", position=written(200, 200), declared_commune="00002")
    assert stated.row["commune_code"].iloc[0] == "00001"
    [told] = stated.remarks
    assert "Xã West" in told.message
    assert "Phường East" in told.message


def test_schematic_boundaries_give_way_to_the_chosen_commune():
    drawn = communes()
    drawn.attrs["source"] = "schematic"
    texts = {"name": "Cổng", "position": written(200, 200), "declared_commune": "00002"}
    stated = state_camera(texts, communes=drawn, known=KNOWN)
    assert stated.row["commune_code"].iloc[0] == "00002"


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        ({"name": "Cổng", "position": written(520, 500)}, ["C0"]),
        ({"name": "Cổng", "position": written(530, 500)}, []),
        ({"name": "chợ Đông Hà", "declared_commune": "00001"}, ["C0"]),
        ({"name": "chợ Đông Hà", "declared_commune": "00002"}, []),
        ({"name": "Ngã ba Cam Lộ", "declared_commune": "00002"}, ["C1"]),
        ({"name": "x", "serial": "SN1", "declared_commune": "00002"}, ["C0"]),
    ],
)
def test_cameras_near_by_or_of_one_name_are_told(texts, ids):
    assert state(**texts).alike["camera_id"].tolist() == ids


def test_the_first_camera_of_a_register_is_like_no_other():
    stated = state(KNOWN[:0], name="Cổng", position=written(520, 500))
    assert (stated.unread, len(stated.alike)) == ([], 0)


def test_a_copy_takes_over_all_but_what_is_of_the_one_device():
    copy = state(base=copied_from(KNOWN, "C0"), azimuth_deg="270", name="Chợ Đông Hà, phía tây")
    row, origin = copy.row.iloc[0], KNOWN.iloc[0]
    assert row["status"] == Status.UNKNOWN
    assert row["azimuth_deg"] == 270
    changed = {*NOT_COPIED, "azimuth_deg", "name"}
    kept = [c for c in KNOWN if c not in changed]
    assert row[kept].fillna("").tolist() == origin[kept].fillna("").tolist()
    empty = [c for c in NOT_COPIED if c not in ("camera_id", "status")]
    assert row[empty].fillna("").eq("").all()
    assert row["camera_id"] not in ("", "C0")


def test_a_field_of_the_copy_can_be_emptied():
    assert state(base=copied_from(KNOWN, "C0"), custodian="").row["custodian"].iloc[0] == ""


@pytest.mark.parametrize("crs", ["EPSG:9211", "EPSG:9212"])
def test_metres_are_read_on_the_plane_that_leads_into_the_chosen_commune(crs):
    lon, lat = degrees([1400, 600])
    east, north = transformer(WGS84, crs).transform(lon, lat)
    pair = f"{north:.2f}, {east:.2f}"
    stated = state(name="Cổng", position=pair, declared_commune="00002")
    assert stated.unread == []
    assert stated.row[["lon", "lat"]].iloc[0].tolist() == pytest.approx([lon, lat], abs=1e-6)
    assert any("VN-2000" in told.message for told in stated.remarks)
    [odd, *_more] = state(name="Cổng", position=pair).unread
    assert "mét" in odd.message
    said = state_camera(
        {"name": "Cổng", "position": pair}, communes=communes(), known=KNOWN, crs=crs
    )
    assert said.row["commune_code"].iloc[0] == "00002"
