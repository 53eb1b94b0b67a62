"""The duty chain from a terminal: checked, taken, kept, returned; days set by the province."""

import pytest

from gis.packages.package import unpack_package
from tests import registers
from tests.command import Inside

STEP = ("rounds", "--advance", "18880", "--who", "An")


@pytest.fixture
def file(tmp_path):
    return registers.office_list(tmp_path)


@pytest.fixture
def filled(gis, file):
    gis.json("import", file)
    return gis


def of(answer, code="18880"):
    [row] = [r for r in answer["rounds"] if r["commune_code"] == code]
    return row


def test_a_step_is_checked_taken_kept_and_returned(filled: Inside, tmp_path):
    checks = {c["check"]: c for c in filled.json("rounds", "--check", "18880")["checks"]}
    assert (checks["surveyed"]["holds"], checks["surveyed"]["hard"]) == (False, False)
    assert (checks["sums"]["holds"], checks["sums"]["hard"]) == (True, True)
    refused = filled(*STEP)
    assert refused.returncode == 2
    assert "Đã rà soát 0/2 mắt camera" in refused.stderr
    assert filled("rounds", "--advance", "18880", "--why", "x").returncode == 2  # nobody does it
    assert filled.json("submissions")["submissions"] == []

    row = of(filled.json(*STEP, "--why", "chưa đến được"))
    assert (row["state"], row["drafted_by"], row["note"]) == ("drafted", "An", "chưa đến được")
    [copy] = filled.json("submissions", "--commune", "18880")["submissions"]
    out = tmp_path / "goi.zip"
    assert filled.json("submissions", "--take", copy["submission_id"], "--out", out)
    content = unpack_package(out.read_bytes(), "goi.zip")
    assert content.cameras["camera_id"].tolist() == ["C1", "C2"]
    assert content.round["note"].tolist() == ["chưa đến được"]

    back = ("rounds", "--return", "18880", "--who", "Bình")
    assert filled(*back).returncode == 2  # no reason
    row = of(filled.json(*back, "--why", "thiếu ảnh"))
    assert (row["state"], row["returned_for"], row["drafted_by"]) == ("returned", "thiếu ảnh", "")
    assert filled.json("submissions")["submissions"] == [copy]
    assert filled("submissions", "--take", "1-1", "--out", out).returncode == 2


def test_a_day_of_tomorrow_refuses_the_step_whatever_the_reason(filled: Inside):
    filled.json("edit", "C1", "surveyed_on=2099-01-01")
    refused = filled(*STEP, "--why", "x")
    assert refused.returncode == 2
    assert "ở tương lai" in refused.stderr
    assert of(filled.json("rounds"))["state"] == "not_started"


def test_the_province_sets_its_days_with_a_name(gis: Inside):
    days = ("rounds", "--deadline", "31/12/2026", "--deadline-name", "Công văn 12")
    assert gis(*days).returncode == 2
    dates = gis.json(*days, "--who", "Cúc")["dates"]
    assert (dates["deadline"], dates["deadline_name"], dates["by"]) == (
        "2026-12-31",
        "Công văn 12",
        "Cúc",
    )
    assert dates["since"] == "2025-11-04"
    assert gis("rounds", "--deadline", "1/1/2020", "--who", "Cúc").returncode == 2
    assert gis("rounds", "--advance", "1", "--who", "Cúc").returncode == 2
