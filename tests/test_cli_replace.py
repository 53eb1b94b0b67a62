"""``import --replace``: told before, written at once, taken back at once."""

from tests.registers import workbook

HEADINGS = ("STT", "Tên", "Địa chỉ", "Xã", "Tình trạng")
HERE = "Phường Đồng Hới"
FIRST = [
    (1, "Chợ Cộn", "KP 1", HERE, "hỏng"),
    (2, "Ngã tư Trần Hưng Đạo", "KP 2", HERE, "hỏng"),
    (3, "Nhà ga", "KP 3", HERE, "hoạt động"),
]
SECOND = [(1, "Chợ Cộn", "KP 1", HERE, "hoạt động"), FIRST[1], (3, "Cầu mới", "KP 5", HERE, "")]


def file(folder, name, *rows):
    path = folder / name
    path.write_bytes(workbook([HEADINGS, *rows]))
    return path


def stored(gis):
    return gis.json("analyse")["province"]["cameras"]


def test_a_list_replaces_the_one_before(gis, tmp_path):
    gis.json("import", file(tmp_path, "lan-1.xlsx", *FIRST))
    second = file(tmp_path, "lan-2.xlsx", *SECOND)
    told = gis.json("import", second, "--replace", "--dry-run")["replacement"]
    assert (len(told["new"]), len(told["gone"]), told["kept"]) == (1, 1, [])
    assert ("Chợ Cộn", "status", "broken", "working") in [
        (c["name"], c["field"], c["before"], c["after"]) for c in told["changed"]
    ]
    assert stored(gis) == 3
    lines = gis("import", second, "--replace", "--dry-run").stdout
    assert "Không còn, chuyển vào lưu trữ: 1" in lines
    assert "“hư hỏng” → “hoạt động bình thường”" in lines
    assert "--who" in gis("import", second, "--replace").stderr
    gis.json("import", second, "--replace", "--who", "An")
    assert stored(gis) == 3
    events = gis.json("history", told["gone"][0])["events"]
    assert [e["after"] for e in events if e["field"] == "reason"] == [events[-1]["after"]]
    assert events[-1]["after"].startswith("không còn trong danh sách lan-2.xlsx ngày")
    gis.json("undo", "--yes", "--who", "An")
    assert gis.json("import", second, "--replace", "--dry-run")["replacement"] == told


def test_one_can_be_kept_and_a_wrong_code_is_refused(gis, tmp_path):
    gis.json("import", file(tmp_path, "lan-1.xlsx", *FIRST))
    second = file(tmp_path, "lan-2.xlsx", *FIRST[:2])
    [code] = gis.json("import", second, "--replace", "--dry-run")["replacement"]["gone"]
    told = gis.json("import", second, "--replace", "--keep", code)["replacement"]
    assert (told["gone"], told["kept"]) == ([], [code])
    assert stored(gis) == 3
    assert gis("import", second, "--replace", "--keep", "C99").returncode == 2


def test_another_list_replaces_nothing_unless_it_is_said_twice(gis, tmp_path):
    gis.json("import", file(tmp_path, "lan-1.xlsx", *FIRST))
    other = file(tmp_path, "khac.xlsx", (1, "Công viên Nhật Lệ", "KP 9", HERE, "hỏng"))
    refused = gis("import", other, "--replace")
    assert refused.returncode == 2
    assert "Chỉ 0 trong 3 camera" in refused.stderr
    assert stored(gis) == 3
    told = gis.json("import", other, "--replace", "--all-lists", "--who", "An")["replacement"]
    assert len(told["gone"]) == 3
    assert stored(gis) == 1


def test_simulated_data_goes_once_it_is_said_what_goes(gis, tmp_path):
    gis.json("demo", "--cameras", 100)
    told = gis.json("remove-simulated")
    assert (told["removed"], told["cameras"]) == (False, 100)
    assert "Sẽ xóa: 100 mắt camera" in gis("remove-simulated").stdout
    first = file(tmp_path, "lan-1.xlsx", *FIRST)
    assert "dữ liệu mô phỏng sẽ bị xóa: 100 mắt" in gis("import", first, "--dry-run").stdout
    gis.json("import", first, "--keep-places")
    told = gis.json("remove-simulated")
    assert (told["cameras"], told["places"] > 0, told["roads"] > 0) == (0, True, True)
    assert stored(gis) == 3
    assert gis.json("remove-simulated", "--yes", "--who", "An")["removed"]
    assert "Không có dữ liệu mô phỏng" in gis("remove-simulated").stdout
    assert stored(gis) == 3
