import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.core.errors import FileError
from gis.core.findings import Severity
from gis.ingest.formats.readers import LAYER_READERS, MAX_FILE_BYTES, TABLES
from gis.ingest.importing import read_import
from tests.registers import AT_DONG_HOI, communes, read, workbook


def refused(data, name):
    with pytest.raises(FileError) as caught:
        read_import(data, name, communes=communes())
    message = str(caught.value)
    assert name in message
    return message


@pytest.mark.parametrize("ending", [*TABLES, *LAYER_READERS])
def test_an_empty_file(ending):
    assert "rỗng" in refused(b"", f"a{ending}")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileError, match="không mở được"):
        read_import(tmp_path / "a.xlsx", communes=communes())


def test_another_kind_of_file():
    assert ".xlsx" in refused(b"%PDF-1.7", "danh-sach.pdf")


def test_a_workbook_of_something_else():
    rows = [("Họ tên", "Ngày sinh"), ("A", "1990")]
    assert "Họ tên" in refused(workbook(rows), "nhan-su.xlsx")


def test_cameras_without_any_word_of_where():
    rows = [("Mã camera", "Tình trạng"), ("C1", "hỏng")]
    assert "Vĩ độ" in refused(workbook(rows), "a.xlsx")


def test_headings_and_nothing_below():
    refused(workbook([("Mã camera", "Địa chỉ")]), "a.xlsx")


def test_the_right_sheet_is_found_among_others():
    guide = [("Hướng dẫn",), ("Điền vào trang sau",)]
    rows = [("Mã camera", "Vĩ độ", "Kinh độ"), ("C1", *AT_DONG_HOI)]
    data = workbook(guide, rows, names=("Hướng dẫn", "DS"))
    found = read_import(data, "a.xlsx", communes=communes())
    assert found.cameras["camera_id"].tolist() == ["C1"]
    assert "Hướng dẫn" in {f.sheet for f in found.findings}


def test_a_zip_file_renamed():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "không phải sổ tính")
    refused(file.getvalue(), "a.xlsx")


def test_a_damaged_workbook():
    rows = [("Mã camera", "Vĩ độ", "Kinh độ"), ("C1", *AT_DONG_HOI)]
    refused(workbook(rows)[:-400], "a.xlsx")


def test_a_file_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "lon.xlsx"
    with path.open("wb") as file:
        file.truncate(2 * MAX_FILE_BYTES)
    with pytest.raises(FileError, match="200 MB"):
        read_import(path, communes=communes())


def test_text_in_number_columns_keeps_the_row():
    headings = ("Mã camera", "Vĩ độ", "Kinh độ", "Tầm xa", "Chiều cao")
    found = read(("C1", *AT_DONG_HOI, "khá xa", "5 m"), headings=headings)
    assert found.accepted == 1
    assert found.cameras["range_m"].isna().all()
    assert found.cameras["height_m"].tolist() == [5.0]
    assert "Tầm xa" in {f.column for f in found.findings}


def test_an_unknown_word_for_the_status_is_not_surveyed():
    found = read(("C1", "", "", *AT_DONG_HOI, "lung tung"))
    assert found.cameras["status"].tolist() == ["unknown"]
    [finding] = [f for f in found.findings if f.severity is Severity.WARNING]
    assert "lung tung" in finding.message


def test_formula_cells_without_a_result_are_told():
    found = read(("C1", "Chợ", "", "=A1*2", "=B7", ""))
    assert found.quarantined == 1
    assert any("=A1*2" in f.message or "=B7" in f.message for f in found.findings)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([*TABLES, *LAYER_READERS]),
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"SQLite format 3\0", b'{"type":', b"lat,lon\n"]),
)
def test_any_bytes_are_refused_in_words_or_read(ending, data, start):
    try:
        found = read_import(start + data, f"a{ending}", communes=communes())
    except FileError:
        return
    assert found.rows == found.accepted + found.quarantined
