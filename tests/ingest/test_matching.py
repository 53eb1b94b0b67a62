"""A list that comes again: its cameras are updated, never doubled; what is missing is named."""

import pytest

from gis.core.findings import Severity
from gis.ingest.matching.matches import LIKELY
from gis.store.editing import history
from gis.store.undoing import undo, undoable
from tests.ingest.one_commune import HEADINGS, HERE, bring
from tests.registers import read

CODED = ("Mã camera", *HEADINGS[1:])
LIST = [
    (1, "Cổng chợ Cầu", "KP 3", HERE, 2, None, None, "hỏng"),
    (2, "Ngã tư Cầu (QL1)", "KP 3", HERE, 4, None, None, "hỏng"),
    (3, "Trường THPT Hai Bà Trưng", "KP 5", HERE, 2, None, None, "hoạt động"),
    (4, "Vòng xuyến đường tránh", "KP 7", HERE, 1, None, None, "hỏng"),
    (5, "Cầu Trúc Khê", "Trúc Khê", HERE, 1, None, None, "hỏng"),
]


def with_row(place, *row, rows=LIST):
    return [row if i == place else other for i, other in enumerate(rows)]


def ids(store):
    return store.cameras()["camera_id"].tolist()


def named(store, code):
    return store.cameras().set_index("camera_id").loc[code]


def test_the_same_list_again_changes_nothing(store):
    bring(store, *LIST)
    before, revision = store.cameras(), store.revision()
    again = bring(store, *LIST)
    assert store.revision() == revision
    assert store.cameras().equals(before)
    assert again.absent.empty
    assert again.recognition.unsure.empty


def test_positions_filled_in_later_are_those_of_the_same_cameras(store):
    bring(store, *LIST)
    before = ids(store)
    there = [(*row[:5], 17.45 + k / 100, 106.62, "hỏng") for k, row in enumerate(LIST)]
    found = bring(store, *there)
    assert ids(store) == before
    assert found.absent.empty
    assert store.cameras()["lat"].notna().all()
    moved = [(*row[:5], row[5] + 0.000013, row[6], row[7]) for row in there]  # 1,4 m
    bring(store, *moved)
    assert ids(store) == before
    # What is blank in the list again leaves what is stored.
    bring(store, *LIST)
    assert store.cameras()["lat"].notna().all()
    assert ids(store) == before


RENAMED = {
    "longer": (0, (1, "Cổng chợ Cầu (phía QL1)", "Khu phố 3", HERE, 2, None, None, "hỏng")),
    "short form": (1, (2, "Ngã 4 Cầu QL 1", "Khu phố 3", HERE, 4, None, None, "hỏng")),
    "misspelt": (2, (3, "Trừơng THPT Hai Bà Chưng", "KP5", HERE, 2, None, None, "hoạt động")),
    "another word": (3, (4, "Bùng binh đường tránh", "KP 7", HERE, 1, None, None, "hỏng")),
    "other address": (4, (5, "Cầu Trúc Khê", "Thôn Gia Môn", HERE, 1, None, None, "hỏng")),
}


@pytest.mark.parametrize(("place", "row"), RENAMED.values(), ids=RENAMED)
def test_a_corrected_name_is_the_same_camera(store, place, row):
    bring(store, *LIST)
    before = ids(store)
    found = bring(store, *with_row(place, *row))
    assert ids(store) == before
    assert found.absent.empty
    assert row[1] in set(store.cameras()["name"])


def test_a_quantity_that_grows_adds_views_and_one_that_shrinks_names_the_surplus(store):
    bring(store, *LIST)
    grown = bring(store, *with_row(0, 1, "Cổng chợ Cầu", "KP 3", HERE, 3, None, None, "hỏng"))
    assert len(store.cameras()) == 11
    assert grown.absent.empty
    found = bring(store, *with_row(1, 2, "Ngã tư Cầu (QL1)", "KP 3", HERE, 3, None, None, "hỏng"))
    assert len(store.cameras()) == 11  # nothing is deleted unasked
    gone = found.absent["camera_id"].tolist()
    assert sorted(code.rpartition("-")[2] for code in gone) == ["3", "4"]
    [told] = [f for f in found.findings if "không còn trong danh sách" in f.message]
    assert told.severity is Severity.WARNING
    assert all(code in told.message for code in gone)


def test_a_row_that_is_gone_is_named_and_stays(store):
    bring(store, *LIST)
    found = bring(store, *(LIST[:2] + LIST[3:]))
    assert set(found.absent["name"]) == {"Trường THPT Hai Bà Trưng"}
    assert len(found.absent) == 2
    assert len(store.cameras()) == 10


def test_cameras_of_another_list_are_not_missed(store):
    bring(store, *LIST)
    other = (1, "Công viên Nhật Lệ", "TDP 9", HERE, 1, None, None, "hỏng")
    found = bring(store, other, source="khac.xlsx")
    assert len(store.cameras()) == 11
    assert found.absent.empty


def test_a_new_row_between_the_others_is_a_new_camera(store):
    bring(store, *LIST)
    new = (3, "Nhà văn hóa Diêm Điền", "TDP 12", HERE, 1, None, None, "hoạt động")
    found = bring(store, *LIST[:2], new, *LIST[2:])
    assert len(store.cameras()) == 11
    assert found.recognition.unsure.empty
    assert found.absent.empty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngã tư Sòng hướng Bắc", "Ngã tư Sòng hướng Nam"),
        ("Cổng số 1", "Cổng số 2"),
        ("Nhà văn hóa Nhĩ Thượng", "Nhà văn hóa Nhĩ Hạ"),
        ("Chợ A", "Chợ B"),
    ],
)
def test_names_that_a_figure_or_a_direction_tells_apart_are_two_cameras(store, one, other):
    bring(store, (1, one, "", HERE, 1, None, None, ""))
    bring(store, (1, other, "", HERE, 1, None, None, ""))
    assert set(store.cameras()["name"]) == {one, other}


def test_two_rows_are_never_one_camera_and_directions_tell_them_apart(store):
    headings = ("Tên", "Xã", "Hướng", "Tình trạng")
    rows = [("Ngã ba An Mỹ", HERE, "Đông", ""), ("Ngã ba An Mỹ", HERE, "Tây", "")]
    bring(store, *rows, headings=headings)
    looks = store.cameras().set_index("camera_id")["azimuth_deg"]
    assert sorted(looks) == [90, 270]
    # In the other order, and one of them alone.
    bring(store, *rows[::-1], headings=headings)
    assert store.cameras().set_index("camera_id")["azimuth_deg"].equals(looks)
    found = bring(store, ("Ngã ba An Mỹ", HERE, "Tây", "hỏng"), headings=headings)
    [row] = found.cameras.to_dict("records")
    assert looks[row["camera_id"]] == 270
    assert len(store.cameras()) == 2


def test_a_code_given_later_is_that_of_the_camera_that_had_none(store):
    bring(store, *LIST)
    coded = [(f"GL-{row[0]:02}", *row[1:]) for row in LIST]
    found = bring(store, *coded, headings=CODED)
    assert len(store.cameras()) == 10
    assert {"GL-01", "GL-01-2", "GL-02", "GL-02-4", "GL-05"} <= set(ids(store))
    assert named(store, "GL-02-3")["site_id"] == "GL-02"
    assert found.absent.empty
    told = history(store, "GL-05")
    assert told["after"].tolist()[:2] == ["created", "GL-05"]
    # The list without codes finds them again.
    bring(store, *LIST)
    assert len(store.cameras()) == 10
    assert "GL-05" in ids(store)


def test_a_code_given_later_can_be_taken_back(store):
    bring(store, *LIST)
    before = store.cameras()
    coded = [(f"GL-{row[0]:02}", *row[1:-1], "hoạt động") for row in LIST]
    bring(store, *coded, headings=CODED)
    undo(store, undoable(store))
    assert store.cameras()[["camera_id", "site_id", "status"]].equals(
        before[["camera_id", "site_id", "status"]]
    )


def test_a_stated_code_wins_over_everything_alike(store):
    bring(store, ("C1", *LIST[0][1:]), ("C2", *LIST[1][1:]), headings=CODED)
    # The codes exchanged: what each says is what its code says.
    bring(store, ("C2", *LIST[0][1:]), ("C1", *LIST[1][1:]), headings=CODED)
    assert named(store, "C2")["name"] == "Cổng chợ Cầu"
    # Another code is another camera.
    bring(store, ("C9", *LIST[0][1:]), headings=CODED)
    assert {"C1", "C2", "C9"} <= set(ids(store))


AGAIN = (1, "Cổng chợ Cầu", "KP 3", HERE, 1, 17.49, 106.63, "hỏng")  # 4 km away


@pytest.mark.parametrize(
    ("row", "same"),
    [
        ((1, "Cổng chợ Cầu mới", "KP 8", HERE, 1, None, None, ""), None),
        (AGAIN, False),
    ],
    ids=["words", "far away"],
)
def test_an_unsure_pair_is_told_and_taken_as_people_say(store, row, same):
    bring(store, (1, "Cổng chợ Cầu", "KP 3", HERE, 1, 17.455, 106.61, "hỏng"))
    [code] = ids(store)
    found = read(row, headings=HEADINGS, known=store.listed())
    [pair] = found.recognition.unsure.to_dict("records")
    assert pair["camera_id"] == code
    assert pair["name"] == row[1]
    assert pair["name_known"] == "Cổng chợ Cầu"
    assert pair["same"] == (pair["score"] >= LIKELY)
    assert same is None or pair["same"] == same
    [told] = [f for f in found.findings if f.row == 2 and code in f.message]
    assert told.severity is Severity.WARNING
    for said, count in ((code, 1), ("", 2)):
        decided = read(
            row, headings=HEADINGS, known=store.listed(), matches={("Danh sách", 2): said}
        )
        assert decided.recognition.unsure.empty
        assert len({code, *decided.cameras["camera_id"]}) == count


def test_what_is_simulated_is_nobodys_list(store):
    found = read(*LIST, headings=HEADINGS)
    store.save(cameras=found.cameras, source="demo", simulated=True)
    assert store.listed().empty


def test_a_returned_row_is_still_in_the_list(store):
    bring(store, *LIST)
    found = bring(store, *with_row(3, *LIST[3][:5], "trước cổng", "106,6", "hỏng"))
    assert found.quarantined == 1
    assert found.absent.empty


def test_a_list_without_communes_finds_its_cameras_once_they_have_positions(store):
    headings = ("Tên", "Địa chỉ", "Vĩ độ", "Kinh độ", "Tình trạng")
    rows = [("Cổng chợ Cầu", "KP 3", None, None, "hỏng"), ("Nhà ga", "TDP 9", None, None, "")]
    bring(store, *rows, headings=headings)
    before = ids(store)
    there = [
        ("Cổng chợ Cầu (phía QL1)", "KP 3", 17.47, 106.62, ""),
        ("Nhà ga", "TDP 9", 17.47, 106.57, ""),
    ]
    bring(store, *there, headings=headings)
    assert ids(store) == before
    assert store.cameras()["lat"].notna().all()
