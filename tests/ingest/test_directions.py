import numpy as np
import pandas as pd
import pytest

from gis.ingest.directions.bearings import read_looks
from gis.ingest.importing import read_import
from tests.world import LAT, LON, communes


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (45, [(45, None)]),
        ("45,5°", [(45.5, None)]),
        ("350-20", [(5, 30)]),
        ("120° – 180°", [(150, 60)]),
        ("90 đến 180 độ", [(135, 90)]),
        ("0;90;180", [(0, None), (90, None), (180, None)]),
        ("0,90,180", [(0, None), (90, None), (180, None)]),
        ("10, 190", [(10, None), (190, None)]),
        ("Nam", [(180, None)]),
        ("N", [(180, None)]),
        ("North", [(0, None)]),
        ("Đông Bắc", [(45, None)]),
        ("Bắc và Nam", [(0, None), (180, None)]),
        ("ĐN/TB", [(135, None), (315, None)]),
        ("350-20; 100", [(5, 30), (100, None)]),
    ],
)
def test_a_cell_names_one_view_or_several(cell, expected):
    looks = [(azimuth, None if np.isnan(width) else width) for azimuth, width in read_looks(cell)]
    assert looks == [pytest.approx(look, abs=1e-9) if look[1] else look for look in expected]


@pytest.mark.parametrize("cell", ["ngã tư", "350-400", "10;x"])
def test_what_is_no_direction_is_not_guessed(cell):
    with pytest.raises(ValueError, match=r".*"):
        read_looks(cell)


def test_a_row_with_several_directions_is_as_many_views_of_one_pole(tmp_path):
    path = tmp_path / "list.csv"
    rows = {
        "Mã camera": ["C1", "C2", "C3"],
        "Kinh độ": [LON + 0.001] * 3,
        "Vĩ độ": [LAT + 0.001] * 3,
        "Hướng": ["0; 350-20", "N", "khắp nơi"],
    }
    pd.DataFrame(rows).to_csv(path, index=False)
    found = read_import(path, communes=communes())
    table = found.cameras.set_index("camera_id")
    assert table["azimuth_deg"].to_dict() == pytest.approx(
        {"C1": 0, "C1-2": 5, "C2": 180, "C3": np.nan}, nan_ok=True
    )
    assert table["hfov_deg"]["C1-2"] == 30
    assert np.isnan(table["hfov_deg"]["C1"])
    assert table.loc[["C1", "C1-2"], "site_id"].tolist() == ["C1", "C1"]
    assert any("khắp nơi" in finding.message for finding in found.findings)


def test_optics_that_cannot_be_are_told_at_the_row_and_heading_of_the_file(tmp_path):
    path = tmp_path / "list.csv"
    rows = {
        "Mã camera": ["C1", "C2", "C3"],
        "Kinh độ": [LON + 0.001] * 3,
        "Vĩ độ": [LAT + 0.001] * 3,
        "Loại": ["Thân"] * 3,
        "Hướng": ["0; 90", "180", "270"],
        "Góc nghiêng": [-10, 20, 20],
        "Tiêu cự (mm)": [4, 0, 4],
        "Góc nhìn ngang": [80, 80, 270],
    }
    pd.DataFrame(rows).to_csv(path, index=False)
    found = read_import(path, communes=communes())
    assert found.accepted == 3
    told = [(f.row, f.column) for f in found.findings if f.message.startswith("C")]
    assert told == [(2, "Góc nghiêng"), (3, "Tiêu cự (mm)"), (4, "Góc nhìn ngang")]
