"""A list that comes again under other codes, or with its rows counted otherwise."""

import pytest

from gis.store.editing import history
from gis.store.undoing import undo, undoable
from tests.registers import read

HERE = "Phường Đồng Hới"
HEADINGS = ("Mã camera", "Tên", "Địa chỉ", "Xã", "Số lượng", "Tình trạng")
BARE = HEADINGS[1:]
PLACES = [
    ("Cổng chợ Cầu", "KP 3", HERE, 1, "hỏng"),
    ("Ngã tư Cầu (QL1)", "KP 3", HERE, 1, "hỏng"),
    ("Ngã tư Cầu (QL1)", "KP 3", HERE, 1, "hoạt động"),
    ("Trường THPT Hai Bà Trưng", "KP 5", HERE, 2, "hoạt động"),
    ("Vòng xuyến đường tránh", "KP 7", HERE, 1, "hỏng"),
    ("Cầu Trúc Khê", "Trúc Khê", HERE, 1, "hỏng"),
]


def bring(store, rows, headings=HEADINGS, source="lan-1.xlsx", **options):
    found = read(*rows, headings=headings, known=store.listed(), **options)
    store.save(cameras=found.cameras, renamed=found.renamed, source=source)
    return found


def coded(pattern, rows=PLACES, start=1):
    return [(pattern.format(k), *row) for k, row in enumerate(rows, start)]


def states(store):
    table = store.cameras()
    return dict(zip(table["camera_id"], table["status"], strict=True))


@pytest.mark.parametrize(
    ("before", "after", "start"),
    [
        ("A{}", "GL-A{}", 1),
        ("GL-A{}", "A{}", 1),
        ("{}", "{:03}", 1),
        ("C{}", "C{}", 101),
    ],
    ids=["prefix", "prefix gone", "zeros", "renumbered"],
)
def test_a_list_given_other_codes_is_the_same_list(store, before, after, start):
    bring(store, coded(before))
    brought = states(store)
    found = bring(store, coded(after, start=start))
    assert list(states(store).values()) == list(brought.values())
    codes = {row[0] for row in coded(after, start=start)}
    assert codes < set(states(store))
    assert len(states(store)) == 7
    assert found.absent.empty
    assert found.recognition.unsure.empty
    assert "May be the same" not in str(found.findings)


def test_the_former_code_is_in_the_history_and_still_finds_its_camera(store):
    bring(store, coded("A{}"))
    bring(store, coded("GL-A{}"))
    told = history(store, "GL-A6")
    assert ("A6", "GL-A6") in set(zip(told["before"], told["after"], strict=True))
    # Somebody sends the older list: the cameras are updated under the codes they have now.
    older = [*coded("A{}")[:5], ("A6", *PLACES[5][:4], "hoạt động")]
    found = bring(store, older, source="cu.xlsx")
    assert states(store)["GL-A6"] == "working"
    assert len(states(store)) == 7
    assert found.absent.empty


def test_other_codes_can_be_taken_back(store):
    bring(store, coded("A{}"))
    before = store.cameras()["camera_id"].tolist()
    bring(store, coded("GL-A{}"))
    undo(store, undoable(store))
    assert store.cameras()["camera_id"].tolist() == before


@pytest.mark.parametrize(
    "codes",
    [("x17", "b83", "q8", "m99", "k52", "z41"), [f"VT-{k}" for k in range(1, 7)]],
    ids=["no rule", "perhaps those of another keeper"],
)
def test_other_codes_without_rule_are_shown_side_by_side(store, codes):
    bring(store, coded("A{}"))
    rows = [(code, *row) for code, row in zip(codes, PLACES, strict=True)]
    found = read(*rows, headings=HEADINGS, known=store.listed())
    unsure = found.recognition.unsure
    assert unsure["camera_id"].tolist() == ["A1", "A2", "A3", "A4", "A5", "A6"]
    assert unsure["same"].all()
    said = dict.fromkeys([("Danh sách", row) for row in range(2, 8)], "")
    others = read(*rows, headings=HEADINGS, known=store.listed(), matches=said)
    assert not others.renamed
    store.save(cameras=others.cameras, renamed=others.renamed, source="khac.xlsx")
    assert len(states(store)) == 14


def test_one_row_with_a_new_code_is_another_camera_and_the_pair_is_shown(store):
    bring(store, coded("A{}"))
    found = bring(store, [*coded("A{}")[:5], ("B1", *PLACES[5])])
    [pair] = found.recognition.unsure.to_dict("records")
    assert (pair["row"], pair["camera_id"], pair["same"]) == (7, "A6", False)
    assert {"A6", "B1"} <= set(states(store))
    said = {("Danh sách", 7): "A6"}
    same = read(
        *[*coded("A{}")[:5], ("B2", *PLACES[5])],
        headings=HEADINGS,
        known=store.listed(),
        matches=said,
    )
    assert same.renamed == {"A6": "B2"}


def test_a_second_list_of_other_places_is_another_list(store):
    bring(store, coded("A{}"))
    other = [
        ("Nhà văn hóa Phú Ninh", "TDP 4", HERE, 1, "hỏng"),
        ("Ngã ba Quán Hàu", "TDP 2", HERE, 1, "hỏng"),
        ("Công viên Nhật Lệ", "TDP 9", HERE, 1, "hỏng"),
    ]
    found = bring(store, coded("B{}", other), source="khac.xlsx")
    assert found.recognition.unsure.empty
    assert len(states(store)) == 10


def test_codes_taken_away_leave_the_cameras_their_codes(store):
    bring(store, coded("A{}"))
    before = states(store)
    found = bring(store, PLACES, headings=BARE)
    assert states(store) == before
    assert found.absent.empty


def test_a_row_of_three_that_comes_again_as_three_rows(store):
    bring(store, [("Ngã tư Sòng", "TDP 1", HERE, 3, "hỏng"), *PLACES], headings=BARE)
    before = set(states(store))
    three = [("Ngã tư Sòng", "TDP 1", HERE, 1, state) for state in ("hỏng", "tốt", "hỏng")]
    for _again in range(2):
        found = bring(store, [*three, *PLACES], headings=BARE)
        assert set(states(store)) == before
        assert found.absent.empty
        assert found.recognition.unsure.empty
    working = [c for c, state in states(store).items() if state == "working"]
    assert len(working) == 4


def test_three_rows_with_names_of_their_own_are_the_three_of_the_row(store):
    bring(store, [("Ngã tư Sòng", "TDP 1", HERE, 3, "hỏng"), *PLACES], headings=BARE)
    before = set(states(store))
    three = [(f"Ngã tư Sòng {k}", "TDP 1", HERE, 1, "hỏng") for k in (1, 2, 3)]
    found = bring(store, [*three, *PLACES], headings=BARE)
    assert set(states(store)) == before
    assert found.absent.empty


def test_three_rows_given_codes_are_the_three_of_the_row(store):
    bring(store, [("Ngã tư Sòng", "TDP 1", HERE, 3, "hỏng"), *PLACES], headings=BARE)
    three = [(f"S{k}", "Ngã tư Sòng", "TDP 1", HERE, 1, "hỏng") for k in (1, 2, 3)]
    found = bring(store, [*three, *coded("A{}")])
    assert len(states(store)) == 10
    assert {"S1", "S2", "S3"} < set(states(store))
    assert found.absent.empty


def test_three_rows_that_come_again_as_one_row_of_three(store):
    three = [("Ngã tư Sòng", "TDP 1", HERE, 1, state) for state in ("hỏng", "tốt", "hỏng")]
    bring(store, [*three, *PLACES], headings=BARE)
    before = set(states(store))
    for _again in range(2):
        found = bring(store, [("Ngã tư Sòng", "TDP 1", HERE, 3, "hỏng"), *PLACES], headings=BARE)
        assert set(states(store)) == before
        assert found.absent.empty
    sites = store.cameras().query("name == 'Ngã tư Sòng'")["site_id"]
    assert sites.nunique() == 1


def test_three_coded_rows_that_come_again_as_one_row_without_code(store):
    three = [(f"S{k}", "Ngã tư Sòng", "TDP 1", HERE, 1, "hỏng") for k in (1, 2, 3)]
    bring(store, [*three, *coded("A{}")])
    before = set(states(store))
    found = bring(store, [("Ngã tư Sòng", "TDP 1", HERE, 3, "hỏng"), *PLACES], headings=BARE)
    assert set(states(store)) == before
    assert found.absent.empty


def test_the_parts_of_a_row_get_codes_made_of_its_own(store):
    bring(store, [("GM-02", "Ngã tư Sòng", "TDP 1", HERE, 3, "hỏng"), *coded("A{}")])
    three = [(f"GM-02.{k}", "Ngã tư Sòng", "TDP 1", HERE, 1, "hỏng") for k in (1, 2, 3)]
    found = bring(store, [*three, *coded("A{}")])
    assert {"GM-02.1", "GM-02.2", "GM-02.3"} < set(states(store))
    assert len(states(store)) == 10
    assert found.absent.empty
    assert found.recognition.unsure.empty


def test_the_second_view_under_its_own_code_stays_itself(store):
    bring(store, [("GM-02", "Ngã tư Sòng", "TDP 1", HERE, 2, "hỏng"), *coded("A{}")])
    two = [(f"GM-02-{k}", "Ngã tư Sòng", "TDP 1", HERE, 1, "hỏng") for k in (1, 2)]
    bring(store, [*two, *coded("A{}")])
    assert {"GM-02-1", "GM-02-2"} < set(states(store))
    assert len(states(store)) == 9


def test_codes_that_went_to_other_rows_are_told(store):
    names = ["Chợ Ga", "Cầu Dài", "Bến xe", "Công viên", "Nhà ga"]
    rows = [(name, "KP 1", HERE, 1, "hỏng") for name in names]
    bring(store, coded("A{}", rows))
    found = read(*coded("A{}", rows[1:]), headings=HEADINGS, known=store.listed())
    [told] = [f for f in found.findings if "trước đây là" in f.message]
    assert (told.row, "A1" in told.message, "Chợ Ga" in told.message) == (2, True, True)
    same = read(*coded("A{}", rows), headings=HEADINGS, known=store.listed())
    assert not [f for f in same.findings if "trước đây là" in f.message]
