"""Files of budgets and prices that are something else, or were made to do harm."""

import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gis.core.errors import GisError
from gis.restoration.files.budget_files import read_budgets
from gis.restoration.files.price_files import read_price_file
from tests.registers import communes

COMMUNES = communes()


def budgets(data, name="a.csv"):
    return read_budgets(data, name, COMMUNES)


def prices(data, name="a.csv"):
    return read_price_file(data, name, source="x")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([budgets, prices]),
    st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a.geojson", "a.pdf", "a"]),
    st.sampled_from(["", "Xã;Kinh phí\n", "Bộ phận;Đơn giá\n", "PK\x03\x04"]),
    st.binary(max_size=200) | st.text(max_size=100).map(str.encode),
)
def test_any_bytes_are_read_or_refused_in_words(read, name, start, data):
    try:
        read(start.encode() + data, name)
    except GisError:
        return


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Đồng Hới", "Toàn tỉnh", "Cộng", "", "18859", "<b>"]),
            st.sampled_from(["1.000.000", "12,5", "-1", "inf", "9" * 400, "=1+1", "", "2tr5"]),
        )
    )
)
def test_any_rows_are_read_or_refused_and_money_is_finite(rows):
    text = "Xã;Kinh phí\n" + "\n".join(f"{name};{amount}" for name, amount in rows)
    try:
        found, _findings = budgets(text.encode())
    except GisError:
        return
    assert found["amount_vnd"].between(0, 1e15).all()


@pytest.mark.parametrize("read", [budgets, prices])
def test_a_workbook_without_a_filled_cell_is_refused(read):
    file = io.BytesIO()
    Workbook().save(file)
    with pytest.raises(GisError, match=r"a\.xlsx"):
        read(file.getvalue(), "a.xlsx")


@pytest.mark.parametrize("read", [budgets, prices])
def test_long_cells_and_long_lists_take_no_time(read):
    start = time.process_time()
    for line in (";".join(["(" * 50_000, "9" * 50_000]), "Xã;" + "1." * 1500, "\n" * 30_000):
        with pytest.raises(GisError, match=r".*"):
            read(f"Xã;Kinh phí;Bộ phận;Đơn giá\n{line}\n".encode())
    assert time.process_time() - start < 5


def test_an_office_that_still_writes_in_tcvn3():
    text = (
        "X·;Kinh phÝ (triÖu ®ång);Nguån\nPh­êng §ång Híi;12,5;Ng©n s¸ch x·\n"
        "§ång ThuËn;3;TØnh hç trî\n"
    )
    found, _findings = budgets(text.encode("latin-1"))
    assert found["commune_code"].tolist() == ["18880", "18859"]
    assert found["amount_vnd"].tolist() == [12.5e6, 3e6]
    assert found["payer"].tolist() == ["commune", "province"]
