"""Files of budgets as offices keep them; amounts worked out by hand."""

import io

import pytest
from openpyxl import Workbook

from gis.core.choices import Origin, Payer
from gis.core.errors import FileError
from gis.core.findings import Severity
from gis.restoration.files.budget_files import read_budgets
from tests.registers import communes

HEADER = "commune_code,payer,phase,amount_vnd,eligible_origin\n"


def read(text, name="ns.csv", encoding="utf-8"):
    return read_budgets(text.encode(encoding), name, communes())


def rows(budgets):
    return list(
        budgets[["commune_code", "payer", "phase", "amount_vnd", "eligible_origin"]].itertuples(
            index=False, name=None
        )
    )


def warnings(findings):
    return [f for f in findings if f.severity is Severity.WARNING]


def book(*table, merge=()):
    sheet = Workbook()
    for row in table:
        sheet.active.append(row)
    for span in merge:
        sheet.active.merge_cells(span)
    file = io.BytesIO()
    sheet.save(file)
    return file.getvalue()


def test_the_canonical_form():
    budgets, findings = read(HEADER + "18859,commune,2,5000000,state;new_rural\n,,,1000000.0,\n")
    assert rows(budgets) == [
        ("18859", "commune", 2, 5e6, "state;new_rural"),
        ("", "", 1, 1e6, ""),
    ]
    assert findings == []


def test_a_csv_of_an_office():
    text = (
        "Xã, phường;Kinh phí (triệu đồng);Nguồn;Đợt;Dùng cho\n"
        "Phường Đồng Hới;12,5;Ngân sách xã;1;tất cả\n"
        "Đồng Thuận;1.250,75;xã hội hóa;Đợt 2;Ngân sách nhà nước, NTM\n"
        "Toàn tỉnh;0,5;tỉnh hỗ trợ;;\n"
        "Tổng cộng;1.263,75;;;\n"
    )
    budgets, findings = read(text)
    assert rows(budgets) == [
        ("18880", "commune", 1, 12.5e6, "all"),
        ("18859", "community", 2, 1250.75e6, "state;new_rural"),
        ("", "province", 1, 0.5e6, ""),
    ]
    assert findings == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_two_columns_in_any_separator_and_encoding(separator, encoding):
    amount = '"12,5"' if separator == "," else "12,5"
    text = f"Xã{separator}Kinh phí (triệu đồng)\nĐồng Hới{separator}{amount}\n"
    budgets, findings = read(text, encoding=encoding)
    assert rows(budgets) == [("18880", "", 1, 12.5e6, "all")]
    assert [f.severity for f in findings] == [Severity.NOTICE]


def test_a_workbook_with_a_title_a_unit_above_merged_cells_numbers_and_a_signature():
    data = book(
        ("PHÂN BỔ KINH PHÍ NĂM 2026",),
        (None, None, None, "ĐVT: triệu đồng"),
        ("STT", "Tên xã", "Nguồn kinh phí", "Số tiền"),
        ("(1)", "(2)", "(3)", "(4)"),
        (1, "UBND phường Đồng Hới", "Ngân sách phường", 120),
        (2, None, "Xã hội hóa", 30.5),
        (3, 18859, "Ngân sách nhà nước", "1.000"),
        (None, "Cộng", None, "1.150,5"),
        (None, None, None, None),
        (None, None, "Người lập biểu", None),
        merge=("B5:B6",),
    )
    budgets, findings = read_budgets(data, "ns.xlsx", communes())
    assert rows(budgets) == [
        ("18880", "commune", 1, 120e6, "all"),
        ("18880", "community", 1, 30.5e6, "all"),
        ("18859", "", 1, 1000e6, "all"),
    ]
    assert warnings(findings) == []
    assert any("10" in f.message for f in findings)


def test_totals_of_parts_and_of_all_are_compared():
    text = (
        "Xã;Số tiền (đồng)\nĐồng Hới;1.000.000\nĐồng Thuận;2.000.000\nCộng I;3.000.000\n"
        "Toàn tỉnh;4.000.000\nCộng II;4.000.000\nTC;{total}\n"
    )
    assert warnings(read(text.format(total="7.000.000"))[1]) == []
    budgets, findings = read(text.format(total="8.000.000"))
    assert budgets["amount_vnd"].sum() == 7e6
    [wrong] = warnings(findings)
    assert wrong.row == 7
    assert "8.000.000" in wrong.message
    assert "7.000.000" in wrong.message


@pytest.mark.parametrize(
    ("line", "row", "said"),
    [
        ("Đồng Hới;3.500", 2, "3.500.000.000 đồng"),
        ("Đồng Hới;3-5", 2, "5.000.000 đồng"),
        ("Đồng Hới;1\nĐồng Đen;1", 3, "Đồng Đen"),
        ("Đồng Hới;1\n;1", 3, "Toàn tỉnh"),
        ("Đồng Hới;nhiều", 2, "nhiều"),
        ("Đồng Hới;inf", 2, "inf"),
        ("Đồng Hới;1e5", 2, "1e5"),
        ("Đồng Hới;nan", 2, "nan"),
        ("Đồng Hới;-1", 2, "-1"),
        ("Đồng Hới;" + "9" * 5000, 2, "999"),
    ],
)
def test_what_cannot_be_is_refused_by_its_row(line, row, said):
    with pytest.raises(FileError, match=rf"ns\.csv.*{row}") as refused:
        read(f"Xã;Kinh phí (triệu đồng)\n{line}\n")
    assert said in str(refused.value)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "Xã\nĐồng Hới\n",
        HEADER,
        "Xã;Kinh phí\n",
        HEADER + ",,x,1,\n",
        HEADER + ",,13,1000,\n",
        HEADER + ",uncle,1,1000,\n",
        HEADER + ",,1,1000,lottery\n",
    ],
)
def test_what_is_no_list_of_budgets_is_refused(text):
    with pytest.raises(FileError, match=r"ns\.csv"):
        read(text)


def test_a_former_commune_leads_to_todays_and_amounts_without_a_unit_are_asked():
    with pytest.raises(FileError, match=r"12\.000\.000 đồng"):
        read("Xã;Kinh phí\nĐồng Hới;12\n")
    assert read("Xã;Kinh phí\nĐồng Hới;12 triệu\n")[0]["amount_vnd"].tolist() == [12e6]


def test_nothing_given_is_no_mistake_and_less_than_nothing_is():
    assert read("Xã;Kinh phí (đồng)\nĐồng Hới;0\n")[0]["amount_vnd"].tolist() == [0]
    with pytest.raises(FileError, match=r"ns\.csv.*2.*-1"):
        read("Xã;Kinh phí (đồng)\nĐồng Hới;-1\n")


@pytest.mark.parametrize(
    ("written", "phase"), [("12", 12), ("Đợt 1", 1), ("giai đoạn 3", 3), ("", 1)]
)
def test_phases(written, phase):
    assert read(f"{HEADER},,{written},1000000,\n")[0]["phase"].tolist() == [phase]


@pytest.mark.parametrize("origin", sorted(set(Origin) - {Origin.STATE} - set(Payer)))
def test_an_origin_that_is_no_payer_is_refused_as_one(origin):
    with pytest.raises(FileError, match=rf"ns\.csv.*{origin}"):
        read(f"{HEADER},{origin},1,1000000,\n")


def test_rows_without_an_amount_are_named_in_one_notice():
    text = "Xã;Kinh phí (đồng);Dùng cho\nĐồng Hới;1.000.000;\nĐồng Thuận;;\nĐồng Hới;;\n;;\n"
    budgets, [notice] = read(text)
    assert len(budgets) == 1
    assert (notice.row, notice.column, notice.severity) == (0, "", Severity.NOTICE)
    assert "3, 4" in notice.message
