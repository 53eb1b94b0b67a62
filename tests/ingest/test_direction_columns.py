"""Directions of whole sheets: letters settled by their column, remarks, what is kept."""

import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gis.ingest.directions.bearings import read_bearings, read_remark
from gis.ingest.importing import read_import
from tests.world import LAT, LON, communes

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases" / "field"


def read(tmp_path, table, name="list.csv"):
    path = tmp_path / name
    count = len(next(iter(table.values())))
    places = {
        "Mã camera": [f"C{i}" for i in range(count)],
        "Kinh độ": np.linspace(LON + 0.001, LON + 0.003, count),
        "Vĩ độ": [LAT + 0.001] * count,
    }
    pd.DataFrame(places | table).to_csv(path, index=False)
    return read_import(path, communes=communes())


def azimuths(found):
    return [None if np.isnan(a) else a for a in found.cameras["azimuth_deg"]]


def test_a_lone_n_follows_the_other_words_of_its_column(tmp_path):
    assert azimuths(read(tmp_path, {"Hướng": ["N", "E", "SW"]})) == [0, 90, 225]
    assert azimuths(read(tmp_path, {"Hướng": ["N", "Đ", "TB"]})) == [180, 90, 315]
    found = read(tmp_path, {"Hướng": ["N", "E", "Tây"]})
    assert azimuths(found) == [None, 90, 270]
    assert found.cameras["note"].iloc[0].endswith("N")


def test_what_is_no_direction_is_kept_in_the_note(tmp_path):
    table = {"Hướng": ["quay ra chợ", "Từ chợ về cầu (130° SE)", "Bắc"], "Ghi chú": ["", "mới", ""]}
    found = read(tmp_path, table)
    assert azimuths(found) == [None, 130, 0]
    notes = found.cameras["note"].tolist()
    assert "quay ra chợ" in notes[0]
    assert notes[1].startswith("mới; ")
    assert "Từ chợ về cầu (130° SE)" in notes[1]
    assert notes[2] == ""


def test_a_direction_in_the_note_counts_where_the_column_says_nothing(tmp_path):
    notes = [
        "126° SE",
        "lắp trên mái, hướng Tây Bắc",
        "2 mắt hướng Bắc hỏng",
        "lệch hướng Nam",
        "cột nghiêng 10°",
        "126° SE",
    ]
    found = read(tmp_path, {"Hướng": [None] * 5 + ["Bắc"], "Ghi chú": notes})
    assert azimuths(found) == [126, 315, None, None, None, 0]
    assert any("2" in f.message and f.severity == "notice" for f in found.findings)
    assert azimuths(read(tmp_path, {"Ghi chú": ["126° SE", "mới"]})) == [126, None]


def test_a_number_and_a_word_that_disagree_are_told_and_the_number_taken(tmp_path):
    found = read(tmp_path, {"Hướng": ["10° Nam", "170° Nam"]})
    assert azimuths(found) == [10, 170]
    assert [f.row for f in found.findings if "10° Nam" in f.message] == [2]


def test_both_ends_of_a_way_are_two_views_unless_the_row_says_one_camera(tmp_path):
    found = read(tmp_path, {"Hướng": ["Bắc - Nam", "Bắc - Nam"], "Số lượng": [2, 1]})
    assert azimuths(found) == [0, 180, None]
    assert found.cameras["note"].iloc[2].endswith("Bắc - Nam")


def test_goc_quay_is_a_direction_or_a_lens_by_its_values(tmp_path):
    assert azimuths(read(tmp_path, {"Góc quay": [10, 135, 270, 300]})) == [10, 135, 270, 300]
    found = read(tmp_path, {"Góc quay": [90, 90, 90, 110]})
    assert azimuths(found) == [None] * 4
    assert found.cameras["hfov_deg"].tolist() == [90, 90, 90, 110]


def test_openstreetmap_writes_english(tmp_path):
    tags = ["N;S", "N/S", "N", "NNE-ESE", "W-E", "north", "45"]
    elements = [
        {
            "type": "node",
            "id": i,
            "lat": LAT + 0.001 * i,
            "lon": LON + 0.002,
            "tags": {"man_made": "surveillance", "camera:direction": tag},
        }
        for i, tag in enumerate(tags, 1)
    ]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"elements": elements}))
    views = read_import(path, communes=communes()).cameras
    assert views["azimuth_deg"].tolist() == [0, 180, 0, 180, 0, 67.5, 0, 0, 45]
    assert views["hfov_deg"].dropna().tolist() == [90, 180]


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the repository")
def test_the_phone_compass_of_the_cases(tmp_path):
    path = CASES / "12_phone_compass" / "cameras.geojson"
    places = json.loads(path.read_text())["features"]
    cells = [place["properties"]["direction"] for place in places]
    right = [126, 259, 288, 126, 105, 163, 130, 28, 130, 354, 130]
    assert [read_bearings(cell).looks[0][0] for cell in cells[:11]] == right
    with pytest.raises(ValueError, match=r".*"):
        read_bearings(cells[11])


@pytest.mark.parametrize("piece", ["Bắc ", "1° ", "(", "hướng Bắc, ", "Đ-", "n", "1,", "- "])
def test_the_time_grows_no_faster_than_the_text(piece):
    def seconds(count):
        start = time.perf_counter()
        for reader in (read_bearings, read_remark):
            try:
                reader(piece * count)
            except ValueError:
                continue
        return time.perf_counter() - start

    seconds(2000)
    assert seconds(8000) < 1.5
