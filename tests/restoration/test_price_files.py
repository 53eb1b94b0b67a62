"""Price lists as offices and suppliers hand them in."""

import io

import pytest
from openpyxl import Workbook

from gis.core.errors import FileError, GisError
from gis.core.language import in_every_language
from gis.restoration.files.price_files import read_price_file
from gis.restoration.model.prices import read_prices
from gis.vocabulary.words import price_words
from tests.command import Inside

LIST = (
    "Bộ phận;Thấp;Trung bình;Cao;VAT;Nguồn;Ngày\n"
    "Đầu ghi hình;5 triệu;8.000.000;15tr;10%;Báo giá 12/2025;04/11/2025\n"
    "Quay quét;12.000.000;20.000.000;35.000.000;8;Báo giá 12/2025;04/11/2025\n"
)


def read(text, source="Sở Tài chính"):
    return read_price_file(text.encode(), "gia.csv", source=source)


def test_a_list_with_low_middle_and_high():
    chosen, findings = read(LIST)
    assert chosen["recorder"] == {
        "low": 5e6,
        "mid": 8e6,
        "high": 15e6,
        "vat": 10,
        "source": "Báo giá 12/2025",
        "date": "2025-11-04",
    }
    assert chosen["ptz"]["vat"] == 8
    assert findings == []
    table = read_prices(overrides=chosen)
    assert (table.loc["recorder", "mid"], table.loc["recorder", "estimated"]) == (8e6, False)


def test_one_price_in_million_under_two_rows_of_headings():
    book = Workbook()
    for row in (
        ("BẢNG GIÁ",),
        ("STT", "Hạng mục", "Đơn giá (triệu đồng)", None, None),
        (None, None, "Thấp", "Trung bình", "Cao"),
        (1, "Đầu ghi", 5, 8.5, "15"),
        (2, "Dây mạng Cat6", 1, 2, 3),
    ):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("C2:E2")
    file = io.BytesIO()
    book.save(file)
    chosen, [finding] = read_price_file(file.getvalue(), "gia.xlsx", source="x")
    assert [chosen["recorder"][level] for level in ("low", "mid", "high")] == [5e6, 8.5e6, 15e6]
    assert list(chosen) == ["recorder"]
    assert "Dây mạng Cat6" in finding.message


def test_a_single_price_is_low_middle_and_high():
    chosen, _findings = read("Tên thiết bị,Đơn giá\nĐầu ghi,8.000.000\n")
    assert chosen == {"recorder": {"low": 8e6, "mid": 8e6, "high": 8e6, "source": "Sở Tài chính"}}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Đầu ghi;3.500;;", "3.500.000.000"),
        ("Đầu ghi;inf;;", "inf"),
        ("Đầu ghi;1e5;;", "1e5"),
        ("Đầu ghi;3-5;;", "5.000.000"),
        ("Đầu ghi;;1;2", "thấp, trung bình"),
        ("Đầu ghi;8;;\nđầu ghi;9;;", "hai lần"),
        ("Ốc vít;8;;", "recorder"),
        ("Đầu ghi;5;8;2", "recorder"),
        ("Đầu ghi;-5;;", "recorder"),
        ("Đầu ghi;2000000;;", "recorder"),
    ],
)
def test_what_cannot_be_is_refused(line, said):
    with pytest.raises(GisError, match=r".*") as refused:
        read(f"Bộ phận;Trung bình (triệu đồng);Thấp (triệu đồng);Cao (triệu đồng)\n{line}\n")
    assert said in str(refused.value)


def test_what_is_no_price_list_or_has_no_source_is_refused():
    with pytest.raises(FileError, match=r"gia\.csv"):
        read("a;b\n1;2\n")
    with pytest.raises(FileError, match="căn cứ của đơn giá"):
        read("Bộ phận;Đơn giá\nĐầu ghi;8.000.000\n", source="")


def test_a_file_on_the_command_line(tmp_path):
    gis = Inside(tmp_path)
    (tmp_path / "gia.csv").write_text(LIST, "utf-8")
    gis.json("prices", "--file", tmp_path / "gia.csv")
    table = {row["part"]: row for row in gis.json("prices")["prices"]}
    assert (table["recorder"]["high"], table["fixed"]["estimated"]) == (15e6, True)
    (tmp_path / "gia.csv").write_text("Bộ phận;Đơn giá\nĐầu ghi;inf\n", "utf-8")
    assert gis("prices", "--file", tmp_path / "gia.csv", "--source", "x").returncode == 2


@pytest.mark.parametrize(
    ("written", "vat"),
    [("0,1", 10), ("0,08", 8), ("1", 1), ("1,5", 1.5), ("0", 0), ("8", 8), ("8%", 8), ("0%", 0)],
)
def test_a_tax_as_a_percentage_or_as_a_spreadsheet_holds_it(written, vat):
    chosen, _findings = read(f"Bộ phận;Đơn giá;VAT\nĐầu ghi;8.000.000;{written}\n")
    assert chosen["recorder"]["vat"] == pytest.approx(vat)


def test_parts_by_the_code_of_the_price_list():
    parts = list(read_prices().index)
    chosen, findings = read("part;price\n" + "".join(f"{part};8.000.000\n" for part in parts))
    assert (list(chosen), findings) == (parts, [])


def test_parts_by_their_words_in_either_language():
    parts = list(read_prices().index)
    for words in in_every_language(price_words):
        rows = "".join(f"{words[part]};8.000.000\n" for part in parts)
        assert list(read("part;price\n" + rows)[0]) == parts


@pytest.mark.parametrize("levels", ["5;8;", ";8;9", "5;;9", "5;;", ";;9"])
def test_two_of_three_levels_are_refused(levels):
    with pytest.raises(FileError, match="thấp, trung bình"):
        read(f"ĐVT: triệu đồng\nBộ phận;Thấp;Trung bình;Cao\nĐầu ghi;{levels}\n")


def test_what_a_row_does_not_say_is_left_and_the_rest_is_read():
    rows = ("Đầu ghi;8.000.000;;Báo giá 7;", "Quay quét;9.000.000;;;04/11/2025")
    chosen, _findings = read("\n".join(["Bộ phận;Đơn giá;VAT;Nguồn;Ngày", *rows]))
    assert chosen["recorder"] == dict.fromkeys(("low", "mid", "high"), 8e6) | {
        "source": "Báo giá 7"
    }
    assert chosen["ptz"]["date"] == "2025-11-04"
    assert chosen["ptz"]["source"] == "Sở Tài chính"


def test_rows_without_a_price_or_a_part_are_passed_over():
    text = "Bộ phận;Đơn giá\nĐầu ghi;8.000.000\nThiết bị lạ;\n;5.000.000\nCamera thân;\n"
    chosen, findings = read(text)
    assert (list(chosen), findings) == (["recorder"], [])
