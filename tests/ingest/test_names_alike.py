"""Names that are alike but not equal: one camera in a list that comes again, else two."""

import pytest

from tests.ingest.one_commune import HERE, bring

HEADINGS = ("STT", "Tên", "Xã", "Tình trạng", "Vĩ độ", "Kinh độ")
POLICE = [
    (1, "Cổng chợ Cầu", HERE, "hỏng", 17.4701, 106.6201),
    (2, "Ngã tư Cầu - QL1", HERE, "hỏng", 17.4741, 106.6231),
    (3, "Trường THPT Gio Linh", HERE, "hỏng", 17.4761, 106.6241),
]
COMMUNE = [
    (1, "Chợ Cầu", HERE, "tốt", 17.47015, 106.6202),
    (2, "Ngã tư Cầu", HERE, "tốt", 17.47412, 106.6232),
    (3, "Nhà thi đấu", HERE, "tốt", 17.4790, 106.6290),
]


def test_another_keepers_list_overwrites_nothing_and_misses_nothing(store):
    bring(store, *POLICE, headings=HEADINGS)
    before = store.cameras()
    found = bring(store, *COMMUNE, headings=HEADINGS, source="ubnd.xlsx")
    after = store.cameras().set_index("camera_id").loc[before["camera_id"]].reset_index()
    assert after.equals(before)
    pairs = found.recognition.unsure
    assert pairs[["name", "name_known"]].values.tolist() == [
        ["Chợ Cầu", "Cổng chợ Cầu"],
        ["Ngã tư Cầu", "Ngã tư Cầu - QL1"],
    ]
    assert not pairs["same"].any()
    assert found.absent.empty


def test_who_says_so_makes_them_one(store):
    bring(store, *POLICE, headings=HEADINGS)
    pairs = bring(store, COMMUNE[0], headings=HEADINGS).recognition.unsure
    assert len(pairs) == 1
    code = pairs["camera_id"].iloc[0]
    found = bring(store, COMMUNE[1], headings=HEADINGS, matches={("Danh sách", 2): code})
    assert found.cameras["camera_id"].tolist() == [code]


@pytest.mark.parametrize("name", ["Cho cau", "CHỢ  CẦU", "chợ Cầu."])
def test_equal_but_for_marks_and_case_is_no_other_name(store, name):
    bring(store, COMMUNE[0], headings=HEADINGS)
    found = bring(store, (1, name, HERE, "hỏng", 17.47015, 106.6202), headings=HEADINGS)
    assert len(store.cameras()) == 1
    assert found.recognition.unsure.empty


def test_a_corrected_name_in_a_list_that_comes_again_is_shown(store):
    bring(store, *POLICE, headings=HEADINGS)
    before = store.cameras()["camera_id"].tolist()
    again = [*POLICE[1:], (1, "Chợ Cầu", HERE, "tốt", 17.47015, 106.6202)]
    found = bring(store, *again, headings=HEADINGS, source="t8.xlsx")
    assert store.cameras()["camera_id"].tolist() == before
    [pair] = found.recognition.unsure.to_dict("records")
    assert (pair["name"], pair["name_known"], pair["same"]) == ("Chợ Cầu", "Cổng chợ Cầu", True)


def test_a_letter_does_not_take_over_a_name(store):
    bring(store, (1, "Chợ B", HERE, "hỏng", 17.47015, 106.6202), headings=HEADINGS)
    found = bring(store, (1, "B", HERE, "tốt", 17.47025, 106.6203), headings=HEADINGS)
    assert sorted(store.cameras()["name"]) == ["B", "Chợ B"]
    assert len(found.recognition.unsure) == 1
