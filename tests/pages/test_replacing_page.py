"""A commune's list that replaces the one before: three tables first, one write, one undo."""

import pytest

from gis.core.language import _
from gis.store.archive import removed
from gis.store.undoing import undo, undoable
from tests.pages.screen import named, page
from tests.registers import workbook

HEADINGS = ("STT", "Tên", "Địa chỉ", "Xã", "Tình trạng")
HERE = "Phường Đồng Hới"
FIRST = [
    (1, "Chợ Cộn", "KP 1", HERE, "hỏng"),
    (2, "Ngã tư Trần Hưng Đạo", "KP 2", HERE, "hỏng"),
    (3, "Nhà ga", "KP 3", HERE, "hoạt động"),
]
SECOND = [(1, "Chợ Cộn", "KP 1", HERE, "hoạt động"), FIRST[1], (3, "Cầu mới", "KP 5", HERE, "")]
OTHER = [(n, f"Cột phát sóng {n}", f"KP {n}", HERE, "hỏng") for n in range(11, 17)]


@pytest.fixture
def offer(app):
    def offer(rows, name):
        shown = named(page(app, "register"))
        shown.file_uploader[0].upload(name, workbook([HEADINGS, *rows])).run()
        assert not shown.exception
        return shown

    return offer


def choose_replacing(shown):
    [way] = [r for r in shown.radio if r.label == _("What is done with the list?")]
    assert way.value is False  # nothing goes unless it was chosen
    way.set_value(True).run()
    assert not shown.exception


def write(shown):
    shown.button(key="write_register").click().run()
    assert not shown.exception


def labels(shown):
    return [e.label for e in shown.expander]


def test_a_first_list_is_simply_written(offer):
    shown = offer(FIRST, "thang-10.xlsx")
    assert not [r for r in shown.radio if r.label == _("What is done with the list?")]


def test_new_changed_and_gone_are_shown_and_then_written_at_once(offer, store):
    write(offer(FIRST, "thang-10.xlsx"))
    before, revision = store.cameras(), store.revision()
    shown = offer(SECOND, "thang-11.xlsx")
    choose_replacing(shown)
    assert {_("New: {count}", count=1), _("Changed: {count}", count=1)} <= set(labels(shown))
    gone = next(t.value for t in shown.dataframe if _("Into the archive") in t.value)
    assert gone[[_("Into the archive"), _("Name"), _("Came with")]].to_numpy().tolist() == [
        [True, "Nhà ga", "thang-10.xlsx"]
    ]
    assert not [e for e in shown.error if e.icon == ":material/warning:" and "camera" in e.value]
    told = "Thay thế danh sách: 1 mới, 1 thay đổi, 1 chuyển vào lưu trữ"
    assert shown.button(key="write_register").label == told
    assert store.revision() == revision
    write(shown)
    assert sorted(store.cameras()["name"]) == ["Chợ Cộn", "Cầu mới", "Ngã tư Trần Hưng Đạo"]
    assert removed(store)["name"].tolist() == ["Nhà ga"]
    assert any("1 camera đã chuyển vào lưu trữ" in s.value for s in shown.success)
    undo(store, undoable(store))
    assert sorted(store.cameras()["camera_id"]) == before["camera_id"].tolist()


def test_another_list_of_the_commune_stays_until_it_is_chosen(offer, store):
    write(offer(FIRST, "cong-an.xlsx"))
    write(offer(OTHER, "vien-thong.xlsx"))
    shown = offer(SECOND, "cong-an-2.xlsx")
    choose_replacing(shown)
    assert "1 chuyển vào lưu trữ" in shown.button(key="write_register").label
    [group] = [g for g in shown.button_group if str(g.key).endswith("_others")]
    group.set_value(["vien-thong.xlsx"]).run()
    assert not shown.exception
    assert "7 chuyển vào lưu trữ" in shown.button(key="write_register").label
    assert any("7 camera sẽ chuyển vào lưu trữ, chỉ 2" in e.value for e in shown.error)
    group = shown.button_group[0]
    group.set_value([]).run()
    write(shown)
    assert len(store.cameras()) == 9


def test_a_list_that_holds_little_of_what_is_known_warns_and_ticks_nothing(offer, store):
    write(offer(FIRST, "cong-an.xlsx"))
    shown = offer([*OTHER, FIRST[0]], "khac.xlsx")
    choose_replacing(shown)
    assert any("Chỉ 1 trong 3 camera" in e.value for e in shown.error)
    assert "0 chuyển vào lưu trữ" in shown.button(key="write_register").label


def test_what_others_changed_meanwhile_is_looked_at_again(offer, store):
    write(offer(FIRST, "thang-10.xlsx"))
    shown = offer(SECOND, "thang-11.xlsx")
    choose_replacing(shown)
    store.set("anything", 1)
    shown.button(key="write_register").click().run()
    assert not shown.exception
    assert any("vừa có thay đổi" in w.value for w in shown.warning)
    assert removed(store).empty
    write(shown)
    assert removed(store)["name"].tolist() == ["Nhà ga"]
