"""``python -m gis package``: as a commune makes its package and the province takes it in."""

import json
import shutil

import pytest

from gis.store.store import Store
from tests import registers
from tests.command import Inside

ROWS = [
    ("C1", "Chợ Đồng Hới", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng"),
    ("C2", "Cổng chào", "Phường Đồng Hới", None, None, "hoạt động bình thường"),
]
CODE = "18880"


@pytest.fixture
def commune(tmp_path):
    folder = tmp_path / "commune"
    folder.mkdir()
    file = folder / "danh-sach.xlsx"
    file.write_bytes(registers.workbook([registers.HEADINGS, *ROWS]))
    gis = Inside(folder)
    gis.json("import", file)
    return gis


@pytest.fixture
def province(tmp_path):
    folder = tmp_path / "province"
    folder.mkdir()
    return Inside(folder)


def test_from_the_commune_to_the_province_and_again(commune, province, tmp_path):
    paper = tmp_path / "to-trinh.pdf"
    paper.write_bytes(b"%PDF-1.7")
    file = tmp_path / "goi.zip"
    made = commune.json(
        "package", "make", "--commune", CODE, "--out", file, "--who", "An", "--paper", paper
    )
    assert made["cameras"] == 2
    [shown] = commune.json("package", "show", file)["packages"]
    assert (shown["code"], shown["cameras"], shown["papers"]) == (CODE, 2, 1)
    assert made["seal"].startswith(shown["seal"])

    dry = province.json("package", "load", file, "--dry-run")
    assert (dry["packages"][0]["new"], dry["packages"][0]["rows"]) == (2, 0)
    assert province.json("analyse")["province"]["cameras"] == 0
    real = province.json("package", "load", file, "--who", "Tỉnh")
    assert real["packages"][0]["rows"] > 0
    assert real["changes"] == dry["changes"]
    assert province.json("analyse")["province"]["cameras"] == 2
    again = province.json("package", "load", file)
    assert (again["packages"][0]["age"], again["packages"][0]["rows"]) == ("same", 0)
    assert again["changes"] == {}

    commune.json("edit", "C1", "status=đã sửa xong, hoạt động tốt", "--who", "An", "--repaired")
    commune.json("package", "make", "--commune", CODE, "--out", file)
    second = province.json("package", "load", file)
    edits = {c["field"]: (c["before"], c["after"]) for c in second["changes"][CODE]}
    assert edits["status"] == ("broken", "working")
    assert second["packages"][0]["states"] == 1
    assert second["packages"][0]["conflicts"] == 0
    there = Store(province.environment["CAMERA_STORE"]).cameras().set_index("camera_id")
    assert there.loc["C1", "status"] == "working"


def test_many_files_at_once_one_of_them_no_package(commune, province, tmp_path):
    file, list_ = tmp_path / "goi.zip", commune.folder / "danh-sach.xlsx"
    commune.json("package", "make", "--commune", CODE, "--out", file)
    bundle = tmp_path / "ca-tinh"
    bundle.mkdir()
    shutil.copy(file, bundle / "xã 1.zip")
    together = shutil.make_archive(str(tmp_path / "ca-tinh"), "zip", bundle)
    answer = province.json("package", "load", list_, together)
    assert [p["code"] for p in answer["packages"]] == [CODE]
    assert len(answer["refused"]) == 1
    assert answer["refused"][0].startswith("danh-sach.xlsx")
    assert json.dumps(answer)


@pytest.mark.parametrize(
    "arguments",
    [
        ("make",),
        ("make", "--commune", "99999", "--out", "x.zip"),
        ("show", "missing.zip"),
        ("load", "missing.zip"),
        ("load",),
        ("show",),
        ("load", "pyproject.toml", "--dry-run"),
        ("make", "--commune", CODE, "--out", "x.zip", "--paper", "missing.pdf"),
        ("turn",),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(commune, arguments):
    done = commune("package", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_real_packages_stay_apart_from_simulated_ones(commune, province, tmp_path):
    file = tmp_path / "goi.zip"
    commune.json("package", "make", "--commune", CODE, "--out", file)
    province.json("package", "load", file)
    made_up = Inside(tmp_path)
    made_up.json("demo", "--cameras", "100")
    made_up.json("package", "make", "--commune", CODE, "--out", file)
    done = province("package", "load", file)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert province.json("analyse")["province"]["cameras"] == 2


def test_an_unwritable_target_is_told(commune, tmp_path):
    done = commune("package", "make", "--commune", CODE, "--out", tmp_path / "none" / "goi.zip")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
